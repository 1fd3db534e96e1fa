"""Rows of a file, compared with what was exported: the cells that somebody changed. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from occupations.admin.spreadsheets.cells import TOO_LONG, seen
from occupations.admin.spreadsheets.reading import MOST_PROBLEMS, Problems, Row
from occupations.admin.spreadsheets.shape import FIXED, LEFT_OUT, Cells, Column, Kind, Place, RowKey, item_of
from occupations.importers.errors import FileError
from occupations.text.spaces import looks

WORDED = ("text", "description")
"""Columns in which nothing stands for the words of the source."""
_NUMBER = re.compile(r"[1-9]\d{0,3}")
_SHARE = re.compile(r"\d{1,3}(?:\.\d{1,2})?")


class Edit(NamedTuple):
    """A cell that was changed; `before`: as exported, empty in a new row. `words`: those of the source, which visitors
    see where the cell is empty; `says`: what the row is about, for readers."""

    row: RowKey
    column: str
    before: str
    after: str
    place: Place
    says: str = ""
    words: str = ""


class Said(Protocol):
    """What an export said."""

    @property
    def rows(self) -> Mapping[RowKey, Cells]: ...
    @property
    def versions(self) -> Mapping[int, int]: ...
    @property
    def titles(self) -> Mapping[int, str]: ...


class _WrongCell(Exception):
    def __init__(self, column: str, expected: str) -> None:
        super().__init__(column, expected)
        self.column, self.expected = column, expected


def edits_of(rows: Sequence[Row], name: str, exports: Mapping[str, Said | str]) -> list[Edit]:
    """The changed cells, in the order of the file. `exports`: what each mark in the file stands for, or why nothing is
    known of it. Raises Problems."""
    found: list[Edit] = []
    errors: list[FileError] = []
    first: dict[RowKey, Row] = {}
    for row in rows:
        try:
            key, export = _named(row, exports)
            _check_fixed(row, key, export)
            if (same := first.setdefault(key, row)) is not row:
                raise _WrongCell("key", f"is about the same as row {same.place.row:,}; expected a row for each item")
        except _WrongCell as wrong:
            errors.append(_error(name, row, wrong))
            continue
        for column in row.sheet.editable:
            try:
                found += _edits(row, column, key, export)
            except _WrongCell as wrong:
                errors.append(_error(name, row, wrong))
        if len(errors) >= MOST_PROBLEMS:
            break
    if errors:
        raise Problems(errors)
    return found


def _error(name: str, row: Row, wrong: _WrongCell) -> FileError:
    header = row.sheet.by_key[wrong.column].header
    value = row.cells[wrong.column] or None
    return FileError(Path(name), wrong.expected, sheet=row.place.sheet, row=row.place.row, column=header, value=value)


def _named(row: Row, exports: Mapping[str, Said | str]) -> tuple[RowKey, Said]:
    """Which row of which export it is, or a new one of an occupation."""
    cells, sheet = row.cells, row.sheet.key
    if not cells["export"]:
        raise _WrongCell("export", "is empty; expected what the other rows have")
    export = exports[cells["export"]]
    if isinstance(export, str):
        raise _WrongCell("export", export)
    if not cells["key"]:
        raise _WrongCell("key", f"is empty; expected {Kind.KEY}")
    if not re.fullmatch(r"[1-9]\d{0,17}", cells["key"]):
        raise _WrongCell("key", "is no key; expected a whole number without spaces or zeros in front")
    owner = int(cells["key"])
    if owner not in export.versions:
        raise _WrongCell("key", "is no occupation of this export; expected one of its keys")
    if sheet == "occupations":
        return RowKey(sheet, owner, ""), export
    words, number = cells.get("words", ""), cells["item"]
    if not words and not number:
        return RowKey(sheet, owner, f"+{row.place.row}"), export
    key = RowKey(sheet, owner, item_of(words, number))
    if key not in export.rows:
        expected = f"is no item of “{export.titles[owner]}” in this export; expected one, or nothing for a new item"
        raise _WrongCell("words" if words else "item", expected)
    return key, export


def _check_fixed(row: Row, key: RowKey, export: Said) -> None:
    """Columns that only say what a row is about: others mean that some of its cells were moved, as by sorting."""
    said = {
        "version": str(export.versions[key.occupation]),
        "occupation": export.titles[key.occupation],
        **export.rows.get(key, {}),
    }
    for column in row.sheet.columns:
        exported, typed = seen(said.get(column.key, "")), row.cells[column.key]
        if column.kind not in FIXED or column.key == "export" or typed == exported or (key.is_new and not typed):
            continue
        raise _WrongCell(column.key, f"was exported as “{exported[:60]}”; expected that: was one column sorted alone?")


def _edits(row: Row, column: Column, key: RowKey, export: Said) -> Iterator[Edit]:
    base = export.rows.get(key, {})
    before, typed = base.get(column.key, ""), row.cells[column.key]
    named = key.is_new and column.key == "text"
    if typed == seen(before) and not named:
        return
    after, words = tidied(column, typed), base.get("words", "") if column.key in WORDED else ""
    if words and looks(after) == looks(words):
        after = ""  # the source's own words are left to the source
    if wrong := _wrong(column, after, key):
        raise _WrongCell(column.key, wrong)
    if after != before:
        says = base.get("words") or base.get("text", "") if key.item else export.titles[key.occupation]
        yield Edit(key, column.key, before, after, row.place, says, words)


def tidied(column: Column, typed: str) -> str:
    """As it is stored: without spaces around it, and on one line where it has one."""
    return typed.strip() if column.kind is Kind.LINES else " ".join(typed.splitlines()).strip()


def _wrong(column: Column, text: str, key: RowKey) -> str:
    """What is wrong with a changed cell; empty if nothing is."""
    if not text and (column.required or (key.is_new and column.key == "text")):
        return f"is empty; expected {column.kind}"
    if text == TOO_LONG:
        return "stands for a longer text; expected the text itself"
    if column.longest and len(text) > column.longest:
        return f"has {len(text):,} characters; expected {column.longest} at most"
    if column.kind is Kind.CHOICE and text not in column.choices:
        return f"is not known; expected {', '.join(choice or 'nothing' for choice in column.choices)}"
    if column.kind is Kind.WHOLE and text and not _NUMBER.fullmatch(text):
        return f"is not known; expected {column.kind}"
    if column.kind is Kind.SHARE and text and not (_SHARE.fullmatch(text) and float(text) <= 100):
        return f"is not known; expected {column.kind}"
    if column.key == "state" and text == LEFT_OUT and not key.is_official and key.sheet != "titles":
        return "is for items of a source; expected nothing: an item of ours goes when its words are emptied"
    return ""
