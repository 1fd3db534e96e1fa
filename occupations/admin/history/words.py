"""The difference between two states, field by field and line by line, and in a few words."""

from collections.abc import Iterator
from textwrap import shorten
from typing import NamedTuple

from occupations.text.aligned import Item, Line, aligned
from occupations.text.word_diff import Piece, word_diff

from .kinds import OFFICIAL, POSITION, History, Kind, Row, State, shown

SHORT = 60  # letters: what fits into a sentence
FEW = 3  # lines of a sort that are named one by one


class Marked(NamedTuple):
    """A line that differs: what is to be said of it, and its words."""

    said: str
    pieces: list[Piece]


class Section(NamedTuple):
    """What differs in a field or in a list. `key`: by which it alone can be restored."""

    key: str
    label: str
    pieces: list[Piece]  # of a field
    lines: list[Marked]  # of a list, those that differ
    same: int  # lines that do not
    summary: list[str]


def sections(history: History, before: State, after: State) -> list[Section]:
    """Whatever differs, in the order of the form."""
    return [*_fields(history.kinds[0], before, after), *_lists(history, before, after)]


def summary(found: list[Section]) -> str:
    """In a sentence without a period: “Responsibility 3 reworded; skill “POS” added”."""
    text = "; ".join(part for section in found for part in section.summary)
    return text[:1].upper() + text[1:]


def _fields(kind: Kind, before: State, after: State) -> Iterator[Section]:
    was, now = (next(iter(state.get(kind.key, [])), {}) for state in (before, after))
    for field in kind.fields():
        label = str(field.verbose_name)
        old, new = shown(field, was), shown(field, now)
        if old != new:
            yield Section(
                field.name, label[:1].upper() + label[1:], word_diff(old, new), [], 0, [_said(label, old, new)]
            )


def _said(label: str, old: str, new: str) -> str:
    if max(len(old), len(new)) > SHORT or "\n" in old + new:
        return f"{label} {'reworded' if old and new else 'written' if new else 'removed'}"
    if not old or not new:
        return f"{label} “{old or new}” {'added' if new else 'removed'}"
    return f"{label} “{old}” is now “{new}”"


def _lists(history: History, before: State, after: State) -> Iterator[Section]:
    for kind in history.lists:
        was, now = before.get(kind.key, []), after.get(kind.key, [])
        lines = aligned(_items(kind, was, now), _items(kind, now, was))
        if changed := [line for line in lines if line.changed]:
            marked = [in_list(line) for line in changed]
            yield Section(kind.key, kind.many, [], marked, len(lines) - len(changed), list(_counted(kind, changed)))


def _items(kind: Kind, rows: list[Row], others: list[Row]) -> list[Item]:
    """The rows in their order. What only the other state has to say of an item of a source is, in this one, the item as
    the source has it; one that is left out is no item."""

    def place(row: Row) -> tuple[float, int]:
        return row.get(POSITION) or float("inf"), row.get("id") or 0

    own = {row.get(OFFICIAL) for row in rows}
    of_source = [{OFFICIAL: row[OFFICIAL]} for row in others if row.get(OFFICIAL) and row[OFFICIAL] not in own]
    shown = [row for row in rows if not (row.get(OFFICIAL) and row.get("hidden"))]
    return [kind.item(row) for row in [*sorted(shown, key=place), *of_source]]


def in_list(line: Line) -> Marked:
    return Marked(_what(line), word_diff(line.before, line.after))


def _what(line: Line) -> str:
    if not line.was:
        return "added"
    if not line.now:
        return "removed"
    moved = f"moved to place {line.now}" if line.moved else ""
    return " and ".join(part for part in ("reworded" if line.reworded else "", moved) if part)


def _counted(kind: Kind, changed: list[Line]) -> Iterator[str]:
    """One by one where these are few."""
    by_sort: dict[str, list[Line]] = {}
    for line in changed:
        sort = "added" if not line.was else "removed" if not line.now else "reworded" if line.reworded else "moved"
        by_sort.setdefault(sort, []).append(line)
    for sort, lines in by_sort.items():
        if len(lines) > FEW:
            yield f"{len(lines)} {kind.many.lower()} {sort}"
            continue
        for line in lines:
            text = shorten(line.after or line.before, SHORT, placeholder="…")
            yield f"{kind.one} “{text}” {sort}{f' to place {line.now}' if sort == 'moved' else ''}"
