"""Crosswalks from O*NET-SOC codes to the National Employment Matrix, and between O*NET's own taxonomies.

The first is published at https://www.bls.gov/emp/documentation/crosswalks.htm as a workbook
(nem-onet-to-soc-crosswalk.xlsx; US public domain), the second at https://www.onetcenter.org/taxonomy.html as
comma-separated text (2010_to_2019_soc_crosswalk.csv; CC BY 4.0).

Used for links between records, and for the records of the Matrix and of the 2010 taxonomy with their titles. The
columns on the Occupational Outlook Handbook are not read. SOC and OEWS are not mentioned: the SOC code is the first
seven characters of an O*NET-SOC code, and the Matrix uses the codes of the wage survey.
"""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from occupations.importers import detect, soc_codes, tables
from occupations.importers.batch import Batch, SourceEntry, shaped
from occupations.importers.columns import Column
from occupations.importers.errors import FileError, LoadError
from occupations.importers.sources import onet_tables
from occupations.importers.sources.projections_workbook import SOURCE as PROJECTIONS
from occupations.importers.tables import RawSheet, digest
from occupations.metrics import Method

GEOGRAPHY = "United States"
LARGEST = 2_000_000  # bytes; about twenty times the real one
SHEETS = 2
_AS_OF = re.compile(r"As of (\d{1,2})/(\d{1,2})/(\d{4})")

Columns = tuple[Column, Column, Column, Column]  # first code and title, second code and title


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A file of code pairs. `named`: the side whose records the file defines."""

    source: SourceEntry
    table: str
    title: str
    columns: Columns
    systems: tuple[str, str]
    named: str  # "first" or "second"
    merged: str  # the quality if several first codes have the same second code


def _columns(first: tuple[str, str], second: tuple[str, str], code: dict[str, Any]) -> Columns:
    return (
        Column(header=first[0], name="first", **soc_codes.ONET),
        Column(header=first[1], name="first_title"),
        Column(header=second[0], name="second", **code),
        Column(header=second[1], name="second_title"),
    )


MATRIX = Layout(
    source=PROJECTIONS,
    table="O*NET-SOC to National Employment Matrix",
    title="O*NET-SOC to National Employment Matrix crosswalk",
    columns=_columns(
        ("O*NET-SOC Code", "O*NET-SOC Title"),
        ("NEM Code", "National Employment Matrix Occupational Title"),
        soc_codes.SOC,
    ),
    systems=(onet_tables.TAXONOMY, "nem-2024"),
    named="second",
    merged="shared",
)
TAXONOMY = Layout(
    source=onet_tables.SOURCE,
    table="O*NET-SOC 2010 to 2019",
    title="O*NET-SOC 2010 to O*NET-SOC 2019 crosswalk",
    columns=_columns(
        ("O*NET-SOC 2010 Code", "O*NET-SOC 2010 Title"),
        ("O*NET-SOC 2019 Code", "O*NET-SOC 2019 Title"),
        soc_codes.ONET,
    ),
    systems=("onet-soc-2010", onet_tables.TAXONOMY),
    named="first",
    merged="narrower",
)


def recognise(path: Path) -> bool:
    try:
        if not tables.is_workbook(path):
            rows = detect.first_rows(path, tables.COMMAS)
            return any(_header(rows, layout) for layout in (MATRIX, TAXONOMY))
        if path.stat().st_size > LARGEST or len(tables.sheet_names(path)) > SHEETS:
            return False
        return bool(_header(detect.head(tables.read_sheet(path)), MATRIX))
    except LoadError:
        return False


def _header(rows: detect.Rows, layout: Layout) -> int:
    """The number of the row with the headers of both codes, 0 if there is none."""
    return detect.header_row(rows, [column.header for column in layout.columns[::2]])


def read(paths: Sequence[Path]) -> list[Batch]:
    """A batch for each file."""
    return [_read(path) for path in paths]


def _read(path: Path) -> Batch:
    workbook = tables.is_workbook(path)
    sheet = tables.read_sheet(path) if workbook else tables.read_text(path, tables.COMMAS)
    layout = MATRIX if workbook or _header(detect.head(sheet), MATRIX) else TAXONOMY
    period = _as_of(sheet) if layout is MATRIX else (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
    header = _header(detect.head(sheet), layout)
    if not header:
        named = " and ".join(f"“{column.header}”" for column in layout.columns[::2])
        raise FileError(path, f"has no header with {named} in its first rows", sheet=sheet.name)
    frame = tables.table(sheet, layout.columns, header_row=header)
    _check(sheet, frame, layout)
    return Batch(
        source=layout.source,
        table=layout.table,
        geography=GEOGRAPHY,
        title=f"{layout.title}, {period[1]:%Y}",
        period=period,
        method=Method.UNSTATED,
        population="",
        files=(digest(path),),
        records=shaped(_records(frame, layout), "records"),
        links=shaped(_links(frame, layout), "links"),
        rows_read=frame.height,
    )


def _as_of(sheet: RawSheet) -> tuple[datetime.date, datetime.date]:
    """The date stated in the file."""
    for number, row in enumerate(detect.head(sheet), 1):
        for cell in row:
            if found := _AS_OF.fullmatch(cell):
                month, day, year = map(int, found.groups())
                try:
                    return (datetime.date(year, month, day),) * 2
                except ValueError as error:
                    raise sheet.fail("is not a date", row=number, value=cell) from error
    raise sheet.fail("does not state its date; expected a line such as “As of 9/6/2023” above the header")


def _check(sheet: RawSheet, frame: pl.DataFrame, layout: Layout) -> None:
    again = frame.filter(~pl.struct("first", "second").is_first_distinct())
    if not again.is_empty():
        row, code = again.select("row", "first").row(0)
        expected = "appears twice with the same other code"
        raise sheet.fail(expected, row=row, column=layout.columns[0].header, value=code)


def _records(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    system = layout.systems[0 if layout.named == "first" else 1]
    return frame.unique(layout.named, maintain_order=True).select(
        key=pl.format(f"{system}:{{}}", layout.named),
        title=f"{layout.named}_title",
        level=pl.lit("detailed"),
        is_total=pl.lit(value=False),
    )


def _links(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Links from the first code to the second, with a quality that depends on how many codes each side is paired
    with."""
    several_firsts, several_seconds = (pl.len().over(end) > 1 for end in ("second", "first"))
    quality = (
        pl.when(several_firsts & several_seconds)
        .then(pl.lit("approximate"))
        .when(several_firsts)
        .then(pl.lit(layout.merged))
        .when(several_seconds)
        .then(pl.lit("broader"))
        .otherwise(pl.lit("exact"))
    )
    first, second = layout.systems
    return frame.select(
        record=pl.format(f"{first}:{{}}", "first"),
        other=pl.format(f"{second}:{{}}", "second"),
        quality=quality,
        position=pl.int_range(1, pl.len() + 1).over("first"),
    )
