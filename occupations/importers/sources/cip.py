"""The crosswalk from the Classification of Instructional Programs (CIP) to the SOC: which fields of study prepare for
which occupations.

Published at https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56 as a workbook, CIP2020_SOC2018_Crosswalk.xlsx, of several
sheets with the same pairs in another order or a part of them; the one read is “CIP-SOC”. US public domain.

Feeds the fields of study that lead to an occupation, on records "soc-2018:…". It does not say how many people hold
them.
"""

import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from occupations.importers import detect, soc_codes, tables
from occupations.importers.batch import Batch, SourceEntry, shaped
from occupations.importers.columns import Column
from occupations.importers.errors import LoadError
from occupations.importers.tables import RawSheet, digest
from occupations.metrics import Method

SOURCE = SourceEntry(
    title="CIP SOC Crosswalk",
    publisher="US National Center for Education Statistics",
    url="https://nces.ed.gov/ipeds/cipcode/",
    license="US public domain",
    attribution="US National Center for Education Statistics and US Bureau of Labor Statistics, CIP SOC Crosswalk",
)
SHEET = "CIP-SOC"
NO_FIELD, NO_OCCUPATION = "99.9999", "99-9999"
COLUMNS = (
    Column(header="CIP2020Code", name="field", pattern=r"\d\d\.\d{4}"),
    Column(header="CIP2020Title", name="label", longest=200),
    Column(header="SOC2018Code", name="code", **soc_codes.SOC_OR_NONE),
    Column(header="SOC2018Title", name="title", longest=300),
)


def recognise(path: Path) -> bool:
    if tables.is_csv(path):
        return detect.header_row(detect.first_rows(path, tables.COMMAS), [column.header for column in COLUMNS]) == 1
    try:
        return tables.is_workbook(path) and SHEET in tables.sheet_names(path)
    except LoadError:
        return False


def read(paths: Sequence[Path]) -> list[Batch]:
    """One batch for each file."""
    return [_read(path) for path in paths]


def _read(path: Path) -> Batch:
    sheet = tables.read_sheet(path, 0 if tables.is_csv(path) else SHEET)
    frame = tables.table(sheet, COLUMNS)
    _check(sheet, frame)
    unmatched = pl.col("field") == NO_FIELD
    unused = pl.col("code") == NO_OCCUPATION
    pairs = frame.filter(~unmatched & ~unused).with_columns(pl.col("label").str.strip_suffix("."))
    once = pairs.filter(pl.struct("code", pl.col("label").str.to_lowercase()).is_first_distinct())
    skipped = Counter(
        {
            "occupations that no field of study is matched to": frame.filter(unmatched).height,
            "fields of study that no occupation is matched to": frame.filter(unused & ~unmatched).height,
            "fields of study with the same name and another code": pairs.height - once.height,
        }
    )
    figures = once.select("label", record=pl.format("soc-2018:{}", "code"), metric=pl.lit("major_fields"))
    return Batch(
        source=SOURCE,
        table="CIP-SOC",
        geography="United States",
        title="CIP 2020 to SOC 2018",
        period=(datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)),
        method=Method.RATED,
        population="matched by the two agencies",
        files=(digest(path),),
        figures=shaped(figures, "figures"),
        rows_read=frame.height,
        skipped=+skipped,
    )


def _check(sheet: RawSheet, frame: pl.DataFrame) -> None:
    again = frame.filter(~pl.struct("field", "code").is_first_distinct())
    if not again.is_empty():
        row, code = again.select("row", "code").row(0)
        raise sheet.fail("appears twice for the same field of study", row=row, column="SOC2018Code", value=code)
