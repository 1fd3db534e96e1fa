"""Reads bulk releases: lists them and compares two."""

import gzip
import hashlib
import heapq
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from occupations.bulk.export import root
from occupations.bulk.tables import BY_NAME, BulkTable, Row, sort_key

NAME = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[0-9a-f]{8}"
FILE = r"[a-z-]{1,60}(\.csv\.zip|\.jsonl\.gz|\.json)"


class BulkReleaseFile(NamedTuple):
    name: str
    table: str
    form: str
    media_type: str
    bytes: int
    sha256: str
    metric: str  # the sensitive metric it is for, or empty


class Bulk(NamedTuple):
    name: str
    published: str
    digest: str
    occupations: int
    files: tuple[BulkReleaseFile, ...]

    def file(self, name: str) -> BulkReleaseFile | None:
        return next((file for file in self.files if file.name == name), None)


def releases() -> list[Bulk]:
    """All bulk releases, newest first: by day and, within a day, in the order in which they were made."""
    folder = root()
    found = [one for one in folder.iterdir() if re.fullmatch(NAME, one.name)] if folder.is_dir() else []
    ordered = sorted(found, key=lambda one: (one.name[:10], one.stat().st_mtime_ns, one.name), reverse=True)
    return [_read(one) for one in ordered]


def release(name: str) -> Bulk | None:
    folder = root() / name
    return _read(folder) if re.fullmatch(NAME, name, re.ASCII) and folder.is_dir() else None


@lru_cache(maxsize=256)  # they never change
def _read(folder: Path) -> Bulk:
    text = (folder / "datapackage.json").read_bytes()
    known = msgspec.json.decode(text)
    files = [
        BulkReleaseFile(
            one["path"],
            one["name"].rpartition("-")[0],
            one["format"],
            one["mediatype"],
            one["bytes"],
            one["hash"].removeprefix("sha256:"),
            one.get("metric", ""),
        )
        for one in known["resources"]
    ]
    package = BulkReleaseFile(
        "datapackage.json", "", "json", "application/json", len(text), hashlib.sha256(text).hexdigest(), ""
    )
    return Bulk(known["version"], known["created"], known["digest"], known["occupations"], (package, *files))


def changes(old: Bulk, new: Bulk, tables: list[str]) -> Iterator[dict[str, Any]]:
    """The rows that were added, removed and changed, table by table, in the order of their keys, and first which
    occupations have another slug. Their earlier rows are compared under it. Both files are read in parallel, so memory
    use is small."""
    renamed = _renamed(old, new)
    if "occupations" in tables:
        for slug in sorted(renamed):
            slugs = {"before": {"slug": slug}, "after": {"slug": renamed[slug]}}
            yield {"table": "occupations", "change": "renamed", **slugs}
    for name in tables:
        file = f"{name}.jsonl.gz"
        before, after = old.file(file), new.file(file)
        if before and after and before.sha256 == after.sha256:
            continue
        table = BY_NAME[name]
        yield from _merged(table, _under(renamed, table, old, before), _lines(new, after))


def _renamed(old: Bulk, new: Bulk) -> dict[str, str]:
    """Earlier slugs of occupations → those of now. Releases without numbers say nothing of it."""
    slugs = [
        {row["id"]: row["slug"] for row in _lines(one, one.file("occupations.jsonl.gz")) if "id" in row}
        for one in (old, new)
    ]
    return {slug: slugs[1][number] for number, slug in slugs[0].items() if slugs[1].get(number, slug) != slug}


def _under(renamed: dict[str, str], table: BulkTable, bulk: Bulk, file: BulkReleaseFile | None) -> Iterator[Row]:
    """The rows in the order of their keys, those of renamed occupations under their new slugs. These are in memory."""
    if not renamed:
        yield from _lines(bulk, file)
        return
    key = sort_key(table)
    moved = [row | {"slug": renamed[row["slug"]]} for row in _lines(bulk, file) if row.get("slug") in renamed]
    others = (row for row in _lines(bulk, file) if row.get("slug") not in renamed)
    yield from heapq.merge(others, sorted(moved, key=key), key=key)


def _merged(table: BulkTable, before: Iterator[Row], after: Iterator[Row]) -> Iterator[dict[str, Any]]:
    key = sort_key(table)
    old, new = next(before, None), next(after, None)
    while old is not None or new is not None:
        if new is None or (old is not None and key(old) < key(new)):
            yield {"table": table.name, "change": "removed", "before": old}
            old = next(before, None)
        elif old is None or key(new) < key(old):
            yield {"table": table.name, "change": "added", "after": new}
            new = next(after, None)
        else:
            if old != new:
                yield {"table": table.name, "change": "changed", "before": old, "after": new}
            old, new = next(before, None), next(after, None)


_decoder = msgspec.json.Decoder()


def _lines(bulk: Bulk, file: BulkReleaseFile | None) -> Iterator[Row]:
    if file is None:
        return
    with gzip.open(root() / bulk.name / file.name, "rb") as lines:
        for line in lines:
            yield _decoder.decode(line)
