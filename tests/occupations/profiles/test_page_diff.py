"""The rows of a page before and after."""

from msgspec.structs import replace

from occupations.profiles.diff import Change, Part
from occupations.profiles.document import Figure
from occupations.profiles.page_diff import page_changes
from tests.occupations.profiles.test_diff import PROFILE

OFFICIAL = Figure(metric="growth", value=300, release=0)
OURS = Figure(metric="growth", value=900, reason="Asked them.")
PAGE = replace(PROFILE, figures=(OFFICIAL,))
ROW = "Projected change in employment"


def rows(old, new) -> list[tuple[str, str, str, str]]:
    return [(one.what, one.before, one.after, one.difference) for one in page_changes(old, new).figures]


def test_a_row_shows_the_official_figure_before_and_that_of_editors_after():
    new = replace(PAGE, figures=(OURS, OFFICIAL))

    ((what, before, after, difference),) = rows(PAGE, new)
    assert (before, after, difference) == (
        "3.0% (Wage survey, 2023)",
        "9.0% (our editors, period unknown)",
        "+6.0 points",
    )
    assert rows(new, PAGE) == [(what, after, before, "−6.0 points")]


def test_words_rows_and_what_is_behind_the_page_are_apart():
    earlier = replace(PAGE, history=(Figure(metric="growth", value=100, release=0),), description="New words.")

    words, figures, background = page_changes(PAGE, earlier)

    assert words == [Change("Description", "Keeps customers happy.", "New words.")]
    assert figures == []
    assert [(change.what, change.part) for change in background] == [
        ("Earlier, Projected change in employment (Wage survey)", Part.BACKGROUND)
    ]


def test_a_first_page_has_rows_with_a_figure_only():
    found = rows(None, PAGE)

    assert ("", "3.0% (Wage survey, 2023)") in {(before, after) for _, before, after, _ in found}
    assert not any("not published" in after or "No source" in after for _, _, after, _ in found)


def test_pages_that_are_the_same_have_none():
    assert page_changes(PAGE, replace(PAGE)) == ([], [], [])
