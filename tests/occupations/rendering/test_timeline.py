"""School, experience and training on one axis of 16 years, from 0 to 1000."""

from occupations.profiles.layout import lay_out
from occupations.rendering.timeline import AXIS, Bar, timeline
from tests.comparisons.builders import path, profile


def drawn(*labels):
    return timeline(lay_out(profile("Baker", path(*labels))).own["time"])


def test_what_only_some_need_is_drawn_apart():
    one = drawn("Bachelor's degree", "Less than 5 years", "Moderate-term on-the-job training")
    assert one.bars == [
        Bar("school", 0, 250, 0, False),
        Bar("experience", 250, 0, 312, False),
        Bar("training", 562, 5, 58, False),
    ]
    assert [words for _, _, words in one.lines] == [
        "4 years of college",
        "less than 5 years",
        "1 month to 1 year of on-the-job training",
    ]


def test_what_has_no_end_is_drawn_open():
    assert drawn("Bachelor's degree", "5 years or more").bars[1] == Bar("experience", 250, 312, 125, True)


def test_weeks_can_be_seen():
    [bar] = drawn("No formal educational credential", "None", "Short-term on-the-job training").bars
    assert bar.width + bar.rest >= 6


def test_nothing_is_drawn_if_nothing_takes_time_or_a_length_is_unknown():
    assert drawn("High school diploma or equivalent") is None
    assert drawn("Doctoral or professional degree") is None


def test_long_preparation_stays_on_the_axis():
    steps = drawn("Master's degree", "5 years or more", "Long-term on-the-job training")
    assert all(bar.at + bar.width + bar.rest <= 1000 for bar in steps.bars)
    assert steps.ticks[-1] == 1000 * AXIS // AXIS
