"""What it takes to go from one occupation to another."""

from comparisons.prose.transitions import Gap, as_data, moves
from comparisons.rules.compare import compare
from occupations.metrics import Missing
from tests.comparisons.builders import figure, importance, mean, path, profile

NURSE = profile(
    "Nurse",
    importance(Speaking=4.0, Science=3.5, Writing=3.2, Repairing=1.5),
    path("Bachelor's degree"),
    mean(90_000),
)
MECHANIC = profile(
    "Mechanic",
    importance(Speaking=3.0, Science=2.0, Writing=2.9, Repairing=4.2),
    path("High school diploma or equivalent", training="Long-term on-the-job training"),
    mean(60_000),
)


def test_the_two_ways_are_not_the_same():
    there, back = moves(compare([NURSE, MECHANIC]))
    assert (there.here, there.there, back.here, back.there) == (0, 1, 1, 0)
    assert there.missing == (Gap("Repairing", 150, 420),)
    assert back.missing == (Gap("Science", 200, 350),)
    # 3.2 against 2.9 is no clear gap, and yet 2.9 does not count for mechanics.
    assert (there.brought, back.brought) == (("Speaking",), ("Speaking",))
    assert (there.close, back.close) == ((), (Gap("Writing", 290, 320),))
    assert (there.stronger, back.stronger) == ((), (Gap("speaking", 300, 400),))


def test_it_is_shown_in_sentences():
    there, back = moves(compare([NURSE, MECHANIC]))
    assert there.sentences == (
        "1 of the 2 skills that matter for mechanics also matters for nurses; repairing (4.2 vs. 1.5) does not.",
        "It usually takes no schooling after high school but more than 1 year of on-the-job training to become a mechanic.",
        "Mechanics earn $30,000 less a year by the mean.",
    )
    assert back.sentences == (
        "1 of the 3 skills that matter for nurses also matters for mechanics; writing (3.2 vs. 2.9) is too close to "
        "call; science (3.5 vs. 2.0) does not.",
        "Speaking (4.0 vs. 3.0) matters more for nurses.",
        "It usually takes about 4 years after high school to become a nurse (a bachelor's degree).",
        "Nurses earn $30,000 more a year by the mean.",
    )


def test_nothing_is_said_of_skills_that_are_not_known():
    there, _ = moves(compare([NURSE, profile("Baker", mean(90_100))]))
    assert (there.metric, there.brought, there.missing) == ("", (), ())
    assert there.sentences == ("Bakers earn about the same by the mean.",)


def test_not_one_skill_is_brought():
    one = profile("A", importance(Science=4.0, Speaking=1.0, Writing=1.0))
    other = profile("B", importance(Science=1.0, Speaking=4.0, Writing=3.9))
    there, back = moves(compare([one, other]))
    assert there.sentences[0] == (
        "Not one of the 2 skills that matter for Bs matters for As: speaking (4.0 vs. 1.0) and writing (3.9 vs. 1.0)."
    )
    assert back.sentences[0] == ("The one skill that matters for As does not matter for Bs: science (4.0 vs. 1.0).")


def test_a_skill_below_the_mark_is_never_said_to_count_for_both():
    """Beyond 3.0 on one side alone, and no clear gap: in the table of skills it is too close to call."""
    one = profile("A", importance(Speaking=4.0, Writing=2.9, Science=2.8))
    there, back = moves(compare([one, profile("B", importance(Speaking=4.0, Writing=3.1, Science=3.2))]))
    assert there.brought == ("Speaking",)
    assert there.sentences[0] == (
        "1 of the 3 skills that matter for Bs also matters for As; science (3.2 vs. 2.8) and writing (3.1 vs. 2.9) are "
        "too close to call."
    )
    assert back.sentences[0] == "The one skill that matters for As also matters for Bs."


def test_pay_is_by_the_hour_where_only_that_is_known_of_both():
    actor, dancer = (
        profile(title, mean(missing=Missing.HOURLY_ONLY), figure("wage_hourly_mean", dollars))
        for title, dollars in (("Actor", 30), ("Dancer", 25))
    )
    there, _ = moves(compare([actor, dancer]))
    assert there.sentences == ("Dancers earn $5.00 less an hour by the mean.",)
    assert as_data(there, ["actor", "dancer"])["pay_gap"] == {
        "outcome": "lower",
        "metric": "wage_hourly_mean",
        "gap": 5,
    }
    there, _ = moves(compare([actor, profile("Baker", mean(50_000))]))
    assert there.sentences == ("Bakers earn $5.96 less an hour by the mean.",)


def test_of_three_sides_each_is_reached_from_the_first():
    ways = moves(compare([NURSE, MECHANIC, NURSE]))
    assert [(move.here, move.there) for move in ways] == [(0, 1), (0, 2)]


def test_data_have_numbers_in_the_unit_of_the_metric():
    there, _ = moves(compare([NURSE, MECHANIC]))
    data = as_data(there, ["nurse", "mechanic"])
    assert (data["from"], data["to"]) == ("nurse", "mechanic")
    [gap] = data["skills_missing"]
    assert (gap["name"], float(gap["here"]), float(gap["there"])) == ("Repairing", 1.5, 4.2)
    assert data["to_enter"]["entry_training"] == "Long-term on-the-job training"
    assert (data["pay_gap"]["outcome"], int(data["pay_gap"]["gap"])) == ("lower", 30_000)
