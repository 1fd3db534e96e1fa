"""Reads workbooks, text tables and parquet files so that every error message has the file, sheet, row, column and
value.

Everything is read as text and checked against a declared list of columns before it is used: `read` returns a frame with
the declared names and the number of each row in the file as `row`.
"""

import csv
import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import fastexcel
import msgspec
import polars as pl

from occupations.importers import text_rows
from occupations.importers.columns import Column, Kind, Lost
from occupations.importers.errors import FileError, shown_header
from occupations.importers.text_rows import COMMAS, NO_TEXT, TABS, UTF_16

WORKBOOKS = (".xlsx", ".xlsm", ".xls")
NO_WORKBOOK = "is not a readable Excel workbook (damaged, encrypted or renamed?)"
# What publishers' workbooks are far from: they unfold to some ten times their size, and have some dozens of columns.
MOST_UNFOLDED, SMALL = 100, 10_000_000
WIDEST = 1_000
NO_PARQUET = "is not a readable parquet file (damaged?)"


class RawSheet(msgspec.Struct, frozen=True):
    """The cells of a sheet or text file as text; column "row" is the row's number in the file, the others are "0",
    "1", …"""

    path: Path
    name: str  # of the sheet; empty for text files
    cells: pl.DataFrame
    lost: dict[tuple[str, str], Lost] = {}  # by column and code, as found by `table`

    def of_rows(self, rows: pl.Series) -> "RawSheet":
        """The same sheet with only its header and these rows."""
        cells = self.cells.filter((pl.col("row") == 1) | pl.col("row").is_in(rows.implode()))
        return RawSheet(self.path, self.name, cells, self.lost)

    @property
    def title(self) -> str:
        """The text of the first cell; empty if there is none."""
        return (self.cells.item(0, "0") or "") if self.cells.height and self.cells.width > 1 else ""

    @property
    def last_row(self) -> int:
        """The number of the last row in the file; 0 where there is none."""
        return self.cells.item(-1, "row") if self.cells.height else 0

    def fail(self, expected: str, *, row: int = 0, column: str = "", value: str | None = None) -> FileError:
        return FileError(self.path, expected, sheet=self.name, row=row, column=column, value=value)


def digest(path: Path) -> tuple[str, str]:
    """Name and SHA-256 of a file, as stored with a release."""
    with path.open("rb") as file:
        return path.name, hashlib.file_digest(file, "sha256").hexdigest()


def is_workbook(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def is_csv(path: Path) -> bool:
    """Whether it is comma-separated text, such as a copy of a workbook's sheet."""
    return path.suffix.lower() == ".csv" and not is_workbook(path)


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook; comma-separated text is one sheet without a name."""
    return [""] if is_csv(path) else _workbook(path).sheet_names


def read_sheet(path: Path, name: str | int = 0) -> RawSheet:
    """A sheet of a workbook, by name or position; for comma-separated text, all of it. Raises FileError if there is
    none."""
    if is_csv(path):
        return read_text(path, COMMAS)
    book = _workbook(path)
    names = book.sheet_names
    if isinstance(name, str) and name not in names:
        raise FileError(path, f"has no sheet “{name}”; it has {', '.join(names)}")
    try:
        cells = book.load_sheet(name, header_row=None, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise FileError(path, f"cannot be read: {error}", sheet=str(name)) from error
    title = name if isinstance(name, str) else names[name]
    if cells.width > WIDEST:
        raise FileError(path, f"has {cells.width:,} columns; expected {WIDEST:,} at most", sheet=title)
    return RawSheet(path, title, numbered(cells))


def _workbook(path: Path) -> fastexcel.ExcelReader:
    if path.stat().st_size == 0:
        raise FileError(path, "is empty; expected an Excel workbook")
    try:
        return fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        if held := archived(path):
            raise FileError(path, f"is a zip archive of {', '.join(held)[:200]}; unzip it and import these") from error
        raise FileError(path, NO_WORKBOOK) from error


def archived(path: Path) -> list[str]:
    """The names of the files in a zip archive that is not a workbook."""
    if not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    inside = [name.rpartition("/")[2] for name in names if not name.endswith("/")]
    return [] if "[Content_Types].xml" in names else inside


def refuse_bomb(path: Path) -> None:
    """Raises FileError for an archive, such as a workbook, a part of which would fill the memory."""
    if not is_workbook(path) or not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    for part in parts:
        if part.file_size > max(SMALL, MOST_UNFOLDED * part.compress_size):
            size = f"{part.file_size / 1_000_000:,.0f} MB, more than {MOST_UNFOLDED} times as much as in the file"
            raise FileError(path, f"has a part “{part.filename[-60:]}” that unfolds to {size}; expected no more")


def refuse_damaged(path: Path) -> None:
    """Raises FileError for a file that cannot be what its extension says; its content is not checked."""
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(max(0, path.stat().st_size - 4))
        tail = file.read()
    ending = path.suffix.lower()
    if ending in (".xlsx", ".txt", ".csv", ".parquet") and not head.strip():
        raise FileError(path, "is empty")
    if ending == ".xlsx":
        _workbook(path)
    elif ending in (".txt", ".csv") and (head.startswith(UTF_16) or b"\x00" in head):
        raise FileError(path, NO_TEXT)
    elif ending == ".parquet" and not (head.startswith(b"PAR1") and tail == b"PAR1"):
        raise FileError(path, NO_PARQUET)


def read_text(path: Path, separator: str = TABS) -> RawSheet:
    """A table in plain UTF-8 text. Raises FileError if it is not."""
    data = path.read_bytes()
    if not data.strip():
        raise FileError(path, "is empty")
    if data.startswith(UTF_16) or b"\x00" in data[:4096]:
        raise FileError(path, NO_WORKBOOK if path.suffix.lower() in WORKBOOKS else NO_TEXT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:  # its `object` lacks the byte order mark
        row = error.object.count(b"\n", 0, error.start) + 1
        raise FileError(path, f"byte {error.object[error.start]:#04x} is not UTF-8", row=row) from error
    if separator == TABS and not text.endswith("\n"):
        raise FileError(path, "ends within a row (truncated?); expected a line break", row=text.count("\n") + 1)
    try:
        rows = text_rows.split(text, separator)
    except csv.Error as error:
        raise FileError(path, f"has a quotation mark that nothing closes ({error})") from error
    width = len(rows[0]) if rows else 0
    if width < 2:
        mark = "tabs" if separator == TABS else "commas"
        raise FileError(
            path,
            f"has one column; expected a table with {mark} between its columns",
            row=1,
            value=rows[0][0] if rows else "",
        )
    for number, cells in enumerate(rows, 1):
        if len(cells) != width:
            raise FileError(path, f"has {len(cells)} columns; expected {width}, as in row 1", row=number)
    columns = {str(index): pl.Series(column, dtype=pl.String) for index, column in enumerate(zip(*rows, strict=True))}
    return RawSheet(path, "", numbered(pl.DataFrame(columns)))


def numbered(cells: pl.DataFrame, first: int = 1) -> pl.DataFrame:
    """The cells of a sheet in the form of RawSheet; `first`: the number of the first row."""
    cells.columns = [str(index) for index in range(cells.width)]
    # Any white space, including line breaks, becomes one space.
    spaced = pl.all().cast(pl.String).str.replace_all(r"\s+", " ").str.strip_chars()
    trimmed = cells.with_columns(spaced.replace("", None))
    return trimmed.with_row_index("row", offset=first).with_columns(pl.col("row").cast(pl.Int64))


def table(
    sheet: RawSheet, columns: Sequence[Column], *, header_row: int = 1, last_row: int | None = None
) -> pl.DataFrame:
    """The checked rows below the header: `row`, a column for each declared one, and `<name>_mark` for those that may
    have a mark. Empty rows are left out, as are rows with an unknown code, which are then in `sheet.lost`. Raises
    FileError for the first error."""
    places = _places(sheet, columns, header_row)
    body = sheet.cells.filter(pl.col("row") > header_row)
    if last_row is not None:
        body = body.filter(pl.col("row") <= last_row)
    body = body.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    if body.is_empty():
        raise sheet.fail("has a header but no rows below it")
    body = _readable(sheet, body, columns, places)
    expressions = [pl.col("row")]
    for column in columns:
        if column.name not in places:
            expressions += [pl.lit(None, dtype=_dtype(column)).alias(column.name)]
            expressions += [pl.lit(None, dtype=pl.String).alias(f"{column.name}_mark")] if column.marks else []
            continue
        _check(sheet, body, column, places[column.name])
        expressions += _expressions(column, places[column.name])
    return body.select(expressions)


def _readable(sheet: RawSheet, body: pl.DataFrame, columns: Sequence[Column], places: dict[str, str]) -> pl.DataFrame:
    """The rows with known codes. If no row has known codes, all rows are kept so that the error is reported."""
    owner = pl.col(places.get("code") or places[next(iter(places))])
    for column in columns:
        if not column.coded or column.name not in places:
            continue
        unknown = _is_wrong(column, places[column.name])
        lost = body.filter(unknown).group_by(pl.col(places[column.name]).alias("word"), maintain_order=True)
        found = lost.agg(pl.len().alias("rows"), owner.drop_nulls().unique(maintain_order=True).alias("codes"))
        if found.is_empty() or found["rows"].sum() == body.height:
            continue
        for word, rows, codes in found.rows():
            sheet.lost[column.header, word] = Lost(column.header, word, rows, tuple(codes))
        body = body.filter(~unknown)
    return body


def _is_wrong(column: Column, place: str) -> pl.Expr:
    """Whether there is a text that the column does not allow."""
    return (~pl.col(place).str.contains(f"^(?:{column.pattern})$")).fill_null(value=False)


def _places(sheet: RawSheet, columns: Sequence[Column], header_row: int) -> dict[str, str]:
    """The position of each declared column, by its header, ignoring case and space."""
    rows = sheet.cells.filter(pl.col("row") == header_row).drop("row").rows()
    header = [_folded(cell) for cell in rows[0]] if rows else []
    places: dict[str, str] = {}
    for column in columns:
        wanted = [_folded(name) for name in (column.header, *column.also)]
        there = [place for place, cell in enumerate(header) if cell in wanted]
        if len(there) > 1:
            raise sheet.fail(f"has {len(there)} columns “{column.header}”; expected one", row=header_row)
        if there:
            places[column.name] = str(there[0])
        elif not column.optional:
            found = shown_header(rows[0] if rows else ())
            raise sheet.fail(f"has no column “{column.header}”; the header is {found}", row=header_row)
    return places


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def _dtype(column: Column) -> pl.DataType:
    return {Kind.TEXT: pl.String(), Kind.WHOLE: pl.Int64(), Kind.NUMBER: pl.Decimal(16, 4)}[column.kind]


def _number(column: Column, place: str) -> pl.Expr:
    plain = pl.col(place).str.replace_all(",", "", literal=True)
    if column.kind is Kind.WHOLE:
        plain = plain.str.replace(r"\.0+$", "")
    return plain.cast(_dtype(column), strict=False)


def _check(sheet: RawSheet, body: pl.DataFrame, column: Column, place: str) -> None:
    cell = pl.col(place)
    if column.kind is Kind.TEXT:
        wrong = _is_wrong(column, place) if column.pattern else pl.lit(value=False)
        expected = f"does not look like “{column.header}” (expected {column.says or column.pattern})"
        if column.longest:
            wrong = cell.str.len_chars() > column.longest
            expected = f"is longer than {column.longest} characters"
    else:
        number = _number(column, place)
        wrong = number.is_null()
        expected = f"is not {column.kind.value}"
        if column.least is not None:
            wrong |= number < column.least
            expected += f" of {column.least:,} or more" if column.most is None else f" from {column.least:,}"
        if column.most is not None:
            wrong |= number > column.most
            expected += f" to {column.most:,}"
        if column.marks:
            expected += f" (or {' or '.join(column.marks)})"
    wrong &= cell.is_not_null() & ~cell.is_in(list(column.marks))
    if not column.may_be_empty:
        wrong |= cell.is_null()
    found = body.filter(wrong).select("row", place).head(1).rows()
    if found:
        row, value = found[0]
        if value is None:
            raise sheet.fail("is empty; expected " + column.kind.value, row=row, column=column.header)
        raise sheet.fail(expected, row=row, column=column.header, value=value)


def _expressions(column: Column, place: str) -> list[pl.Expr]:
    if column.kind is Kind.TEXT:
        return [pl.col(place).alias(column.name)]
    expressions = [_number(column, place).alias(column.name)]
    if column.marks:
        mark = pl.when(pl.col(place).is_in(list(column.marks))).then(pl.col(place))
        expressions.append(mark.alias(f"{column.name}_mark"))
    return expressions
