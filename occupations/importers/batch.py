"""What a reader of statistical files returns: tables ready to be written, each for one release of one dataset.

Readers are pure: files in, batches out, no database. The writer, in turn, does not know about files. Records are
identified by their keys ("oews-2018:11-1021", see StatisticalRecord.key), metrics by those of the registry, and every
number is a decimal in the unit of its metric. Columns that a reader leaves out are empty.
"""

import datetime
from collections import Counter

import msgspec
import polars as pl

from occupations.importers.columns import Lost
from occupations.metrics.wage_columns import WAGE_COLUMNS

Schema = dict[str, type[pl.DataType] | pl.DataType]

AMOUNT = pl.Decimal(16, 4)

RECORDS: Schema = {"key": pl.String, "title": pl.String, "level": pl.String, "is_total": pl.Boolean}
FIGURES: Schema = {
    "record": pl.String,
    "metric": pl.String,
    "label": pl.String,
    "part_code": pl.String,  # of the label, in the classification that the metric names
    **dict.fromkeys(("value", "low", "high", "at_least", "at_most"), AMOUNT),
    "missing": pl.String,
    "level": pl.String,
    "group": pl.String,
    "standard_error": AMOUNT,
    "sample_size": pl.Int64,
    "base": pl.Int64,
    "method": pl.String,
    "population": pl.String,
    "period_start": pl.Date,
    "period_end": pl.Date,
    "note": pl.String,
}
WAGES: Schema = {
    "record": pl.String,
    "area": pl.String,  # key of AREAS; empty: the nation
    "industry": pl.String,  # code of INDUSTRIES
    "employer": pl.String,  # name
    **dict.fromkeys(WAGE_COLUMNS, AMOUNT),
    **dict.fromkeys(("mean_rse", "employment_rse"), AMOUNT),
    "employment": pl.Int64,
    "sample_size": pl.Int64,
    "annual_only": pl.Boolean,
    "hourly_only": pl.Boolean,
    "top_coded": pl.List(pl.String),  # names of WAGE_COLUMNS
    "suppressed": pl.List(pl.String),  # the same, and "employment"
    **dict.fromkeys(("top_code_annual", "top_code_hourly"), AMOUNT),
    "population": pl.String,
    "note": pl.String,
}
AREAS: Schema = {"key": pl.String, "kind": pl.String, "code": pl.String, "name": pl.String}  # key: "metro:41940"
INDUSTRIES: Schema = {"code": pl.String, "name": pl.String}
# kind: "description", "responsibility" (in order of position), "alternate_title", "reported_title",
# "direct_match_title", or "title" where the source's description is left out
TEXTS: Schema = {"record": pl.String, "kind": pl.String, "position": pl.Int64, "text": pl.String}
# a statement of a source about two records. quality: one of Classification.QUALITIES, or "related" (position: how
# closely), or "prepares" of a field of study.
LINKS: Schema = {"record": pl.String, "other": pl.String, "quality": pl.String, "position": pl.Int64, "note": pl.String}

TABLES: dict[str, Schema] = {
    "records": RECORDS,
    "figures": FIGURES,
    "wages": WAGES,
    "areas": AREAS,
    "industries": INDUSTRIES,
    "texts": TEXTS,
    "links": LINKS,
}


class SourceEntry(msgspec.Struct, frozen=True):
    """A source as the page of sources shows it."""

    title: str
    publisher: str = ""
    url: str = ""
    license: str = ""
    attribution: str = ""


class Batch(msgspec.Struct, kw_only=True):
    """One release as read from files. `files`: name and SHA-256 of each file with rows of the release; the same files
    are the same release. `dated_by`: files that only identify the release. `digest`: of the release, where the files
    are not at hand. `whole`: whether it has all that the files have; if not, importing them adds what is left out."""

    source: SourceEntry
    table: str  # "national", "table 1.2"
    geography: str
    title: str  # "National estimates, May 2025"
    period: tuple[datetime.date, datetime.date] | None
    method: str
    population: str
    files: tuple[tuple[str, str], ...]
    dated_by: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    whole: bool = True
    renames: bool = True  # whether its titles of records replace those from other tables
    next_expected: datetime.date | None = None
    retrieved: datetime.date | None = None  # no file says when it was downloaded; the operator can
    records: pl.DataFrame = msgspec.field(default_factory=lambda: empty(RECORDS))
    figures: pl.DataFrame = msgspec.field(default_factory=lambda: empty(FIGURES))
    wages: pl.DataFrame = msgspec.field(default_factory=lambda: empty(WAGES))
    areas: pl.DataFrame = msgspec.field(default_factory=lambda: empty(AREAS))
    industries: pl.DataFrame = msgspec.field(default_factory=lambda: empty(INDUSTRIES))
    texts: pl.DataFrame = msgspec.field(default_factory=lambda: empty(TEXTS))
    links: pl.DataFrame = msgspec.field(default_factory=lambda: empty(LINKS))
    rows_read: int = 0
    skipped: Counter[str] = msgspec.field(default_factory=Counter)  # reason → rows
    lost: list[Lost] = msgspec.field(default_factory=list)  # rows left out because of an unknown code

    @property
    def is_empty(self) -> bool:
        """Whether nothing in the file is used here, so that it makes no release."""
        return all(getattr(self, table).is_empty() for table in TABLES)


def empty(columns: Schema) -> pl.DataFrame:
    return pl.DataFrame(schema=columns)


def shaped(frame: pl.DataFrame, table: str) -> pl.DataFrame:
    """The frame with exactly the columns of the table, in order; missing ones are empty. Raises ValueError for a column
    that the table does not have."""
    columns = TABLES[table]
    if not frame.columns:
        return empty(columns)
    if unknown := set(frame.columns) - set(columns):
        raise ValueError(f"{table} have no {', '.join(sorted(unknown))}")
    shaped_columns = [
        pl.col(name).cast(kind) if name in frame.columns else pl.lit(None, dtype=kind).alias(name)
        for name, kind in columns.items()
    ]
    return frame.select(shaped_columns)
