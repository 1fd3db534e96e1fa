"""The page of one occupation: what a reader finds there, and in which words."""

import csv
import datetime
import io
import json
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from occupations.models import MetricPolicy, Occupation, Release, Standing
from occupations.publishing import publish
from tests.formats import having, parse, the, words
from tests.http.public import get, occupations, page
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def body(one: Occupation) -> Element:
    return the(parse(get(page(one)).content.decode()), "body")


def section(one: Occupation, key: str) -> Element:
    return next(piece for piece in having(body(one), "section") if piece.get("id") == key)


def row(one: Occupation, key: str) -> Element:
    """The cell of a row."""
    return next(
        the(line, "td") for line in body(one).iter("tr") if any(part.get("id") == f"row-{key}" for part in line.iter())
    )


def data(one: Occupation) -> dict:
    return json.loads(get(page(one, "json")).content)


def csv_of(one: Occupation) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(get(page(one, "csv")).content.decode())))


def survey(title: str, *years: int) -> list[Release]:
    table = make.dataset(source=title)
    return [
        make.release(
            table,
            title=str(year),
            period_start=datetime.date(year, 5, 1),
            period_end=datetime.date(year, 5, 31),
        )
        for year in years
    ]


def publish_nurse(growth: float = 5) -> Occupation:
    """With pay of three years, and projections; all workers beside both."""
    one = make.occupation("Nurse", description="Cares for the ill. Keeps their records.")
    nurses, everyone = make.record(), make.record("00-0000", is_total=True, level="total")
    make.classify(one, nurses)
    for year, release in zip((2020, 2024, 2025), survey("Wages", 2020, 2024, 2025), strict=True):
        pay = {"annual_p10": 30_000, "annual_mean": 55_000, "annual_p90": 90_000, "employment": 1000 * year}
        make.wage(record=nurses, release=release, annual_median=20 * year, **pay)
        make.wage(record=everyone, release=release, annual_mean=45_000, annual_median=40_000)
    (outlook,) = survey("Outlook", 2030)
    make.figure("growth", growth, record=nurses, release=outlook)
    make.figure("growth", 3, record=everyone, release=outlook, level="total")
    make.figure("jobs", 70_000, record=nurses, release=outlook)
    make.figure("entry_education", label="Bachelor's degree", record=nurses, release=outlook)
    publish.publish(one)
    return one


@pytest.fixture
def nurse() -> Occupation:
    return publish_nurse()


# The head


def test_the_head_says_what_it_is_and_the_key_figures_with_all_occupations_beside_them(nurse):
    opening = having(body(nurse), "opening")[0]
    assert words(having(opening, "standfirst")[0]) == "Cares for the ill. Keeps their records."
    key = [[words(part) for part in group] for group in having(opening, "key-figures")[0]]
    assert key == [
        ["Median pay a year1 May 2025", "$40,500", "8 in 10 earn $30,000 to $90,000", "all occupations: $40,000"],
        ["Projected growth2 May 2030", "5.0%", "all occupations: 3.0%"],
        ["Typical entry education2", "Bachelor's degree"],
        ["How to enter2", "Bachelor's degree"],
    ]
    assert [words(line) for line in having(body(nurse), "gist")][:3] == [
        "Nurses earn a median of $40,500 a year (May 2025).",
        "Employment is projected to grow 5.0% over May 2030, faster than for all occupations (3.0%).",
        "Nurses usually enter with a bachelor's degree.",
    ]


@pytest.mark.parametrize(
    ("growth", "said"),
    [
        (3.5, "grow 3.5% over May 2030, about the same as for all occupations (3.0%)."),
        (1, "grow 1.0% over May 2030, slower than for all occupations (3.0%)."),
        (-2, "decline 2.0% over May 2030; for all occupations together it is projected to grow 3.0%."),
        (-3, "decline 3.0% over May 2030; for all occupations together it is projected to grow 3.0%."),
        (0, "stay the same over May 2030; for all occupations together it is projected to grow 3.0%."),
    ],
)
def test_growth_is_shown_against_all_occupations(growth, said):
    gists = [words(line) for line in having(body(publish_nurse(growth)), "gist")]
    assert f"Employment is projected to {said}" in gists


def test_pay_stands_among_all_that_have_one():
    first, second, third = occupations("Cook", "Chef", "Baker")
    seen = [words(having(body(one), "gist")[0]).partition(". ")[2] for one in (first, third)]
    assert seen == [
        "Fewer than 1% of the 3 occupations with a median yearly pay figure of their own have a lower median.",
        "Their median pay is higher than in 66% of the 3 occupations with a median yearly pay figure of their own.",
    ]
    assert (data(second)["pay_median_percentile"], data(second)["pay_median_percentile_of"]) == (33, 3)


def test_pay_that_is_only_known_by_the_hour_is_shown_by_the_hour():
    actor = make.occupation("Actor")
    (release,) = survey("Wages", 2025)
    make.wage(occupation=actor, release=release, hourly_mean=58.29)
    publish.publish(actor)
    opening = having(body(actor), "opening")[0]
    assert words(having(opening, "key-figures")[0][0]).startswith("Mean pay an hour1 May 2025$58.29")
    assert words(having(body(actor), "gist")[0]) == "Actors earn a mean of $58.29 an hour (May 2025)."


@pytest.mark.parametrize(
    ("written", "beginning", "below"),
    [
        ("Cooks.", "Cooks.", False),
        ("Cooks [well](https://example.org).", "Cooks well.", True),  # an editor's link is kept where there is room
        (f"Cooks {'very ' * 30}well. {'Also bakes. ' * 30}", f"Cooks {'very ' * 30}well.", True),
    ],
)
def test_a_long_description_begins_in_the_head_and_stands_whole_below(written, beginning, below):
    cook = make.occupation("Cook", description=written)
    publish.publish(cook)
    assert words(having(body(cook), "standfirst")[0]).startswith(beginning)
    assert ("about" in [piece.get("id") for piece in having(body(cook), "section")]) == below


def test_figures_of_a_group_say_so_once_where_all_are_and_each_where_not():
    fryer, (release,) = make.occupation("Fryer"), survey("Wages", 2025)
    cooks = make.record(title="Cooks")
    make.classify(fryer, cooks, "shared")
    make.wage(record=cooks, release=release, annual_mean=30_000)
    publish.publish(fryer)
    assert words(having(body(fryer), "answer")[0]).startswith("These figures are for a wider group: Cooks")
    make.figure("growth", 3, occupation=fryer)
    publish.publish(fryer)
    opening = having(body(fryer), "opening")[0]
    assert [words(group[-1]) for group in having(opening, "key-figures")[0]] == [
        "figure for a wider group: Cooks",
        "3.0%",
    ]
    assert "These are figures" not in words(opening)


# Sections


def test_rows_on_which_no_source_says_anything_are_named_in_one_line(nurse):
    people = section(nurse, "people")
    assert people.find("table") is None
    assert [words(line) for line in having(people, "silent")] == [
        "Not covered by any of our sources: Age; Women and men; Race and ethnicity."
    ]
    assert [row["key"] for row in data(nurse)["sections"][3]["rows"]] == [
        "age",
        "gender",
        "race",
    ]


def test_rows_that_no_public_source_fills_are_left_out_and_named_once_at_the_end(nurse):
    sentence = "No source that we use has figures for: Highest-paying employer; Most common college; LGBT share; Job satisfaction."
    assert [words(line) for line in having(body(nurse), "silent") if "No source" in words(line)] == [sentence]
    for output_format in ("csv", "md"):
        assert get(page(nurse, output_format)).content.decode().count(sentence) == 1
    assert not {"lgbt", "satisfaction", "college"} & {
        row["key"] for one in data(nurse)["sections"] for row in one["rows"]
    }


def test_a_row_left_out_comes_back_with_a_figure_and_with_a_switch(nurse):
    make.figure("satisfaction", 4, occupation=nurse)
    make.figure("lgbt", 7.7, occupation=nurse)
    MetricPolicy.objects.create(metric="lgbt", shown=False)
    publish.publish(nurse)
    missing = {row["key"]: row["cell"].get("missing_reason") for one in data(nurse)["sections"] for row in one["rows"]}
    assert (missing["satisfaction"], missing["lgbt"]) == (None, "withdrawn")
    assert "No source that we use has figures for: Highest-paying employer; Most common college." in words(body(nurse))


def test_the_contents_name_every_section(nurse):
    named = [link.get("href") for link in having(body(nurse), "toc")[0].iter("a")]
    assert named == [
        f"#{piece.get('id')}"
        for piece in having(body(nurse), "section")
        if piece.get("id") not in ("next", "sources", "share")
    ]


# Charts


def test_the_range_of_pay_shows_where_the_median_of_all_occupations_stands(nurse):
    seen = row(nurse, "range")
    assert words(having(seen, "range-word")[0]) == "All occupations: $40,000"
    assert words(having(seen, "range")[0][0]) == (
        "Yearly pay on an axis from $0 to $250,000: 10th percentile $30,000, Median $40,500, 90th percentile $90,000, "
        "median of all occupations $40,000"
    )


def test_pay_over_the_years_has_a_chart_a_table_and_cautions(nurse):
    trend = having(section(nurse, "pay"), "trend")[0]
    lines = [[words(part) for part in line] for line in trend.find(".//tbody")]
    assert lines == [["May 2020", "$40,4003"], ["May 2024", "$40,4804"], ["May 2025", "$40,5001"]]
    assert (len(having(trend, "trend-dot")), len(having(trend, "trend-line")), len(having(trend, "trend-changed"))) == (
        3,
        1,
        1,
    )
    caution = words(trend.find("figcaption"))
    assert caution.startswith("The agency advises against reading this survey as a time series")
    assert caution.endswith("no line joins earlier and later figures.")
    assert [words(one) for one in section(nurse, "outlook").iter("h3")] == ["Employees over the years"]


def test_trends_are_in_every_format(nurse):
    seen = data(nurse)["trends"][0]
    first = {
        "period_end": "2020-05-31",
        "value": 40400,
        "text": "$40,400",
        "source_number": 3,
        "source": "agency-wages",
    }
    assert "@2020-05-31/" in seen["points"][0].pop("release")
    assert seen["points"][0] == first
    assert (seen["metric"], seen["unit"], seen["joined"]) == ("wage_annual_median", "usd_year", [[1, 2]])
    line = next(one for one in csv_of(nurse) if one["section"] == "trends" and one["period_end"] == "2020-05-31")
    assert (line["label"], line["metric"], line["value"]) == ("Pay over the years", "wage_annual_median", "40400")
    assert (line["text"], line["source_number"], line["statistic"]) == ("$40,400", "3", "median")
    assert "- May 2020: $40,400 [3]\n" in get(page(nurse, "md")).content.decode()


# Skills and technology


@pytest.fixture
def skilled() -> Callable[..., Occupation]:
    def make_one(metric: str, values: dict[str, float | str]) -> Occupation:
        one, release = make.occupation("Nurse"), make.release()
        for label, value in values.items():
            fact = {"note": value, "value": None} if isinstance(value, str) else {"value": value}
            make.figure(metric, occupation=one, release=release, label=label, **fact)
        publish.publish(one)
        return one

    return make_one


def test_skills_are_bars_by_importance_and_long_lists_fold(skilled):
    one = skilled("skill_importance", {f"Skill {number}": 5 - number / 10 for number in range(14)})
    shown, more = having(row(one, "skills"), "items")
    assert ([len(shown), len(more)], words(shown[1])) == ([10, 4], "Skill 1 4.9")
    assert [bar[0].get("width") for bar in having(shown, "bar")][:2] == ["100.0%", "97.5%"]
    assert words(row(one, "skills").find("details/summary")) == "Show 4 more"


def test_technology_says_what_is_hot_and_what_is_in_demand_and_what_that_means(skilled):
    one = skilled("technology", {"Epic": "in demand, hot technology", "Excel": "hot technology", "Fax": ""})
    seen = row(one, "technology")
    assert [words(item) for item in having(seen, "items")[0]] == ["Epic in demand hot", "Excel hot", "Fax"]
    assert words(having(seen, "key-line")[0]) == (
        "in demand: often listed in job postings for this occupation; hot: often listed in job postings of all kinds"
    )
    (cell,) = [line["cell"] for part in data(one)["sections"] for line in part["rows"] if line["key"] == "technology"]
    assert [figure.get("marks") for figure in cell["figures"]] == [
        ["in demand", "hot technology"],
        ["hot technology"],
        None,
    ]


# People


def test_shares_of_people_have_those_of_all_workers_beside_them_until_they_are_switched_off():
    one, release = make.occupation("Nurse"), make.release()
    nurses, everyone = make.record(), make.record("00-0000", is_total=True, level="total")
    make.classify(one, nurses)
    for label, own, of_all in (("Women", 88, 47), ("Men", 12, 53)):
        make.figure("gender", own, label=label, record=nurses, release=release)
        make.figure("gender", of_all, label=label, record=everyone, release=release, level="total")
    publish.publish(one)
    seen = row(one, "gender")
    assert [mark.get("x") for mark in having(seen, "bar-all")] == ["47.0%", "53.0%"]
    assert words(having(seen, "note")[0]) == "All workers: Women 47.0%, Men 53.0%"
    MetricPolicy.objects.create(metric="gender", shown=False)
    assert having(row(one, "gender"), "bar-all") == []
    assert all(
        "88%" not in get(page(one, output_format)).content.decode() for output_format in ("", "json", "csv", "md")
    )


# Related


def test_related_occupations_are_linked_and_each_can_be_compared():
    cook, chef = occupations("Cook", "Chef")
    Standing.objects.filter(occupation=cook).update(related=[[chef.slug, "Chef"]])
    links = [(words(link), link.get("href")) for link in section(cook, "related").iter("a")]
    assert links == [("Chef", "/occupations/chef/"), ("Compare Cook with Chef", "/compare/cook-vs-chef/")]
    assert [one["slug"] for one in data(cook)["related"]] == ["chef"]
    assert "related" not in [piece.get("id") for piece in having(body(chef), "section")]


def test_the_page_costs_as_many_queries_among_many_as_among_few():
    counts = []
    for number in (2, 30):
        one, *_ = occupations(*(f"Cook {number} {index}" for index in range(number)))
        with CaptureQueriesContext(connection) as queries:
            assert get(page(one)).status_code == 200
        counts.append(len(queries))
    assert counts == [0, 0]
