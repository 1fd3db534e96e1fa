"""The Standard Occupational Classification of 2018: the occupations that official statistics distinguish.

Published at https://www.bls.gov/soc/2018/ as three workbooks of one sheet each: the structure
(soc_structure_2018.xlsx), each code in the column of its level and the title beside the last of them; the definitions
(soc_2018_definitions.xlsx); and the job titles each of which belongs to one code alone
(soc_2018_direct_match_title_file.xlsx). US public domain.

Feeds the records "soc-2018:…" of all levels, which give occupations their category, and descriptions and job titles of
detailed ones.
"""

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from occupations.importers import detect, soc_codes, tables
from occupations.importers.batch import Batch, SourceEntry, shaped
from occupations.importers.columns import Column
from occupations.importers.errors import FileError
from occupations.importers.tables import RawSheet, digest
from occupations.metrics import Level, Method

SOURCE = SourceEntry(
    title="Standard Occupational Classification",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/soc/2018/",
    license="US public domain",
    attribution="US Bureau of Labor Statistics, Standard Occupational Classification",
)
GEOGRAPHY = "United States"
VINTAGE = "2018"
LARGEST = 2_000_000  # bytes; ten times the largest of them

# Column of the structure → level, pattern of its codes, an example.
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
DIRECT_MATCHES = (
    Column(header="2018 SOC Code", name="code", **soc_codes.SOC),
    Column(header="2018 SOC Title", name="title", longest=300),
    Column(header="2018 SOC Direct Match Title", name="text", longest=300),
)
_YEAR = re.compile(r"reference year January (\d{4})|\bthe (\d{4}) SOC\b")


def recognise(path: Path) -> bool:
    sheet = detect.only_sheet(path, LARGEST)
    return sheet is not None and any(_header(sheet, columns) for columns in (DEFINITIONS, STRUCTURE, DIRECT_MATCHES))


def _header(sheet: RawSheet, columns: Sequence[Column]) -> int:
    """The number of the row with the first three of these headers, 0 if there is none."""
    return detect.header_row(detect.head(sheet), [column.header for column in columns[:3]])


def read(paths: Sequence[Path]) -> list[Batch]:
    """A batch for each file."""
    return [_read(path) for path in paths]


def _read(path: Path) -> Batch:
    sheet = tables.read_sheet(path)
    _check_vintage(sheet)
    if header := _header(sheet, DIRECT_MATCHES):
        return _direct_matches(path, sheet, header)
    if header := _header(sheet, DEFINITIONS):
        frame = tables.table(sheet, DEFINITIONS, header_row=header).with_columns(pl.col("level").str.to_lowercase())
        table, title = "definitions", "Definitions"
    elif header := _header(sheet, STRUCTURE):
        frame = _structure(sheet, header)
        table, title = "structure", "Structure"
    else:
        raise FileError(path, "has none of the headers of the structure, the definitions and the direct match "
                        "titles of the SOC", sheet=sheet.name)  # fmt: skip
    _check(sheet, frame)
    key = pl.format(f"soc-{VINTAGE}:{{}}", "code")
    texts = frame.filter(pl.col("text").is_not_null()).select(
        "text", record=key, kind=pl.lit("description"), position=pl.lit(1)
    )
    records = shaped(frame.select("title", "level", key=key, is_total=pl.lit(value=False)), "records")
    return _batch(path, table, title, frame.height, records, shaped(texts, "texts"))


def _batch(path: Path, table: str, title: str, rows: int, records: pl.DataFrame, texts: pl.DataFrame) -> Batch:
    return Batch(
        source=SOURCE,
        table=table,
        geography=GEOGRAPHY,
        title=f"{title}, {VINTAGE}",
        period=(datetime.date(int(VINTAGE), 1, 1), datetime.date(int(VINTAGE), 12, 31)),
        method=Method.UNSTATED,
        population="",
        files=(digest(path),),
        records=records,
        texts=texts,
        rows_read=rows,
    )


def _direct_matches(path: Path, sheet: RawSheet, header: int) -> Batch:
    """Every title once a code, in the order of the file."""
    frame = tables.table(sheet, DIRECT_MATCHES, header_row=header)
    frame = frame.filter(pl.struct("code", pl.col("text").str.to_lowercase()).is_first_distinct())
    key = pl.format(f"soc-{VINTAGE}:{{}}", "code")
    records = frame.unique("code", keep="first", maintain_order=True).select(
        "title", key=key, level=pl.lit(Level.DETAILED.value), is_total=pl.lit(value=False)
    )
    texts = frame.select(
        "text",
        record=key,
        kind=pl.lit("direct_match_title"),
        position=pl.int_range(1, pl.len() + 1).over("code"),
    )
    parts = shaped(records, "records"), shaped(texts, "texts")
    batch = _batch(path, "direct match titles", "Direct match titles", frame.height, *parts)
    batch.renames = False  # it spells some of them in its own way
    return batch


def _check_vintage(sheet: RawSheet) -> None:
    """Raises FileError if the lines above the header name another year's classification."""
    for number, row in enumerate(detect.head(sheet), 1):
        for cell in row:
            if (found := _YEAR.search(cell)) and VINTAGE not in found.groups():
                raise sheet.fail(f"is from a different edition; expected the {VINTAGE} SOC", row=number, value=cell)


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
        raise sheet.fail("appears twice", row=row, value=code)
