"""Charts as numbers: where things stand on their axes."""

import pytest

from occupations.metrics import JOBS, MARKS, USD_YEAR
from occupations.profiles import formatting
from occupations.profiles.formatting import MARK_MEANINGS
from occupations.profiles.layout import lay_out
from occupations.profiles.trends import trend
from occupations.rendering.charts import chart
from occupations.rendering.trend_chart import lines, round_top
from tests.comparisons.builders import figure, mean, profile, release

STYLES = ((-1, ""), (2, ""), (3, "distinctive"))
RECORD = {"record": "oews-2018:35-1011"}


def pay_range(**percentiles):
    figures = [figure(f"wage_annual_{key}", value) for key, value in percentiles.items()]
    cell = lay_out(profile("Surgeon", figures)).own["range"]
    return chart(cell, alone=True), chart(cell)


def test_pay_beyond_the_axis_gets_a_longer_one_where_nothing_stands_beside_it():
    alone, beside = pay_range(p10=100_000, median=400_000, p90=600_000)
    assert (alone.p10, alone.median, alone.p90, alone.labels[-1]) == (133, 533, 800, "$750k")
    assert (beside.p10, beside.median, beside.p90, beside.labels[-1]) == (400, 1000, 1000, "$250k")


@pytest.mark.parametrize(
    ("highest", "top"), [(1, 2), (95, 100), (96, 120), (101_420, 120_000), (3_379_720, 4_000_000), (990, 1200)]
)
def test_an_axis_ends_at_a_round_number_with_some_room(highest, top):
    assert round_top(highest) == top


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (6_000_000, USD_YEAR, "$60k"),
        (0, USD_YEAR, "$0"),
        (1_500_000, JOBS, "1.5M"),
        (2_000, JOBS, "2k"),
        (600, JOBS, "600"),
    ],
)
def test_amounts_on_an_axis_are_short(value, unit, text):
    assert formatting.short(value, unit) == text


def test_work_styles_are_bars_from_zero_up_with_the_distinctive_marked():
    styles = [figure("work_style", value, label=f"Style {value}", note=note) for value, note in STYLES]
    drawn = chart(lay_out(profile("Cook", styles)).own["work_styles"], alone=True)
    assert [(item.label, item.text, item.width, [mark for mark, _ in item.marks]) for item in drawn.shown] == [
        ("Style 3", "+3.0", 1000, ["distinctive"]),
        ("Style 2", "+2.0", 666, []),
    ]


def test_every_mark_has_its_meaning():
    assert set(MARK_MEANINGS) == set(MARKS)


def test_years_stand_at_equal_distances_and_gaps_stay_open():
    releases = [release(2025), release(2020), release(2024)]
    history = (mean(40_000, release=1, **RECORD), mean(48_000, release=2, **RECORD))
    sheet = lay_out(profile("Cook", mean(60_000, **RECORD), releases=releases, history=history))
    drawn = lines([trend(sheet, sheet.own["pay"])], ["cooks"])
    assert drawn.title == "Mean annual wage of cooks, 2020 to 2025"
    assert [(year.at, year.text) for year in drawn.years] == [
        (46, "2020"),
        (96, "2021"),
        (146, "2022"),
        (196, "2023"),
        (246, "2024"),
        (296, "2025"),
    ]
    assert [level.text for level in drawn.levels] == ["$0", "$40k", "$80k"]
    (series,) = drawn.series
    assert [(dot.x, dot.text) for dot in series.dots] == [(46, "$40,000"), (246, ""), (296, "$60,000")]
    assert [(x1, x2) for x1, _, x2, _ in series.joins] == [(246, 296)]
    assert drawn.changed == 71
    assert (
        drawn.description
        == "December 2020 $40,000; December 2024 $48,000; December 2025 $60,000. A line joins 2024 and 2025."
    )
