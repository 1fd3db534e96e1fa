"""The columns of OEWS files, and checks within and between rows. See oews.py for the files."""

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from occupations.importers import soc_codes
from occupations.importers.columns import Column, Kind
from occupations.importers.errors import FileError
from occupations.importers.tables import RawSheet
from occupations.metrics import Level
from occupations.metrics.wage_columns import PERCENTILES, WAGE_COLUMNS

LEVELS = [level.value for level in Level]  # finest first


def _pay(name: str, header: str, marks: tuple[str, ...] = ("*", "#")) -> Column:
    # The limits are wide, but they distinguish yearly from hourly pay, so that swapped columns are noticed.
    least, most = (1_000, 10_000_000) if name.startswith("annual") else (1, 5_000)
    empty = not marks
    return Column(header=header, name=name, kind=Kind.NUMBER, least=least, most=most, marks=marks, may_be_empty=empty)


def _percentage(name: str, header: str, *, optional: bool = False) -> Column:
    marks = ("*", "**", "~")
    return Column(
        header=header, name=name, kind=Kind.NUMBER, least=0, marks=marks, may_be_empty=True, optional=optional
    )


def _header(column: str) -> str:
    """ "annual_p10" → "A_PCT10" """
    period, statistic = column.split("_")
    return f"{period[0].upper()}_{statistic.upper().replace('P', 'PCT')}"


# The place and industry of a row. National files before May 2019 lack these columns and use NATION.
NATION = {
    "area_code": "99",
    "area_name": "U.S.",
    "area_type": "1",
    "industry": "000000",
    "industry_name": "Cross-industry",
    "industry_level": "cross-industry",
    "ownership": "1235",
}
PLACE = (
    Column(header="AREA", name="area_code", pattern=r"\d{1,7}"),
    Column(header="AREA_TITLE", also=("AREA_NAME",), name="area_name", longest=120),
    Column(header="AREA_TYPE", name="area_type", pattern="[12346]", coded=True),
    Column(header="NAICS", name="industry", pattern=r"[\dA-Z-]{2,8}"),
    Column(header="NAICS_TITLE", name="industry_name", longest=200),
    Column(header="I_GROUP", name="industry_level", pattern=r"cross-industry.*|sector|\d-digit", coded=True),
    Column(header="OWN_CODE", name="ownership", pattern=r"\d{1,4}"),
)
OCCUPATION = (
    Column(header="OCC_CODE", name="code", **soc_codes.SOC_OR_TOTAL),
    Column(header="OCC_TITLE", name="title", longest=300),
    Column(header="O_GROUP", also=("OCC_GROUP",), name="level", pattern="|".join(LEVELS), coded=True),
    Column(header="TOT_EMP", name="employment", kind=Kind.WHOLE, least=0, marks=("**",)),
    Column(header="EMP_PRSE", name="employment_rse", kind=Kind.NUMBER, least=0, most=1_000, marks=("**",)),
    _percentage("jobs_1000", "JOBS_1000", optional=True),
    _percentage("location_quotient", "LOC_QUOTIENT", optional=True),
    _percentage("percent_total", "PCT_TOTAL", optional=True),
    _percentage("percent_reporting", "PCT_RPT", optional=True),
    Column(header="MEAN_PRSE", name="mean_rse", kind=Kind.NUMBER, least=0, most=1_000, marks=("*",)),
    *(_pay(column, _header(column)) for column in WAGE_COLUMNS),
    Column(header="ANNUAL", name="annual_only", pattern="TRUE|true", may_be_empty=True, coded=True),
    Column(header="HOURLY", name="hourly_only", pattern="TRUE|true", may_be_empty=True, coded=True),
)
COLUMNS = (*PLACE, *OCCUPATION)
CONVERTED = (
    Column(header="SOC", name="code", **soc_codes.SOC_OR_TOTAL),
    Column(header="OCC_TITLE", name="title", longest=300),
    Column(header="AREA", name="area_code", pattern=r"\d{5}"),
    Column(header="AREA_NAME", name="area_name", longest=120),
    *(
        _pay(f"annual_{percentile}", f"A_PCT{percentile.replace('median', '50').removeprefix('p')}", marks=())
        for percentile in PERCENTILES
    ),
)


def check_rows(sheet: RawSheet, frame: pl.DataFrame, columns: Sequence[Column], header_row: int = 1) -> None:
    """Raises FileError if percentiles decrease, both flags are set, or a row appears twice."""
    headers = {column.name: column.header for column in columns}
    names = {column.name: {name.casefold() for name in (column.header, *column.also)} for column in columns}

    def fail(wrong: pl.DataFrame, name: str, expected: str) -> FileError:
        row = wrong["row"][0]
        place = sheet.cells.filter(pl.col("row") == header_row).drop("row").rows()[0]
        at = next(index for index, cell in enumerate(place) if cell and cell.casefold() in names[name])
        value = sheet.cells.filter(pl.col("row") == row)[str(at)][0]
        return sheet.fail(expected, row=row, column=headers[name], value=value)

    for period in ("annual", "hourly"):
        present = [name for name in (f"{period}_{percentile}" for percentile in PERCENTILES) if name in headers]
        for lower, upper in combinations(present, 2):
            wrong = frame.filter(_height(frame, upper) < _height(frame, lower)).head(1)
            if not wrong.is_empty():
                raise fail(wrong, upper, f"is less than “{headers[lower]}” of the same row; percentiles may not fall")
    if "hourly_only" in headers:
        both = frame.filter(pl.col("annual_only").is_not_null() & pl.col("hourly_only").is_not_null())
        if not both.is_empty():
            raise fail(both, "hourly_only", "is set together with “ANNUAL”; expected at most one of them")
    parts = ("area_type", "area_code", "industry", "industry_level", "ownership", "code", "level")
    identity = pl.struct([part for part in parts if part in headers])
    again = frame.filter(~identity.is_first_distinct())
    if not again.is_empty():
        raise fail(again, "code", "appears twice for the same area, industry and level")


def _height(frame: pl.DataFrame, name: str) -> pl.Expr:
    """The amount for comparisons; top-coded amounts are above all others."""
    if (mark := f"{name}_mark") not in frame.columns:
        return pl.col(name)
    return pl.when(pl.col(mark) == "#").then(pl.lit(10**9).cast(pl.Decimal(16, 4))).otherwise(pl.col(name))
