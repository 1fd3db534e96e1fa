"""Job titles by the hundred, and rankings, in the API."""

import json
from typing import Any

import pytest
import time_machine
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
    data = json.loads(response.content)
    check(data, "TitleMatches")
    assert [one["query"] for one in data["results"]] == list(titles)
    return [[(match["slug"], match["matched_by"]) for match in one["matches"]] for one in data["results"]]


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
    found = matched(
        "Registered Nurse", "registered nurses", "SN", "staff nurse", "softwar developper", "Quixotry", "asdfgh"
    )
    assert [matches[:1] for matches in found] == [
        [("registered-nurse", "exact")],
        [("registered-nurse", "exact")],
        [("registered-nurse", "alternate")],
        [("registered-nurse", "alternate")],
        [("software-developer", "similar")],
        [],
        [],
    ]
    assert matched("truck driver 2")[0][0][0] == "truck-driver"
    assert matched("29-1141")[0] == [("registered-nurse", "exact")]
    assert len(matched("nurse", query="?limit=1")[0]) == 1


def one(title: str) -> dict[str, Any]:
    data = json.loads(send({"titles": [title]}).content)
    check(data, "TitleMatches")
    return data["results"][0]


def test_a_match_has_its_codes_its_name_and_how_sure_it_is(nurses):
    data = one("Sr. Staff nursse (SN), nights")
    match = data["matches"][0]
    assert data["read_as"] == "nurse"
    assert (match["slug"], match["title"]) == ("registered-nurse", "Registered nurse")
    assert match["matched_title"] in ("Registered nurse", "Staff nurse (SN)")
    assert {"text": "night", "kind": "shift"} in data["reading"]["set_aside"]
    assert 0.5 < data["confidence"] == match["confidence"] <= 1
    assert data["band"] in ("match", "probably")
    assert match["records"] == [
        {"key": "oews-2018:29-1141", "system": "oews", "vintage": "2018", "code": "29-1141", "quality": "exact"}
    ]


def test_no_match_is_an_answer(nurses):
    data = one("Microsoft Excel")
    assert (data["no_match"], data["matches"], data["confidence"]) == (True, [], 0)
    assert data["band"] in ("ideas", "not_a_title")


BAD = ["", "a\u0000b", "\x1b[2J", "x" * 10_240, "🍳", "…", "a\nb"]


@pytest.mark.parametrize("bad", BAD)
def test_a_title_that_cannot_be_read_is_refused_alone(nurses, bad):
    data = json.loads(send({"titles": ["Registered nurse", bad, "Truck driver"]}).content)
    check(data, "TitleMatches")
    assert [bool(result["error"]) for result in data["results"]] == [False, True, False]
    assert data["results"][1]["no_match"]
    assert data["results"][2]["matches"][0]["slug"] == "truck-driver"


def test_titles_ask_the_database_nothing(nurses):
    costs = []
    matched("truck driver")  # this process knows the names
    for titles in (["truk driver 0"], [f"truk driver {number}" for number in range(100)]):
        with CaptureQueriesContext(connection) as captured:
            assert len(matched(*titles)) == len(titles)
        costs.append(len(captured))
    assert costs == [0, 0]


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
        {"titles": [["a"]]},
        {"titles": [{}]},
        {"titles": ["a"] * 101},
        {"titles": ["a"], "more": 1},
    ],
)
def test_a_body_that_is_none_is_refused_with_its_form(body):
    response = send(body)
    data = json.loads(response.content)
    assert (response.status_code, data["type"]) == (400, "http://testserver/api/#invalid-body")
    assert data["allowed_form"] == '{"titles": ["…", …]}, 1 to 100 of 1 to 120 characters each'


def test_what_else_is_wrong_is_shown_by_its_status():
    assert send("titles=a", content_type="application/x-www-form-urlencoded").status_code == 415
    assert send({"titles": ["a" * 270_000]}).status_code == 413
    assert send({"titles": ["a"]}, ADDRESS + "?limit=9").status_code == 400
    assert send({"titles": ["a"]}, accept="text/html").status_code == 406


@pytest.mark.parametrize("query", ["", "?title=Cook", "?limit=9"])
def test_who_asks_with_get_is_told_the_methods(query):
    response = Client().get(ADDRESS + query)
    assert (response.status_code, response["Allow"]) == (405, "POST, OPTIONS")
    assert json.loads(response.content)["detail"] == "The methods are POST, OPTIONS."


def test_another_site_may_send_titles_and_no_cookie_is_looked_at():
    requested = Client().options(
        ADDRESS, headers={"origin": "https://example.org", "access-control-request-method": "POST"}
    )
    assert (requested.status_code, requested["Access-Control-Allow-Methods"]) == (204, "POST, OPTIONS")
    assert "Content-Type" in requested["Access-Control-Allow-Headers"]
    response = Client(
        enforce_csrf_checks=True, headers={"cookie": "sessionid=abc", "origin": "https://example.org"}
    ).post(ADDRESS, json.dumps({"titles": ["a"]}), content_type="application/json")
    assert (response.status_code, dict(response.cookies)) == (200, {})


@time_machine.travel("2026-01-01T12:00:30Z", tick=False)
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
    data = api_json("rankings/highest-paying/")
    check(data, "RankingDetail")
    assert [(row["rank"], row["occupations"][0]["slug"], row["figure"]["value"]) for row in data["results"]] == [
        (1, "baker", 60_000),
        (2, "chef", 50_000),
        (3, "cook", 40_000),
    ]
    assert (data["metric"], data["ranked_count"], data["results"][0]["second_figure"]["value"]) == (
        "wage_annual_median",
        3,
        7_000,
    )
    assert data["left_out"] == [
        {"occupations_count": 1, "because": "have fewer than 1,000 jobs, or an unknown number of jobs"}
    ]
    assert len(api_json("rankings/highest-paying/?limit=1")["results"]) == 1
    assert api_json("rankings/highest-paying/?category=food-and-drink")["results"] == data["results"]
    listed = api_json("rankings/")
    check(listed, "RankingList")
    assert "highest-paying" in [one["key"] for one in listed["results"]]


def test_a_ranking_that_there_is_not_names_those_that_there_are():
    assert "largest" in problem("rankings/smallest/")["allowed"]
    assert problem("rankings/largest/?category=nothing")["parameter"] == "category"


def test_what_is_no_text_in_a_list_of_titles_is_refused_alone():
    data = json.loads(send({"titles": [None, 7, True, "x" * 121]}).content)
    assert [(one["query"][:4], one["error"]) for one in data["results"]] == [
        ("", "A title must be text."),
        ("7", "A title must be text."),
        ("True", "A title must be text."),
        ("xxxx", "A title must have 1 to 120 characters."),
    ]
