"""Job titles by the hundred, and rankings, in the API."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from occupations.models import Occupation
from occupations.publishing import publish
from tests.http.api import api_json, check, problem
from tests.http.public import occupations
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/titles/match/"


def send(body: Any, address: str = ADDRESS, content_type: str = "application/json", **headers: str):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return Client(headers=headers).post(address, text, content_type=content_type)


def matched(*titles: str, query: str = "") -> list[list[tuple[str, str]]]:
    response = send({"titles": titles}, ADDRESS + query)
    assert response.status_code == 200, response.content
    said = json.loads(response.content)
    check(said, "TitleMatches")
    assert [one["query"] for one in said["results"]] == list(titles)
    return [[(match["slug"], match["quality"]) for match in one["matches"]] for one in said["results"]]


@pytest.fixture
def nurses() -> list[Occupation]:
    made = occupations("Registered nurse", "Nurse anesthetist", "Software developer", "Truck driver")
    make.models.AlternateTitle.objects.create(occupation=made[0], title="Staff nurse (SN)")
    make.classify(made[0], make.record("29-1141"), "exact")
    make.classify(made[0], make.record("29-1149", system="soc"), "none")
    make.occupation("Quixotry")
    publish.publish_all(made)
    return made


def test_titles_are_matched_and_it_is_said_how(nurses):
    assert matched(
        "Registered Nurse", "registered nurses", "SN", "staff nurse", "softwar developper", "Quixotry", "…"
    ) == [
        [("registered-nurse", "exact")],
        [("registered-nurse", "exact")],
        [("registered-nurse", "alternate")],
        [("registered-nurse", "alternate")],
        [("software-developer", "words")],
        [],
        [],
    ]
    assert matched("truck driver 2") == [[("truck-driver", "similar")]]
    assert matched("nurse", query="?limit=1")[0] in ([("registered-nurse", "words")], [("nurse-anesthetist", "words")])


def test_a_match_has_its_codes_its_name_and_its_score(nurses):
    said = json.loads(send({"titles": ["Staf nurse"]}).content)["results"][0]
    (match, *_) = said["matches"]
    assert said["read_as"] == "staff nurse"
    assert (match["slug"], match["title"], match["name"]) == (
        "registered-nurse",
        "Registered nurse",
        "Staff nurse (SN)",
    )
    assert match["score"] == 98
    assert match["codes"] == [{"key": "oews-2018:29-1141", "system": "oews", "code": "29-1141", "quality": "exact"}]


def test_a_hundred_titles_cost_as_many_queries_as_one(nurses):
    costs = []
    matched("truk driver")  # this process knows the vocabulary
    for titles in (["truk driver 0"], [f"truk driver {number}" for number in range(100)]):
        with CaptureQueriesContext(connection) as captured:
            assert len(matched(*titles)) == len(titles)
        costs.append(len(captured))
    assert costs == [3, 3]


def test_matches_come_as_a_table_too(nurses):
    response = send({"titles": ["=1+1", "Truck driver"]}, ADDRESS + "?format=csv")
    assert response.content.decode().splitlines()[1].startswith("'=1+1,")
    assert response["Cache-Control"] == "no-store"
    assert send({"titles": ["Truck driver"]}, accept="text/markdown").content.startswith(b"# Titles")


@pytest.mark.parametrize(
    "body",
    [
        "x",
        "[]",
        "{}",
        b"\xff",
        {"titles": []},
        {"titles": "nurse"},
        {"titles": [1]},
        {"titles": [None]},
        {"titles": [""]},
        {"titles": ["a\u0000"]},
        {"titles": ["a" * 121]},
        {"titles": ["a"] * 101},
        {"titles": ["a"], "more": 1},
    ],
)
def test_a_body_that_is_none_is_refused_with_its_form(body):
    response = send(body)
    said = json.loads(response.content)
    assert (response.status_code, said["type"]) == (400, "/api/#invalid-body")
    assert said["allowed"] == '{"titles": ["…", …]}, 1 to 100 of 1 to 120 characters each'


def test_what_else_is_wrong_is_shown_by_its_status():
    assert send("titles=a", content_type="application/x-www-form-urlencoded").status_code == 415
    assert send({"titles": ["a" * 70_000]}).status_code == 413
    assert send({"titles": ["a"]}, ADDRESS + "?limit=9").status_code == 400
    assert send({"titles": ["a"]}, accept="text/html").status_code == 406
    response = Client().get(ADDRESS)
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")


def test_another_site_may_send_titles_and_no_cookie_is_looked_at():
    asked = Client().options(
        ADDRESS, headers={"origin": "https://example.org", "access-control-request-method": "POST"}
    )
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "POST, OPTIONS")
    assert "Content-Type" in asked["Access-Control-Allow-Headers"]
    response = Client(
        enforce_csrf_checks=True, headers={"cookie": "sessionid=abc", "origin": "https://example.org"}
    ).post(ADDRESS, json.dumps({"titles": ["a"]}), content_type="application/json")
    assert (response.status_code, dict(response.cookies)) == (200, {})


def test_sending_costs_more_than_reading(settings):
    from django.core.cache import cache

    cache.clear()
    settings.API_REQUESTS_A_MINUTE = 12
    assert [send({"titles": ["a"]}).status_code for _ in range(3)] == [200, 200, 429]


# Rankings


def test_a_ranking_is_that_of_the_site():
    made = occupations("Cook", "Chef", "Baker", "Waiter")
    release = make.release()
    for one, number in zip(made, (5_000, 6_000, 7_000, 10), strict=True):
        make.figure("jobs", number, occupation=one, release=release)
    publish.publish_all(made)
    said = api_json("rankings/highest-paying/")
    check(said, "RankingDetail")
    assert [(row["rank"], row["occupations"][0]["slug"], row["figure"]["value"]) for row in said["results"]] == [
        (1, "baker", 60_000),
        (2, "chef", 50_000),
        (3, "cook", 40_000),
    ]
    assert (said["metric"], said["ranked"], said["results"][0]["second"]["value"]) == ("wage_annual_mean", 3, 7_000)
    assert said["left_out"] == [
        {"occupations": 1, "because": "have fewer than 1,000 jobs, or an unknown number of jobs"}
    ]
    assert len(api_json("rankings/highest-paying/?limit=1")["results"]) == 1
    assert api_json("rankings/highest-paying/?category=food-and-drink")["results"] == said["results"]
    listed = api_json("rankings/")
    check(listed, "RankingList")
    assert "highest-paying" in [one["key"] for one in listed["results"]]


def test_a_ranking_that_there_is_not_names_those_that_there_are():
    assert "largest" in problem("rankings/smallest/")["allowed"]
    assert problem("rankings/largest/?category=nothing")["parameter"] == "category"
