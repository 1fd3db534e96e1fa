"""Titles in addresses, as people type them: one slug means the same under /titles/, /occupations/ and /compare/."""

from urllib.parse import quote

import pytest

from occupations.models import Occupation
from occupations.publishing import publish
from occupations.rendering import cache_control
from tests.formats import having, parse, words
from tests.http.public import get, occupations

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(meanings) -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


@pytest.mark.parametrize(
    ("requested", "to"),
    [
        ("/compare/c++-cook-vs-baker/", "/compare/c-plus-plus-cook-vs-baker/"),
        ("/compare/C%2B%2B-cook-vs-baker/?as=cook,", "/compare/c-plus-plus-cook-vs-baker/?as=cook,"),
        ("/compare/a/p-cook-vs-baker/", "/compare/a-p-cook-vs-baker/"),
        ("/compare/baker-vs-a/p-cook.json?match=sure", "/compare/baker-vs-a-p-cook.json?match=sure"),
        ("/compare/grill cook-vs-baker/", "/compare/grill-cook-vs-baker/"),
        ("/compare/grill-cook-vs-Grill-Cook-vs-baker/", "/compare/grill-cook-vs-baker/"),
        ("/occupations/c++-cook/", "/occupations/c-plus-plus-cook/"),
        ("/occupations/A/P-cook/", "/occupations/a-p-cook/"),
        ("/occupations/c%23-cook.csv?match=likeliest", "/occupations/c-sharp-cook.csv?match=likeliest"),
    ],
)
def test_what_people_type_in_an_address_leads_to_the_slug_that_a_form_makes(sides, requested, to):
    response = get(requested)
    assert (response.status_code, response["Location"]) == (301, to)


def test_a_title_with_signs_means_the_same_everywhere(sides, meanings):
    sides[2].alternate_titles.create(title="A/P baker")
    publish.publish(sides[2])
    assert get("/titles/a/p-baker/")["Location"] == "/titles/a-p-baker/"
    assert get("/titles/a-p-baker/").status_code == 200
    assert get("/occupations/a-p-baker/")["Location"] == "/occupations/baker/?asked=a-p-baker"
    to = get("/compare/a-p-baker-vs-cook/")["Location"]
    assert to == "/compare/baker-vs-cook/?asked=a-p-baker-vs-cook"
    assert "You asked for “A/P baker”." in get(to).content.decode()


def test_what_no_source_has_is_answered_alike(sides, meanings):
    meanings["c++ cook"] = [("cook", 0.9)]
    assert get("/occupations/c-plus-plus-cook/")["Location"].startswith("/occupations/cook/")
    response = get("/titles/c++-cook/")
    assert response.status_code == 404
    text = words(parse(response.content.decode()).find(".//main"))
    assert "None of our sources has the job title “C++ cook”." in text
    assert "Match: Cook" in text


# The same title twice


def test_a_title_twice_is_a_page_that_says_so(sides):
    response = get("/compare/grill-cook-vs-grill-cook/")
    assert response.status_code == 200
    page = parse(response.content.decode())
    assert words(page.find(".//h1")) == "One occupation: Cook"
    assert "This address has the same title twice" in words(page.find(".//main"))
    assert [words(one) for one in having(page, "asked")] == ["You asked for “grill cook”."]
    assert len(having(page, "as-title")) == 1


def test_a_title_twice_that_could_be_several_is_asked_about(sides):
    response = get("/compare/kitchen-help-vs-kitchen-help/")
    assert response.status_code == 200
    assert "Which occupations do you mean?" in response.content.decode()
    assert get("/compare/kitchen-help-vs-kitchen-help/?as=cook,baker")["Location"] == (
        "/compare/cook-vs-baker/?asked=kitchen-help-vs-kitchen-help"
    )


def test_nothing_twice_is_not_found(sides):
    assert get("/compare/zzzz-vs-zzzz/").status_code == 404
    assert get("/compare/zzzz-vs-zzzz.json").status_code == 404


# Titles of one occupation


def facts(address: str) -> list[str]:
    response = get(address)
    assert response.status_code == 200, response
    return [words(one) for one in having(parse(response.content.decode()), "as-title")]


def test_what_is_true_of_the_rest_of_a_title_is_not_said_of_the_title(sides):
    sides[0].alternate_titles.create(title="Kitchen hand")
    publish.publish(sides[0])
    (said, _) = facts("/compare/senior-kitchen-hand-vs-cook/")
    assert said.startswith(
        "“senior kitchen hand” Use Without what we set aside, it is the title “Kitchen hand”. Our editors use “Kitchen hand”"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Cook (CK)", "In other words, it is the title “Cook (CK)”."),  # C is the only initial
        ("Chief kitchen of cooks (CKC)", "“CKC” is short for “Chief kitchen of cooks”. Our editors use"),
        ("CKC (Chief Kitchen Cook)", "“CKC” is short for “Chief Kitchen Cook”. Our editors use"),
    ],
)
def test_an_abbreviation_in_a_name_is_said_to_be_short_for_it(sides, name, said):
    sides[0].alternate_titles.create(title=name)
    publish.publish(sides[0])
    asked = "ck" if "(CK)" in name else "ckc"
    (shown, _) = facts(f"/compare/{asked}-vs-cook/")
    assert said in shown


def test_an_abbreviation_of_the_title_is_short_for_the_title(meanings):
    nurse, cook = occupations("Registered nurse", "Cook")
    nurse.alternate_titles.create(title="Registered Nurse (RN)")
    cook.title = "Chief Kitchen Cook (CKC)"
    cook.save()
    publish.publish_all((nurse, cook))
    (shown, _) = facts("/compare/rn-vs-registered-nurse/")
    assert "Use “RN” is short for “Registered nurse”. Our editors use “Registered Nurse (RN)” for this" in shown
    (shown, _) = facts("/compare/ckc-vs-cook/")
    assert "Use “CKC” is short for “Chief Kitchen Cook”. How sure" in shown


def test_a_title_that_sources_list_for_others_too_says_so(sides, meanings):
    for one in sides[:2]:
        one.alternate_titles.create(title="Kitchen hand")
    publish.publish_all(sides)
    meanings["kitchen hand"] = [("cook", 0.995)]
    (said, _) = facts("/compare/kitchen-hand-vs-cook/")
    assert "Our sources list it for chefs, too." in said
    assert "no other meaning" not in said


# Several titles in one field


def test_a_search_for_two_titles_offers_their_comparison(sides):
    links = {
        words(one): one.get("href") for one in parse(get("/search/?q=grill+cook+vs+baker").content.decode()).iter("a")
    }
    to = get(links["Compare “grill cook” and “baker”"])["Location"]
    assert to == "/compare/cook-vs-baker/?asked=grill-cook-vs-baker"
    assert "Compare “" not in get("/search/?q=grill+cook").content.decode()


def test_two_titles_in_one_field_of_the_form_are_compared(sides):
    assert get("/compare/?a=grill+cook+vs+baker&b=")["Location"] == "/compare/cook-vs-baker/?asked=grill-cook-vs-baker"


def fields(text: str) -> dict[str, tuple[str, bool]]:
    """By name: what a field of the form for comparisons holds, and whether it is marked as wrong."""
    inputs = [one for one in parse(text).iter("input") if (one.get("id") or "").startswith("field-")]
    return {one.get("name", ""): (one.get("value", ""), one.get("aria-invalid") == "true") for one in inputs}


def test_a_probable_title_is_not_marked_as_wrong_where_another_is_not_found(sides):
    text = get("/compare/?a=kitchen+person&b=zzzz").content.decode()
    assert fields(text) == {"a": ("kitchen person", False), "b": ("zzzz", True)}
    assert words(having(parse(text), "band")[0]) == "Probably: Chef"
    assert words(having(parse(text), "notice")[0]).startswith("We could not find every title.")
    text = get("/compare/?a=kitchen+help&b=zzzz").content.decode()
    assert fields(text)["a"] == ("kitchen help", True)


@pytest.mark.parametrize("title", ["zzzz", "grill cook"])
def test_a_title_that_is_too_long_is_cut_where_the_reader_sees_it(sides, meanings, title):
    typed = title.ljust(121, "z")
    meanings["grill cook".ljust(120, "z")] = meanings["grill cook"]
    text = get(f"/compare/?a={quote(typed)}&b=Baker").content.decode()
    assert fields(text) == {"a": (typed[:120], True), "b": ("Baker", False)}
    assert words(having(parse(text), "error")[0]).startswith("Only the first 120 characters were used.")


def test_the_way_from_the_form_is_soon_asked_again(sides):
    response = get("/compare/?a=grill+cook&b=baker")
    assert (response.status_code, response["Cache-Control"]) == (302, cache_control.NO_PAGE)


def test_how_sure_an_answer_is_leads_to_how_that_is_measured(sides):
    links = {
        words(one): one.get("href") for one in parse(get("/occupations/kitchen-person/").content.decode()).iter("a")
    }
    assert links["Our first answer is right for about 7 of 10 titles like this."] == "/method/#titles"
    assert any(one.get("id") == "titles" for one in parse(get("/method/").content.decode()).iter())
    assert get("/titles/")["Location"] == "/search/"
