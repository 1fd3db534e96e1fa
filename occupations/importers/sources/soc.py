"""The Standard Occupational Classification of 2018: which occupations official statistics tell apart.

Published at https://www.bls.gov/soc/2018/ as two workbooks of one sheet each: the structure (soc_structure_2018.xlsx),
each code in the column of its level and the title beside the last of them; and the definitions
(soc_2018_definitions.xlsx). US public domain.

Feeds the records "soc-2018:…" of all levels, which give occupations their category, and descriptions of detailed ones.
"""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from occupations.importers import detect, soc_codes, tables
from occupations.importers.batch import Batch, SourceEntry, shaped
from occupations.importers.columns import Column
from occupations.importers.tables import FileError, RawSheet, digest
from occupations.metrics import Level, Method

SOURCE = SourceEntry(
    title="Standard Occupational Classification",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/soc/2018/",
    licence="US public domain",
    attribution="US Bureau of Labor Statistics, Standard Occupational Classification",
)
GEOGRAPHY = "United States"
VINTAGE = "2018"
LARGEST = 2_000_000  # bytes; ten times the larger of the two

# Column of the structure → level, the form of its codes, an example.
LEVELS = {
    "Major Group": (Level.MAJOR, r"\d\d-0000", "11-0000"),
    "Minor Group": (Level.MINOR, r"\d\d-\d\d00", "15-1200"),
    "Broad Group": (Level.BROAD, r"\d\d-\d{3}0", "11-1010"),
    "Detailed Occupation": (Level.DETAILED, r"\d\d-\d{4}", "11-1011"),
}
STRUCTURE = tuple(
    Column(header=header, name=level.value, pattern=pattern, says=f"a code such as {example}", may_be_empty=True)
    for header, (level, pattern, example) in LEVELS.items()
)
TITLE = Column(header="Title", name="title", longest=300)
DEFINITIONS = (
    Column(header="SOC Group", name="level", pattern="Major|Minor|Broad|Detailed"),
    Column(header="SOC Code", name="code", **soc_codes.SOC),
    Column(header="SOC Title", name="title", longest=300),
    Column(header="SOC Definition", name="text", may_be_empty=True),
)
_YEAR = re.compile(r"reference year January (\d{4})|\bthe (\d{4}) SOC\b")


def recognise(path: Path) -> bool:
    sheet = detect.only_sheet(path, LARGEST)
    return sheet is not None and any(_header(sheet, columns) for columns in (DEFINITIONS, STRUCTURE))


def _header(sheet: RawSheet, columns: Sequence[Column]) -> int:
    """The number of the row that has the first three of those headers, 0 where none has."""
    return detect.header_row(detect.head(sheet), [column.header for column in columns[:3]])


def read(paths: Sequence[Path]) -> list[Batch]:
    """A batch for each file."""
    return [_read(path) for path in paths]


def _read(path: Path) -> Batch:
    sheet = tables.read_sheet(path)
    _check_vintage(sheet)
    if header := _header(sheet, DEFINITIONS):
        frame = tables.table(sheet, DEFINITIONS, header_row=header).with_columns(pl.col("level").str.to_lowercase())
        table, title = "definitions", "Definitions"
    elif header := _header(sheet, STRUCTURE):
        frame = _structure(sheet, header)
        table, title = "structure", "Structure"
    else:
        raise FileError(path, "has neither the header of the structure nor that of the definitions of the SOC",
                        sheet=sheet.name)  # fmt: skip
    _check(sheet, frame)
    key = pl.format(f"soc-{VINTAGE}:{{}}", "code")
    texts = frame.filter(pl.col("text").is_not_null()).select(
        "text", record=key, kind=pl.lit("description"), position=pl.lit(1)
    )
    return Batch(
        source=SOURCE,
        table=table,
        geography=GEOGRAPHY,
        title=f"{title}, {VINTAGE}",
        period=(datetime.date(int(VINTAGE), 1, 1), datetime.date(int(VINTAGE), 12, 31)),
        method=Method.UNSTATED,
        population="",
        files=(digest(path),),
        records=shaped(frame.select("title", "level", key=key, is_total=pl.lit(value=False)), "records"),
        texts=shaped(texts, "texts"),
        rows_read=frame.height,
    )


def _check_vintage(sheet: RawSheet) -> None:
    """Raises FileError where the lines above the header name another year's classification."""
    for number, row in enumerate(detect.head(sheet), 1):
        for cell in row:
            if (found := _YEAR.search(cell)) and VINTAGE not in found.groups():
                raise sheet.fail(f"is of another edition; expected the SOC of {VINTAGE}", row=number, value=cell)


def _structure(sheet: RawSheet, header: int) -> pl.DataFrame:
    """Columns row, code, title, level and an empty text. The header has no word above the titles, which stand in the
    column after the detailed codes."""
    names = [" ".join(cell.split()).casefold() for cell in detect.head(sheet)[header - 1]]
    place = str(names.index(STRUCTURE[-1].header.casefold()) + 1) if STRUCTURE[-1].header.casefold() in names else ""
    if place not in sheet.cells.columns:
        raise sheet.fail("has no column “Detailed Occupation” with one of titles after it", row=header)
    is_header = pl.col("row") == header
    cells = sheet.cells.with_columns(pl.when(is_header).then(pl.lit(TITLE.header)).otherwise(place).alias(place))
    frame = tables.table(RawSheet(sheet.path, sheet.name, cells), [*STRUCTURE, TITLE], header_row=header)
    levels = [column.name for column in STRUCTURE]
    wrong = frame.filter(pl.sum_horizontal(pl.col(name).is_not_null() for name in levels) != 1)
    if not wrong.is_empty():
        raise sheet.fail("has codes in several columns, or in none; expected one", row=wrong["row"][0])
    level = pl.coalesce(pl.when(pl.col(name).is_not_null()).then(pl.lit(name)) for name in levels)
    return frame.select("row", "title", code=pl.coalesce(levels), level=level, text=pl.lit(None, dtype=pl.String))


def _check(sheet: RawSheet, frame: pl.DataFrame) -> None:
    again = frame.filter(~pl.col("code").is_first_distinct())
    if not again.is_empty():
        row, code = again.select("row", "code").row(0)
        raise sheet.fail("is there twice", row=row, value=code)
