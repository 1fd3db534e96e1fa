"""Places, industries, employers and skills in the API, and pay of a place and a release."""

import json

import pytest

from occupations.models import Occupation
from tests.http.api import api_get, api_json, check, problem, walk
from tests.http.places import AKRON, ALBANY, survey
from tests.http.public import get
from tests.http.test_directory import filings, sectors, uses

pytestmark = pytest.mark.django_db


def ranked(said: dict, key: str) -> list[tuple]:
    return [(row["rank"], row["occupations"][0]["slug"]) for row in said[key]["results"]]


def test_a_place_shows_what_its_page_tells():
    survey()
    said = api_json(f"places/{AKRON}/")
    check(said, "PayDetail")
    assert (ranked(said, "ranked_by_pay"), ranked(said, "ranked_by_employees")) == (
        [(1, "chef"), (2, "cook")],
        [(1, "cook"), (2, "chef")],
    )
    cook = said["ranked_by_employees"]["results"][0]
    assert (cook["pay_mean"], cook["pay_p10"], cook["employees"]) == (31_000, 22_000, 1_200)
    assert (said["period_start"], said["period_end"], said["all_workers_text"]) == (
        "2024-05-01",
        "2024-05-31",
        "All occupations: median annual wage: $47,000; employees: 300,000.",
    )
    assert len(api_json(f"places/{AKRON}/?limit=1")["ranked_by_pay"]["results"]) == 1
    listed = api_json("places/")
    check(listed, "PlaceList")
    assert [one["key"] for one in listed["results"]] == [AKRON, ALBANY]
    assert [one["key"] for one in walk("places/?limit=1")] == [AKRON, ALBANY]
    assert [one["key"] for one in api_json("places/?q=troy+albany")["results"]] == [ALBANY]
    assert api_json("places/?kind=state")["results"] == []
    assert problem("places/state-99/")["status"] == 404


def test_an_industry_shows_what_its_page_tells():
    sectors(survey())
    said = api_json("industries/72-food-services/")
    check(said, "PayDetail")
    assert ranked(said, "ranked_by_pay") == [(1, "chef"), (2, "cook")]
    assert api_json("industries/72/") == said
    listed = api_json("industries/")
    check(listed, "IndustryList")
    assert [one["slug"] for one in listed["results"]] == ["72-food-services", "51-information"]
    assert problem("industries/99/")["status"] == 404


def test_an_employer_shows_what_it_filed():
    filings(survey(), Big_Kitchen=40, Small_Kitchen=2)
    said = api_json("employers/big-kitchen/")
    check(said, "EmployerDetail")
    assert [(row["record_title"], row["filings_count"], row["filed_pay_median"]) for row in said["results"]] == [
        ("Cooks", 40, 38_000)
    ]
    assert [one["slug"] for one in said["named_for"]] == ["cook"]
    listed = api_json("employers/")
    check(listed, "EmployerList")
    assert [(one["slug"], one["filings_count"]) for one in listed["results"]] == [("big-kitchen", 40)]
    assert problem("employers/big-kitchn/")["near"] == [{"key": "big-kitchen", "title": "Big Kitchen"}]


def test_a_skill_shows_who_uses_it():
    uses(survey())
    said = api_json("skills/skill/tasting/")
    check(said, "SkillDetail")
    assert [(one["slug"], one["weight"], one["pay"]["value"]) for one in said["results"]] == [
        ("cook", 4.5, 30_000),
        ("chef", 3, 55_000),
    ]
    assert [one["slug"] for one in walk("skills/skill/tasting/?limit=1")] == ["cook", "chef"]
    assert api_json("skills/technology/recipe-software/")["results"][0]["marks"] == ["hot technology"]
    listed = api_json("skills/")
    check(listed, "SkillList")
    assert [one["key"] for one in listed["results"]] == [
        "skill:tasting",
        "knowledge:food-production",
        "technology:recipe-software",
    ]
    assert [one["key"] for one in walk("skills/?limit=1")] == [one["key"] for one in listed["results"]]
    assert [one["kind"] for one in api_json("skills/?kind=knowledge")["results"]] == ["knowledge"]
    assert problem("skills/skill/tastin/")["near"] == [{"key": "skill:tasting", "title": "Tasting"}]
    assert problem("skills/nothing/tasting/")["status"] == 404


def test_unpublished_places_are_nowhere():
    made = survey()
    Occupation.objects.filter(pk__in=[one.pk for one in made.sides]).update(withdrawn_at="2026-01-01T00:00Z")
    assert api_json("places/")["results"] == []
    assert problem(f"places/{AKRON}/")["status"] == 404


def test_pay_of_a_place_is_shown_as_the_page_shows_it():
    survey()
    said = api_json(f"comparisons/?occupations=cook,chef&place={AKRON}")
    check(said, "Comparison")
    assert said == json.loads(get(f"/compare/cook-vs-chef.json?place={AKRON}").content)
    alone = api_json(f"occupations/cook/?place={AKRON}&release=2024")
    check(alone, "Occupation")
    assert alone == json.loads(get(f"/occupations/cook.json?place={AKRON}&release=2024").content)
    assert alone["pay_and_employment"]["place_name"] == "Akron, OH"
    assert api_json("occupations/cook/")["slug"] == "cook"
    assert api_json("occupations/cook/")["pay_and_employment"] is None
    earlier = api_json("occupations/cook/?release=2022")
    assert earlier["sections"][0]["rows"][1]["cell"]["value"] == 32_000


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("place=metro-99999", "place"),
        ("place=metro-10420&release=1999", "place"),
        ("release=1999", "release"),
        ("place=metro-10420&as_of=2026-01-01", "as_of"),
    ],
)
def test_a_place_or_year_that_there_is_not_is_a_problem(query, parameter):
    survey()
    for address in ("occupations/cook/?", "comparisons/?occupations=cook,chef&"):
        said = problem(address + query)
        assert (said["status"], said["parameter"]) == (404, parameter)


def test_what_the_client_has_of_a_place_is_answered_by_304():
    survey()
    for address in (
        f"places/{AKRON}/",
        "places/",
        f"occupations/cook/?place={AKRON}",
        f"comparisons/?occupations=cook,chef&place={AKRON}",
    ):
        etag = api_get(address)["ETag"]
        assert api_get(address, if_none_match=etag).status_code == 304
