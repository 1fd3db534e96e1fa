"""The address of an occupation with a job title in it: readers are led on or asked."""

import re

import pytest
from django.test import Client

from occupations.models import Occupation, OldSlug
from occupations.publishing import publish
from occupations.rendering import cache_control
from tests.formats import having, parse, words
from tests.http.places import AKRON, survey
from tests.http.public import get, occupations

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides(meanings) -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def page(address: str) -> str:
    response = get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def links(text: str) -> dict[str, str]:
    return {words(link): link.get("href", "") for link in parse(text).iter("a")}


def test_a_title_that_is_sure_leads_to_its_occupation_which_says_what_was_asked_for(sides):
    response = get("/occupations/grill-cook/")
    assert (response.status_code, response["Cache-Control"]) == (302, cache_control.NO_PAGE)
    assert response["Location"] == "/occupations/cook/?asked=grill-cook"
    text = page(response["Location"])
    assert words(parse(text).find(".//h1")) == "Cook"
    assert words(having(parse(text), "asked")[0]) == "You asked for “grill cook”. What else it may mean"
    # `asked` adds one line to the page: the canonical address alone says which of them is indexed.
    assert re.findall(r'<meta name="robots" content="(.*?)">', text) == []
    assert re.findall(r'<link rel="canonical" href="http://testserver(.*?)">', text) == ["/occupations/cook/"]
    assert links(text)["What else it may mean"] == "/occupations/grill-cook/?as="
    assert words(parse(page("/occupations/grill-cook/?as=")).find(".//h1")) == "Which occupation do you mean?"


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("kitchen-person", "Probably: Chef"),
        ("kitchen-help", "Could be one of these"),
        ("coook", "We read “coook” as “cook”."),
    ],
)
def test_a_title_that_is_not_sure_is_asked_about(sides, title, said):
    text = page(f"/occupations/{title}/")
    assert said in words(having(parse(text), "title-answer")[0])
    assert words(having(parse(text), "asked")[0]) == f"You asked for “{title.replace('-', ' ')}”."
    assert re.findall(r'<meta name="robots" content="(.*?)">', text) == ["noindex,follow"]
    assert links(text)["Cook"] == f"/occupations/cook/?asked={title}"
    assert "canonical" not in text


def test_a_name_that_the_sources_have_leads_to_its_own_page(sides):
    for one in sides[:2]:
        one.alternate_titles.create(title="Kitchen hand")
    publish.publish_all(sides)
    own = links(page("/occupations/kitchen-hand/?as="))["The title “kitchen hand”: who uses it, and what it pays"]
    assert own == "/titles/kitchen-hand/"
    assert get(own).status_code == 200
    assert "who uses it" not in page("/occupations/kitchen-help/")


def test_what_is_no_title_is_not_found(sides):
    response = get("/occupations/zzzz/")
    assert response.status_code == 404
    assert "We have no occupation called “zzzz”." in response.content.decode()


def test_moved_and_withdrawn_occupations_stay_so_though_their_titles_mean_something(sides, meanings):
    meanings["chef"] = meanings["kitchen boss"] = [("cook", 0.99)]
    OldSlug.objects.create(slug="kitchen-boss", occupation=sides[2])
    publish.withdraw(sides[1], "Merged.")
    assert get("/occupations/kitchen-boss/")["Location"] == "/occupations/baker/"
    assert get("/occupations/chef/").status_code == 410
    assert get("/occupations/chef.json?match=sure").status_code == 410


@pytest.mark.parametrize("given", ["%3Cb%3E", "a-vs-b", "Grill-cook", "", "cook", "x" * 81])
def test_what_nobody_can_have_asked_for_is_left_out(sides, given):
    assert having(parse(page(f"/occupations/cook/?asked={given}")), "asked") == []


def test_a_place_is_kept_on_the_way(meanings):
    survey()
    assert get(f"/occupations/grill-cook/?place={AKRON}")["Location"] == (
        f"/occupations/cook/?asked=grill-cook&place={AKRON}"
    )
    text = page(f"/occupations/cook/?asked=grill-cook&place={AKRON}")
    assert links(text)["What else it may mean"] == f"/occupations/grill-cook/?as=&place={AKRON}"
    form = having(parse(text), "place-control")[0].find(".//form")
    assert ("asked", "grill-cook") in [(one.get("name"), one.get("value")) for one in form.iter("input")]
    assert get("/occupations/cook/?asked=grill-cook&place=Akron,+OH")["Location"] == (
        f"/occupations/cook/?asked=grill-cook&place={AKRON}"
    )
    assert links(page(f"/occupations/kitchen-help/?place={AKRON}"))["Cook"] == (
        f"/occupations/cook/?asked=kitchen-help&place={AKRON}"
    )


def test_the_page_has_a_validator_that_changes_with_what_the_title_means(sides, meanings):
    etag = get("/occupations/kitchen-help/")["ETag"]
    assert get("/occupations/kitchen-help/", if_none_match=etag).status_code == 304
    meanings["kitchen help"] = [("baker", 0.6)]
    assert get("/occupations/kitchen-help/", if_none_match=etag).status_code == 200
    asked = get("/occupations/cook/?asked=grill-cook")["ETag"]
    assert asked != get("/occupations/cook/")["ETag"]
    assert get("/occupations/cook/?asked=grill-cook", if_none_match=asked).status_code == 304
    head = Client().head("/occupations/grill-cook/")
    assert (head.status_code, head.content, head["Location"]) == (302, b"", "/occupations/cook/?asked=grill-cook")
