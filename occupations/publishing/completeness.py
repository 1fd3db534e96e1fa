"""The minimum content for publishing an occupation in a batch: a page with less would answer nobody. Pure.

An editor can still publish such a page by hand, after looking at it.
"""

from collections.abc import Iterable

from occupations.metrics import OVERVIEW, SECTIONS
from occupations.profiles.sheet import Sheet

_OF_THE_WORK = next(section.slots for section in SECTIONS if section.key == "skills")
_TO_ENTER = ("entry_education", "entry_experience", "entry_training")
REASONS = NO_CATEGORY, NO_WORK, NO_FIGURE = (
    "no category",
    "nothing that says what the work is",
    "no figure in the overview",
)


def lacking(sheet: Sheet) -> list[str]:
    """What visitors would miss, in words; empty for an occupation that may be published.

    It has to have a category, so that visitors find it; a description, a responsibility, something that the work asks
    for (skills, knowledge, technology) or what it typically takes to enter, so that they can tell what the work is; and
    a value in at least one row of the overview (pay, growth, jobs, education, age, …), so that there is something to
    compare. A reason for a missing value is not a value, and skills alone do not count, because they do not settle a
    choice between two occupations.
    """
    profile = sheet.profile
    found = {
        NO_CATEGORY: profile.category.name,
        NO_WORK: profile.description
        or profile.responsibilities
        or _has_any(sheet, [*(slot.key for slot in _OF_THE_WORK), *_TO_ENTER]),
        NO_FIGURE: _has_any(sheet, [slot.key for slot in OVERVIEW.slots]),
    }
    return [what for what, there in found.items() if not there]


def _has_any(sheet: Sheet, slots: Iterable[str]) -> bool:
    return any(not sheet.own[slot].missing for slot in slots)
