"""What official statistics do not separate: which sides, in which rows, and whether they are one occupation."""

from comparisons.rules.compare import compare
from comparisons.rules.shared import SharedRecord
from tests.comparisons.builders import figure, mean, profile, release

PAY = ("pay_mean", "hourly_mean")  # the hourly mean is derived
NURSES = {"record": "oews-2018:29-1141"}


def nurse(title: str, *more, amount: int = 90_000, **facts):
    return profile(title, mean(amount, **{**NURSES, **facts}), *more)


def test_sides_of_one_record_are_one_occupation():
    comparison = compare([nurse("One"), nurse("Two")])
    assert comparison.records == (SharedRecord((0, 1), PAY, True),)
    assert comparison.one_occupation == comparison.records[0]
    assert (comparison.row("pay_mean").shared, comparison.row("pay_mean").same) == (True, False)
    assert (comparison.shared, comparison.same, comparison.counted) == (1, 0, 1)


def test_a_record_for_each_in_another_survey_makes_them_two():
    sides = [
        nurse(title, figure("growth", growth, record=f"nem-2024:{title}")) for title, growth in (("One", 3), ("Two", 9))
    ]
    comparison = compare(sides)
    assert comparison.records == (SharedRecord((0, 1), PAY, False),)
    assert comparison.one_occupation is None
    assert comparison.shared == 1


def test_descriptions_do_not_separate_what_no_survey_counts_apart():
    sides = [
        nurse(title, figure("job_zone", None, label=f"Job zone {zone}", record=f"onet-soc-2019:29-1141.0{zone}"))
        for title, zone in (("One", 3), ("Two", 4))
    ]
    assert compare(sides).one_occupation is not None
    assert not compare(sides).row("job_zone").shared


def test_releases_of_different_years_are_shown_for_each():
    one, two = (
        profile(title, mean(amount, **NURSES), releases=[release(year)])
        for title, amount, year in (("One", 90_000, 2024), ("Two", 86_000, 2023))
    )
    comparison = compare([one, two])
    assert comparison.one_occupation is not None
    assert (comparison.row("pay_mean").shared, comparison.shared) == (False, 0)


def test_equal_figures_of_different_records_are_not_shared():
    comparison = compare([nurse("One"), nurse("Two", record="oews-2018:29-1151")])
    assert (comparison.records, comparison.shared) == ((), 0)
    assert comparison.row("pay_mean").same


def test_a_group_is_as_large_as_it_can_be_and_others_are_left_out():
    sides = [nurse("One"), nurse("Two", record="oews-2018:11-1021"), nurse("Three"), nurse("Four")]
    comparison = compare(sides)
    assert comparison.records == (SharedRecord((0, 2, 3), PAY, True),)
    assert comparison.not_separated == ((0, 2), (0, 3), (2, 3))
    assert comparison.one_occupation is None
    assert not comparison.row("pay_mean").shared


def test_filed_wages_of_one_record_are_one_figure():
    filed = [
        profile(title, figure("top_filed_wage", 87_131, label="University", method="filed", **NURSES))
        for title in ("One", "Two")
    ]
    assert compare(filed).row("top_filing").shared
