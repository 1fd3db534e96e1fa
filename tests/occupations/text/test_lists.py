"""Lists in sentences can be read in one way only."""

import pytest

from occupations.text.lists import listed


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["a", "b", "c"], "a, b and c"),
        (["electricians", "plumbers, pipefitters and steamfitters"], "electricians; and plumbers, pipefitters and steamfitters"),
        (["cooks", "cleaners and maids"], "cooks, and cleaners and maids"),
        (["“Physician, all other”", "“Nurse, all other”"], "“Physician, all other” and “Nurse, all other”"),
        (["“Arts and crafts, all other”", "cooks"], "“Arts and crafts, all other” and cooks"),
        (["“Dallas”, “Austin” (place)", "“Senior” (level)"], "“Dallas”, “Austin” (place); and “Senior” (level)"),
    ],
)  # fmt: skip
def test_what_is_in_quotation_marks_is_apart_without_another_mark(words, text):
    assert listed(words) == text
