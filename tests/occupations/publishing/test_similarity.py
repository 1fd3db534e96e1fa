"""How alike occupations are in skills."""

import pytest

from occupations.publishing.similarity import UNKNOWN, Likeness


def test_alike_are_those_that_stand_out_in_the_same_skills_however_high_they_rate():
    nurse = {"Care": 450, "Chemistry": 250, "Sales": 100}
    aide = {"Care": 300, "Chemistry": 170, "Sales": 100}
    chemist = {"Care": 150, "Chemistry": 450, "Sales": 150}
    seller = {"Care": 200, "Chemistry": 100, "Sales": 450}
    likeness = Likeness({"nurse": nurse, "seller": seller, "chemist": chemist, "aide": aide})
    assert likeness.of("nurse", "aide") > 0.99
    assert likeness.of("nurse", "chemist") > likeness.of("nurse", "seller")
    assert likeness.of("nurse", "seller") == likeness.of("seller", "nurse") < 0


@pytest.mark.parametrize("known", [{1: {}, 2: {}}, {1: {"Care": 300}, 2: {}}, {1: {"Care": 300}}])
def test_nothing_is_known_to_be_like_one_without_scores(known):
    assert Likeness(known).of(1, 2) == Likeness(known).of(2, 1) == UNKNOWN


def test_a_skill_that_is_not_named_counts_as_not_important():
    likeness = Likeness({1: {"Care": 400}, 2: {"Care": 400, "Sales": 100}, 3: {"Care": 100, "Sales": 400}})
    assert (likeness.of(1, 2), likeness.of(1, 3)) == (1.0, -1.0)


def test_one_that_rates_all_alike_is_like_nothing():
    assert Likeness({1: {"A": 300, "B": 300}, 2: {"A": 300, "B": 400}}).of(1, 2) == 0
