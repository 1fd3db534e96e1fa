"""Codes stand for occupations wherever a title does: in searches, in the forms of pages and in the API."""

import json

import pytest
from django.test import Client

from occupations.publishing import publish
from tests.http.api import api_get, api_json
from tests.http.public import get
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def coded():
    """A nurse that is all of 29-1141, and two developers that share 15-1252."""
    release = make.release()
    codes = {"Registered nurse": "29-1141", "Software developer": "15-1252", "Game developer": "15-1252"}
    made = {title: make.occupation(title) for title in codes}
    for title, code in codes.items():
        shared = code == "15-1252"
        record = make.models.StatisticalRecord.objects.filter(code=code).first() or make.record(code, system="soc")
        make.classify(made[title], record, "shared" if shared else "exact")
        part = {"Software developer": "00", "Game developer": "01"}.get(title, "00")
        make.classify(made[title], make.record(f"{code}.{part}", system="onet-soc", vintage="2019"))
        make.wage(occupation=made[title], release=release, annual_median=90_000)
    publish.publish_all(made.values())
    return made


FORMS = ["29-1141", "291141", "29-1141.00", "SOC 29-1141", "SOC-2018:29-1141"]


@pytest.mark.parametrize("typed", FORMS)
def test_a_code_is_found_wherever_a_title_is(coded, typed):
    api = api_json(f"search/?q={typed}")
    assert (api["band"], api["results"][0]["slug"]) == ("match", "registered-nurse")
    assert "Registered nurse" in get(f"/search/?q={typed}").content.decode()
    assert "Registered nurse" in get(f"/search/suggest/?q={typed}").content.decode()
    answer = get(f"/compare/?a={typed}&b=15-1252.01")
    assert answer["Location"].partition("?")[0] == "/compare/registered-nurse-vs-game-developer/"


def test_codes_are_matched_like_titles(coded):
    sent = json.dumps({"titles": ["29-1141", "15-1252.01", "SOC-2018:15-1252"]})
    results = json.loads(Client().post("/api/v1/titles/match/", sent, content_type="application/json").content)[
        "results"
    ]
    assert [(one["band"], one["matches"][0]["slug"]) for one in results] == [
        ("match", "registered-nurse"),
        ("match", "game-developer"),
        ("match", "software-developer"),
    ]


def test_codes_in_addresses_are_taken_for_occupations_if_that_is_asked_for(coded):
    assert api_get("occupations/29-1141/").status_code == 404
    assert api_json("occupations/29-1141/?match=sure")["slug"] == "registered-nurse"
    said = api_json("comparisons/?occupations=29-1141,15-1252.01&match=sure")
    assert [one["slug"] for one in said["taken"]] == ["registered-nurse", "game-developer"]
    said = api_json("comparisons/?occupations=SOC-2018:29-1141,15-1252&match=sure")
    assert [one["slug"] for one in said["taken"]] == ["registered-nurse", "software-developer"]


def test_a_code_that_nobody_has_is_answered_with_the_nearest(coded):
    said = api_json("search/?q=15-1259")
    assert (said["results"], said["band"]) == ([], "ideas")
    assert "No occupation has this code" in get("/search/?q=15-1259").content.decode()
    assert "Occupations of this group" in get("/search/?q=15-1200").content.decode()
