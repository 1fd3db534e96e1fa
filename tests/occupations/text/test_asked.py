"""The words of titles that stand as slugs in addresses."""

import pytest

from occupations.text.asked import titles_compared, with_signs
from occupations.text.slugs import slug_of


@pytest.mark.parametrize(
    "title",
    ["C++ developer", "C# developer", ".NET developer", "A/P clerk", "senior C++ engineer", "truck driver", "R&D lead"],
)
def test_signs_that_a_slug_spells_out_are_written_again(title):
    assert with_signs(slug_of(title)) == title.replace("R&D", "r and d")


@pytest.mark.parametrize("words", ["google plus manager", "pencil sharp maker", "a b c d", "dot painter"])
def test_words_that_are_no_signs_stay(words):
    assert with_signs(words.replace(" ", "-")) == words


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("nurse vs doctor", ["nurse", "doctor"]),
        ("truck driver VS. bus driver versus pilot", ["truck driver", "bus driver", "pilot"]),
        ("nurse", []),
        ("nurse vs", []),
        ("vs code developer", []),
    ],
)
def test_titles_that_are_compared_are_told_apart(typed, titles):
    assert titles_compared(typed) == titles
