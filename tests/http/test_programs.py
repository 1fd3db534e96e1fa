"""What people want to know from the API takes few calls and few lines: the programs of tests/programs/."""

import json
import urllib.request

import pytest
from django.conf import settings

from occupations.publishing import publish
from tests.http.places import AKRON, release, survey
from tests.http.programs import HERE, MOST, PROGRAMS
from tests.occupations import factories as make


def test_there_are_no_other_programs_and_they_are_as_short_as_is_said():
    files = {path.stem: path.read_text() for path in PROGRAMS.glob("*.py") if path.stem != "__init__"}
    assert files.keys() == MOST.keys()
    for name, text in files.items():
        lines = [line for line in text.partition('"""\n')[2].splitlines() if line.strip()]
        assert len(lines) <= MOST[name][1], name
    said = (settings.BASE_DIR / "docs" / "api.md").read_text()
    for name, (calls, lines) in MOST.items():
        assert f"| `tests/programs/{name}.py` | {calls} | {lines} |" in said


def test_occupations_that_pay_well_without_a_degree_and_grow(site, ran):
    found = [line.split("; ") for line in ran("well_paid", site.url, "60000").lines]
    assert len(found) >= 2
    amounts = [int(pay.removeprefix("$").replace(",", "")) for _, pay, _, _ in found]
    assert amounts == sorted(amounts, reverse=True)
    assert min(amounts) >= 60_000
    assert all(float(growth.partition("%")[0].removeprefix("+")) > 0 for _, _, growth, _ in found)
    assert not [level for *_, level in found if "degree" in level.lower() and "no degree" not in level.lower()]
    assert len(ran("well_paid", site.url).lines) <= len(found)


def test_a_widget_is_made_of_one_answer(site, ran):
    html = ran("widget", site.url, "rn,software-developer").said
    assert "<th>Registered nurse</th>" in html
    assert "<th>Median pay a year</th>" in html
    assert f"<a href='{site.url}/compare/registered-nurse-vs-software-developer/'>" in html
    assert "Occupational Employment and Wage Statistics" in html


def test_five_hundred_titles_are_five_calls(site, ran):
    titles = ["RN", "softwar developer", "chief happiness officer", "plumber", "29-1141"] * 100
    found = [line.split("\t") for line in ran("titles", site.url, typed="\n".join(titles)).lines]
    assert [title for title, _, _ in found] == titles
    assert found[0][1:] == ["registered-nurse", "match"] == found[4][1:]


@pytest.mark.django_db
def test_what_changed_between_two_releases(ran):
    made = survey()
    later = release(made.national[2024].dataset, 2025)
    make.wages(later, {made.cooks: {"annual_median": 33_000}, made.chefs: {"annual_median": 55_000}})
    publish.publish_all(made.sides)
    assert ran("what_changed", HERE, later.dataset.key).lines == ["Cooks: $30,000 → $33,000 (+10.0%)"]


@pytest.mark.django_db
def test_a_series_of_one_area(ran):
    survey()
    assert ran("series", HERE, "cook", AKRON).lines == ["2024-05-31; Akron, OH; 31000; usd_year"]
    assert ran("series", HERE, "cook", "nation").lines == [
        "2022-05-31; None; 32000; usd_year",
        "2024-05-31; None; 34000; usd_year",
    ]


def test_a_mirror_has_all_that_is_live(site, ran):
    copy = json.loads(ran("mirror", site.url).said)
    with urllib.request.urlopen(f"{site.url}/api/v1/occupations/?fields=slug&limit=100") as answer:
        assert list(copy) == [one["slug"] for one in json.load(answer)["results"]]
    with urllib.request.urlopen(f"{site.url}/api/v1/occupations/actor/") as answer:
        assert copy["actor"]["sections"] == json.load(answer)["sections"]
