"""Figures that are far from the last ones, and figures that contradict each other."""

import pytest
from msgspec.structs import replace

from occupations.profiles.document import Figure
from occupations.profiles.doubts import contradictions, outliers
from tests.occupations.profiles.test_diff import PROFILE


def of(*figures: Figure):
    return replace(PROFILE, figures=figures)


def pay(metric: str, dollars: float, **more) -> Figure:
    return Figure(
        metric=f"wage_{metric}", value=round(dollars * 100), **{"release": 0, "record": "oews-2018:1", **more}
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([pay("annual_mean", 83_200), pay("hourly_mean", 40)], []),
        ([pay("annual_mean", 84_000), pay("hourly_mean", 40)], []),  # within 2%
        (
            [pay("annual_mean", 90_000), pay("hourly_mean", 40)],
            ["Mean pay (Wage survey, 2023): $40.00 an hour is $83,200 a year at 2,080 hours, not $90,000."],
        ),
        # Two sources, or two groups of people, may differ; so may what an editor explains.
        ([pay("annual_mean", 90_000), pay("hourly_mean", 40, release=-1)], []),
        ([pay("annual_mean", 90_000), pay("hourly_mean", 40, record="oews-2018:2")], []),
        ([pay("annual_mean", 90_000, release=-1), pay("hourly_mean", 40, release=-1, note="Shorter weeks.")], []),
        (
            [pay("annual_p10", 50_000), pay("annual_median", 40_000), pay("annual_p90", 90_000)],
            ["10th percentile wage (Wage survey, 2023): $50,000 is more than the median annual wage, $40,000."],
        ),
        ([pay("annual_p10", 40_000), pay("annual_p90", 40_000)], []),
        ([replace(pay("annual_mean", 0), value=None, missing="hourly_only"), pay("hourly_mean", 40)], []),
    ],
)
def test_figures_of_one_row_agree(figures, expected):
    assert contradictions(of(*figures)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (pay("annual_mean", 50_000), pay("annual_mean", 74_999), []),
        (
            pay("annual_mean", 50_000),
            pay("annual_mean", 75_000),
            ["Mean annual wage (Wage survey) goes from $50,000 to $75,000 (+50.0%)."],
        ),
        (
            Figure(metric="growth", value=-500, release=0),
            Figure(metric="growth", value=1500, release=0),
            ["Projected change in employment (Wage survey) goes from −5.0% to 15.0% (+20.0 points)."],
        ),
        (Figure(metric="growth", value=-500, release=0), Figure(metric="growth", value=1499, release=0), []),
        (pay("annual_mean", 50_000), pay("annual_median", 150_000), []),  # another figure
        (pay("annual_mean", 50_000), replace(pay("annual_mean", 1), value=None, missing="suppressed"), []),
        (replace(pay("annual_mean", 0), value=0), pay("annual_mean", 75_000), []),
    ],
)
def test_what_moved_far_is_said(before, after, expected):
    assert outliers(of(before), of(after)) == expected
