"""Reads a spreadsheet into rows of text, strictly: what is not as exported is an error that says where. Pure.

Sheets, headers and the types of cells are checked here; what the cells say is in edits.py.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException

from occupations.admin.spreadsheets import archive, cells
from occupations.admin.spreadsheets.shape import NUMBERS, SHEETS, Cells, Kind, Place, Sheet
from occupations.importers.errors import FileError, shown_header
from occupations.importers.text_rows import COMMAS, NO_TEXT, UTF_16

MOST_ROWS = 50_000
MOST_PROBLEMS = 50
"""After so many the rest is not looked at."""
SOME = 250
"""Rows after which progress is told."""
BESIDE = 8
"""Columns beside the table that are looked at: they have to be empty."""
_DAMAGED = (ParseError, DefusedXmlException, KeyError, ValueError, TypeError, IndexError, AttributeError, OSError)


class Row(NamedTuple):
    sheet: Sheet
    place: Place
    cells: Cells  # of all columns


class Problems(Exception):
    """What is wrong with a file."""

    def __init__(self, errors: Sequence[FileError]) -> None:
        super().__init__(*errors)
        self.errors = list(errors)[:MOST_PROBLEMS]


class _Reader:
    """What is common to both formats."""

    def __init__(self, name: str, on_rows: Callable[[int], None]) -> None:
        self.file, self.on_rows = Path(name), on_rows
        self.errors: list[FileError] = []
        self.rows: list[Row] = []
        self.letters = 0

    def table(self, sheet: Sheet, lines: Iterable[Sequence[str | FileError]], title: str) -> None:
        """`lines`: the header and the rows below it; a cell that is no text is its error."""
        headers: list[str] | None = None
        for number, line in enumerate(lines, start=1):
            if headers is None:
                headers = [str(cell) if isinstance(cell, str) else "" for cell in line]
                if self._wrong_headers(sheet, headers, title):
                    return
            elif any(line):
                self._row(sheet, headers, line, Place(title, number))
            if number > MOST_ROWS + 1 or len(self.rows) > MOST_ROWS:
                raise Problems([self.error(f"has more than {MOST_ROWS:,} rows; expected no more", title)])
            if len(self.errors) >= MOST_PROBLEMS:
                raise Problems(self.errors)
        if headers is None:
            self.errors.append(self.error("is empty; expected a header", title))

    def _wrong_headers(self, sheet: Sheet, headers: list[str], title: str) -> bool:
        found = [header for header in headers if header]
        missing = [header for header in sheet.headers if header not in found]
        unknown = [header for header in found if header not in sheet.headers]
        twice = sorted({header for header in found if found.count(header) > 1 and header in sheet.headers})
        expected = f"is no column; expected {shown_header(missing or sheet.headers)}"
        for header in unknown:
            padded = "has spaces around it; expected none" if header.strip() in sheet.headers else expected
            self.errors.append(self.error(padded, title, 1, value=header))
        if missing and not unknown:
            self.errors.append(self.error(f"has no column {shown_header(missing)}; the header is "
                                          f"{shown_header(found)}", title, 1))  # fmt: skip
        self.errors += [self.error("is there twice; expected it once", title, 1, value=header) for header in twice]
        return bool(missing or unknown or twice)

    def _row(self, sheet: Sheet, headers: list[str], line: Sequence[str | FileError], place: Place) -> None:
        values: Cells = {}
        keys = {column.header: column.key for column in sheet.columns}
        for header, cell in zip([*headers, *[""] * (len(line) - len(headers))], line, strict=False):
            if isinstance(cell, FileError):
                self.errors.append(cell)
                continue
            if not header:
                if cell:
                    self.errors.append(
                        self.error("is outside the table; expected an empty cell", place.sheet, place.row, value=cell)
                    )
                continue
            values[keys[header]] = cells.plain(cell)
            self.letters += len(cell)
        if self.letters > archive.MOST_UNPACKED:
            raise Problems([self.error("has too much text; expected 200 million characters at most")])
        values |= {column.key: "" for column in sheet.columns if column.key not in values}
        self.rows.append(Row(sheet, place, values))
        if not len(self.rows) % SOME:
            self.on_rows(SOME)

    def error(
        self, expected: str, sheet: str = "", row: int = 0, column: str = "", value: str | None = None
    ) -> FileError:
        return FileError(self.file, expected, sheet=sheet, row=row, column=column, value=value)


def check_size(data: bytes, name: str) -> None:
    """Raises Problems."""
    if len(data) > archive.MOST_BYTES:
        size = f"has {len(data) / 1e6:,.1f} MB; expected {archive.MOST_BYTES / 1e6:,.0f} MB at most"
        raise Problems([FileError(Path(name), size)])


def read(data: bytes, name: str, on_rows: Callable[[int], None] = lambda rows: None) -> list[Row]:
    """The rows of a workbook, or of a text with commas. `on_rows` is given the number of those that are read. Raises
    Problems."""
    check_size(data, name)
    reader = _Reader(name, on_rows)
    if not data.strip():
        raise Problems([reader.error("is empty; expected a spreadsheet that was exported here")])
    try:
        if data.startswith((b"PK", archive.OLD_OR_ENCRYPTED)):
            archive.refuse(data, name)
            _read_workbook(reader, data)
        else:
            _read_text(reader, data)
    except FileError as error:
        raise Problems([error]) from error
    if reader.errors:
        raise Problems(reader.errors)
    return reader.rows


def _read_workbook(reader: _Reader, data: bytes) -> None:
    by_name = {sheet.name: sheet for sheet in SHEETS.values()}
    try:
        book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
    except _DAMAGED as error:
        raise reader.error("is not a readable Excel workbook (damaged?)") from error
    try:
        if not book.worksheets or book.chartsheets:
            reader.errors.append(reader.error(f"has no sheets or some without cells; expected {shown_header(by_name)}"))
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                reader.errors.append(reader.error("is hidden; expected no hidden sheets", sheet.title))
            elif sheet.title not in by_name:
                expected = f"is no sheet of an export; expected {shown_header(by_name)}"
                reader.errors.append(reader.error(expected, sheet.title))
            else:
                expected_sheet = by_name[sheet.title]
                reader.table(expected_sheet, _lines(reader, sheet, expected_sheet), sheet.title)
    except _DAMAGED as error:
        raise reader.error("is not a readable Excel workbook (damaged?)") from error
    finally:
        book.close()


def _lines(reader: _Reader, sheet: Any, shape: Sheet) -> Iterator[list[str | FileError]]:
    kinds: list[Kind | None] = []
    by_header = {column.header: column.kind for column in shape.columns}
    headers: list[str] = []
    for number, line in enumerate(sheet.iter_rows(max_col=len(shape.columns) + BESIDE), start=1):
        if not headers:
            headers = [str(cell.value or "") for cell in line]
            kinds = [by_header.get(header) for header in headers]
        yield [
            _text(reader, cell, kind, sheet.title, number, header)
            for cell, kind, header in zip(line, kinds, headers, strict=False)
        ]


def _text(reader: _Reader, cell: Any, kind: Kind | None, sheet: str, row: int, header: str) -> str | FileError:
    """The text of a cell. Whole numbers may be numbers: that is what spreadsheets make of them."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return reader.error("is a formula; expected its value as text", sheet, row, header, str(value))
    if isinstance(value, str) and cell.data_type != "e":
        return value
    if kind in NUMBERS:
        if type(value) is int or isinstance(value, float):
            return f"{value:.0f}" if float(value).is_integer() else str(value)
        return reader.error(f"is no number; expected {kind}", sheet, row, header, str(value))
    return reader.error("is not text; expected a cell formatted as text", sheet, row, header, str(value))


def _read_text(reader: _Reader, data: bytes) -> None:
    if data.startswith(UTF_16) or b"\x00" in data:
        raise reader.error(NO_TEXT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1
        raise reader.error(f"byte {error.object[error.start]:#04x} is not UTF-8", row=row) from error
    lines = csv.reader(StringIO(text, newline=""), delimiter=COMMAS, strict=True)
    try:
        header = next(lines, [])
        sheet = max(SHEETS.values(), key=lambda one: len(set(one.headers) & set(header)))
        if not set(sheet.headers) & set(header):
            expected = "is no header of an export; expected columns such as “Key” and “Export”, with commas between"
            raise reader.error(expected, row=1, value=COMMAS.join(header))
        reader.table(sheet, _checked(reader, lines, header), "")
    except csv.Error as error:
        expected = f"cannot be read from here on ({error}); expected quotation marks in pairs"
        raise reader.error(expected, row=lines.line_num) from error


def _checked(reader: _Reader, lines: Iterable[list[str]], header: list[str]) -> Iterator[list[str | FileError]]:
    yield list(header)
    for number, line in enumerate(lines, start=2):
        if line and len(line) != len(header):
            found = f"has {len(line)} columns; expected {len(header)}, as in row 1"
            reader.errors.append(reader.error(found, row=number))
            continue
        yield list(line)
