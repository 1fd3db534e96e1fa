"""Who is most alike in skills."""

import pytest

from occupations.publishing.similarity import _CHUNK, nearest


def test_nearest_stand_out_in_the_same_skills_however_high_they_rate():
    nurse = {"Care": 450, "Chemistry": 250, "Sales": 100}
    aide = {"Care": 300, "Chemistry": 170, "Sales": 100}
    chemist = {"Care": 150, "Chemistry": 450, "Sales": 150}
    seller = {"Care": 200, "Chemistry": 100, "Sales": 450}
    assert nearest([nurse, seller, chemist, aide], 2)[0] == [3, 2]


@pytest.mark.parametrize("known", [[], [{}], [{}, {}], [{"Care": 300}], [{"Care": 300}, {}]])
def test_nothing_is_near_where_fewer_than_two_are_known(known):
    assert nearest(known, 3) == [[] for _ in known]


def test_a_skill_that_is_not_named_counts_as_not_important():
    assert nearest([{"Care": 400}, {"Care": 400, "Sales": 100}, {"Care": 100, "Sales": 400}], 1)[0] == [1]


def test_one_that_rates_all_alike_is_put_near_the_others_without_an_error():
    assert [len(found) for found in nearest([{"A": 300, "B": 300}, {"A": 300, "B": 400}], 5)] == [1, 1]


def test_large_populations_are_looked_at_in_parts_with_the_same_result():
    rows = [{"A": 100 + row, "B": 900 - row, "C": 200} for row in range(_CHUNK + 20)]
    found = nearest(rows, 2)
    assert all(position not in near and len(near) == 2 for position, near in enumerate(found))
    assert {abs(near - (_CHUNK + 5)) for near in found[_CHUNK + 5]} <= {1, 2}
