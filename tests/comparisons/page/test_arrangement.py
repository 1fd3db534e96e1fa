"""In which order rows stand, and which are shown: what an address may ask for."""

import pytest

from comparisons.page.arrangement import PLAIN, Arrangement, arrangement_of, choices, sections
from comparisons.rules.compare import Comparison, compare
from comparisons.rules.tolerance import magnitude
from tests.comparisons.builders import figure, mean, profile

BIGGEST = Arrangement(order="differences")
ONLY = Arrangement(show="differences")


def compared(*sides: tuple[int, int, int]) -> Comparison:
    """Of yearly pay, growth in percent, and openings a year."""
    return compare(
        [
            profile(f"Side {number}", mean(pay), figure("growth", growth), figure("openings_annual", openings))
            for number, (pay, growth, openings) in enumerate(sides)
        ]
    )


def shown(comparison: Comparison, arrangement: Arrangement) -> dict[str, list[str]]:
    found = {section.title: [row.slot for row in section.rows] for section in sections(comparison, arrangement)}
    return {title: slots for title, slots in found.items() if slots}


@pytest.mark.parametrize(
    ("query", "arrangement"),
    [
        ({}, PLAIN),
        ({"page": "2"}, PLAIN),
        ({"order": "differences"}, BIGGEST),
        ({"show": "differences"}, ONLY),
        ({"order": "", "show": ""}, PLAIN),
        ({"order": "<b>", "show": "differences"}, Arrangement(show="differences", refused=("order",))),
    ],
)
def test_what_a_query_asks_for(query, arrangement):
    assert arrangement_of(query) == arrangement


def test_a_value_nobody_knows_is_shown_and_not_repeated():
    assert arrangement_of({"order": "<b>"}).notices == [
        "That value of “order” is not supported; this is the usual view."
    ]
    assert arrangement_of({"order": "<b>", "show": "1"}).notices == [
        "Those values of “order” and “show” are not supported; this is the usual view."
    ]


def test_each_choice_keeps_the_other():
    html = choices(BIGGEST)
    assert '<a href="./" rel="nofollow">by section</a>' in html
    assert "<b>biggest differences first</b>" in html
    assert '<a href="./?order=differences&amp;show=differences" rel="nofollow">differences only</a>' in html


def test_biggest_differences_come_first():
    # 10 % of pay are 5 times 2 %; 4 points of growth are 4 times 1; 50 % of openings are 10 times 5 %.
    comparison = compared((50_000, 1, 10_000), (55_000, 5, 15_000))
    [(title, slots)] = shown(comparison, BIGGEST).items()
    assert title == "Biggest differences first"
    assert slots[:4] == ["openings", "pay_mean", "hourly_mean", "growth"]


def test_rows_without_a_number_come_last_in_the_order_of_the_page():
    slots = shown(compared((50_000, 1, 10_000), (55_000, 5, 15_000)), BIGGEST)["Biggest differences first"]
    assert slots[4:9] == ["pay_median", "hourly_median", "range", "top_metro", "top_state"]


def test_a_row_of_the_overview_stands_once_in_the_list():
    slots = shown(compared((50_000, 1, 10_000), (55_000, 5, 15_000)), BIGGEST)["Biggest differences first"]
    assert len(slots) == len(set(slots))


def test_the_widest_gap_of_any_two_sides_counts():
    comparison = compared((50_000, 1, 10_000), (50_000, 1, 10_000), (50_000, 9, 10_600))
    assert shown(comparison, BIGGEST)["Biggest differences first"][:2] == ["growth", "openings"]


def test_differences_only_leaves_out_what_is_the_same_or_missing():
    assert shown(compared((50_000, 1, 10_000), (50_100, 5, 15_000)), ONLY) == {
        "Jobs and growth": ["growth", "openings"]
    }


@pytest.mark.parametrize(
    ("gap", "near", "thousandths"), [(0, 100, 0), (100, 100, 1000), (-250, 100, 2500), (5, 0, 5000)]
)
def test_a_gap_as_a_multiple_of_the_tolerance(gap, near, thousandths):
    assert magnitude(gap, near) == thousandths
