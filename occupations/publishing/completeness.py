"""The floor below which an occupation is not published in a batch: its page would answer nobody. Pure.

An editor may still publish such a page by hand, where looking at it is part of the work.
"""

from occupations.metrics import OVERVIEW
from occupations.profiles.sheet import Sheet


def lacking(sheet: Sheet) -> list[str]:
    """What a visitor would miss, in words; empty for an occupation that may be published.

    The rule: it belongs to a category, so that it is found; it has a description or a responsibility, so that a visitor
    can tell what the work is; and at least one row of the overview (pay, growth, jobs, education, age, …) has a value,
    so that there is something to compare. A reason why a value is missing is no value, and skills alone do not count:
    they say nothing of what a choice between two occupations comes to.
    """
    profile = sheet.profile
    found = {
        "no category": profile.category.name,
        "neither a description nor responsibilities": profile.description or profile.responsibilities,
        "no figure in the overview": any(not sheet.own[slot.key].missing for slot in OVERVIEW.slots),
    }
    return [what for what, there in found.items() if not there]
