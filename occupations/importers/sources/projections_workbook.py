"""What the tables of the Employment Projections have in common: a title in row 1, headers in row 2, then occupations,
footnotes and the source. Years are read from titles and headers."""

import datetime
import re
from pathlib import Path
from typing import Any

import polars as pl

from occupations.importers import detect, soc_codes
from occupations.importers.batch import Batch, SourceEntry
from occupations.importers.columns import Column
from occupations.importers.errors import FileError, shown_header
from occupations.importers.tables import RawSheet, digest, is_csv, read_sheet, sheet_names, table
from occupations.importers.text_rows import COMMAS

SOURCE = SourceEntry(
    title="Employment Projections",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/emp/",
    license="US public domain",
    attribution="US Bureau of Labor Statistics, Employment Projections program",
)
HEADER_ROW = 2
UNAVAILABLE = ("—",)  # "Data is unavailable for values denoted with a —"
TOTAL = "00-0000"
CODE = re.compile(r"(\d{4}) National Employment Matrix code")

# The layout of 2021–31 and before; it is not known whether those tables end with their source.
_OLDER = re.compile(r"Percent employment change, ")
_FOOT = r"^(?:Footnotes?:|\[\d+\] |Note:|(?:Data |Table )?Source:)"
_SOURCE = r"^(?:Table )?Source:"
_MARK = r"\s*\[\d+\]$"


def opened(path: Path, name: str) -> RawSheet:
    """The sheet with that name, which must also begin with it: sheets are renamed and copied more easily than cells."""
    sheet = read_sheet(path, name)
    if not sheet.title.startswith(f"{name} "):
        raise sheet.fail(f"is not the title of {name}", row=1, column="A", value=sheet.title)
    return sheet


def holds(path: Path, *names: str) -> bool:
    """Whether the file is a workbook with one of these sheets that also begins with its name, or comma-separated text
    that begins with one of the names."""
    if is_csv(path):
        first = detect.first_rows(path, COMMAS)
        return bool(first) and first[0][0].startswith(tuple(f"{name} " for name in names))
    try:
        return any(read_sheet(path, name).title.startswith(f"{name} ") for name in sheet_names(path) if name in names)
    except (FileError, OSError):
        return False


def headers(sheet: RawSheet) -> list[str]:
    rows = sheet.cells.filter(pl.col("row") == HEADER_ROW).drop("row").rows()
    return [cell for cell in rows[0] if cell] if rows else []


def header(sheet: RawSheet, pattern: re.Pattern[str], example: str) -> re.Match[str]:
    """The one header that matches `pattern`; `example` is for the error message."""
    cells = headers(sheet)
    found = [match for cell in cells if (match := pattern.fullmatch(cell))]
    if not found:
        raise sheet.fail(f"has no column like “{example}”; the header is {shown_header(cells)}", row=HEADER_ROW)
    return found[0]


def years_of_title(sheet: RawSheet, pattern: str, expected: str) -> tuple[int, int]:
    """The first and last year in the title: "2022–23", or one year. `pattern` has one or two groups."""
    found = re.search(pattern, sheet.title)
    if found is None:
        raise sheet.fail(f"does not name {expected}", row=1, column="A", value=sheet.title)
    return span(*found.groups())


def span(first: str, last: str = "") -> tuple[int, int]:
    """("2024", "34") → 2024, 2034. The last year may have four digits or be missing."""
    last = last or first
    return int(first), int(first[: 4 - len(last)] + last)


def period(first: int, last: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(first, 1, 1), datetime.date(last, 12, 31)


def footnotes(sheet: RawSheet) -> pl.DataFrame:
    """The rows below the occupations: `row`, "0". Raises FileError if the last of them, the source, is missing."""
    foot = sheet.cells.select("row", "0").filter(pl.col("0").str.contains(_FOOT))
    if not foot["0"].str.contains(_SOURCE).any() and not any(map(_OLDER.match, headers(sheet))):
        raise sheet.fail("ends without its line “Source: …”; is it cut off?", row=sheet.last_row)
    return foot


def occupations(sheet: RawSheet, *columns: Column) -> pl.DataFrame:
    """The occupations of the sheet: `row`, `code`, `title` (without footnote marks, which are in `mark`), and these
    columns. Raises FileError if a code appears twice."""
    foot = footnotes(sheet)["row"]
    last_row = foot[0] - 1 if len(foot) else None
    year = header(sheet, CODE, "2024 National Employment Matrix code")[1]
    named = (
        Column(header=f"{year} National Employment Matrix title", name="title", longest=300),
        Column(header=f"{year} National Employment Matrix code", name="code", **soc_codes.SOC_OR_TOTAL),
    )
    rows = table(sheet, (*named, *columns), header_row=HEADER_ROW, last_row=last_row)
    twice = rows.filter(~pl.col("code").is_first_distinct())
    if twice.height:
        raise sheet.fail("appears twice", row=twice["row"][0], column=named[1].header, value=twice["code"][0])
    return rows.with_columns(
        vintage=pl.lit(year),
        mark=pl.col("title").str.extract(r"\[(\d+)\]$"),
        title=pl.col("title").str.replace(_MARK, ""),
        nem=pl.lit(f"nem-{year}:") + pl.col("code"),
    )


def batch(sheet: RawSheet, name: str, title: str, years: tuple[int, int] | None, **fields: Any) -> Batch:
    return Batch(
        source=SOURCE,
        table=name.lower(),
        geography="United States",
        title=title,
        period=period(*years) if years else None,
        files=(digest(sheet.path),),
        lost=list(sheet.lost.values()),
        **fields,
    )
