"""A figure over the releases of its table."""

import datetime

from occupations.profiles.layout import lay_out
from occupations.profiles.trends import Trend, trend
from tests.comparisons.builders import figure, mean, median, profile, release

RECORD = {"record": "oews-2018:35-1011"}


def pay(*earlier, now=None, releases=()) -> Trend | None:
    sheet = lay_out(profile("Cook", now or mean(50_000, **RECORD), releases=releases, history=tuple(earlier)))
    return trend(sheet, sheet.own["pay"])


def test_points_are_joined_only_from_year_to_year_and_not_across_the_change_of_method():
    years = (2025, 2019, 2020, 2021, 2022, 2024)
    found = pay(
        *(mean(1000 * at, release=at, **RECORD) for at in range(1, 6)), releases=[release(year) for year in years]
    )
    assert [(point.day.year, point.text, point.release) for point in found.points] == [
        (2019, "$1,000", 1),
        (2020, "$2,000", 2),
        (2021, "$3,000", 3),
        (2022, "$4,000", 4),
        (2024, "$5,000", 5),
        (2025, "$50,000", 0),
    ]
    assert found.lines == ((0, 1), (2, 3), (4, 5))


def test_other_metrics_records_and_tables_are_no_part_of_a_trend():
    found = pay(
        median(1, release=1, **RECORD),
        mean(2, release=1, record="oews-2018:00-0001"),
        mean(3, release=2, **RECORD),
        mean(4, release=1, **RECORD),
        releases=[release(2025), release(2024), release(2024, "another survey")],
    )
    assert [point.text for point in found.points] == ["$4", "$50,000"]


def test_one_release_alone_is_no_trend():
    assert pay(releases=[release(2025)]) is None


def test_a_figure_that_was_missing_then_is_a_gap_and_not_zero():
    found = pay(
        figure("wage_annual_mean", None, at_least=200_000, release=1, **RECORD),
        mean(4, release=2, **RECORD),
        releases=[release(2025), release(2024), release(2023)],
    )
    assert [point.day for point in found.points] == [datetime.date(2023, 12, 31), datetime.date(2025, 12, 31)]
    assert found.lines == ()


def test_an_editors_figure_has_no_trend():
    editors = mean(50_000, release=-1)
    assert pay(mean(4, release=0), now=editors, releases=[release(2024)]) is None
