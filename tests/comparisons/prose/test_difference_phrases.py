"""The words of a difference are true of the side they are said of."""

import re

import pytest

from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import compare
from occupations.metrics import METRICS, SLOTS, Missing
from occupations.profiles.layout import lay_out
from tests.comparisons.builders import figure, mean, profile


def said(slot: str, left, right) -> str:
    row = compare([profile("A", left), profile("B", right)]).row(slot)
    return phrase(row.difference(0, 1), *row.cells).text


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (50_000, 65_000, "$15,000 higher (30%)"),
        (65_000, 50_000, "$15,000 lower (the first is 30% higher)"),
        (10_000, 210_000, "$200,000 higher (about 21 times as much)"),
        (210_000, 10_000, "$200,000 lower (the first has about 21 times as much)"),
        (50_000, 50_500, "about the same"),
        (50_000, 50_000, "the same"),
    ],
)
def test_percent_of_pay_are_of_the_lower_side(left, right, words):
    assert said("pay", mean(left), mean(right)) == words


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (100_000, 150_000, "50,000 more (50%)"),
        (150_000, 100_000, "50,000 fewer (the first has 50% more)"),
        (10_000, 400_000, "390,000 more (about 40 times as many)"),
        (500_000, 100_000, "400,000 fewer (about one-fifth as many)"),
        (100_000, 501_700, "401,700 more (about 5 times as many)"),
        (250_000, 100_000, "150,000 fewer (the first has about 2.5 times as many)"),
        (100_000, 200_000, "100,000 more (about twice as many)"),
        (200_000, 100_000, "100,000 fewer (about half as many)"),
        (400_000, 10_000, "390,000 fewer (the first has about 40 times as many)"),
    ],
)
def test_jobs_are_counted(left, right, words):
    assert re.sub(r" jobs", "", said("jobs", figure("jobs", left), figure("jobs", right))) == words


def test_a_ranking_that_cannot_be_made_says_so():
    for reason, words in {Missing.TOP_CODED: "cannot be ranked", Missing.NOT_APPLICABLE: "too few to rank"}.items():
        sheet = lay_out(profile("A", figure("top_metro", missing=reason.value)))
        assert sheet.shown(SLOTS["top_metro"], frozenset()).text == words
    assert {key for key, metric in METRICS.items() if metric.ranking} == {
        "top_metro",
        "top_state",
        "top_employer",
        "top_filed_wage",
        "top_industry",
    }
