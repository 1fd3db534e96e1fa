"""The crosswalk from the Classification of Instructional Programs (CIP) to the SOC: which fields of study prepare for
which occupations; and the codes of the CIP itself.

Published at https://nces.ed.gov/ipeds/cipcode/post3.aspx?y=56 as a workbook, CIP2020_SOC2018_Crosswalk.xlsx, of several
sheets with the same pairs in another order or a part of them; the one read is “CIP-SOC”. The codes are
CIPCode2020.csv, at https://nces.ed.gov/ipeds/cipcode/resources.aspx?y=56. US public domain.

Feeds the fields of study that lead to an occupation, on records "soc-2018:…", and the records "cip-2020:…" of fields,
with the occupations that they lead to. It does not say how many people hold them.
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
from occupations.metrics import Level, Method

SOURCE = SourceEntry(
    title="CIP SOC Crosswalk",
    publisher="US National Center for Education Statistics",
    url="https://nces.ed.gov/ipeds/cipcode/",
    license="US public domain",
    attribution="US National Center for Education Statistics and US Bureau of Labor Statistics, CIP SOC Crosswalk",
)
CLASSIFICATION = SourceEntry(
    title="Classification of Instructional Programs",
    publisher="US National Center for Education Statistics",
    url="https://nces.ed.gov/ipeds/cipcode/",
    license="US public domain",
    attribution="US National Center for Education Statistics, Classification of Instructional Programs",
)
GEOGRAPHY, VINTAGE = "United States", "2020"
PERIOD = (datetime.date(int(VINTAGE), 1, 1), datetime.date(int(VINTAGE), 12, 31))
SHEET = "CIP-SOC"
NO_FIELD, NO_OCCUPATION = "99.9999", "99-9999"
COLUMNS = (
    Column(header="CIP2020Code", name="field", pattern=r"\d\d\.\d{4}"),
    Column(header="CIP2020Title", name="label", longest=200),
    Column(header="SOC2018Code", name="code", **soc_codes.SOC_OR_NONE),
    Column(header="SOC2018Title", name="title", longest=300),
)
# Written so that spreadsheets keep the zeros: ="01.0101".
CODES = (
    Column(header="CIPCode", name="code", pattern=r'(?:="?)?\d\d(?:\.\d\d(?:\d\d)?)?"?', says="a code of the CIP"),
    Column(header="CIPTitle", name="title", longest=300),
)
LEVELS = {len("51"): Level.MAJOR.value, len("51.38"): Level.MINOR.value, len("51.3801"): Level.DETAILED.value}


def recognise(path: Path) -> bool:
    if tables.is_csv(path):
        return _begins_with(path, COLUMNS) or _begins_with(path, CODES)
    try:
        return tables.is_workbook(path) and SHEET in tables.sheet_names(path)
    except LoadError:
        return False


def _begins_with(path: Path, columns: Sequence[Column]) -> bool:
    return detect.header_row(detect.first_rows(path, tables.COMMAS), [column.header for column in columns]) == 1


def read(paths: Sequence[Path]) -> list[Batch]:
    """One batch for each file; the codes, which have the titles of all fields, come first."""
    codes = [path for path in paths if tables.is_csv(path) and _begins_with(path, CODES)]
    return [*map(_read_codes, codes), *(_read(path) for path in paths if path not in codes)]


def _read_codes(path: Path) -> Batch:
    sheet = tables.read_sheet(path, 0)
    frame = tables.table(sheet, CODES).with_columns(pl.col("code").str.strip_chars('="'))
    again = frame.filter(~pl.col("code").is_first_distinct())
    if not again.is_empty():
        raise sheet.fail("appears twice", row=again["row"][0], column="CIPCode", value=again["code"][0])
    return Batch(
        source=CLASSIFICATION,
        table="codes",
        geography=GEOGRAPHY,
        title=f"CIP {VINTAGE}",
        period=PERIOD,
        method=Method.UNSTATED,
        population="",
        files=(digest(path),),
        records=_records(frame),
        rows_read=frame.height,
    )


def _records(fields: pl.DataFrame) -> pl.DataFrame:
    """`fields`: columns code and title. Families of fields are written in capitals, which are no names."""
    title = pl.col("title").str.strip_suffix(".")
    lowered = pl.concat_str(title.str.slice(0, 1), title.str.slice(1).str.to_lowercase())
    is_family = pl.col("code").str.len_chars() == len("51")
    return shaped(
        fields.select(
            key=pl.format(f"cip-{VINTAGE}:{{}}", "code"),
            title=pl.when(is_family).then(lowered).otherwise(title),
            level=pl.col("code").str.len_chars().replace_strict(LEVELS, return_dtype=pl.String),
            is_total=pl.lit(value=False),
        ),
        "records",
    )


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
    of_soc, of_cip = pl.format("soc-2018:{}", "code"), pl.format(f"cip-{VINTAGE}:{{}}", "field")
    figures = once.select("label", record=of_soc, metric=pl.lit("major_fields"), part_code="field")
    links = pairs.select(
        record=of_cip,
        other=of_soc,
        quality=pl.lit("prepares"),
        position=pl.int_range(1, pl.len() + 1).over("field"),
    )
    fields = frame.filter(~unmatched).unique("field", keep="first", maintain_order=True)
    return Batch(
        source=SOURCE,
        table="CIP-SOC",
        geography=GEOGRAPHY,
        title=f"CIP {VINTAGE} to SOC 2018",
        period=PERIOD,
        method=Method.RATED,
        population="matched by the two agencies",
        files=(digest(path),),
        records=_records(fields.select(code="field", title="label")),
        figures=shaped(figures, "figures"),
        links=shaped(links, "links"),
        rows_read=frame.height,
        skipped=+skipped,
    )


def _check(sheet: RawSheet, frame: pl.DataFrame) -> None:
    again = frame.filter(~pl.struct("field", "code").is_first_distinct())
    if not again.is_empty():
        row, code = again.select("row", "code").row(0)
        raise sheet.fail("appears twice for the same field of study", row=row, column="SOC2018Code", value=code)
