"""Annual averages of the Current Population Survey, by detailed occupation: cpsaat11.xlsx, cpsaat11b.xlsx and
cpsaat39.xlsx, published each January on https://www.bls.gov/cps/tables.htm.

Table 11 (sex, race, Hispanic or Latino origin) is used for women and men, and for race and origin; table 11b for the
median age. Table 39 (weekly pay of full-time workers) is recognized and counted as skipped, because no metric uses it.

The title, the year, and two or three header rows are above the rows, and a NOTE is below them. Titles have no codes;
`cps_titles.csv` (see `cps_matching`) says which occupations they count and which are groups, because the workbook shows
groups only by the indent style of a cell. An unlisted title is skipped. If more than a tenth of the titles are
unlisted, the table uses another edition of the classification and is refused.

The number of employed people, in thousands, is the base of the shares. A published 0 means fewer than 500, so no base
is stored. “–” means that the base is under 50,000 people (Missing.BASE_TOO_SMALL). The share of men is not published;
it is 100 minus that of women. Race groups overlap with Hispanic origin and do not add up to 100.
"""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import fastexcel
import msgspec
import polars as pl

from occupations.importers import detect, share_tables
from occupations.importers.batch import Batch, SourceEntry, shaped
from occupations.importers.columns import Column, Kind
from occupations.importers.sources import cps_matching
from occupations.importers.tables import RawSheet, digest, is_csv, read_sheet, table
from occupations.importers.text_rows import COMMAS
from occupations.metrics import Level, Method, Missing

SOURCE = SourceEntry(
    title="Current Population Survey",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/cps/",
    license="US public domain",
    attribution="US Bureau of Labor Statistics and US Census Bureau, Current Population Survey",
)
POPULATION = "employed people aged 16 and over"
ELEVEN_MONTHS = "; average of eleven months, October was not collected"

DASHES = ("–", "—", "-")
_OCCUPATION = Column(header="Occupation", name="title", longest=300)


def _employed(header: str) -> Column:
    """Thousands of people."""
    return Column(header=header, name="employed", kind=Kind.WHOLE, least=0, most=400_000, marks=DASHES)


def _share(header: str, name: str) -> Column:
    return Column(header=header, name=name, kind=Kind.NUMBER, least=0, most=100, marks=DASHES)


class CpsTable(msgspec.Struct, frozen=True):
    """A published table. Without columns, nothing in it is used, for the reason in `skipped`."""

    title: str
    columns: tuple[Column, ...] = ()
    skipped: str = ""


TABLES = {
    "11": CpsTable(
        "employed persons by occupation, sex, race and Hispanic or Latino ethnicity",
        (
            _OCCUPATION,
            _employed("Total employed"),
            _share("Women", "women"),
            _share("White", "white"),
            _share("Black or African American", "black"),
            _share("Asian", "asian"),
            _share("Hispanic or Latino", "hispanic"),
        ),
    ),
    "11b": CpsTable(
        "employed people by occupation and age",
        (
            _OCCUPATION,
            _employed("Total, 16 years and over"),
            Column(header="Median age", name="age", kind=Kind.NUMBER, least=16, most=100, marks=DASHES),
        ),
    ),
    "39": CpsTable(
        "median weekly earnings of full-time wage and salary workers by occupation and sex",
        skipped="weekly pay of full-time workers: no metric uses it",
    ),
}
GENDERS = {"women": "Women", "men": "Men"}
RACES = {
    "white": "White",
    "black": "Black or African American",
    "asian": "Asian",
    "hispanic": "Hispanic or Latino",
}
TOTAL = "Total, 16 years and over"
_TITLE = re.compile(r"HOUSEHOLD DATA ANNUAL AVERAGES (11b?|39)\. .*\boccupation\b")


def recognise(path: Path) -> bool:
    """Whether the first cell of the file has the title of one of TABLES."""
    if is_csv(path):
        first = detect.first_rows(path, COMMAS)
        return bool(first and _TITLE.match(first[0][0]))
    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, header_row=None, n_rows=1, dtypes="string").to_polars()
    except (fastexcel.FastExcelError, OSError):
        return False
    return bool(sheet.height and sheet.width and _TITLE.match(_spaced(sheet[0, 0])))


def read(paths: Sequence[Path]) -> list[Batch]:
    return [_read(path) for path in paths]


def _read(path: Path) -> Batch:
    sheet = read_sheet(path)
    title = _spaced(sheet.title)
    found = _TITLE.match(title)
    if found is None:
        expected = "is not the title of table 11, 11b or 39 of the Current Population Survey by detailed occupation"
        raise sheet.fail(expected, row=1, value=title)
    number, entry = found[1], TABLES[found[1]]
    sheet, header_row, year = _flattened(sheet)
    last_row, note = _end(sheet)
    batch = Batch(
        source=SOURCE,
        table=f"table {number}",
        geography="United States",
        title=f"Table {number}, {entry.title}, {year}",
        period=(datetime.date(year, 1, 1), datetime.date(year, 12, 31)),
        method=Method.MEASURED.value,
        population=POPULATION + (ELEVEN_MONTHS if "11-month averages" in note else ""),
        files=(digest(path),),
        next_expected=datetime.date(year + 2, 1, 31),  # the averages of a year are published in the following January
    )
    if not entry.columns:
        rows = sheet.cells.filter(pl.col("row").is_between(header_row + 1, last_row) & pl.col("0").is_not_null())
        batch.rows_read = rows.height
        batch.skipped[entry.skipped] = rows.height
        return batch
    rows = table(sheet, entry.columns, header_row=header_row, last_row=last_row)
    batch.rows_read = rows.height
    known, batch.skipped = _matched(sheet, rows)
    batch.records = shaped(known.select("key", "title", "level", "is_total"), "records")
    batch.figures = shaped(_figures(known, number), "figures")
    batch.links = shaped(cps_matching.links(known.select("key", "title")), "links")
    return batch


def _spaced(text: str | None) -> str:
    return " ".join((text or "").split())


def _flattened(sheet: RawSheet) -> tuple[RawSheet, int, int]:
    """The sheet with its header rows merged into one, the number of that row, and the year. The lowest header in each
    column is the one that distinguishes it from its neighbors."""
    cells = sheet.cells
    named = cells.filter(pl.col("0") == "Occupation")
    if named.is_empty():
        raise sheet.fail("has no header row that begins with “Occupation”")
    top = named.item(0, "row")
    year = named.item(0, "1") if cells.width > 2 else None
    if year is None or not re.fullmatch(r"(19|20)\d\d", year):
        raise sheet.fail("is not a year; expected one next to “Occupation”", row=top, column="B", value=year or "")
    below = cells.filter((pl.col("row") > top) & pl.col("0").is_not_null())
    if below.is_empty():
        raise sheet.fail("has headers but no rows below them; is it cut off?", row=top)
    headers = cells.filter(pl.col("row").is_between(top, below.item(0, "row") - 1))
    headers = headers.filter(~pl.all_horizontal(pl.exclude("row").is_null()))
    lowest = headers.select(pl.exclude("row").drop_nulls().last())
    bottom = headers.item(-1, "row")
    merged = pl.concat([headers.tail(1).select("row"), lowest], how="horizontal")
    rest = cells.filter(pl.col("row") > bottom)
    return RawSheet(sheet.path, sheet.name, pl.concat([merged, rest])), bottom, int(year)


def _end(sheet: RawSheet) -> tuple[int, str]:
    """The number of the last row above the NOTE, and the note."""
    notes = sheet.cells.filter(pl.col("0").str.starts_with("NOTE:"))
    if notes.is_empty():
        raise sheet.fail("ends without its “NOTE: …”; is it cut off?", row=sheet.last_row)
    return notes["row"][0] - 1, _spaced(notes["0"][0])


def _matched(sheet: RawSheet, rows: pl.DataFrame) -> tuple[pl.DataFrame, Counter[str]]:
    """The rows with known titles, with `key`, `level`, `is_total` and `base` (people employed), and how many rows are
    left out, by reason."""
    rows = rows.with_columns(pl.col("title").str.replace_all(r"\s+", " "))
    if not rows["title"][0].startswith("Total"):
        raise sheet.fail("is not the row of all workers (“Total …”)", row=rows["row"][0], value=rows["title"][0])
    is_total = pl.int_range(pl.len()) == 0
    rows = rows.with_columns(is_total=is_total, title=pl.when(is_total).then(pl.lit(TOTAL)).otherwise(pl.col("title")))
    twice = rows.filter(~pl.col("title").is_first_distinct())
    if twice.height:
        raise sheet.fail("appears twice", row=twice["row"][0], column="Occupation", value=twice["title"][0])
    rows = rows.join(cps_matching.levels(), left_on="title", right_on="cps_title", how="left", maintain_order="left")
    unknown = rows.filter(~pl.col("is_total") & pl.col("level").is_null())
    if unknown.height * 10 > rows.height:
        raise sheet.fail(
            f"and {unknown.height - 1:,} more of {rows.height:,} titles are not those of the 2018 Census occupations; "
            "expected a table of 2020 or later",
            row=unknown["row"][0],
            column="Occupation",
            value=unknown["title"][0],
        )
    slug = pl.col("title").str.to_lowercase().str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")
    known = rows.filter(pl.col("is_total") | pl.col("level").is_not_null()).with_columns(
        key="cps-2018:" + pl.when(pl.col("is_total")).then(pl.lit("total")).otherwise(slug),
        level=pl.when(pl.col("is_total")).then(pl.lit(Level.TOTAL.value)).otherwise(pl.col("level")),
        base=(pl.col("employed") * 1000).replace(0, None),
    )
    return known, Counter(f"title not in cps_titles.csv: {title}" for title in unknown["title"])


def _figures(rows: pl.DataFrame, number: str) -> pl.DataFrame:
    is_group = pl.col("level").is_in([Level.BROAD.value, Level.MAJOR.value])
    common = (pl.col("key").alias("record"), "level", pl.when(is_group).then("title").alias("group"), "base")
    small = Missing.BASE_TOO_SMALL
    if number == "11b":
        missing = pl.when(pl.col("age").is_null()).then(pl.lit(small.value))
        return rows.select(*common, metric=pl.lit("age_median"), value="age", missing=missing)
    women = rows.select(*common, "women", men=(100 - pl.col("women")).cast(pl.Decimal(16, 4)))
    return pl.concat(
        [
            share_tables.as_figures(women, "gender", GENDERS, small),
            share_tables.as_figures(rows.select(*common, *RACES), "race_overlapping", RACES, small),
        ]
    )
