"""Plain text as rows of cells: where a row ends, and what a spreadsheet does to cells that it saves as text."""

import csv
import io
import re

# What ends a row, and nothing else does: a vertical tab, a form feed or U+2028 is white space within a cell.
_ROW_END = re.compile(r"\r\n|\n|\r")
# A cell that a spreadsheet put in quotation marks, its own ones doubled.
_WRAPPED = re.compile(r'"((?:[^"]|"")*)"')


def split(text: str, separator: str) -> list[list[str]]:
    """The cells of each row; blank lines at the end are left out. Comma-separated cells may be quoted, and then have
    line breaks in them. Tab-separated ones are not, as published; where a spreadsheet has quoted them, that is undone.
    """
    rows = _unquoted(text) if separator == "\t" else _quoted(text, separator)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _quoted(text: str, separator: str, *, strict: bool = False) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=strict))


def _unquoted(text: str) -> list[list[str]]:
    rows = [line.split("\t") for line in _ROW_END.split(text)]
    if '"' not in text:
        return rows
    if len({len(row) for row in rows if row != [""]}) > 1 and (whole := _with_breaks(text)):
        return whole
    return [[_unwrapped(cell) for cell in row] for row in rows]


def _with_breaks(text: str) -> list[list[str]]:
    """The rows of a text whose quoted cells have line breaks or tabs in them; none where it is no such text."""
    try:
        rows = _quoted(text, "\t", strict=True)
    except csv.Error:
        return []
    return rows if len({len(row) for row in rows if row}) == 1 else []


def _unwrapped(cell: str) -> str:
    if not cell.startswith('"'):
        return cell
    found = _WRAPPED.fullmatch(cell.strip())
    return found[1].replace('""', '"') if found else cell
