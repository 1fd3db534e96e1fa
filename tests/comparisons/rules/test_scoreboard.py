"""The scoreboard marks who is ahead by the differences of the rows, and by nothing else."""

import pytest

from comparisons.rules.compare import compare
from comparisons.rules.scoreboard import Score, scoreboard
from occupations.profiles.document import Profile, RecordRef
from tests.comparisons.builders import figure, mean, median, path, profile, years


def scores(*sides: Profile) -> dict[str, Score]:
    return {score.measure.key: score for score in scoreboard(compare(sides))}


def side(title: str, pay: int, growth: float, openings: int, low: int, high: int) -> Profile:
    return profile(
        title,
        median(pay),
        figure("growth", growth),
        figure("openings_annual", openings),
        path("Bachelor's degree")[:1],
        years(low, high),
    )


NURSE = side("Nurse", 90_000, 5, 189_000, 4, 4)
ASSISTANT = side("Assistant", 130_000, 20, 12_000, 6, 7)
ACTOR = side("Actor", 60_000, 1, 500, 1, 2)


def test_the_measures_stand_in_their_order():
    assert list(scores(NURSE, ASSISTANT)) == ["pay", "growth", "openings", "education", "time"]


def test_of_two_one_is_ahead_in_each():
    found = scores(NURSE, ASSISTANT)
    assert {key: (score.ahead, score.word) for key, score in found.items()} == {
        "pay": (1, "higher"),
        "growth": (1, "higher"),
        "openings": (0, "more"),
        "education": (None, ""),
        "time": (0, "shorter"),
    }


def test_of_several_one_is_ahead_of_all_and_all_have_a_place():
    found = scores(NURSE, ASSISTANT, ACTOR)
    assert {key: (score.ahead, score.word, score.places) for key, score in found.items() if key != "education"} == {
        "pay": (1, "highest", (1, 0, 2)),
        "growth": (1, "highest", (1, 0, 2)),
        "openings": (0, "most", (0, 1, 2)),
        "time": (2, "shortest", (1, 2, 0)),
    }


def test_about_the_same_marks_nobody():
    assert scores(profile("A", median(90_000)), profile("B", median(90_500)))["pay"].ahead is None


def test_of_several_those_that_are_about_the_same_and_ahead_of_the_others_are_marked_together():
    sides = [profile(name, median(pay)) for name, pay in (("A", 90_000), ("B", 60_000), ("C", 90_500), ("D", 50_000))]
    score = scores(*sides)["pay"]
    assert (score.ahead, score.together) == (None, (0, 2))
    assert score.marks == ["joint highest", "", "joint highest", ""]
    assert scores(*sides[:3])["pay"].marks == ["", "", ""]  # most of them


def test_times_that_overlap_mark_nobody():
    assert scores(profile("A", years(4, 6)), profile("B", years(5, 7)))["time"].ahead is None


def test_means_and_medians_are_not_mixed():
    score = scores(profile("A", median(90_000)), profile("B", mean(50_000)))["pay"]
    assert (score.label, score.ahead, score.mixed, score.bars) == ("Pay a year", None, True, (None, None))


def test_the_mean_leads_where_all_have_only_that():
    score = scores(profile("A", median(90_000), mean(95_000)), profile("B", mean(50_000)))["pay"]
    assert (score.label, score.slot, score.ahead) == ("Mean pay a year", "pay_mean", 0)


def test_of_several_a_verdict_on_other_figures_than_those_shown_marks_nobody():
    # By the medians A is ahead of B; shown are means, which C alone has.
    sides = (
        profile("A", median(90_000), mean(70_000)),
        profile("B", median(60_000), mean(80_000)),
        profile("C", mean(1)),
    )
    assert scores(*sides)["pay"].ahead is None


def test_hourly_pay_has_a_line_of_its_own_beside_yearly_pay():
    one = profile("A", median(90_000), figure("wage_hourly_median", 45))
    other = profile("B", figure("wage_hourly_median", 30))
    found = scores(one, other)
    assert list(found) == ["pay", "hourly"]
    assert (found["pay"].ahead, found["hourly"].ahead) == (None, 0)


def test_what_no_source_has_has_no_line():
    assert scores(profile("A"), profile("B")) == {}


def test_a_figure_that_is_missing_for_a_reason_has_one():
    found = scores(profile("A", median(missing="suppressed")), profile("B", median(missing="suppressed")))
    assert [entry.cell.text for entry in found["pay"].entries] == ["not published", "not published"]


@pytest.mark.parametrize("record", ["oews:29-1141", ""])
def test_one_official_figure_is_shared(record):
    known = RecordRef(key="oews:29-1141", system="OEWS", code="29-1141", title="Nurses", quality="exact")
    sides = [profile(title, median(90_000, record=record), records=[known]) for title in ("A", "B")]
    assert scores(*sides)["pay"].shared is bool(record)


def test_figures_of_wider_groups_mark_nobody():
    sides = profile("A", median(90_000, group="Nurses")), profile("B", median(50_000))
    assert scores(*sides)["pay"].ahead is None


def test_equal_times_are_in_the_order_of_the_training_that_follows():
    trades = [
        profile(title, path("High school diploma or equivalent", training=training))
        for title, training in (
            ("Electrician", "Apprenticeship"),
            ("Barista", "Short-term on-the-job training"),
            ("Clerk", "Moderate-term on-the-job training"),
        )
    ]
    assert scores(*trades)["time"].places == (2, 0, 1)
