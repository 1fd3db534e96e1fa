"""Writes the tables of occupations.

What an edition says never changes. If few editions are others than in the release before, and the same version of the
site made that, their rows are held against its files: a table in which nothing differs is the same files, and to
another, the rows of all other editions come from there.
"""

import gzip
import heapq
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import msgspec
from django.conf import settings

from occupations.bulk.linking import link_table
from occupations.bulk.releases import Bulk
from occupations.bulk.table import BulkTable
from occupations.bulk.table_files import TableLines, json_lines
from occupations.bulk.tables import OF_EDITIONS, OF_STANDINGS
from occupations.models import Occupation
from occupations.profiles.document import Profile, decode
from occupations.rendering.formats import to_json
from occupations.rendering.live import Live

CHUNK = 50  # editions in memory at a time
FEW = 100  # so many other editions; of more, all tables are written anew
_decoder = msgspec.json.Decoder()
_BEGIN = len(b'{"slug":"')
Lines = tuple[str, list[bytes]]
"""The slug of an occupation, and its lines."""


class Known(NamedTuple):
    """The edition of an occupation."""

    id: int
    number: int
    digest: str


def write(folder: Path, before: Bulk | None) -> None:
    """The JSON Lines of all tables, or all files of those that are the same as before."""
    public = Occupation.objects.public().values_list("slug", "pk", "live__number", "live__digest")
    now = {slug: Known(*edition) for slug, *edition in public}
    _write_standings(folder, now)
    earlier = _known(before)
    others = {slug for slug, edition in now.items() if earlier.get(slug) != edition}
    if before is None or before.build != settings.BUILD or len(others) > FEW:
        _write_all(folder, now)
        return
    new: dict[str, dict[str, list[bytes]]] = {table.name: {} for table in OF_EDITIONS}
    for live, profile in _editions(others):
        for table in OF_EDITIONS:
            if lines := list(json_lines(table, table.rows(live, profile))):
                new[table.name][live.slug] = lines
    others |= earlier.keys() - now.keys()
    for table in OF_EDITIONS:
        replaced = {slug: lines for slug, lines in _lines(before, table) if slug in others}
        if replaced != new[table.name] or not link_table(folder, table.name, before):
            kept = ((slug, lines) for slug, lines in _lines(before, table) if slug not in others)
            _write_lines(folder, table, heapq.merge(kept, sorted(new[table.name].items()), key=itemgetter(0)))


def _known(bulk: Bulk | None) -> dict[str, Known]:
    """By slug."""
    if bulk is None:
        return {}
    rows = (_decoder.decode(line) for line in _read(bulk, "occupations"))
    return {row["slug"]: Known(row["id"], row["edition"], row["digest"]) for row in rows}


def _read(bulk: Bulk, table: str) -> Iterator[bytes]:
    with gzip.open(bulk.path(f"{table}.jsonl.gz"), "rb") as lines:
        yield from lines


def _lines(bulk: Bulk, table: BulkTable) -> Iterator[Lines]:
    """In the order of slugs. A line begins with its slug, so it need not be decoded."""
    read = _read(bulk, table.name)
    for slug, lines in groupby(read, lambda line: line[_BEGIN : line.index(b'"', _BEGIN)]):
        yield slug.decode(), list(lines)


def _write_lines(folder: Path, table: BulkTable, occupations: Iterable[Lines]) -> None:
    with TableLines(folder, table) as file:
        for _, lines in occupations:
            file.write_lines(lines)


def _write_all(folder: Path, slugs: Iterable[str]) -> None:
    with ExitStack() as stack:
        files = [stack.enter_context(TableLines(folder, table)) for table in OF_EDITIONS]
        for edition in _editions(slugs):
            for file in files:
                file.write(file.table.rows(*edition))


def _write_standings(folder: Path, slugs: Iterable[str]) -> None:
    """What depends on other occupations, too."""
    with ExitStack() as stack:
        files = [stack.enter_context(TableLines(folder, table)) for table in OF_STANDINGS]
        for live, _ in _live(slugs, ()):
            for file in files:
                file.write(file.table.rows(live))


def _editions(slugs: Iterable[str]) -> Iterator[tuple[Live, Profile]]:
    return ((live, decode(document)) for live, (document,) in _live(slugs, ("live__document",)))


def _live(slugs: Iterable[str], more: Sequence[str]) -> Iterator[tuple[Live, Sequence]]:
    """In the order of slugs, with a few in memory at a time. `more`: columns that are read, too."""
    columns = ("slug", "pk", "live__number", "live__published_at", "live__digest")
    standing = ("standing__nearest", "standing__related")
    ordered = sorted(slugs)
    for start in range(0, len(ordered), CHUNK):
        chunk = Occupation.objects.public().filter(slug__in=ordered[start : start + CHUNK])
        found = sorted(chunk.values_list(*columns, *standing, *more), key=itemgetter(0))
        for slug, pk, number, published, digest, *lists in found:
            nearest, related = (to_json(one or []).decode() for one in lists[:2])
            live = Live(slug, number, published, digest, None, nearest, [], related=related, id=pk)
            yield live, lists[2:]
