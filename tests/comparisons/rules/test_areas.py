"""Who earns more in each place, and in how many."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comparisons.rules.areas import Z, compare_areas, outcome_in
from comparisons.rules.difference import MIRRORED, Outcome
from occupations.profiles.place_pay import (
    MEAN_AT_LEAST,
    MEDIAN_AT_LEAST,
    PayDocument,
    PayInPlaces,
    Place,
    PlaceKind,
    in_columns,
    paid_of,
)

HIGHER, LOWER, SAME = Outcome.HIGHER, Outcome.LOWER, Outcome.SAME
UNCERTAIN, MISSING = Outcome.TOO_UNCERTAIN, Outcome.MISSING


def place(
    median: int | None = 50_000,
    mean: int | None = None,
    error: float | None = 1.0,
    employment: int | None = 1_000,
    marks: int = 0,
    key: str = "state-39",
    name: str = "Ohio",
) -> Place:
    """In dollars and percent; the mean is the median, unless another one is given."""
    mean = median if mean is None else mean
    cents = [None if amount is None else 100 * amount for amount in (median, mean)]
    return Place(key, name, cents[0], cents[1], None if error is None else round(100 * error), employment, marks)


def side(*places: Place, record: str = "oews-2018:1", jobs: int | None = 10_000, releases=("r",)) -> PayInPlaces:
    return in_columns(PayDocument(record=record, jobs=jobs, releases=releases, places=places))


def outcome_of(one: Place, other: Place) -> Outcome:
    return outcome_in(paid_of(one), paid_of(other))


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        (place(50_000), place(60_000), HIGHER),
        (place(60_000), place(50_000), LOWER),
        (place(50_000), place(51_000), SAME),  # 2 percent
        (place(50_000, error=0), place(51_010, error=0), HIGHER),
        (place(50_000, error=0), place(51_000, error=0), SAME),
        # At 90 percent confidence this would be a verdict: 1.645 × √(2,000² + 2,160²) is 4,842.
        (place(50_000, error=4), place(54_900, error=4), UNCERTAIN),
        (place(50_000, error=4), place(58_000, error=4), HIGHER),
        (place(50_000, mean=60_000), place(60_000, mean=55_000), UNCERTAIN),  # the means disagree
        (place(50_000, mean=60_000), place(60_000, mean=60_000), UNCERTAIN),
        (place(50_000, error=None), place(60_000), MISSING),
        (place(None), place(60_000), MISSING),
        (place(50_000), place(None), MISSING),
        # A bound decides only if the other one is lower than it, beyond error.
        (place(150_000), place(239_200, marks=MEDIAN_AT_LEAST | MEAN_AT_LEAST), HIGHER),
        (place(239_200, marks=MEDIAN_AT_LEAST | MEAN_AT_LEAST), place(150_000), LOWER),
        (place(237_000), place(239_200, marks=MEDIAN_AT_LEAST), UNCERTAIN),
        (place(300_000), place(239_200, marks=MEDIAN_AT_LEAST), UNCERTAIN),
        (place(200_000, error=9), place(239_200, marks=MEDIAN_AT_LEAST), UNCERTAIN),
        (place(239_200, marks=MEDIAN_AT_LEAST), place(239_200, marks=MEDIAN_AT_LEAST), UNCERTAIN),
        (
            place(150_000, mean=239_200, marks=MEAN_AT_LEAST),
            place(239_200, mean=250_000, marks=MEDIAN_AT_LEAST),
            UNCERTAIN,
        ),
    ],
)
def test_one_place_is_decided_by_median_error_and_mean(one, other, outcome):
    assert outcome_of(one, other) is outcome
    assert outcome_of(other, one) is MIRRORED.get(outcome, outcome)


def test_the_limit_of_error_is_that_of_99_percent():
    assert pytest.approx(0.99, abs=0.0002) == math.erf(Z / math.sqrt(2))
    # 3 percent of each: 2.576 × √(1,500² + 1,674²) is 5,790.
    assert outcome_of(place(50_000, error=3), place(55_780, error=3)) is UNCERTAIN
    assert outcome_of(place(50_000, error=3), place(55_800, error=3)) is HIGHER


def test_every_place_of_either_side_is_counted_once_and_counts_add_up():
    names = {"state-01": "Alabama", "state-02": "Alaska", "state-72": "Puerto Rico", "metro-10420": "Akron, OH"}
    names |= {"metro-41980": "San Juan-Bayamon-Caguas, PR", "metro-10580": "Albany-Schenectady-Troy, NY"}
    pay = {
        "state-01": (50_000, 60_000),
        "state-02": (50_000, 50_500),
        "state-72": (30_000, 20_000),
        "metro-10420": (60_000, 50_000),
        "metro-41980": (30_000, None),
        "metro-10580": (50_000, None),
    }
    sides = [
        side(
            *(place(both[index], key=key, name=names[key]) for key, both in pay.items() if both[index]),
            record=f"oews-2018:{index}",
        )
        for index in range(2)
    ]
    areas = compare_areas(sides)
    assert areas is not None
    assert [(area.name, area.outcome) for area in areas.areas] == [
        ("Alabama", HIGHER),
        ("Alaska", SAME),
        ("Puerto Rico", LOWER),
        ("Akron, OH", LOWER),
        ("San Juan-Bayamon-Caguas, PR", MISSING),
        ("Albany-Schenectady-Troy, NY", MISSING),
    ]
    tallies = {
        kind: (tally.highest, tally.same, tally.uncertain, tally.missing, tally.counted)
        for kind, tally in areas.tallies.items()
    }
    assert tallies == {
        PlaceKind.STATE: ((0, 1), 1, 0, 0, 2),
        PlaceKind.METRO: ((1, 0), 0, 0, 1, 1),
        PlaceKind.TERRITORY: ((1, 0), 0, 0, 1, 1),
    }
    assert areas.covered(PlaceKind.STATE) == [0.2, 0.2]
    assert areas.covered(PlaceKind.METRO) == [0.1, 0.1]


def test_of_three_sides_the_highest_beats_both_others():
    def three(*medians: int) -> Outcome | int | None:
        areas = compare_areas(
            [side(place(median), record=f"oews-2018:{median}-{n}") for n, median in enumerate(medians)]
        )
        assert areas is not None
        (area,) = areas.areas
        return area.highest if area.highest is not None else area.outcome

    assert three(50_000, 60_000, 70_000) == 2
    assert three(70_000, 60_000, 50_000) == 0
    assert three(50_000, 70_000, 70_500) is UNCERTAIN  # two lead together
    assert three(50_000, 50_100, 50_200) is SAME


def test_nothing_is_counted_for_one_record_a_wider_group_different_releases_or_no_common_place():
    one, other = side(place(50_000)), side(place(60_000), record="oews-2018:2")
    assert compare_areas([one, other]) is not None
    assert compare_areas([one, side(place(60_000))]) is None
    assert compare_areas([one, None]) is None
    assert compare_areas([one, side(place(60_000), record="oews-2018:2", releases=("s",))]) is None
    assert compare_areas([one, side(place(60_000, key="state-01"), record="oews-2018:2")]) is None


def test_shares_of_jobs_are_unknown_where_the_nation_is_and_never_above_all():
    areas = compare_areas([side(place(), jobs=None), side(place(employment=20_000), record="oews-2018:2")])
    assert areas is not None
    assert areas.covered(PlaceKind.STATE) == [None, 1.0]


amounts = st.none() | st.integers(15_000, 239_200)
rows = st.builds(
    place, amounts, amounts, st.none() | st.floats(0, 30), st.none() | st.integers(0, 10**6), st.integers(0, 3)
)


@given(rows, rows)
def test_the_other_way_round_is_the_mirror(one, other):
    outcome = outcome_of(one, other)
    assert outcome_of(other, one) is MIRRORED.get(outcome, outcome)


@given(rows, rows)
def test_a_verdict_never_contradicts_the_published_numbers(one, other):
    outcome = outcome_of(one, other)
    if outcome in MIRRORED:
        low, high = (one, other) if outcome is HIGHER else (other, one)
        assert low.median < high.median
        assert low.mean < high.mean


def test_states_have_the_names_of_the_documents_compared_whatever_was_read_before():
    side(place(50_000, key="state-07", name="The name of another document"), record="oews-2018:0")
    nurses = side(place(50_000, key="state-07", name="Ours"), record="oews-2018:1")
    assistants = side(place(90_000, key="state-07", name="Theirs"), record="oews-2018:2")

    found = compare_areas([nurses, assistants])

    assert found
    assert list(found.states) == ["Ours"]
    assert [area.name for area in found.areas] == ["Ours"]
