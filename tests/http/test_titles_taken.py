"""Files and the API take job titles for occupations if their address allows it, and tell what they took."""

import csv
import io
import json
from typing import Any

import pytest

from occupations.models import Occupation, OldSlug
from occupations.publishing import publish
from occupations.rendering import cache_control
from tests.answers import Answer
from tests.http.api import api_get, api_json, check, problem
from tests.http.places import AKRON, survey
from tests.http.public import get, occupations

pytestmark = pytest.mark.django_db

COOK = {"asked": "grill-cook", "slug": "cook", "title": "Cook", "confidence": 0.97, "band": "match"}
CHEF = {"asked": "head-of-kitchen", "slug": "chef", "title": "Chef", "confidence": 0.95, "band": "match"}
PERSON = {"asked": "kitchen-person", "slug": "chef", "title": "Chef", "confidence": 0.68, "band": "probably"}
HELP = {"asked": "kitchen-help", "slug": "cook", "title": "Cook", "confidence": 0.35, "band": "choice"}
BAKER = {"asked": "baker", "slug": "baker", "title": "Baker", "confidence": 1.0, "band": "address"}


@pytest.fixture
def sides(meanings) -> list[Occupation]:
    return occupations("Cook", "Chef", "Baker")


def file(address: str) -> Any:
    response = get(address)
    assert response.status_code == 200, response
    return json.loads(response.content)


# Comparisons


@pytest.mark.parametrize(
    ("titles", "match", "taken"),
    [
        (["grill-cook", "head-of-kitchen"], "sure", [COOK, CHEF]),
        (["head-of-kitchen", "grill-cook"], "sure", [CHEF, COOK]),
        (["grill-cook", "head-of-kitchen"], "likeliest", [COOK, CHEF]),
        (["baker", "kitchen-person"], "likeliest", [BAKER, PERSON]),
        (["kitchen-person", "kitchen-help", "baker"], "likeliest", [PERSON, HELP, BAKER]),
        (["baker", "cook"], "sure", [BAKER, {**BAKER, "asked": "cook", "slug": "cook", "title": "Cook"}]),
    ],
)
def test_a_comparison_takes_titles_and_tells_which(sides, titles, match, taken):
    of_file = file(f"/compare/{'-vs-'.join(titles)}.json?match={match}")
    of_api = api_json(f"comparisons/?occupations={','.join(titles)}&match={match}")
    assert of_file["taken"] == of_api["taken"] == taken
    assert [side["slug"] for side in of_api["sides"]] == [one["slug"] for one in taken]
    check(of_api, "Comparison")
    assert of_file["sections"] == of_api["sections"]


@pytest.mark.parametrize("titles", ["baker-vs-kitchen-person", "grill-cook-vs-kitchen-help", "coook-vs-baker"])
def test_what_is_not_sure_is_not_taken_as_sure(sides, titles):
    response = get(f"/compare/{titles}.json?match=sure")
    assert response.status_code == 404
    assert f"/compare/{titles}.json?match=likeliest" in near(response)
    said = problem(f"comparisons/?occupations={titles.replace('-vs-', ',')}&match=sure")
    assert (said["status"], said["parameter"]) == (404, "occupations")
    assert "match=likeliest takes the likeliest" in said["detail"]


def near(response: Answer) -> list[str]:
    assert response["Content-Type"] == "application/problem+json"
    said = json.loads(response.content)
    assert said["status"] == response.status_code
    return [one["page_url"].removeprefix("http://testserver") for one in said["near"]]


@pytest.mark.parametrize("query", ["", "?match="])
def test_a_file_takes_no_title_unasked(sides, query):
    response = get(f"/compare/grill-cook-vs-kitchen-person.csv{query}")
    assert response.status_code == 404
    text = response.content.decode()
    assert "“grill cook” and “kitchen person” are job titles" in text
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "The likeliest occupations: /compare/grill-cook-vs-kitchen-person.csv?match=likeliest\n" in text


@pytest.mark.parametrize("address", ["/occupations/grill-cook", "/compare/grill-cook-vs-chef", "/compare/cook-vs-chef"])
def test_a_value_of_match_that_there_is_not_is_refused(sides, address):
    response = get(f"{address}.json?match=banana")
    assert (response.status_code, json.loads(response.content)["detail"]) == (400, "match can be sure or likeliest.")
    response = get(f"{address}.md?match=banana")
    assert response.content.decode() == "Unknown value of match. match can be sure or likeliest.\n"
    assert get(f"{address}/?match=banana").status_code in (200, 302)


def test_the_api_takes_no_title_unasked_and_says_how_to_ask(sides):
    said = problem("comparisons/?occupations=grill-cook,baker")
    assert (said["status"], said["type"]) == (404, "http://testserver/api/#not-found")
    assert said["detail"] == (
        "There is no occupation “grill-cook”. It may be a job title: match=sure takes it for an occupation if that is "
        "sure, match=likeliest for the likeliest."
    )
    assert said["near"][0]["key"] == "cook"
    assert problem("comparisons/?occupations=grill-cook,baker&match=maybe")["parameter"] == "match"


@pytest.mark.parametrize("match", ["sure", "likeliest"])
def test_what_is_no_title_is_never_taken(sides, match):
    assert get(f"/compare/zzzz-vs-baker.json?match={match}").status_code == 404
    said = problem(f"comparisons/?occupations=zzzz,baker&match={match}")
    assert (said["status"], said["detail"]) == (404, "There is no occupation “zzzz”.")


def test_titles_of_one_occupation_are_no_comparison(sides):
    response = get("/compare/grill-cook-vs-cook.json?match=sure")
    assert response.status_code == 404
    assert "“grill cook” and “cook” mean the same one: Cook." in response.content.decode()
    said = problem("comparisons/?occupations=grill-cook,cook&match=sure")
    assert (said["status"], said["parameter"]) == (400, "occupations")
    assert "“grill cook” and “cook” mean the same occupation, cook" in said["detail"]


def test_of_three_titles_two_of_one_occupation_are_one_side(sides):
    data = api_json("comparisons/?occupations=grill-cook,baker,grill&match=likeliest")
    assert [side["slug"] for side in data["sides"]] == ["cook", "baker"]
    assert [one["slug"] for one in data["taken"]] == ["cook", "baker", "cook"]


def test_csv_and_markdown_tell_it_in_their_ways(sides):
    address = "/compare/grill-cook-vs-kitchen-person.{}?match=likeliest"
    rows = list(csv.DictReader(io.StringIO(get(address.format("csv")).content.decode())))
    assert [[row[name] for name in ("section", "label", "occupation", "text")] for row in rows[:2]] == [
        ["taken", "grill-cook", "cook", "match, confidence 0.970"],
        ["taken", "kitchen-person", "chef", "probably, confidence 0.680"],
    ]
    lines = get(address.format("md")).content.decode().splitlines()
    assert lines[:5] == [
        "# Cook vs Chef",
        "",
        "“grill-cook” was taken to mean Cook (match, confidence 0.970).",
        "",
        "“kitchen-person” was taken to mean Chef (probably, confidence 0.680).",
    ]


def test_an_address_that_takes_nothing_tells_nothing(sides):
    assert file("/compare/cook-vs-chef.json")["taken"] == []
    assert api_json("comparisons/?occupations=cook,chef")["taken"] == []
    assert api_json("occupations/cook/")["taken"] == []
    assert "\r\ntaken," not in get("/compare/cook-vs-chef.csv").content.decode()


def test_chosen_occupations_lead_to_their_file(sides):
    response = get("/compare/kitchen-help-vs-kitchen-person.json?as=baker,chef")
    assert (response.status_code, response["Cache-Control"]) == (302, cache_control.NO_PAGE)
    assert response["Location"] == "/compare/baker-vs-chef.json"
    data = file("/compare/kitchen-help-vs-kitchen-person.json?as=baker,&match=likeliest")
    assert [one["band"] for one in data["taken"]] == ["chosen", "probably"]


def test_a_former_address_is_put_right_and_the_match_stays(sides):
    OldSlug.objects.create(slug="kitchen-boss", occupation=sides[1])
    assert get("/compare/kitchen-boss-vs-grill-cook.json?match=sure")["Location"] == (
        "/compare/chef-vs-grill-cook.json?match=sure"
    )
    moved = api_get("comparisons/?occupations=kitchen-boss,grill-cook&match=sure")
    assert (moved.status_code, moved["Location"]) == (
        301,
        "http://testserver/api/v1/comparisons/?match=sure&occupations=chef,grill-cook",
    )


def test_a_withdrawn_occupation_is_gone_whatever_may_be_taken(sides, meanings):
    meanings["chef"] = [("cook", 0.99)]
    publish.withdraw(sides[1], "Merged.")
    assert problem("comparisons/?occupations=chef,baker&match=likeliest")["status"] == 410
    assert problem("occupations/chef/?match=likeliest")["status"] == 410


def test_a_place_goes_with_titles(meanings):
    survey()
    of_file = file(f"/compare/grill-cook-vs-head-of-kitchen.json?match=sure&place={AKRON}")
    of_api = api_json(f"comparisons/?occupations=grill-cook,head-of-kitchen&match=sure&place={AKRON}")
    for data in (of_file, of_api):
        assert data["pay_and_employment"]["place_name"] == "Akron, OH"
        assert data["taken"] == [COOK, CHEF]


# Occupations


@pytest.mark.parametrize(
    ("title", "match", "taken"),
    [
        ("grill-cook", "sure", COOK),
        ("kitchen-person", "likeliest", PERSON),
        ("kitchen-help", "likeliest", HELP),
        ("baker", "sure", BAKER),
    ],
)
def test_an_occupation_is_taken_for_its_title(sides, title, match, taken):
    of_file = file(f"/occupations/{title}.json?match={match}")
    of_api = api_json(f"occupations/{title}/?match={match}")
    assert of_file["taken"] == of_api["taken"] == [taken]
    assert of_file["slug"] == of_api["slug"] == taken["slug"]
    check(of_api, "Occupation")


def test_some_members_of_an_occupation_come_with_what_was_taken(sides):
    assert api_json("occupations/grill-cook/?match=sure&fields=title") == {
        "slug": "cook",
        "title": "Cook",
        "taken": [COOK],
    }


def test_an_occupation_is_not_taken_unasked_or_unsure(sides):
    for query in ("", "?match=sure"):
        response = get(f"/occupations/kitchen-person.json{query}")
        assert response.status_code == 404
        assert "/occupations/kitchen-person.json?match=likeliest" in near(response)
    assert "match=sure takes it" in problem("occupations/kitchen-person/")["detail"]
    assert "It is not sure" in problem("occupations/kitchen-person/?match=sure")["detail"]
    assert problem("occupations/zzzz/?match=likeliest")["detail"] == "There is no occupation “zzzz”."
    assert problem("occupations/kitchen-person/editions/")["detail"] == "There is no occupation “kitchen-person”."


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/occupations/grill-cook/?match=sure",
        "/api/v1/comparisons/?occupations=grill-cook,baker&match=sure",
        "/occupations/grill-cook.json?match=sure",
        "/compare/grill-cook-vs-baker.md?match=sure",
    ],
)
def test_the_validator_changes_with_what_is_taken(sides, meanings, address):
    etag = get(address)["ETag"]
    assert get(address, if_none_match=etag).status_code == 304
    meanings["grill cook"] = [("cook", 0.96)]
    again: Answer = get(address, if_none_match=etag)
    assert again.status_code == 200
    meanings["grill cook"] = [("chef", 0.96)]
    assert b"hef" in get(address, if_none_match=again["ETag"]).content


def test_errors_of_files_are_no_pages(sides):
    response = get("/compare/a-vs-b-vs-c-vs-d-vs-e-vs-f.json")
    assert response.status_code == 404
    assert near(response) == ["/compare/a-vs-b-vs-c-vs-d-vs-e/"]
    response = get("/titles/zzzz.md")
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


# Titles as people write them, in the API


def test_the_api_reads_titles_as_people_write_them(sides):
    data = api_json("comparisons/?occupations=Grill Cook,Baker&match=sure")
    assert [one["slug"] for one in data["taken"]] == ["cook", "baker"]
    assert problem("comparisons/?occupations=cook,!!!&match=sure")["parameter"] == "occupations"


def test_only_titles_in_doubt_are_named_with_what_they_may_mean(sides):
    said = problem("comparisons/?occupations=grill-cook,kitchen-person&match=sure")
    assert said["detail"] == (
        "It is not sure which occupation “kitchen person” means; match=likeliest takes the likeliest."
    )
    assert [one["key"] for one in said["near"]] == ["chef", "cook", "baker"]
    response = get("/compare/grill-cook-vs-kitchen-person.json?match=sure")
    assert json.loads(response.content)["detail"] == (
        "It is not sure which occupation “kitchen person” means. An address with match=likeliest takes the likeliest."
    )
    ways = [one["title"] for one in json.loads(response.content)["near"]]
    assert ways == ["Chef", "Cook", "Baker", "The likeliest occupations"]
