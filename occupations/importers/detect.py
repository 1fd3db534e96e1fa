"""The first rows of a file, to tell whose it is before it is read in earnest."""

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
    """The first rows of a text file, each cell without the space around it. Nothing where it is no text in UTF-8."""
    with path.open("rb") as file:
        data = file.read(_BYTES)
    whole = data if len(data) < _BYTES else data[: data.rfind(b"\n") + 1]
    try:
        rows = text_rows.split(whole.decode("utf-8-sig"), separator)[:ROWS]
    except (UnicodeDecodeError, csv.Error):
        return []
    return [[" ".join(cell.split()) for cell in row] for row in rows]


def only_sheet(path: Path, largest: int) -> RawSheet | None:
    """The sheet of a workbook that has one, or all of comma-separated text. None where there are several, it is larger
    than `largest` bytes (its first row takes as long to read as all of it), or is neither that can be read."""
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
    """The number of the first row, from 1, that has all those headers, without regard to case and space; else 0."""
    wanted = folded(headers)
    return next((number for number, row in enumerate(rows, 1) if wanted <= folded(row)), 0)


def folded(cells: Iterable[str] | Sequence[str]) -> set[str]:
    return {" ".join(cell.split()).casefold() for cell in cells}
