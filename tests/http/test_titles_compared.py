"""Comparisons of job titles: readers are led on, shown the likeliest or asked, and can always choose another."""

import datetime
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comparisons.models import PairNote
from occupations.models import Occupation, OldSlug
from occupations.publishing import publish
from occupations.rendering import cache_control
from occupations.search import review
from tests.formats import having, parse, words
from tests.http.places import AKRON, survey
from tests.http.public import get, occupations
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

SURE = "/compare/grill-cook-vs-head-of-kitchen/"
PROBABLE = "/compare/grill-cook-vs-kitchen-person/"
OPEN = "/compare/kitchen-help-vs-bread-maker/"
ONE = "/compare/grill-cook-vs-cook/"


@pytest.fixture
def sides(meanings) -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def page(address: str) -> str:
    response = get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def led_to(address: str) -> str:
    response = get(address)
    assert (response.status_code, response["Cache-Control"]) == (302, cache_control.NO_PAGE)
    return response["Location"]


def links(text: str) -> dict[str, str]:
    """URL by its words; of several, the first."""
    found: dict[str, str] = {}
    for link in parse(text).iter("a"):
        found.setdefault(words(link), link.get("href", ""))
    return found


def heading(text: str) -> str:
    return words(next(parse(text).iter("h1")))


def asked(text: str) -> str:
    return words(having(parse(text), "asked")[0])


def robots(text: str) -> list[str]:
    return re.findall(r'<meta name="robots" content="(.*?)">', text)


def canonical(text: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="http://testserver(.*?)">', text)


def figures(text: str) -> bool:
    return 'class="sheet' in text or 'class="lead"' in text


# All are sure


def test_titles_that_are_sure_lead_to_their_occupations_which_say_what_was_asked_for(sides):
    to = led_to(SURE)
    assert to == "/compare/cook-vs-chef/?asked=grill-cook-vs-head-of-kitchen"
    PairNote.objects.create(first=sides[0], second=sides[1], featured=True)
    text = page(to)
    assert heading(text) == "Cook vs Chef"
    assert asked(text) == "You asked for “grill cook” and “head of kitchen”. What else they may mean"
    assert (robots(text), canonical(text)) == ([], ["/compare/chef-vs-cook/"])
    assert robots(page(f"{to}&order=differences")) == ["noindex,follow"]
    back = links(text)["What else they may mean"]
    assert back == "/compare/grill-cook-vs-head-of-kitchen/?as="
    assert "What the titles mean here" in page(back)


def test_the_order_of_the_titles_is_that_of_the_sides(sides):
    assert led_to("/compare/head-of-kitchen-vs-grill-cook/") == (
        "/compare/chef-vs-cook/?asked=head-of-kitchen-vs-grill-cook"
    )


def test_a_title_beside_an_occupation_leads_on_too(sides):
    assert led_to("/compare/baker-vs-grill-cook/") == "/compare/baker-vs-cook/?asked=baker-vs-grill-cook"


def test_titles_that_are_each_sure_but_not_together_are_shown_as_probable(sides, meanings):
    meanings["grill cook"] = [("cook", 0.9)]
    assert heading(page("/compare/grill-cook-vs-bread-maker/")) == "Cook vs Baker"  # 0.9 × 0.85
    meanings["bread maker"] = [("baker", 0.9)]
    assert led_to("/compare/grill-cook-vs-bread-maker/") == "/compare/cook-vs-baker/?asked=grill-cook-vs-bread-maker"


def test_five_titles_lead_on(meanings):
    made = occupations("Cook", "Chef", "Baker", "Waiter", "Butcher")
    for one in made[3:]:
        one.alternate_titles.create(title=f"Senior {one.title}")
    publish.publish_all(made)
    meanings["bread maker"] = [("baker", 0.99)]
    assert led_to("/compare/grill-cook-vs-head-of-kitchen-vs-bread-maker-vs-waiter-vs-senior-butcher/") == (
        "/compare/cook-vs-chef-vs-baker-vs-waiter-vs-butcher/"
        "?asked=grill-cook-vs-head-of-kitchen-vs-bread-maker-vs-waiter-vs-senior-butcher"
    )


def test_an_occupation_with_that_title_wins(sides):
    """Whatever names said before there was one."""
    assert heading(page(PROBABLE)) == "Cook vs Chef"
    publish.publish(make.occupation("Kitchen person", category=sides[0].category))
    assert led_to(PROBABLE) == "/compare/cook-vs-kitchen-person/?asked=grill-cook-vs-kitchen-person"
    publish.publish(make.occupation("Grill cook", category=sides[0].category))
    text = page(PROBABLE)
    assert (heading(text), having(parse(text), "asked")) == ("Grill cook vs Kitchen person", [])


def test_an_editors_name_wins(sides):
    sides[2].alternate_titles.create(title="Kitchen boss")
    publish.publish(sides[2])
    assert led_to("/compare/kitchen-boss-vs-cook/") == "/compare/baker-vs-cook/?asked=kitchen-boss-vs-cook"


def test_signs_that_an_address_has_lost_are_known_from_the_name(sides):
    sides[2].alternate_titles.create(title="C++ baker")
    publish.publish(sides[2])
    assert led_to("/compare/c-plus-plus-baker-vs-cook/").startswith("/compare/baker-vs-cook/")


@pytest.mark.parametrize("names", [("C.B.A.", "CBA"), ("CBA", "C.B.A.")])
def test_initials_are_written_as_most_people_write_them(sides, names):
    for name in names:
        sides[2].alternate_titles.create(title=name)
    publish.publish(sides[2])
    to = led_to("/compare/cba-vs-cook/")
    assert asked(page(to)).startswith("You asked for “CBA”.")


# Each has an occupation, but not all are sure


def test_probable_occupations_are_compared_under_what_the_titles_mean(sides):
    text = page(PROBABLE)
    assert heading(text) == "Cook vs Chef"
    (band,) = having(parse(text), "meanings")
    assert [words(one.find("summary")) for one in having(band, "meaning")] == [
        "“grill cook” Match: Cook Meant another?",
        "“kitchen person” Probably: Chef Meant another?",
    ]
    said = words(band)
    assert "right for about 7 of 10 titles like this" in said
    assert figures(text)
    # What is not to be indexed names no other page in its place.
    assert (robots(text), canonical(text)) == (["noindex,follow"], [])


def test_the_others_are_one_step_away(sides):
    text = page(PROBABLE)
    others = links(text)
    assert others["Baker"] == "/compare/cook-vs-baker/?asked=grill-cook-vs-kitchen-person"
    assert heading(page(others["Baker"])) == "Cook vs Baker"
    assert others["Yes, keep them"] == "/compare/cook-vs-chef/?asked=grill-cook-vs-kitchen-person"


def test_every_choice_says_what_it_pays(sides):
    (band,) = having(parse(page(PROBABLE)), "meanings")
    results = [words(one) for one in having(band, "results")[1]]
    assert [(one.split()[0], "Food and drink" in one, "$" in one) for one in results] == [
        ("Chef", True, True),
        ("Cook", True, True),
        ("Baker", True, True),
    ]


def test_words_that_were_corrected_are_never_sure(sides):
    text = page("/compare/baker-vs-coook/")
    assert heading(text) == "Baker vs Cook"
    assert "We read “coook” as “cook”." in words(having(parse(text), "meanings")[0])


def test_what_was_set_aside_is_said(sides, meanings):
    meanings["senior kitchen person"] = meanings["kitchen person"]
    text = page("/compare/baker-vs-senior-kitchen-person/")
    assert "We set aside “senior” (level). Pay is for all levels." in words(having(parse(text), "meanings")[0])


def test_links_of_the_page_keep_to_the_titles(sides):
    text = page(f"{PROBABLE}?as=,&order=differences")
    found = links(text)
    assert found["Make first (chef)"] == "/compare/kitchen-person-vs-grill-cook/?as=&order=differences"
    assert found["by section"] == "./?as="
    assert found["Yes, keep them"] == "/compare/cook-vs-chef/?asked=grill-cook-vs-kitchen-person&order=differences"
    assert found["JSON"] == "/compare/grill-cook-vs-kitchen-person.json?as=&order=differences&match=likeliest"
    assert get(found["JSON"]).json()["title"] == "Cook vs Chef"
    assert found["Remove cook"] == "/occupations/kitchen-person/"


def test_the_titles_stay_asked_for_when_a_side_is_added(sides):
    for address in (PROBABLE, "/compare/cook-vs-chef/?asked=grill-cook-vs-kitchen-person"):
        assert 'name="asked" value="grill-cook-vs-kitchen-person"' in page(address)
    added = get("/compare/?a=Cook&b=Chef&c=Baker&asked=grill-cook-vs-kitchen-person")["Location"]
    assert added == "/compare/cook-vs-chef-vs-baker/?asked=grill-cook-vs-kitchen-person-vs-baker"
    assert asked(page(added)).startswith("You asked for “grill cook” and “kitchen person”.")
    replaced = get("/compare/?a=Cook&b=Baker&asked=grill-cook-vs-kitchen-person-vs-bread-maker")["Location"]
    assert replaced == "/compare/cook-vs-baker/"


def test_three_titles_without_one_are_two(sides, meanings):
    meanings["bread maker"] = [("baker", 0.81)]
    found = links(page("/compare/grill-cook-vs-kitchen-person-vs-bread-maker/?as=,chef,"))
    assert found["Remove cook"] == "/compare/kitchen-person-vs-bread-maker/?as=chef,"
    assert found["Make first (baker)"] == "/compare/bread-maker-vs-grill-cook-vs-kitchen-person/?as=,,chef"


# Readers choose


def test_a_title_that_could_be_several_is_asked_about_without_figures_of_its_own(sides):
    text = page(OPEN)
    assert heading(text) == "Which occupations do you mean?"
    assert asked(text) == "You asked for “kitchen help” and “bread maker”."
    assert not figures(text)
    assert "“kitchen help” could be one of several occupations. Choose one to compare it with: Baker." in text
    assert robots(text) == ["noindex,follow"]
    assert canonical(text) == []
    assert "“kitchen help” Could be one of these" in words(having(parse(text), "title-answer")[0])


def test_choosing_the_only_open_title_leads_to_the_occupations(sides):
    found = links(page(OPEN))
    assert found["Chef"] == "/compare/chef-vs-baker/?asked=kitchen-help-vs-bread-maker"
    assert asked(page(found["Chef"])).startswith("You asked for “kitchen help” and “bread maker”.")


def test_choosing_one_of_two_open_titles_asks_for_the_other(sides, meanings):
    meanings["kitchen aid"] = [("baker", 0.4), ("chef", 0.3)]
    text = page("/compare/kitchen-help-vs-kitchen-aid/")
    assert "“kitchen help” and “kitchen aid” could each be one of several occupations." in text
    first = links(text)["Cook"]
    assert first == "/compare/kitchen-help-vs-kitchen-aid/?as=cook,"
    text = page(first)
    assert "You chose: Cook" in text
    assert "“kitchen aid” could be one of several occupations. Choose one to compare it with: Cook." in text
    last = parse(text).findall(".//section[2]//a")
    assert [link.get("href") for link in last if words(link) == "Chef"] == [
        "/compare/cook-vs-chef/?asked=kitchen-help-vs-kitchen-aid"
    ]


def test_an_open_title_beside_an_occupation_names_it(sides):
    text = page("/compare/kitchen-help-vs-baker/")
    assert links(text)["Cook"] == "/compare/cook-vs-baker/?asked=kitchen-help-vs-baker"
    assert "This side is an occupation." in text


@pytest.mark.parametrize(
    ("welder", "first"), [(0.3, ["Welder", "Chef"]), (0.1, ["Chef", "Welder"])], ids=["about as likely", "unlikely"]
)
def test_a_choice_begins_with_the_field_of_the_side_that_is_sure(sides, meanings, welder, first):
    occupations("Machinist", "Welder", category="Production")
    meanings["hot work"] = [("chef", 0.35), ("welder", welder)]
    for other in ("machinist", "machine-person"):
        meanings["machine person"] = [("machinist", 0.97)]
        chosen = [name for name in links(page(f"/compare/hot-work-vs-{other}/")) if name in first]
        assert chosen == first
    typed = get("/compare/?a=hot+work&b=machine+person")["Location"]
    assert typed == "/compare/hot-work-vs-machine-person/"


def test_what_was_typed_can_be_changed_on_the_page(sides):
    form = having(parse(page("/compare/kitchen-help-vs-baker/?place=&release=")), "ladder")[0]
    assert {one.get("name"): one.get("value") for one in form.iter("input")} == {"a": "kitchen help", "b": "Baker"}


def test_a_reader_may_choose_what_no_name_suggests(sides):
    assert led_to(f"{PROBABLE}?as=baker,chef") == "/compare/baker-vs-chef/?asked=grill-cook-vs-kitchen-person"


def test_what_is_chosen_need_not_be_all(sides):
    assert led_to(f"{PROBABLE}?as=,baker") == "/compare/cook-vs-baker/?asked=grill-cook-vs-kitchen-person"
    assert heading(page("/compare/bread-maker-vs-kitchen-person/?as=cook")) == "Cook vs Chef"


@pytest.mark.parametrize("chosen", ["nobody", "nobody,nothing", "%3Cscript%3E", "grill-cook", "x" * 300])
def test_choices_that_are_no_occupations_are_reported_and_have_no_effect(sides, chosen):
    text = page(f"{PROBABLE}?as={chosen}")
    assert heading(text) == "Cook vs Chef"
    assert "We could not use part of this address: there is no occupation" in unescape(text)
    assert "<script>alert" not in text
    assert "<script>" not in text


@pytest.mark.parametrize("chosen", ["", ",", ",,,,,,,,", ",%20"])
def test_empty_choices_ask_and_do_not_lead_on(sides, chosen):
    assert heading(page(f"{SURE}?as={chosen}")) == "Cook vs Chef"


def test_more_choices_than_sides_are_left_out(sides):
    assert led_to(f"{PROBABLE}?as=,chef,baker,cook") == "/compare/cook-vs-chef/?asked=grill-cook-vs-kitchen-person"


def test_a_choice_for_an_occupation_has_no_effect(sides):
    assert led_to("/compare/baker-vs-grill-cook/?as=chef,cook") == "/compare/baker-vs-cook/?asked=baker-vs-grill-cook"


# One occupation


def test_titles_of_one_occupation_say_so_and_how_they_differ(sides, meanings):
    sides[0].alternate_titles.create(title="Kitchen hand")
    publish.publish(sides[0])
    text = page("/compare/kitchen-hand-vs-cook/")
    assert heading(text) == "One occupation: Cook"
    assert not figures(text)
    assert "Both mean the same occupation" in text
    columns = [words(one) for one in having(parse(text), "as-title")]
    assert columns == [
        "“kitchen hand” Use Our editors use “Kitchen hand” for this occupation. How sure It has no other meaning here.",
        "“Cook” Use “Cook” is the title of the occupation.",
    ]
    assert robots(text) == ["noindex,follow"]


def test_titles_of_one_occupation_offer_comparisons_from_there(sides, meanings):
    meanings["kitchen person"] = [("cook", 0.68), ("baker", 0.2)]
    text = page(PROBABLE)
    assert "Both probably mean the same occupation" in text
    found = links(text)
    assert found["Cook"] == "/occupations/cook/"
    assert found["Baker"] == "/compare/cook-vs-baker/?asked=grill-cook-vs-kitchen-person"
    assert "for about 2 of 10 such titles" in text
    assert found["Cook vs Chef"] == "/compare/cook-vs-chef/"


def test_of_three_titles_two_of_one_occupation_are_compared_once(sides):
    text = page("/compare/grill-cook-vs-grill-vs-bread-maker/")
    assert heading(text) == "Cook vs Baker"
    assert "“grill cook” and “grill” both mean the same occupation here: Cook." in text
    assert links(text)["Yes, keep them"] == "/compare/cook-vs-baker/?asked=grill-cook-vs-grill-vs-bread-maker"


# Nothing, moved, withdrawn


@pytest.mark.parametrize("address", ["/compare/zzzz-vs-grill-cook/", "/compare/grill-cook-vs-zzzz/?as=cook,"])
def test_what_is_no_title_is_not_found_with_what_was_understood_of_the_others(sides, address):
    response = get(address)
    text = response.content.decode()
    assert response.status_code == 404
    assert "We have no occupation called “zzzz”." in text
    assert "“grill cook” Match: Cook" in words(parse(text).find(".//main"))
    fields = {one.get("name"): one.get("value") for one in parse(text).iter("input") if one.get("name") in ("a", "b")}
    assert set(fields.values()) == {"zzzz", "grill cook"}


def test_a_moved_occupation_beside_a_title_is_put_right_and_the_title_stays(sides):
    OldSlug.objects.create(slug="kitchen-boss", occupation=sides[1])
    response = get("/compare/kitchen-boss-vs-kitchen-help/?as=,cook&order=differences")
    assert (response.status_code, response["Location"]) == (
        301,
        "/compare/chef-vs-kitchen-help/?as=,cook&order=differences",
    )


def test_a_withdrawn_occupation_is_gone_though_its_title_means_something(sides, meanings):
    meanings["chef"] = [("cook", 0.99)]
    publish.withdraw(sides[1], "Merged.")
    for address in ("/compare/chef-vs-baker/", "/compare/chef-vs-grill-cook/"):
        response = get(address)
        assert response.status_code == 410
        assert "Chef: no longer available" in response.content.decode()


def test_a_title_of_an_occupation_that_is_withdrawn_means_it_no_longer(sides):
    publish.withdraw(sides[1], "Merged.")
    assert "“head of kitchen” could be one of several occupations." in page(SURE)


# What was asked for is only a text


@pytest.mark.parametrize(
    "given",
    [
        "%3Cscript%3E-vs-b",
        "nurse",
        "a-vs-b-vs-c-vs-d-vs-e-vs-f",
        "Nurse-vs-Doctor",
        "a-vs-",
        "x" * 81 + "-vs-b",
        "",
        "a b",
    ],
)
def test_what_nobody_can_have_asked_for_is_left_out(sides, given):
    text = page(f"/compare/cook-vs-chef/?asked={given}")
    assert having(parse(text), "asked") == []
    assert given not in text or given in ("", "nurse")


def test_what_was_asked_for_stays_while_the_page_is_arranged(sides):
    found = links(page("/compare/cook-vs-chef/?asked=grill-cook-vs-head-of-kitchen&order=differences"))
    assert found["by section"] == "./?asked=grill-cook-vs-head-of-kitchen"
    assert found["JSON"] == "/compare/cook-vs-chef.json?order=differences"
    assert found["Make first (chef)"] == "/compare/chef-vs-cook/?order=differences"


# Place, release, day


def test_a_place_is_kept_on_the_way(meanings):
    survey()
    meanings["kitchen person"] = [("chef", 0.68), ("cook", 0.2)]
    at = f"place={AKRON}"
    assert led_to(f"{SURE}?{at}&order=differences") == (
        f"/compare/cook-vs-chef/?asked=grill-cook-vs-head-of-kitchen&{at}&order=differences"
    )
    text = page(f"{PROBABLE}?as=&{at}")
    assert "$30,500" in text
    (form,) = [one for one in parse(text).iter("form") if one.get("id") == "sides"]
    assert {one.get("name"): one.get("value") for one in form.iter("input") if one.get("value")} == {
        "asked": "grill-cook-vs-kitchen-person",
        "a": "Cook",
        "b": "Chef",
        "place": AKRON,
    }
    shown = get(f"/compare/?asked=grill-cook-vs-kitchen-person&a=Cook&b=Chef&c=&{at}&release=")["Location"]
    assert shown == f"/compare/cook-vs-chef/?asked=grill-cook-vs-kitchen-person&{at}"
    assert links(text)["Yes, keep them"] == f"/compare/cook-vs-chef/?asked=grill-cook-vs-kitchen-person&{at}"
    named = get(f"{PROBABLE}?as=&place=Akron,+OH")
    assert (named.status_code, named["Location"]) == (302, f"{PROBABLE}?as=&{at}")


def test_a_place_typed_on_the_page_of_the_occupations_keeps_what_was_asked_for(meanings):
    survey()
    address = "/compare/cook-vs-chef/?asked=grill-cook-vs-head-of-kitchen"
    assert get(f"{address}&place=Akron,+OH")["Location"] == f"{address}&place={AKRON}"


def test_a_past_day_is_kept_on_the_way(sides):
    today = datetime.datetime.now(datetime.UTC).date()
    assert led_to(f"{SURE}?as_of={today}") == (
        f"/compare/cook-vs-chef/?asked=grill-cook-vs-head-of-kitchen&as_of={today}"
    )
    text = page(f"{PROBABLE}?as_of={today}")
    assert "the figures have not changed since" in text
    assert links(text)["Baker"] == f"/compare/cook-vs-baker/?asked=grill-cook-vs-kitchen-person&as_of={today}"
    assert get(f"{PROBABLE}?as_of=2020-01-01").status_code == 404


# Headers and queries


@pytest.mark.parametrize("address", [PROBABLE, OPEN, ONE, f"{SURE}?as="])
def test_a_page_of_titles_has_a_validator_that_changes_with_what_they_mean(sides, meanings, address):
    etag = get(address)["ETag"]
    assert get(address)["ETag"] == etag
    again = get(address, if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")
    meanings["grill cook"] = meanings["bread maker"] = [("cook", 0.81), ("baker", 0.1)]
    assert get(address, if_none_match=etag).status_code == 200


@pytest.mark.parametrize("address", [SURE, PROBABLE, OPEN, ONE, "/compare/zzzz-vs-grill-cook/"])
def test_head_is_get_without_a_body(sides, address):
    whole, head = get(address), Client().head(address)
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.get("Location") == whole.get("Location")


@pytest.mark.parametrize(
    "address",
    [
        SURE,
        PROBABLE,
        OPEN,
        ONE,
        "/compare/baker-vs-kitchen-person/",
        f"{PROBABLE}?as=cook,",
        "/compare/grill-cook-vs-head-of-kitchen.json?match=sure",
        "/compare/cook-vs-chef/?asked=grill-cook-vs-head-of-kitchen",
    ],
)
def test_titles_ask_the_database_nothing(sides, address):
    for headers in ({}, {"if_none_match": '"x"'}):
        client: Client = Client(headers=headers)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) == 0


def test_titles_in_doubt_are_counted_for_the_editors_until_a_reader_chooses(sides, monkeypatch):
    monkeypatch.setattr(review, "_counts", type(review._counts)())
    page(OPEN)
    page("/occupations/kitchen-help/")
    page(f"{OPEN}?as=")
    page(PROBABLE)
    assert review._counts == {review.Counted("kitchen help", review.UNSURE): 2}
