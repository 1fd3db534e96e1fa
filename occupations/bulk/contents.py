"""What a bulk release contains, as its own files say: its tables, their sources and the time that they cover. For the
page of the data and for catalogs; loaded by web processes."""

import datetime
import gzip
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import msgspec

from occupations.bulk import releases
from occupations.bulk.licenses import License, license_of
from occupations.bulk.releases import Bulk, BulkReleaseFile
from occupations.links import SITE_NAME

TITLE = f"{SITE_NAME}: occupations and their figures"
DESCRIPTION = (
    "Occupations in the United States in public statistics: pay, jobs, projected growth, education, people, "
    "responsibilities and skills, with the source, reference period and method of every figure; the job titles and "
    "codes of occupations; and all figures of the releases that they are from."
)
KEYWORDS = ("occupations", "wages", "employment", "employment projections", "education", "skills", "United States")
_PART_OF = (
    f"One of the tables behind {SITE_NAME}, which compares occupations in the United States by public statistics."
)


class BulkSource(NamedTuple):
    """A row of the table of sources; empty for what is not known."""

    key: str
    title: str
    publisher: str
    homepage_url: str
    license: str
    attribution: str

    @property
    def terms(self) -> License | None:
        return license_of(self.license) if self.license else None


class Period(NamedTuple):
    start: datetime.date
    end: datetime.date


class TableContents(NamedTuple):
    """A table, with a file for each format. `rows`: None if nobody has counted them. `source` and `period`: of all
    observations of a table of a source; None for other tables, and `dataset` is empty. `modified`: when the files last
    became others."""

    name: str
    title: str
    description: str
    rows: int | None
    files: tuple[BulkReleaseFile, ...]
    dataset: str
    source: BulkSource | None
    period: Period | None
    modified: datetime.datetime

    @property
    def metric(self) -> str:
        """The sensitive metric that it is of, or empty."""
        return self.files[0].metric

    @property
    def is_empty(self) -> bool:
        """Whether it has no rows because all that it could have is sensitive, or none is; others are listed anyway."""
        return self.rows == 0 and bool(self.metric or self.dataset)

    @property
    def in_full(self) -> str:
        """The description, for readers who see nothing else."""
        return f"{self.description} {_PART_OF}"


class Contents(NamedTuple):
    """`sources`: those of publishers."""

    bulk: Bulk
    tables: tuple[TableContents, ...]
    sources: tuple[BulkSource, ...]

    @property
    def period(self) -> Period | None:
        """From the first day of all figures to the last."""
        return _together(table.period for table in self.tables if table.period)

    @property
    def licenses(self) -> list[License]:
        return sorted({source.terms for source in self.sources if source.terms})

    def licenses_of(self, table: TableContents) -> list[License]:
        """Those of its source; a table that has no source of its own draws on all."""
        if table.source is None:
            return self.licenses
        return [table.source.terms] if table.source.terms else []


def latest_contents(hidden: Collection[str]) -> Contents | None:
    """Of the newest release, without the files for these metrics and those that are empty; None if there is none."""
    bulk = releases.latest()
    try:
        found = _contents(bulk) if bulk else None
    except FileNotFoundError:  # deleted a moment ago
        return None
    if found is None:
        return None
    return found._replace(
        tables=tuple(table for table in found.tables if not table.is_empty and table.metric not in hidden)
    )


@lru_cache(maxsize=4)  # they never change
def _contents(bulk: Bulk) -> Contents:
    sources = {row["key"]: _source(row) for row in _rows(bulk, "sources")}
    source_of: dict[str, BulkSource] = {}
    periods: dict[str, list[Period]] = {}
    for row in _rows(bulk, "releases"):
        source_of[row["dataset"]] = sources[row["source"]]
        if row["period_start"] and row["period_end"]:
            days = (datetime.date.fromisoformat(row[name]) for name in ("period_start", "period_end"))
            periods.setdefault(row["dataset"], []).append(Period(*days))
    tables = []
    for name, some in groupby((file for file in bulk.files if file.table), key=attrgetter("table")):
        files = tuple(some)
        first = files[0]
        changed = int(bulk.path(first.name).stat().st_mtime)
        tables.append(
            TableContents(
                name,
                first.title or name,
                first.description,
                next((file.rows for file in files if file.rows is not None), None),
                files,
                first.dataset,
                source_of.get(first.dataset),
                _together(periods.get(first.dataset, [])),
                datetime.datetime.fromtimestamp(changed, datetime.UTC),
            )
        )
    return Contents(bulk, tuple(tables), tuple(source for source in sources.values() if source.publisher))


def _rows(bulk: Bulk, table: str) -> list[dict]:
    """Of a small table."""
    with gzip.open(bulk.path(f"{table}.jsonl.gz"), "rb") as lines:
        return [msgspec.json.decode(line) for line in lines]


def _source(row: dict[str, str | None]) -> BulkSource:
    return BulkSource(*(row[name] or "" for name in BulkSource._fields))


def _together(periods: Iterable[Period]) -> Period | None:
    known = list(periods)
    return Period(min(one.start for one in known), max(one.end for one in known)) if known else None
