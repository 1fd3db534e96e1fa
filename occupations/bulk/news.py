"""What changed, as entries of feeds: one for each occupation that changed in a bulk release, the newest first."""

import datetime
import gzip
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

import msgspec
from django.db.models import Max

from occupations.bulk import releases
from occupations.bulk.releases import Bulk
from occupations.models import Occupation
from occupations.sql import LIVE

_decoder = msgspec.json.Decoder()
CHANGES_FILE = "changes.jsonl.gz"


class Entry(NamedTuple):
    """What changed of an occupation with a bulk release. `sentences`: at least one."""

    key: str
    since: str
    published: datetime.datetime
    id: int
    slug: str
    title: str
    sentences: tuple[str, ...]


class News(NamedTuple):
    """`more`: whether there are older entries."""

    entries: list[Entry]
    more: bool


def news(start: int, limit: int, occupation: int | None = None) -> News:
    """Some entries, of all occupations or of one, from the newest on."""
    wanted = (
        entry
        for bulk in releases.releases()
        for entry in _entries(bulk)
        if occupation is None or entry.id == occupation
    )
    found = list(islice(wanted, start, start + limit + 1))
    return News(found[:limit], len(found) > limit)


def version() -> tuple[str, ...]:
    """What the entries depend on."""
    return tuple(one.name for one in releases.releases())


def looked_at() -> datetime.datetime:
    """As of when there are no other entries: the newest bulk release; before the first, the newest edition, or today
    if nothing is public."""
    if newest := releases.latest():
        return datetime.datetime.fromisoformat(newest.published)
    at = Occupation.objects.using(LIVE).public().aggregate(at=Max("live__published_at"))["at"]
    return at or datetime.datetime.combine(datetime.datetime.now(datetime.UTC), datetime.time.min, datetime.UTC)


@lru_cache(maxsize=4)  # of a release all pages of the feed are asked for; they never change
def _entries(bulk: Bulk) -> tuple[Entry, ...]:
    return tuple(_read(bulk))


def _read(bulk: Bulk) -> Iterator[Entry]:
    published = datetime.datetime.fromisoformat(bulk.published)
    try:
        with gzip.open(bulk.path(CHANGES_FILE), "rb") as lines:
            rows = [_decoder.decode(line) for line in lines]
    except FileNotFoundError:  # deleted a moment ago
        return
    for number, some in groupby(rows, itemgetter("id")):
        of_one = list(some)
        first = of_one[0]
        sentences = tuple(row["text"] for row in of_one)
        yield Entry(bulk.name, first["since"], published, number, first["slug"], first["title"], sentences)
