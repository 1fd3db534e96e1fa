"""The table of everything: each figure of each release as one row, and which of them pages show."""

import csv
import io
import json
import re

import pytest
from django.conf import settings

from occupations.models import MetricPolicy, Release, ShownFacts
from occupations.observations.columns import NAMES
from occupations.publishing import publish
from tests.http.api import api_get, api_json, check, problem, walk
from tests.http.places import AKRON, ALBANY, survey
from tests.http.test_directory import filings, sectors
from tests.occupations import factories as make
from tests.queries import cost

pytestmark = pytest.mark.django_db


def rows(query: str) -> list[dict]:
    said = api_json(f"observations/?{query}&limit=10000")
    check(said, "ObservationList")
    assert said["next"] is None
    return said["results"]


def told(found: list[dict], *names: str) -> list[tuple]:
    return [tuple(row[name] for name in names) for row in found]


def test_the_wages_of_a_place_are_one_call():
    survey()
    found = rows(f"place={AKRON}&metric=pay_median,employees")
    assert told(found, "record", "metric", "statistic", "value", "unit", "place_name", "shown_by") == [
        ("oews-2018:35-2014", "wage_annual_median", "median", 30_500, "usd_year", "Akron, OH", []),
        ("oews-2018:35-2014", "employees", "count", 1_200, "jobs", "Akron, OH", []),
        ("oews-2018:00-0000", "wage_annual_median", "median", 47_000, "usd_year", "Akron, OH", []),
        ("oews-2018:00-0000", "employees", "count", 300_000, "jobs", "Akron, OH", []),
        ("oews-2018:35-1011", "wage_annual_median", "median", 50_000, "usd_year", "Akron, OH", []),
        ("oews-2018:35-1011", "employees", "count", 600, "jobs", "Akron, OH", []),
    ]
    assert told(rows("place_kind=metro&metric=pay_median&occupation=cook"), "place", "value") == [(AKRON, 30_500)]
    assert {row["place"] for row in rows("place_kind=metro")} == {AKRON, ALBANY}
    assert {row["place"] for row in rows("metric=growth,pay")} == {"nation", AKRON, ALBANY}


def test_the_series_of_a_metric_is_one_call_in_order_of_time():
    survey()
    found = rows("release=all&occupation=cook&metric=wage_annual_mean&place=nation")
    assert told(found, "period_end", "value", "shown_by") == [
        ("2022-05-31", 32_000, []),
        ("2024-05-31", 34_000, ["cook"]),
    ]
    assert told(rows("occupation=cook&metric=wage_annual_mean&place=nation"), "period_end") == [("2024-05-31",)]
    assert told(rows("release=all&year=2022&metric=pay_mean&code=35-2014"), "value") == [(32_000,)]
    first = found[0]["release"]
    assert {row["release"] for row in rows(f"release={first}")} == {first}
    assert {row["release"] for row in rows(f"release=all&dataset={found[0]['dataset']}")} == {
        row["release"] for row in found
    }


def test_bounds_reasons_and_errors_are_as_on_pages():
    nation = make.release(make.dataset("national"), 2024)
    chief, actor = make.record("11-1011", title="Chief executives"), make.record("27-2011", title="Actors")
    row = {
        "annual_mean": 264_000,
        "mean_rse": "1.5",
        "top_coded": ["annual_median", "hourly_median"],
        "top_code_annual": 239_200,
        "suppressed": ["annual_p10", "employment"],
        "annual_only": True,
    }
    make.wages(nation, {chief: row, actor: {"hourly_median": "23.33", "hourly_only": True}})
    boss = make.occupation("Chief executive")
    make.classify(boss, chief)
    publish.publish_all([boss])
    names = ("metric", "value", "at_least", "bound_reason", "missing_reason", "standard_error")
    assert told(rows("record=oews-2018:11-1011&metric=pay_median,pay_mean,hourly_mean,wage_hourly_p90"), *names) == [
        ("wage_annual_mean", 264_000, None, None, None, 3_960),
        ("wage_annual_median", None, 239_200, "top_coded", None, None),
        ("wage_hourly_mean", None, None, None, "annual_only", None),
        ("wage_hourly_p90", None, None, None, "annual_only", None),
    ]
    found = {row["metric"]: row for row in rows("record=oews-2018:11-1011")}
    assert found["wage_annual_p10"]["missing_reason"] == found["employees"]["missing_reason"] == "suppressed"
    assert found["wage_hourly_median"]["missing_reason"] == "top_coded"
    assert "wage_annual_p25" not in found  # not collected, so there is nothing to say
    assert found["wage_annual_mean"]["shown_by"] == ["chief-executive"]
    actors = {row["metric"]: (row["value"], row["missing_reason"]) for row in rows("record=oews-2018:27-2011")}
    assert actors["wage_hourly_median"] == (23.33, None)
    assert actors["wage_annual_median"] == (None, "hourly_only")


def test_pages_follow_each_other_within_rows_of_a_survey():
    sectors(survey())
    whole = rows("release=all")
    assert len({row["key"] for row in whole}) == len(whole) > 40
    for limit in (1, 7):
        assert walk(f"observations/?release=all&limit={limit}") == whole
    assert walk("observations/?release=all&limit=3&metric=pay_mean") == rows("release=all&metric=pay_mean")
    following = api_json("observations/?limit=1")["next"]
    cursor = following.partition("cursor=")[2]
    assert problem(f"observations/?metric=growth&cursor={cursor}")["type"].endswith("unknown-cursor")
    assert problem("observations/?cursor=WzFd")["type"].endswith("unknown-cursor")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("release=all&metric=growth,openings", 8),
        ("release=all&metric=growth,openings&occupation=cook", 4),
        ("release=all&metric=growth,openings&year=2024", 4),
        ("shown=true&metric=growth,openings", 4),
        ("shown=true&metric=growth,openings&occupation=chef", 2),
        ("shown=true", 13),
    ],
)
def test_pages_of_figures_follow_each_other_however_they_are_found(query, count):
    """Rows of a later release have smaller keys than those of an earlier one."""
    made = survey()
    for metric in ("growth", "openings_annual"):
        for record in (made.chefs, made.cooks):
            for year, release in sorted(made.national.items(), reverse=True):
                make.figure(metric, year - 2000, record=record, release=release)
    publish.publish_all(made.sides)
    whole = rows(query)
    assert len(whole) == count
    assert [row["period_end"] for row in whole] == sorted(row["period_end"] for row in whole)
    for limit in (1, 3):
        assert walk(f"observations/?{query}&limit={limit}") == whole


def test_every_column_is_in_csv_whatever_is_asked():
    survey()
    response = api_get(f"observations/?format=csv&place={AKRON}&metric=pay_median&occupation=cook")
    found = list(csv.reader(io.StringIO(response.content.decode())))
    assert found[0] == list(NAMES)
    as_json = rows(f"place={AKRON}&metric=pay_median&occupation=cook")[0]
    assert found[1:] == [
        ["" if (value := as_json[name]) in (None, []) else str(value) for name in NAMES],
    ]
    nothing = api_get("observations/?format=csv&metric=growth")
    assert nothing.content.decode() == ",".join(NAMES) + "\r\n"
    assert list(as_json) == list(NAMES)


def test_the_vocabulary_lists_the_columns_in_order():
    text = (settings.BASE_DIR / "docs" / "api-vocabulary.md").read_text()
    listed = text.partition("has these columns, in this order: ")[2].partition(". A row")[0]
    assert re.findall(r"`(\w+)`", listed) == list(NAMES)


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("occupation=coock", ["cook"]),
        ("metric=pay_medain", ["pay_median"]),
        ("place=metro-10421", [AKRON]),
        ("place=metro-14020", [AKRON]),
        ("place=akorn", [AKRON]),
        ("industry=72-food-service", ["72-food-services"]),
        ("employer=big-kitchn", ["big-kitchen"]),
        ("release=2031", None),
        ("dataset=nationl", None),
        ("source=agncy", None),
        ("record=oews-2018:35-2015", ["oews-2018:35-2014"]),
        ("record=35-2014", ["oews-2018:35-2014"]),
        ("code=35-2041", ["35-2014"]),
        ("code=cooks", ["35-2014"]),
        ("part=Wommen", None),
    ],
)
def test_what_does_not_exist_is_refused_with_what_is_near(query, near):
    place = survey()
    sectors(place)
    filings(place, Big_Kitchen=40)
    refused = problem(f"observations/?{query}")
    assert (refused["status"], refused["parameter"]) == (400, query.partition("=")[0])
    if near:
        assert near[0] == refused["near"][0]["key"] or "metric" in query
        name = query.partition("=")[0]
        for one in refused["near"]:
            rows(f"{name}={one['key']}")  # what is near can be sent


def test_a_figure_that_is_not_public_is_not_there():
    place = survey()
    release = make.release(make.dataset("unpublished"), 2024)
    make.figure("gender", 30, label="Women", record=place.cooks, release=release)
    assert rows("metric=gender") == []
    publish.publish_all([place.cook])
    assert told(rows("metric=gender"), "part", "value", "shown_by") == [("Women", 30, ["cook"])]
    MetricPolicy.objects.create(metric="gender", shown=False, reason="Wrong.")
    assert rows("metric=gender") == []
    Release.objects.filter(pk=place.metropolitan.pk).update(undone_at="2026-11-30T00:00:00Z")
    assert rows("place_kind=metro&release=all") == []


def test_employers_with_few_applications_are_left_out():
    filings(survey(), Big_Kitchen=40, Small_Kitchen=2)
    found = rows("metric=pay_median&employer=big-kitchen,small-kitchen")
    assert told(found, "employer", "employer_name", "value", "sample_size") == [
        ("big-kitchen", "Big Kitchen", 38_000, 40)
    ]
    assert {row["employer"] for row in rows("employer=none")} == {None}


def test_figures_of_an_occupation_itself_name_it():
    place = survey()
    release = make.release(make.dataset("own"), 2024)
    make.figure("satisfaction", 4, occupation=place.chef, release=release)
    draft = make.occupation("Baker")
    make.figure("satisfaction", 2, occupation=draft, release=release)
    publish.publish_all([place.chef])
    assert told(rows("metric=satisfaction"), "record", "occupation", "value", "shown_by") == [
        (None, "chef", 4, ["chef"])
    ]
    assert told(rows("occupation=chef&metric=satisfaction"), "value") == [(4,)]
    assert rows("occupation=cook&metric=satisfaction") == []


def test_what_is_shown_follows_what_is_published_and_hidden():
    place = survey()
    assert ShownFacts.objects.count() == 2
    publish.withdraw(place.chef, "No such thing.")
    assert {one for row in rows("shown=true") for one in row["shown_by"]} == {"cook"}


def test_a_page_takes_the_same_few_statements_whatever_its_size():
    sectors(survey())
    api_get("observations/")  # the names are read once
    for query in ("release=all", "shown=true", f"place={AKRON}", "occupation=cook"):
        few, many = (cost(f"/api/v1/observations/?{query}&limit={limit}") for limit in (1, 10_000))
        assert few.status == many.status == 200
        assert few.database <= 5
        assert many.database <= 5


def test_a_client_that_has_the_page_is_told_so_without_the_database():
    survey()
    first = api_get("observations/?metric=pay")
    assert api_get("observations/?metric=pay", if_none_match=first["ETag"]).status_code == 304
    assert json.loads(first.content)["results"]
