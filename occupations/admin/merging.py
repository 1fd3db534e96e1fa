"""Merges two people's edits of one page, from the state when it was opened, the state stored since, and the state that
was typed. Pure.

A change that only one of them made is accepted. If both changed the same thing in different ways, there is a conflict,
and the typed value stays until somebody decides.
"""

from typing import NamedTuple

Value = str | list[str]
Row = dict[str, Value]
Rows = dict[str, Row]  # by key, in the order of the page

POSITION = "position"  # in ordered rows: the place that was typed, from 1; empty for the end
NEW = "+"  # prefix of the key of a row that is not stored yet


class State(NamedTuple):
    """The content of a page, as a browser would submit it."""

    fields: Row
    lists: dict[str, Rows]


class Conflict(NamedTuple):
    """One field, one row of a list or the order of a list.

    `list` and `row` are empty for a field of the page itself, `field` is empty for a whole row, and `row` and `field`
    are empty for an order. `stored` and `typed` are the two values: for a row, all its values, or None if it was
    deleted; for an order, the keys of the rows.
    """

    list: str
    row: str
    field: str
    stored: Value | Row | None
    typed: Value | Row | None

    @property
    def place(self) -> tuple[str, str, str]:
        return self.list, self.row, self.field


def wanted_place(typed: int | None, before: int | None) -> tuple[float, int]:
    """The sort key of a row: the number that was typed, and whether it comes before or after the row that has this
    number now."""
    if typed is None:
        return float("inf"), 0
    before = before or typed
    return typed, (typed > before) - (typed < before)


def merge(opened: State | None, stored: State, typed: State) -> tuple[State, list[Conflict]]:
    """The state to save and the conflicts to decide first. If the opened state is unknown, every difference is a
    conflict."""
    was = opened or State({}, {})
    conflicts: list[Conflict] = []
    fields = _merge_values(("", ""), was.fields, stored.fields, typed.fields, conflicts)
    lists = dict(stored.lists)
    for name, rows in typed.lists.items():
        lists[name] = _merge_rows(name, was.lists.get(name, {}), stored.lists.get(name, {}), rows, conflicts)
    return State(fields, lists), conflicts


def say_the_same(one: State, other: State) -> bool:
    """Whether a reader would see no difference; place numbers may differ."""
    lists = (
        {name: [(key, _content(row)) for key, row in rows.items()] for name, rows in state.lists.items()}
        for state in (one, other)
    )
    return one.fields == other.fields and next(lists) == next(lists)


def decide(conflict: Conflict, opened: State, typed: State, *, keep_typed: bool) -> None:
    """Apply decisions to the typed state. `opened`: what was stored when the conflict was shown; it is changed as
    well."""
    rows = typed.lists.setdefault(conflict.list, {}) if conflict.list else {}
    if conflict.field:
        target = rows.get(conflict.row) if conflict.list else typed.fields
        if not keep_typed and target is not None and not isinstance(conflict.stored, dict | None):
            target[conflict.field] = conflict.stored
    elif conflict.row:
        if keep_typed and isinstance(conflict.typed, dict):
            place: Row = {POSITION: ""} if POSITION in conflict.typed else {}
            rows[f"{NEW}{conflict.row}"] = conflict.typed | place
        elif not keep_typed and isinstance(conflict.stored, dict):
            opened.lists[conflict.list].pop(conflict.row, None)  # as if it were new: it returns to its place
    elif not keep_typed:
        places = {key: row[POSITION] for key, row in opened.lists[conflict.list].items()}
        for key in places.keys() & rows.keys():
            rows[key] = {**rows[key], POSITION: places[key]}


def _merge_values(at: tuple[str, str], opened: Row, stored: Row, typed: Row, conflicts: list[Conflict]) -> Row:
    merged = dict(stored)
    for name, mine in typed.items():
        was, theirs = opened.get(name), stored.get(name, "")
        if name == POSITION or mine in (was, theirs):
            continue
        merged[name] = mine
        if theirs != was:
            conflicts.append(Conflict(*at, name, theirs, mine))
    return merged


def _merge_rows(name: str, opened: Rows, stored: Rows, typed: Rows, conflicts: list[Conflict]) -> Rows:
    theirs_added = [_content(row) for key, row in stored.items() if key not in opened]
    merged: Rows = {}
    for key in dict.fromkeys([*stored, *typed]):
        was, theirs, mine = opened.get(key), stored.get(key), typed.get(key)
        if theirs is not None and mine is not None:
            merged[key] = _merge_values((name, key), was or {}, theirs, mine, conflicts)
        elif key.startswith(NEW) and mine is not None:
            if _content(mine) not in theirs_added:  # or both added the same row
                merged[key] = mine
        elif mine is None and was is None and theirs is not None:
            merged[key] = theirs
        elif was is None or _content(was) != _content(theirs or mine or {}):
            conflicts.append(Conflict(name, key, "", theirs, mine))  # one deleted what the other changed
    if not any(POSITION in row for row in merged.values()):
        return merged
    return _in_merged_order(name, list(opened), list(stored), _in_typed_order(opened, typed), merged, conflicts)


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != POSITION}


def _in_typed_order(opened: Rows, typed: Rows) -> list[str]:
    return sorted(
        typed, key=lambda key: wanted_place(_number(typed[key]), _number(opened[key]) if key in opened else None)
    )


def _number(row: Row) -> int | None:
    text = row.get(POSITION, "")
    return int(text) if isinstance(text, str) and text.isdecimal() else None


def _in_merged_order(
    name: str, opened: list[str], stored: list[str], typed: list[str], rows: Rows, conflicts: list[Conflict]
) -> Rows:
    """The rows, numbered from 1."""
    common = rows.keys() & set(stored) & set(typed)
    theirs, mine = ([key for key in order if key in common] for order in (stored, typed))
    # If the opened state is unknown, so is what was moved.
    was = [key for key in opened if key in common] if common <= set(opened) else None
    first, second = (stored, typed) if mine in (was, theirs) else (typed, stored)
    if mine not in (was, theirs) and theirs != was:
        conflicts.append(Conflict(name, "", "", theirs, mine))
    order = [key for key in first if key in rows]
    for place, key in enumerate(second):
        if key in rows and key not in order:
            order.insert(_place_after(order, second[:place], second), key)
    return {key: {**rows[key], POSITION: str(number)} for number, key in enumerate(order, start=1)}


def _place_after(order: list[str], before: list[str], known: list[str]) -> int:
    """After the nearest row before it, and after what the other person has put there."""
    placed = [key for key in before if key in order]
    place = order.index(placed[-1]) + 1 if placed else 0
    while place < len(order) and order[place] not in known:
        place += 1
    return place
