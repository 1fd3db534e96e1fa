"""The difference between two states, field by field and line by line, and in a few words."""

from collections.abc import Iterator
from textwrap import shorten
from typing import NamedTuple

from occupations.text.aligned import Item, Line, aligned
from occupations.text.word_diff import Piece, word_diff

from .kinds import POSITION, History, Kind, Row, State, shown

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
        lines = aligned(_items(kind, before), _items(kind, after))
        if changed := [line for line in lines if line.changed]:
            name = kind.one[:1].upper() + kind.one[1:] if kind.numbered else ""
            marked = [in_list(line, name) for line in changed]
            yield Section(kind.key, kind.many, [], marked, len(lines) - len(changed), list(_counted(kind, changed)))


def _items(kind: Kind, state: State) -> list[Item]:
    def place(row: Row) -> tuple[float, int]:
        return row.get(POSITION) or float("inf"), row.get("id") or 0

    return [kind.item(row) for row in sorted(state.get(kind.key, []), key=place)]


def in_list(line: Line, name: str = "") -> Marked:
    """`name`: of a line that is called by its number."""
    what = _what(line)
    return Marked(f"{name} {line.now or line.was} {what}" if name else what, word_diff(line.before, line.after))


def _what(line: Line) -> str:
    if not line.was:
        return "added"
    if not line.now:
        return "removed"
    moved = f"moved from place {line.was} to place {line.now}" if line.moved else ""
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
            name = f"{line.now or line.was}" if kind.numbered else f"“{text}”"
            yield f"{kind.one} {name} {sort}{f' to place {line.now}' if sort == 'moved' else ''}"
