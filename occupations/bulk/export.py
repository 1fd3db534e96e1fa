"""Makes a bulk release: a folder of files, named after their content and never changed afterwards.

It becomes visible as a whole. Files that say the same as in the release before are the same file on the disk.
"""

import fcntl
import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS

from occupations.bulk import occupation_files, releases
from occupations.bulk.change_table import CHANGE_TABLE, change_rows
from occupations.bulk.changes import COMPARED
from occupations.bulk.datasets import ObservationFiles, observation_files
from occupations.bulk.linking import link, link_table
from occupations.bulk.observation_files import write
from occupations.bulk.observation_frames import Observations
from occupations.bulk.package import KINDS, OF_OBSERVATIONS, Described, of_table, package, sha256
from occupations.bulk.releases import Bulk, BulkReleaseFile
from occupations.bulk.site_tables import SITE_TABLES
from occupations.bulk.state import State, current, root
from occupations.bulk.table import BulkColumn
from occupations.bulk.table_files import TableLines, write_csv_and_parquet
from occupations.bulk.tables import OCCUPATION_TABLES
from occupations.local_copy.renewing import as_of_now
from occupations.observations.columns import COLUMNS
from occupations.observations.names import Names
from occupations.rendering.formats import to_json


class BulkRelease(NamedTuple):
    name: str
    folder: Path
    new: bool


class Busy(Exception):
    """Another process is making one."""


def make() -> BulkRelease:
    """Writes the files of what is public now, and deletes the oldest releases; returns the newest if nothing has been
    published since. Raises ValueError if nothing is public, and Busy."""
    with _alone(), as_of_now():
        state = current()
        if state is None:
            raise ValueError("Nothing has been published yet.")
        before = releases.latest()
        if before is not None and before.digest == state.digest:
            return BulkRelease(before.name, root() / before.name, False)
        if before is not None and not before.is_whole:
            before = None
        since = before.name if before else None
        name = f"{state.newest:%Y-%m-%d}-{hashlib.sha256(f'{state.digest} {since}'.encode()).hexdigest()[:8]}"
        draft = root() / f".{name}"
        draft.mkdir()
        _write(draft, name, before, state)
        draft.rename(root() / name)
        _clean()
    return BulkRelease(name, root() / name, True)


@contextmanager
def _alone() -> Iterator[None]:
    root().mkdir(parents=True, exist_ok=True)
    with (root() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("Another process is making a bulk release.") from None
        for left in root().glob(".*/"):  # by a process that was ended
            shutil.rmtree(left)
        yield


def _write(draft: Path, name: str, before: Bulk | None, state: State) -> None:
    names = Names(DEFAULT_DB_ALIAS)
    tables = [of_table(table) for table in (*OCCUPATION_TABLES, *SITE_TABLES)]
    occupation_files.write(draft, before)
    sources: list[dict] = []
    for table in SITE_TABLES:
        rows = list(table.rows(names))
        sources = rows if table.name == "sources" else sources
        with TableLines(draft, table) as file:
            file.write(rows)
    tables.append(of_table(CHANGE_TABLE))
    with TableLines(draft, CHANGE_TABLE) as file:
        file.write(change_rows(before, _compared(draft)) if before else ())
    for table in (*OCCUPATION_TABLES, *SITE_TABLES, CHANGE_TABLE):
        if not _link_same(draft, table.name, before):
            write_csv_and_parquet(draft, table)
    tables += _write_observations(draft, names, before)
    described = package(draft, name, before.name if before else None, state, tables, sources)
    (draft / "datapackage.json").write_bytes(msgspec.json.format(to_json(described), indent=2))


def _compared(draft: Path) -> Bulk:
    """As much of the new release as is compared with the one before."""
    files = [draft / f"{name}.jsonl.gz" for name in COMPARED]
    found = [BulkReleaseFile(one.name, "", "jsonl", "", one.stat().st_size, sha256(one)) for one in files]
    return Bulk(draft.name, "", "", "", 0, tuple(found))


def _write_observations(draft: Path, names: Names, before: Bulk | None) -> Iterator[Described]:
    """Those that would be the same are linked, and not read."""
    observations = Observations(names)
    columns = [BulkColumn(one.name, one.type, one.description, one.values, one.empty) for one in COLUMNS]
    for files in observation_files(names):
        csv, parquet = (draft / f"{files.name}.{KINDS[form][0]}" for form in ("csv", "parquet"))
        if not _links(before, files, [csv, parquet]):
            write(_frames(observations, files), csv, parquet)
        yield Described(
            files.name,
            files.title,
            files.description,
            columns,
            ("key",),
            OF_OBSERVATIONS,
            ("csv", "parquet"),
            [files.source],
            files.metric,
            files.state,
            files.dataset,
        )


def _links(before: Bulk | None, files: ObservationFiles, new: list[Path]) -> bool:
    if before is None or before.state_of(files.name) != files.state:
        return False
    return all(link(before.path(one.name), one) for one in new)


def _frames(observations: Observations, files: ObservationFiles):
    for release in files.releases:
        yield from observations.frames(release, files.metrics)


def _link_same(draft: Path, table: str, before: Bulk | None) -> bool:
    """Whether its rows are those of before."""
    name = f"{table}.jsonl.gz"
    known = before.file(name) if before else None
    if before is None or known is None or known.sha256 != sha256(draft / name):
        return False
    return link_table(draft, table, before)


def _clean() -> None:
    """A release vanishes at once; who is reading one of its files goes on reading."""
    kept = {one.name for one in releases.releases()[: settings.BULK_KEPT]}
    for one in root().iterdir():
        if re.fullmatch(releases.NAME, one.name) and one.name not in kept:
            shutil.rmtree(one.rename(root() / f".{one.name}"))
