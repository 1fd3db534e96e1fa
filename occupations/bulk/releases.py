"""Reads bulk releases: lists them, and finds their files. Loaded by web processes."""

import datetime
import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from occupations.bulk.state import FORMAT, root

NAME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}"
FILE = r"[a-z0-9-]{1,250}\.(csv\.gz|jsonl\.gz|parquet|json)"


class BulkReleaseFile(NamedTuple):
    """`table`: empty for the description of all. `metric`: the sensitive metric it is for, or empty. `state`: what it
    depends on, or empty. `rows`: of CSV. Neither they nor `title` and `dataset` are known of files that earlier
    versions made."""

    name: str
    table: str
    form: str
    media_type: str
    bytes: int
    sha256: str
    description: str = ""
    metric: str = ""
    state: str = ""
    title: str = ""
    rows: int | None = None
    dataset: str = ""


class Bulk(NamedTuple):
    """`since`: the name of the release before, which may be deleted; empty for the first. `build`: the version of the
    site that made it."""

    name: str
    since: str
    published: str
    digest: str
    occupations: int
    files: tuple[BulkReleaseFile, ...]
    build: str = ""

    @property
    def published_on(self) -> datetime.date:
        return datetime.datetime.fromisoformat(self.published).date()

    def file(self, name: str) -> BulkReleaseFile | None:
        return next((file for file in self.files if file.name == name), None)

    def state_of(self, table: str) -> str:
        return next((file.state for file in self.files if file.table == table), "")

    @property
    def is_whole(self) -> bool:
        """Whether nobody has deleted some of its files."""
        return all(self.path(file.name).is_file() for file in self.files)

    def path(self, file: str) -> Path:
        return root() / self.name / file


def releases() -> list[Bulk]:
    """All bulk releases, the one made last first."""
    folder = root()
    found = [one for one in folder.iterdir() if re.fullmatch(NAME, one.name)] if folder.is_dir() else []
    made = sorted(((_made_at(one), one) for one in found), reverse=True)
    return [bulk for _, one in made if (bulk := _opened(one)) is not None]


def _made_at(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _opened(folder: Path) -> Bulk | None:
    """None if it was deleted a moment ago, or cannot be read any more."""
    try:
        return _read(folder)
    except FileNotFoundError:
        return None


def latest() -> Bulk | None:
    return next(iter(releases()), None)


def release(name: str) -> Bulk | None:
    folder = root() / name
    return _opened(folder) if re.fullmatch(NAME, name, re.ASCII) and folder.is_dir() else None


@lru_cache(maxsize=256)  # they never change
def _read(folder: Path) -> Bulk | None:
    """None if it was made by another version of this site."""
    text = (folder / "datapackage.json").read_bytes()
    known = msgspec.json.decode(text)
    if known.get("format") != FORMAT:
        return None
    files = [
        BulkReleaseFile(
            one["path"],
            one["table"],
            one["format"],
            one["mediatype"],
            one["bytes"],
            one["hash"].removeprefix("sha256:"),
            one["description"],
            one.get("metric", ""),
            one.get("state", ""),
            one.get("title", ""),
            one.get("rows"),
            one.get("dataset", ""),
        )
        for one in known["resources"]
    ]
    package = BulkReleaseFile(
        "datapackage.json", "", "json", "application/json", len(text), hashlib.sha256(text).hexdigest()
    )
    return Bulk(
        known["version"],
        known["since"] or "",
        known["created"],
        known["digest"],
        known["occupations"],
        (package, *files),
        known["build"],
    )
