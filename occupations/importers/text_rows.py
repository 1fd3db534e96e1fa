"""Splits plain text into rows of cells, and undoes the quoting of spreadsheets."""

import csv
import io
import re

COMMAS, TABS = ",", "\t"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # the first bytes of such a file
NO_TEXT = "is UTF-16 or binary; expected plain text in UTF-8"
# The only line ends: a vertical tab, a form feed or U+2028 is white space within a cell.
_ROW_END = re.compile(r"\r\n|\n|\r")
# A cell that a spreadsheet has quoted, with its own quotation marks doubled.
_WRAPPED = re.compile(r'"((?:[^"]|"")*)"')


def split(text: str, separator: str) -> list[list[str]]:
    """The cells of each row, without blank lines at the end. Comma-separated cells may be quoted and may then have line
    breaks. Published tab-separated cells are not quoted; if a spreadsheet has quoted them, that is undone."""
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
    if len({len(row) for row in rows if row != [""]}) > 1 and (rejoined := _with_breaks(text)):
        return rejoined
    return [[_unwrapped(cell) for cell in row] for row in rows]


def _with_breaks(text: str) -> list[list[str]]:
    """The rows of a text whose quoted cells have line breaks or tabs; None if it is not such a text."""
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
