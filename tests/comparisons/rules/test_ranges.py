"""Sums of steps from two sources: what both call school has to show the same."""

import msgspec
import pytest

from comparisons.prose.difference_phrases import phrase
from comparisons.rules.decide import decide
from comparisons.rules.difference import Caution, Outcome
from occupations.profiles.document import Figure
from occupations.profiles.layout import lay_out
from tests.comparisons.builders import path, profile


def published(*labels):
    return lay_out(profile("Baker", path(*labels))).own["time"]


def answered(*labels, master=90, count=30):
    """The same sum, as people in the occupation state it; `master`: percent who say a master's degree."""
    shares = {"Bachelor's degree": 100 - master, "Master's degree": master}
    answers = tuple(
        Figure(metric="education_required", label=label, value=100 * share, sample_size=count)
        for label, share in shares.items()
    )
    return msgspec.structs.replace(published(*labels), dataset="onet", answers=answers, population="experts on it")


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        (answered("Master's degree"), published("Bachelor's degree"), Outcome.LOWER),
        (answered("Master's degree"), published("Master's degree"), Outcome.SAME),
        # Their answers may as well mean a bachelor's degree.
        (answered("Master's degree", master=60), published("Bachelor's degree"), Outcome.TOO_UNCERTAIN),
        # Only experience is longer, which the two sources count in their own ways.
        (answered("Bachelor's degree", "5 years or more"), published("Bachelor's degree"), Outcome.TOO_UNCERTAIN),
    ],
)
def test_two_sources_are_compared_by_school(left, right, outcome):
    difference = decide(left, right)
    assert (difference.outcome, difference.cautions) == (outcome, (Caution.RATERS,))


def test_the_remark_says_who_rated_what():
    left, right = answered("Master's degree"), published("Bachelor's degree")
    said = phrase(decide(left, right), left, right)
    assert said == ("2 years shorter", "the first rated by experts on it, the second by the publisher")
