"""What looks most like a misspelt name comes first, and nothing that does not look like it."""

import pytest

from occupations.text.likeness import most_alike

NAMES = ["Akron", "Albany", "Boston", "New Boston", "Cleveland"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("akorn", ["Akron"]), ("BOSTN", ["Boston", "New Boston"]), ("xyz", []), ("", [])],
)
def test_names_that_look_like_it_best_first(typed, found):
    assert most_alike(typed, NAMES, str) == found


def test_only_so_many_and_only_so_alike():
    assert most_alike("boston", NAMES, str, most=1) == ["Boston"]
    assert most_alike("akorn", NAMES, str, least=95) == []
