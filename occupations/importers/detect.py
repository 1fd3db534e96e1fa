"""The first rows of a file, to recognize its source before reading all of it."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from occupations.importers import tables, text_rows
from occupations.importers.errors import LoadError
from occupations.importers.tables import RawSheet

ROWS = 20
_BYTES = 65_536

Rows = list[list[str]]


def first_rows(path: Path, separator: str = "\t") -> Rows:
    """The first rows of a text file, with each cell stripped. Empty if it is not UTF-8 text."""
    with path.open("rb") as file:
        data = file.read(_BYTES)
    complete_lines = data if len(data) < _BYTES else data[: data.rfind(b"\n") + 1]
    try:
        rows = text_rows.split(complete_lines.decode("utf-8-sig"), separator)[:ROWS]
    except (UnicodeDecodeError, csv.Error):
        return []
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def only_sheet(path: Path, largest: int) -> RawSheet | None:
    """The sheet of a workbook with one sheet, or all of a comma-separated text. None if there are several sheets, if it
    is larger than `largest` bytes (reading its first row takes as long as reading all of it), or if it cannot be
    read."""
    try:
        tabular = tables.is_workbook(path) or tables.is_csv(path)
        if tabular and path.stat().st_size <= largest and len(tables.sheet_names(path)) == 1:
            return tables.read_sheet(path)
    except LoadError:
        pass
    return None


def head(sheet: RawSheet) -> Rows:
    return [[cell or "" for cell in row] for row in sheet.cells.head(ROWS).drop("row").rows()]


def header_row(rows: Rows, headers: Iterable[str]) -> int:
    """The number of the first row, from 1, that has all these headers, ignoring case and space; 0 if there is none."""
    wanted = folded(headers)
    return next((number for number, row in enumerate(rows, 1) if wanted <= folded(row)), 0)


def folded(cells: Iterable[str] | Sequence[str]) -> set[str]:
    return {" ".join(cell.split()).casefold() for cell in cells}
