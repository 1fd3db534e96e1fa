"""compare() over random occupations: what must hold whatever the figures are."""

import math
import re
from itertools import combinations
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comparisons.rules.compare import MOST_SIDES, Row, compare
from comparisons.rules.difference import Difference, Outcome, Reason, mirror
from comparisons.rules.tolerance import tolerance
from occupations.metrics import METRICS, SECTIONS, SENSITIVE, SLOTS, Shape
from occupations.profiles import document as profiles_
from occupations.profiles.document import Figure, Profile
from tests.comparisons.builders import figure, importance, mean, median, profile, release, years
from tests.comparisons.rendering import all_formats
from tests.comparisons.strategies import HIDDEN, profiles
from tests.formats import (
    PageContent,
    assert_shows,
    parse,
    read_csv,
    read_html,
    read_json,
    read_markdown,
    same_rows,
)
from tests.machine import examples

VERDICTS = (Outcome.HIGHER, Outcome.LOWER)
calm = settings(max_examples=examples(25), suppress_health_check=list(HealthCheck))
few = settings(calm, max_examples=examples(8))
sides = st.lists(profiles(), min_size=2, max_size=MOST_SIDES)


# Properties


@calm
@given(profiles(), profiles(), HIDDEN)
def test_swapping_sides_mirrors_every_difference(one, other, hidden):
    there, back = compare([one, other], hidden), compare([other, one], hidden)
    for row, mirrored in zip(there.rows(), back.rows(), strict=True):
        assert mirrored.differences[0, 1] == mirror(row.differences[0, 1])
        assert mirrored.cells == row.cells[::-1]
        assert (mirrored.slot, mirrored.same, mirrored.counted) == (row.slot, row.same, row.counted)
        assert mirrored.highest == (None if row.highest is None else 1 - row.highest)
    assert (there.same, there.counted, there.not_separated) == (back.same, back.counted, back.not_separated)


@calm
@given(sides)
def test_the_order_of_sides_changes_no_difference(given_sides):
    there, back = compare(given_sides), compare(given_sides[::-1])
    last = len(given_sides) - 1
    for row, mirrored in zip(there.rows(), back.rows(), strict=True):
        for left, right in row.differences:
            assert mirrored.difference(last - left, last - right) == row.differences[left, right]
        assert mirrored.cells == row.cells[::-1]


@calm
@given(sides)
def test_nothing_is_higher_by_no_more_than_its_tolerance(given_sides):
    for row in compare(given_sides).rows():
        for difference in row.differences.values():
            if difference.outcome in VERDICTS and difference.gap is not None:
                metric = METRICS[difference.metric]
                assert difference.gap > max(metric.tolerance, metric.rounding)


@calm
@given(profiles(), profiles())
def test_every_verdict_is_that_of_the_two_cells_it_stands_between(one, other):
    for row in compare([one, other]).rows():
        difference = row.differences[0, 1]
        values = [cell.figures[0].value if cell.figures else None for cell in row.cells]
        if difference.gap is None or METRICS[difference.metric].shape is not Shape.NUMBER:
            continue
        figures = [cell.figures[0] for cell in row.cells]
        gap = values[1] - values[0]
        assert difference.gap == abs(gap)
        if difference.outcome is Outcome.HIGHER:
            assert gap > tolerance(METRICS[difference.metric], *figures)
        elif difference.outcome is Outcome.LOWER:
            assert -gap > tolerance(METRICS[difference.metric], *figures)
        elif difference.outcome is Outcome.SAME:
            assert abs(gap) <= tolerance(METRICS[difference.metric], *figures)


@calm
@given(sides, HIDDEN)
def test_adding_a_side_changes_no_difference_of_two_others(given_sides, hidden):
    whole = compare(given_sides, hidden)
    for left, right in combinations(range(len(given_sides)), 2):
        alone = compare([given_sides[left], given_sides[right]], hidden)
        shown = {row.slot: row.differences[0, 1] for row in alone.rows()}
        for row in whole.rows():
            if row.slot in shown:
                assert row.differences[left, right] == shown[row.slot]
            else:
                assert row.differences[left, right].outcome is Outcome.MISSING


@calm
@given(sides, HIDDEN)
def test_every_cell_says_something(given_sides, hidden):
    for row in compare(given_sides, hidden).rows():
        for cell in row.cells:
            assert cell.text.strip() not in ("", "-", "–", "—", "None", "none or more")
            assert "None" not in cell.text


@calm
@given(sides)
def test_the_highest_beats_each_other_side(given_sides):
    for row in compare(given_sides).rows():
        ranked = [
            side
            for side in range(len(given_sides))
            if all(
                row.difference(other, side).outcome is Outcome.HIGHER
                for other in range(len(given_sides))
                if other != side
            )
        ]
        numbers = all(METRICS[cell.metric].shape is Shape.NUMBER for cell in row.cells)
        assert row.highest == (ranked[0] if ranked and numbers else None)


@calm
@given(sides)
def test_a_row_is_the_same_only_where_all_pairs_are(given_sides):
    comparison = compare(given_sides)
    counted = [row for row in comparison.rows() if row.counted and not all(cell.missing for cell in row.cells)]
    same = [
        row for row in counted if all(difference.outcome is Outcome.SAME for difference in row.differences.values())
    ]
    assert (comparison.same, comparison.counted) == (len(same), len(counted))


@calm
@given(sides, HIDDEN)
def test_rows_are_shown_where_expected_or_where_a_side_has_a_figure(given_sides, hidden):
    shown = [row.slot for row in compare(given_sides, hidden).rows()]
    whole = {row.slot: row for row in _all_rows(given_sides, hidden)}
    assert shown == [
        slot.key
        for section in SECTIONS
        for slot in section.slots
        if not all(cell.missing for cell in whole[slot.key].cells)
        or (slot.always and not (slot.unsourced and whole[slot.key].silent))
    ]


def _all_rows(given_sides: list[Profile], hidden: frozenset[str]) -> list[Row]:
    """Rows of comparisons of a side with itself, whose own figures are all shown."""
    own = [compare([side, side], hidden) for side in given_sides]
    rows: dict[str, Row] = {}
    for comparison in own:
        for row in comparison.rows():
            rows.setdefault(row.slot, row)
            if not row.empty:
                rows[row.slot] = row
    empty = compare([profile("Nothing"), profile("Nobody")])
    blank = empty.row("pay")
    return [rows.get(key, msgspec.structs.replace(blank, slot=key)) for key in SLOTS]


# Random comparisons in all formats


def flat(read: PageContent) -> dict[tuple[str, str], tuple[list, list[str]]]:
    """The rows of a page without line breaks and doubled spaces, in which formats may differ."""
    return {
        (section, " ".join(row.label.split())): (
            [(" ".join(cell.text.split()), cell.source) for cell in row.cells],
            [" ".join(text.split()) for text in row.differences],
        )
        for section, rows in read.sections.items()
        for row in rows
    }


@few
@given(sides, HIDDEN)
def test_all_formats_show_the_same_of_random_occupations(given_sides, hidden):
    comparison, page, others = all_formats(given_sides, hidden)
    tree = parse(page)
    html = read_html(tree)
    data = read_json(others["json"])
    assert flat(read_csv(others["csv"])) == flat(data)
    assert flat(read_markdown(others["md"])) == flat(data)
    assert_shows(html, data)
    labels = {(part.title, row.slot): row.same for part in comparison.sections for row in part.rows}
    assert len(same_rows(tree)) == sum(labels.values())
    for cells, differences in flat(html).values():
        assert all(text and text not in ("-", "–", "None") for text, _ in cells)
        assert all(text and "None" not in text for text in differences)
    for text in (page, *others.values()):
        written = re.sub(r"<pre\b.*?</pre>", "", text, flags=re.DOTALL)  # BibTeX has brackets
        assert not re.search(r"\bNone\b|\{\{|\{%|Undefined", written)


@few
@given(sides)
def test_hidden_metrics_leave_no_trace(given_sides):
    marked = [_marked(side) for side in given_sides]
    _, page, others = all_formats(marked, frozenset(SENSITIVE))
    for text in (page, *others.values()):
        assert not re.search(r"Hush|77,777,777|7777777|hidden note|Only for them", text)


def _marked(side: Profile) -> Profile:
    """The profile with sensitive figures that are easy to find again."""
    secret: dict[str, Any] = {"value": 7_777_777_777, "note": "hidden note", "release": -1, "reason": "Only for them"}
    marked = [Figure(metric=metric, label="Hush", **secret) for metric in SENSITIVE if metric != "lgbt"]
    plain = [one for one in side.figures if one.metric not in SENSITIVE]
    return msgspec.structs.replace(side, figures=(*plain, *marked, Figure(metric="lgbt", **secret)))


def test_marked_figures_are_found_when_they_are_not_hidden():
    _, page, others = all_formats([_marked(profile("One")), _marked(profile("Two"))], frozenset())
    for text in (page, *others.values()):
        assert {"Hush", "Only for them"} <= set(re.findall(r"Hush|Only for them", text))


# By hand


@pytest.mark.parametrize("count", [0, 1, 6])
def test_a_comparison_of_fewer_than_two_or_more_than_five_is_refused(count):
    with pytest.raises(ValueError, match=f"A comparison has 2 to 5 sides, not {count}."):
        compare([profile("One")] * count)


def test_two_occupations_without_any_figure_have_nothing_to_count():
    comparison = compare([profile("One"), profile("Two")])
    assert (comparison.same, comparison.counted) == (0, 0)
    assert {row.differences[0, 1].outcome for row in comparison.rows()} == {Outcome.MISSING}
    assert [row.slot for row in comparison.rows()] == [
        slot.key for slot in SLOTS.values() if slot.always and not slot.unsourced
    ]


def test_figures_that_appear_twice_are_counted_once():
    figures = [mean(74_009), figure("wage_hourly_mean", 36), figure("age_mean", 44), figure("degree", 52, label="B.A.")]
    comparison = compare([profile("One", *figures), profile("Two", *figures)])
    assert {row.slot for row in comparison.rows() if not row.counted} == {"hourly_mean"}
    assert (comparison.same, comparison.counted) == (3, 3)


def test_an_hourly_rate_of_another_survey_is_counted_for_itself():
    figures = [mean(74_009), figure("wage_hourly_mean", 36, release=1)]
    releases = [release(), release(2024, "another")]
    comparison = compare([profile(title, *figures, releases=releases) for title in ("One", "Two")])
    assert comparison.row("hourly_mean").counted
    assert (comparison.same, comparison.counted) == (2, 2)


def test_every_row_stands_in_one_section():
    slots = [row.slot for row in compare([profile("One", mean(70_000)), profile("Two", median(50_000))]).rows()]
    assert len(slots) == len(set(slots))


def test_a_row_that_only_some_occupations_have_is_shown_only_for_these():
    with_openings, without = profile("One", figure("openings_annual", 400)), profile("Two", mean(70_000))
    assert compare([with_openings, without]).row("openings").differences[0, 1].outcome is Outcome.MISSING
    with pytest.raises(KeyError):
        compare([without, without]).row("openings")


def test_the_figures_of_a_common_source_stand_side_by_side():
    releases = [release(2024, "survey"), release(2024, "census")]
    left = profile("One", mean(70_000, release=0), mean(71_000, release=1), releases=releases)
    right = profile("Two", mean(80_000, release=1), releases=releases)
    row = compare([left, right]).row("pay")
    assert [cell.text for cell in row.cells] == ["$71,000", "$80,000"]


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_common_sources_the_one_preferred_by_both_is_taken_whichever_side_is_first(swapped):
    releases = [release(2024, "survey"), release(2024, "census")]
    both = [mean(70_000, release=0), mean(60_000, release=1)]
    left = profile("One", *both, releases=releases)
    right = profile("Two", *both[::-1], releases=releases)
    row = compare([right, left] if swapped else [left, right]).row("pay")
    assert {cell.dataset for cell in row.cells} == {"census"}
    assert row.differences[0, 1].outcome is Outcome.SAME


def test_an_editors_figure_does_not_hide_the_official_one_from_a_side_that_has_only_that():
    edited = profile("One", mean(90_000, release=-1, reason="A letter"), mean(70_000))
    official = profile("Two", mean(80_000))
    assert [cell.text for cell in compare([edited, official]).row("pay").cells] == ["$70,000", "$80,000"]
    alone = compare([edited, profile("Nothing")]).row("pay")
    assert alone.cells[0].text == "$90,000"


def test_the_highest_of_three_must_beat_both_others_beyond_tolerance():
    amounts = {"clear": (90_000, 70_000, 50_000), "close": (90_000, 89_999, 50_000)}
    found = {
        name: compare([profile(str(amount), mean(amount)) for amount in values]).row("pay").highest
        for name, values in amounts.items()
    }
    assert found == {"clear": 0, "close": None}


def test_the_highest_of_three_needs_a_verdict_on_each_pair():
    sides_ = [profile("One", mean(90_000)), profile("Two", mean(70_000)), profile("Three")]
    assert compare(sides_).row("pay").highest is None


def test_occupations_of_one_record_are_named_as_not_separated():
    one, two = (profile(title, mean(70_000, record="oews-2018:15-1252")) for title in ("One", "Two"))
    other = profile("Three", mean(90_000, record="oews-2018:11-1021"))
    assert compare([one, other, two]).not_separated == ((0, 2),)


def test_a_hidden_metric_is_shown_as_not_shown():
    one, two = (profile(title, figure("lgbt", 10)) for title in ("One", "Two"))
    row = compare([one, two], frozenset({"lgbt"})).row("lgbt")
    assert [(cell.text, cell.missing, cell.figures) for cell in row.cells] == [("not shown", "withdrawn", ())] * 2
    assert row.empty


def test_skills_of_which_none_is_rated_high_leave_no_empty_cell():
    one, two = profile("One", importance(Speaking=2.1)), profile("Two", importance(Speaking=4.1))
    assert compare([one, two]).row("skills").cells[0].text == "none rated 3 or higher"


def test_the_official_label_none_is_an_answer_that_stands_alone():
    label = Figure(metric="entry_training", release=0, label="None")
    assert (
        compare([profile("One", label), profile("Two", label)]).row("entry_training").cells[0].text
        == "No on-the-job training"
    )


def test_comparing_goes_through_stored_documents_unchanged():
    one, two = profile("One", mean(70_000), years(4, 6)), profile("Two", median(60_000), importance(Speaking=3.3))
    stored = [profiles_.decode(profiles_.encode(side)) for side in (one, two)]
    assert compare(stored) == compare([one, two])


def test_difference_of_a_row_can_be_read_from_either_side():
    row = compare([profile("One", mean(70_000)), profile("Two", mean(80_000))]).row("pay")
    assert row.difference(0, 1) == mirror(row.difference(1, 0))
    assert row.difference(1, 0) == Difference(
        outcome=Outcome.LOWER, metric="wage_annual_mean", gap=1_000_000, percent=143, magnitude=7142, better=False
    )
    assert math.isclose(row.difference(0, 1).percent, 143)


def test_filed_visa_wages_are_a_row_of_their_own_and_compared_with_nothing():
    sides = [
        profile(title, figure("top_employer", pay, label=f"{title} Inc.", method="filed"))
        for title, pay in (("One", 90_000), ("Two", 120_000))
    ]
    row = compare(sides).row("top_filing")
    assert [cell.text for cell in row.cells] == ["One Inc., $90,000", "Two Inc., $120,000"]
    assert (row.differences[0, 1].outcome, row.differences[0, 1].reason) == (Outcome.NOT_COMPARABLE, Reason.FILED)
    assert "top_employer" not in [row.slot for row in compare(sides).rows()]
