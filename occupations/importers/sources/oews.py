"""Occupational Employment and Wage Statistics (OEWS): pay and employment by occupation, May of each year.

Published at https://www.bls.gov/oes/tables.htm as workbooks: national_M2024_dl.xlsx, state_M2024_dl.xlsx,
MSA_M2024_dl.xlsx, natsector_M2024_dl.xlsx, and all of them in one, all_data_M_2024.xlsx. They share one layout,
recognized by its header, with 31 columns until 2020 and 32 since. The national file before 2019 has no columns for
place and industry; files for places before 2019 are not read. A third party's conversion of the metropolitan workbook
to parquet, with yearly percentiles only, is read as well.

Used for yearly and hourly pay, pay ranges, the number of employees, and the highest-paying state, metropolitan area and
industry sector. Rows for finer industries, territories and nonmetropolitan areas are counted as skipped.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from occupations.importers import detect, tables
from occupations.importers.batch import Batch
from occupations.importers.columns import Column, Kind
from occupations.importers.errors import FileError, LoadError
from occupations.importers.sources.oews_batches import DATASETS, METROPOLITAN, make_batch
from occupations.importers.sources.oews_layout import COLUMNS, CONVERTED, NATION, OCCUPATION, PLACE, check_rows
from occupations.importers.tables import RawSheet
from occupations.metrics import Level
from occupations.metrics.wage_columns import PERCENTILES, WAGE_COLUMNS

# What "#" means from which year on, US$ a year and an hour. The workbooks' own sheet of field descriptions takes
# precedence. The highest percentiles published in the same files agree: 207,830 and 99.92 in May 2020, 234,970 and
# 112.97 in 2022, 238,960 and 114.89 in 2024. May 2025 has none, though it describes the mark.
TOP_CODES_SINCE = ((2022, (Decimal(239200), Decimal(115))), (2016, (Decimal(208000), Decimal(100))))
DESCRIPTIONS = "field descriptions"  # the sheet, in lower case
# Actors, dancers, musicians and entertainers: the only occupations that the workbooks of 2020 to 2025 mark as HOURLY.
# The conversion lacks the mark.
HOURLY_ONLY = r"27-20(?:11|31|40|42|90|91|99)"
_TITLE = re.compile(r"May (\d{4}) OE(?:W)?S Estimates")
_TOP_CODE = re.compile(r"\$([\d,.]+) per hour or \$([\d,]+) per year")

_OTHER_ROWS = {
    "3": "rows of territories",
    "6": "rows of nonmetropolitan areas",
}


def recognise(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start == b"PAR1":
            return {column.header for column in CONVERTED} <= set(pl.read_parquet_schema(path))
        if tables.is_csv(path):
            return bool(rows := detect.first_rows(path, tables.COMMAS)) and _fits(rows[0]) == 1
        if start[:2] != b"PK":
            return False
        if _descriptions(path) is not None:  # avoids reading a large sheet for its first row
            return True
        return any(_fit(tables.read_sheet(path, name)) == 1 for name in tables.sheet_names(path))
    except (LoadError, OSError, pl.exceptions.PolarsError):
        return False


def read(paths: Sequence[Path]) -> list[Batch]:
    """A batch for each file and dataset with rows in it, in the order of DATASETS."""
    batches = []
    for path in paths:
        with path.open("rb") as file:
            converted = file.read(4) == b"PAR1" or path.suffix.lower() == ".parquet"
        batches += [_read_converted(path)] if converted else _read_workbook(path)
    return batches


def _read_workbook(path: Path) -> list[Batch]:
    sheet = _data_sheet(path)
    columns = _columns(_first(sheet))
    frame = tables.table(sheet, columns)
    check_rows(sheet, frame, columns)
    frame = frame.with_columns(pl.lit(of).alias(name) for name, of in NATION.items() if name not in frame.columns)
    described = _descriptions(path) or ""
    year = _year(path, sheet, described)
    top_codes = _top_codes(year, described)
    batches = []
    for dataset in DATASETS:
        mine = (pl.col("area_type") == dataset.area_type) & (pl.col("industry_level") == dataset.industry_level)
        if not (rows := frame.filter(mine)).is_empty():
            batches.append(make_batch(path, dataset, year, rows, top_codes, marked=True))
            batches[-1].lost = list(sheet.lost.values()) if len(batches) == 1 else []
            frame = frame.filter(~mine)
    if not batches:
        raise sheet.fail(
            "has no national, state, metropolitan or sector rows (AREA_TYPE 1, 2 or 4, I_GROUP "
            "cross-industry or sector)"
        )
    # Rows of no dataset are reported with the first, so that the rows read add up to those in the file.
    batches[0].rows_read += frame.height
    reasons = pl.col("area_type").replace_strict(
        _OTHER_ROWS, default="rows of industries finer than a sector, or by ownership"
    )
    batches[0].skipped.update(dict(frame.group_by(reasons.alias("reason")).len().iter_rows()))
    return batches


def _data_sheet(path: Path) -> RawSheet:
    """The first sheet with the header; else the one with the most similar header, which the error is about."""
    sheets = []
    for name in tables.sheet_names(path):
        sheets.append(tables.read_sheet(path, name))
        if _fit(sheets[-1]) == 1:
            return sheets[-1]
    return max(sheets, key=_fit)


def _first(sheet: RawSheet) -> list[str]:
    """The cells of the first row."""
    return [str(cell or "") for cell in sheet.cells.head(1).drop("row").row(0)] if sheet.cells.height else []


def _columns(header: Sequence[str]) -> tuple[Column, ...]:
    """The expected columns: without place columns, the file is national."""
    there = {cell.casefold() for cell in header}
    placed = any(column.header.casefold() in there for column in PLACE)
    return COLUMNS if placed else OCCUPATION


def _fit(sheet: RawSheet) -> float:
    return _fits(_first(sheet))


def _fits(header: Sequence[str]) -> float:
    """The share of the required columns that a header has."""
    first = {cell.casefold() for cell in header}
    needed = [column for column in _columns(header) if not column.optional]
    return sum(any(name.casefold() in first for name in (column.header, *column.also)) for column in needed) / len(
        needed
    )


def _descriptions(path: Path) -> str | None:
    """The text of the sheet of field descriptions, if it is of this survey."""
    for name in tables.sheet_names(path):
        if name.casefold() == DESCRIPTIONS:
            cells = tables.read_sheet(path, name).cells
            text = "\n".join(cells["0"].drop_nulls()) if cells.width > 1 else ""
            return text if _TITLE.search(text) else None
    return None


def _year(path: Path, sheet: RawSheet, described: str) -> int:
    """The sheet UpdateTime is unreliable: in May 2024 it says 2021."""
    for pattern, text in (
        (_TITLE, described),
        (re.compile(r"(?:M_?|May )(\d{4})"), sheet.name),
        (re.compile(r"M_?(\d{4})"), path.name),
    ):
        if found := pattern.search(text):
            return int(found[1])
    raise FileError(
        path,
        "does not state its year; expected “May 2024 OEWS Estimates” in a sheet “Field Descriptions”, or “M2024” in "
        "the name of the sheet or file",
    )


def _top_codes(year: int, described: str) -> tuple[Decimal, Decimal] | tuple[None, None]:
    """What "#" means: US$ a year, US$ an hour, or more."""
    if found := _TOP_CODE.search(described):
        return Decimal(found[2].replace(",", "")), Decimal(found[1].replace(",", ""))
    return next((codes for since, codes in TOP_CODES_SINCE if year >= since), (None, None))


def _read_converted(path: Path) -> Batch:
    """The metropolitan workbook as parquet: yearly percentiles, with blanks for both `*` and `#`."""
    sheet = _converted_sheet(path)
    frame = tables.table(sheet, CONVERTED, header_row=0)
    check_rows(sheet, frame, CONVERTED, header_row=0)
    year = _converted_year(path, frame)
    top_codes = _top_codes(year, "")
    code = pl.col("code")
    # The metropolitan workbook has only these three levels; combined codes (13-1020) are among the detailed ones.
    level = (
        pl.when(code == "00-0000")
        .then(pl.lit(Level.TOTAL.value))
        .when(code.str.ends_with("-0000"))
        .then(pl.lit(Level.MAJOR.value))
        .otherwise(pl.lit(Level.DETAILED.value))
    )
    blank = pl.all_horizontal(pl.col(f"annual_{percentile}").is_null() for percentile in PERCENTILES)
    complete = frame.with_columns(
        level.alias("level"),
        *(
            pl.lit(None, dtype=pl.Decimal(16, 4) if column.kind is Kind.NUMBER else pl.Int64).alias(column.name)
            for column in COLUMNS
            if column.name not in frame.columns and column.kind is not Kind.TEXT
        ),
        *(pl.lit(None, dtype=pl.String).alias(name) for name in ("ownership", "annual_only", "industry")),
        pl.when(code.str.contains(f"^{HOURLY_ONLY}$") & blank).then(pl.lit("TRUE")).alias("hourly_only"),
        *(pl.lit(None, dtype=pl.String).alias(f"{column}_mark") for column in WAGE_COLUMNS),
    )
    return make_batch(path, METROPOLITAN, year, complete, top_codes, marked=False)


def _converted_sheet(path: Path) -> RawSheet:
    """The columns as text, with the header as row 0, so that the first record is row 1."""
    try:
        data = pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FileError(path, tables.NO_PARQUET) from error
    texts = data.select(pl.all().cast(pl.String))
    header = pl.DataFrame([texts.columns], schema=texts.schema, orient="row")
    return RawSheet(path, "", tables.numbered(pl.concat([header, texts]), first=0))


def _converted_year(path: Path, frame: pl.DataFrame) -> int:
    """The conversion does not state its year. Two facts together identify it: the areas are those in use since May
    2024, and the amounts exceed the top code from before 2022 but not the one in use up to May 2024."""
    highest = frame.select(pl.max_horizontal(f"annual_{percentile}" for percentile in PERCENTILES).max()).item()
    newly_delineated = "47930" in frame["area_code"]  # Waterbury-Shelton, CT
    if newly_delineated and highest is not None and 208_000 < highest < 239_200:
        return 2024
    if found := re.search(r"M_?(\d{4})", path.name):
        return int(found[1])
    raise FileError(
        path, "does not state its year; expected amounts and areas of May 2024, or “M2024” in the file's name"
    )
