"""Reads what is public: live editions by slug, from the local copy, and the sheets made from them."""

import datetime
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec
from django.conf import settings

from occupations.caching.bounded import BoundedCache
from occupations.local_copy import state
from occupations.profiles.document import decode
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Sheet
from occupations.rendering.fragments import Fragments
from occupations.sql import marks, rows

COLUMNS = "o.id, o.slug, e.number, e.published_at, e.digest, s.pay_median_percentile, s.nearest"
# What the page of an occupation shows of its standing.
ALONE = ", s.related, (SELECT count(*) FROM occupations_standing WHERE counts), s.stands_out"
TABLES = """
FROM occupations_occupation o
JOIN occupations_edition e ON e.id = o.live_id
LEFT JOIN occupations_standing s ON s.occupation_id = o.id
"""
_DOCUMENT = "SELECT document FROM occupations_edition WHERE digest = ?"
_HIDDEN = "SELECT metric FROM occupations_metricpolicy WHERE NOT shown ORDER BY metric"


class LaidOut(NamedTuple):
    """What is made from one edition alone."""

    sheet: Sheet
    fragments: Fragments


class Live(msgspec.Struct, frozen=True):
    """A live edition without its document, which is all that an ETag needs. `nearest` and `related` are JSON: [[slug,
    title], …]; so is `stands_out` (profiles/portrait.py). `related`, `stands_out` and `paid`, the number of medians
    behind the percentile, are read only for the page of one occupation. `id`: the number that the occupation has for
    ever; 0 for a preview."""

    slug: str
    number: int
    published_at: datetime.datetime
    digest: str
    pay_median_percentile: int | None
    nearest: str | None
    hidden: list[str]
    related: str | None = None
    paid: int | None = None
    stands_out: str | None = None
    id: int = 0

    @classmethod
    def of(cls, row: Sequence, hidden: list[str]) -> "Live":
        """`row`: of COLUMNS, and perhaps of ALONE."""
        values = [*row[1:7], hidden, *row[7:]]
        return cls(**dict(zip(cls.__struct_fields__, values, strict=False)), id=row[0])

    @property
    def version(self) -> str:
        """What the page of this edition depends on besides the code, for its ETag."""
        standing = f"{self.pay_median_percentile} {self.paid} {self.nearest} {self.related} {self.stands_out}"
        return f"{self.slug} {self.number} {self.digest} {standing} {self.hidden}"


def picture_version(lives: Sequence[Live]) -> str:
    """What a picture of these depends on, in a few characters."""
    parts = [settings.BUILD, *(f"{live.slug} {live.digest} {live.hidden}" for live in lives)]
    return sha256("\n".join(parts).encode()).hexdigest()[:12]


class LiveDocument(Live, frozen=True, kw_only=True):
    """A live edition with its document."""

    laid_out: LaidOut


# The memory that an edition takes with the pages made from it, per byte of its document (64 KB on average): what a
# process grows by with all 997 of the releases of 2026 is 1.0 when they are laid out, and 1.9 after some thousand pages
# of pairs. Other formats add to that.
BYTES_PER_DOCUMENT_BYTE = 2.25


class EditionCache:
    """The most recently used editions in this process, laid out and rendered as far as requested.

    The digest identifies an edition's bytes, and templates, registry and definitions do not change while a process
    lives, so nothing in here is ever out of date. Threads may make an entry twice, which costs only time.
    """

    def __init__(self, budget: int) -> None:
        self.entries: BoundedCache[LaidOut] = BoundedCache(budget)

    def laid_out(self, digest: str) -> LaidOut | None:
        """The edition with this digest; None if it is not live, nor was lately."""
        if entry := self.entries.get(digest):
            return entry
        found = rows(_DOCUMENT, [digest])
        return self.keep(digest, found[0][0]) if found else None

    def keep(self, digest: str, document: str) -> LaidOut:
        """An edition that may be of the past, as one that is live is cached."""
        if entry := self.entries.get(digest):
            return entry
        sheet = lay_out(decode(document))
        return self.entries.put(digest, LaidOut(sheet, Fragments(sheet)), int(BYTES_PER_DOCUMENT_BYTE * len(document)))


cache = EditionCache(settings.EDITION_CACHE_MB * 2**20)


_hidden: tuple[int, list[str]] = -1, []


def hidden_metrics() -> list[str]:
    """Metrics that the site shows nowhere, in order."""
    global _hidden  # noqa: PLW0603
    generation = state.generation()
    if _hidden[0] != generation:
        _hidden = generation, [metric for (metric,) in rows(_HIDDEN)]
    return _hidden[1]


def live_versions(slugs: Sequence[str], *, alone: bool = False) -> dict[str, Live]:
    """The live editions at these slugs, by slug, without their documents; one query. Slugs that are not public are
    missing. `alone`: with everything the page of one occupation shows of its standing."""
    hidden = hidden_metrics()
    found = rows(
        f"SELECT {COLUMNS}{ALONE * alone} {TABLES} WHERE o.slug IN ({marks(slugs)}) AND o.withdrawn_at IS NULL", slugs
    )
    return {row[1]: Live.of(row, hidden) for row in found}


def live_editions(slugs: Sequence[str], *, alone: bool = False) -> dict[str, LiveDocument]:
    """Like live_versions, with their documents."""
    return with_documents(live_versions(slugs, alone=alone))


def live_edition(slug: str) -> LiveDocument | None:
    """The live edition at a slug, with everything that its own page shows; one query. None if nothing is public."""
    return live_editions([slug], alone=True).get(slug)


def with_documents(lives: Mapping[str, Live]) -> dict[str, LiveDocument]:
    """The same with their documents, by slug, but for those that were taken away since."""
    found = {slug: cache.laid_out(live.digest) for slug, live in lives.items()}
    return {slug: with_layout(live, laid_out) for slug, live in lives.items() if (laid_out := found[slug])}


def with_layout(live: Live, laid_out: LaidOut) -> LiveDocument:
    return LiveDocument(*msgspec.structs.astuple(live), laid_out=laid_out)
