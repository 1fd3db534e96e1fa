"""The Employment Projections of the Bureau of Labor Statistics: occupation.xlsx, education.xlsx, skills.xlsx and
industry.xlsx, published each August or September on https://www.bls.gov/emp/data.htm.

| table | feeds |
|---|---|
| 1.2 | growth, number of jobs (self-employment included), openings a year |
| 5.3, with 1.2 for how many people | the education that workers have, of survey rows (see `projections_education`) |
| 5.4 | education, experience and training to enter |
| 1.10 | not read: its openings are those of 1.2 |
| 6.5, 2.1 | counted as skipped: percentile ranks of skills and industries' employment are no metric of the site |

Pay in table 1.2 repeats OEWS and is not read, nor are its columns on entry requirements, which repeat 5.4. There is one
batch for each table. Records are "nem-2024:11-1021", with the year of the Matrix named in the headers; growth and
openings are for the period named there ("2024–34"), jobs for its first year.

Employment and openings are in thousands, to one decimal. A published 0 means fewer than 50 and is stored as the bound
"50 or fewer" with a note. Growth of 0 percent is a figure like any other. "—" becomes Missing.SUPPRESSED.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from occupations.importers.batch import Batch, shaped
from occupations.importers.columns import Column, Kind
from occupations.importers.errors import FileError
from occupations.importers.sources import projections_education
from occupations.importers.sources.projections_workbook import (
    HEADER_ROW,
    TOTAL,
    UNAVAILABLE,
    batch,
    footnotes,
    header,
    holds,
    occupations,
    opened,
    period,
    span,
)
from occupations.importers.tables import RawSheet, is_csv, read_sheet, sheet_names
from occupations.metrics import Level, Method, Missing

GROWTH = re.compile(r"(?:Employment change, percent|Percent employment change), (\d{4})[–-](\d{2,4})")
OPENINGS = re.compile(r"Occupational openings, \d{4}[–-]\d{2,4} annual average")
SMALLEST = 50  # jobs: fewer are published as 0.0 thousand
SMALL_NOTE = "published as 0.0 thousand: fewer than 50"
MINOR = r"000$|^15-1200$|^31-1100$|^51-5100$"  # three minor groups of the SOC have codes that do not end in 000


def recognise(path: Path) -> bool:
    """Whether the file is a workbook with a sheet whose title is one of the tables above."""
    return holds(path, *(name for names in WORKBOOKS for name in names))


def read(paths: Sequence[Path]) -> list[Batch]:
    batches = [result for path in paths for result in _read(path)]
    projections_education.add_bases(batches)
    return batches


def _read(path: Path) -> list[Batch]:
    there = sheet_names(path)
    if is_csv(path):
        title = read_sheet(path).title
        tables = {name: result for names in WORKBOOKS for name, result in names.items()}
        there = [name for name in tables if title.startswith(f"{name} ")] or [title]
        if there[0] in tables:
            return [tables[there[0]](opened(path, there[0]))]
    for names in WORKBOOKS:
        if not names.keys().isdisjoint(there):
            return [result(opened(path, name)) for name, result in names.items()]
    wanted = ", ".join(name.removeprefix("Table ") for names in WORKBOOKS for name in names)
    raise FileError(path, f"has none of the tables {wanted}; its sheets are {', '.join(there)}"[:500])


def _outlook(sheet: RawSheet) -> Batch:
    """Table 1.2."""
    horizon = header(sheet, GROWTH, "Employment change, percent, 2024–34")
    openings = header(sheet, OPENINGS, "Occupational openings, 2024–34 annual average")
    first, last = span(*horizon.groups())
    rows = occupations(
        sheet,
        Column(header="Occupation type", name="type", pattern="Summary|Line item", coded=True),
        _number(f"Employment, {first}", "jobs"),
        _number(horizon[0], "growth", least=-100),
        _number(openings[0], "openings_annual"),
    )
    result = batch(
        sheet,
        "Table 1.2",
        f"Table 1.2, occupational projections {first}–{last % 100:02}",
        (first, last),
        method=Method.PROJECTED.value,
        population="all jobs, including the self-employed",
        rows_read=rows.height,
        # Projections are published in August or September of the year after the base year.
        next_expected=datetime.date(first + 2, 9, 30),
    )
    rows = rows.with_columns(_level().alias("level"))
    result.records = shaped(rows.select("title", "level", key="nem", is_total=pl.col("code") == TOTAL), "records")
    figures = pl.concat(
        [
            _figures(rows, "growth"),
            _figures(rows, "jobs", thousands=True, years=(first, first)),
            _figures(rows, "openings_annual", thousands=True),
        ],
        how="diagonal",
    )
    result.figures = shaped(figures, "figures")
    return result


def _number(title: str, name: str, least: float = 0) -> Column:
    return Column(header=title, name=name, kind=Kind.NUMBER, least=least, marks=UNAVAILABLE)


def _level() -> pl.Expr:
    """Line items are what is projected, even if one is a broad occupation of the SOC (31-1120)."""
    code = pl.col("code")
    return (
        pl.when(pl.col("type") == "Line item")
        .then(pl.lit(Level.DETAILED.value))
        .when(code == TOTAL)
        .then(pl.lit(Level.TOTAL.value))
        .when(code.str.ends_with("-0000"))
        .then(pl.lit(Level.MAJOR.value))
        .when(code.str.contains(MINOR))
        .then(pl.lit(Level.MINOR.value))
        .otherwise(pl.lit(Level.BROAD.value))
    )


def _figures(
    rows: pl.DataFrame, metric: str, *, thousands: bool = False, years: tuple[int, int] | None = None
) -> pl.DataFrame:
    """Figures of one metric in its unit: percent, or jobs converted from thousands. `years`: the years of measurement,
    if they are not projections."""
    value = pl.col(metric) * 1000 if thousands else pl.col(metric)
    small = (pl.col(metric) == 0) & pl.lit(thousands)
    is_group = pl.col("level").is_in([Level.BROAD.value, Level.MINOR.value, Level.MAJOR.value])
    result = rows.select(
        "level",
        record="nem",
        metric=pl.lit(metric),
        value=pl.when(~small).then(value),
        at_most=pl.when(small).then(pl.lit(SMALLEST)),
        missing=pl.when(pl.col(metric).is_null()).then(pl.lit(Missing.SUPPRESSED.value)),
        group=pl.when(is_group).then("title"),
        note=pl.when(small).then(pl.lit(SMALL_NOTE)),
    )
    if years is None:
        return result
    start, end = period(*years)
    return result.with_columns(method=pl.lit(Method.MEASURED.value), period_start=pl.lit(start), period_end=pl.lit(end))


def _skipped(reason: str) -> Callable[[RawSheet], Batch]:
    """A reader for a table that is not used: counts its rows."""

    def read(sheet: RawSheet) -> Batch:
        rows = sheet.cells.filter(pl.col("row").is_between(HEADER_ROW + 1, footnotes(sheet)["row"][0] - 1)).height
        result = batch(
            sheet, sheet.name, sheet.title[:200], None, method=Method.UNSTATED.value, population="", rows_read=rows
        )
        result.skipped[reason] = rows
        return result

    return read


# The tables of each workbook. If one is there, the others of its workbook have to be there as well.
WORKBOOKS = (
    {"Table 1.2": _outlook},
    {"Table 5.3": projections_education.attainment, "Table 5.4": projections_education.entry},
    {"Table 6.5": _skipped("percentile ranks of skills: no metric uses them")},
    {"Table 2.1": _skipped("employment by industry: no metric uses it")},
)
