"""What a publish changes on the page itself: the figure that each row shows, before and after. Pure.

diff.py lists every fact that changes; of these, a page shows one figure in a row, which may be another one afterwards.
"""

from typing import NamedTuple

from occupations.metrics import METRICS, Shape, slots
from occupations.profiles.diff import Change, Part, changes, difference
from occupations.profiles.document import Profile
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import EDITORS, Cell, Sheet


class PageChanges(NamedTuple):
    """`background`: facts behind the page, such as the figures of earlier releases, and descriptions of sources."""

    words: list[Change]
    figures: list[Change]
    background: list[Change]


def page_changes(old: Profile | None, new: Profile) -> PageChanges:
    """What visitors read before and after, in the order of the page. Without `old`, everything is new."""
    found = changes(old, new)
    return PageChanges(
        [change for change in found if change.part is Part.WORDS],
        _rows(lay_out(old) if old else None, lay_out(new)) if found else [],
        [change for change in found if change.part is not Part.WORDS],
    )


def _rows(old: Sheet | None, new: Sheet) -> list[Change]:
    found = []
    for _, slot in slots():
        was, now = old.own[slot.key] if old else None, new.own[slot.key]
        before, after = _says(old, was) if old and was else "", _says(new, now)
        # Lists of items are words.
        if before != after and METRICS[now.metric].shape is not Shape.SET and not (now.missing and not old):
            found.append(Change(slot.label, before, after, Part.FIGURES, _difference(was, now) if was else ""))
    return found


def _says(sheet: Sheet, cell: Cell) -> str:
    """The text of the row with its source and period."""
    if cell.missing:
        return cell.text
    source = "our editors" if cell.dataset == EDITORS else ""
    if cell.release >= 0:
        source = sheet.profile.releases[cell.release].source
    return f"{cell.text} ({', '.join(part for part in (source, cell.when) if part)})"


def _difference(was: Cell, now: Cell) -> str:
    if was.metric != now.metric or len(was.figures) != 1 or len(now.figures) != 1:
        return ""
    return difference(was.figures[0], now.figures[0])
