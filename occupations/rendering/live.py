"""Reads what is public: live editions by slug, in one query, and the sheets made from them."""

import datetime
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple

import msgspec
from django.conf import settings

from occupations.caching.bounded import BoundedCache
from occupations.profiles.document import decode
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Sheet
from occupations.rendering.fragments import Fragments
from occupations.sql import prepared_cursor

# Plain SQL, because building this query with the ORM costs more than running it.
COLUMNS = """
SELECT o.slug, e.number, e.published_at, e.digest, s.pay_median_percentile, s.nearest::text,
       ARRAY(SELECT metric FROM occupations_metricpolicy WHERE NOT shown ORDER BY metric)
"""
# What the page of an occupation shows of its standing.
ALONE = """,
       s.related::text, (SELECT count(*) FROM occupations_standing WHERE counts), s.stands_out::text
"""
# Editions that this process has cached need not be sent again.
DOCUMENT = ", CASE WHEN e.digest = ANY(%s) THEN '' ELSE e.document END"
TABLES = """
FROM occupations_occupation o
JOIN occupations_edition e ON e.id = o.live_id
LEFT JOIN occupations_standing s ON s.occupation_id = o.id
WHERE o.slug = ANY(%s) AND o.withdrawn_at IS NULL
"""


class LaidOut(NamedTuple):
    """What is made from one edition alone."""

    sheet: Sheet
    fragments: Fragments


class Live(msgspec.Struct, frozen=True):
    """A live edition without its document, which is all that an ETag needs. `nearest` and `related` are JSON: [[slug,
    title], …]; so is `stands_out` (profiles/portrait.py). `related`, `stands_out` and `paid`, the number of medians
    behind the percentile, are read only for the page of one occupation."""

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


# The memory that an edition takes with every page and format made, per byte of its document. Measured on 60 occupations
# of the 2025 releases as sys.getsizeof of everything in their entries, divided by the size of their documents (62 KB on
# average): 2.9 when laid out, 4.4 with the page, 6.8 with comparisons, 7.4 with all formats.
BYTES_PER_DOCUMENT_BYTE = 7.5
MOST_ADDRESSES = 20_000


class EditionCache:
    """The most recently used editions in this process, laid out and rendered as far as requested.

    The digest identifies an edition's bytes, and templates, registry and definitions do not change while a process
    lives, so nothing in here is ever out of date. Threads may make an entry twice, which costs only time.
    """

    def __init__(self, budget: int) -> None:
        self.entries: BoundedCache[LaidOut] = BoundedCache(budget)
        self._digests: dict[str, str] = {}  # digests of the editions last seen at these slugs

    def known(self, slugs: Sequence[str]) -> dict[str, LaidOut]:
        """The cached editions that were live at these slugs when last read, by digest."""
        digests = [self._digests.get(slug, "") for slug in slugs]
        return {digest: entry for digest in digests if (entry := self.entries.get(digest))}

    def keep(self, slug: str, digest: str, document: str) -> LaidOut:
        """The entry for an edition that `known` has not returned for this slug."""
        if len(self._digests) > MOST_ADDRESSES:
            self._digests.clear()
        self._digests[slug] = digest
        if entry := self.entries.get(digest):  # it is also live at another slug
            return entry
        sheet = lay_out(decode(document))
        return self.entries.put(digest, LaidOut(sheet, Fragments(sheet)), int(BYTES_PER_DOCUMENT_BYTE * len(document)))


cache = EditionCache(settings.EDITION_CACHE_MB * 2**20)


def live_versions(slugs: Sequence[str], *, alone: bool = False) -> dict[str, Live]:
    """The live editions at these slugs, by slug, without their documents; one query. Slugs that are not public are
    missing. `alone`: with everything the page of one occupation shows of its standing."""
    with prepared_cursor() as cursor:
        cursor.execute(COLUMNS + ALONE * alone + TABLES, [list(slugs)])
        return {row[0]: Live(*row) for row in cursor.fetchall()}


def live_editions(slugs: Sequence[str], *, alone: bool = False) -> dict[str, LiveDocument]:
    """Like live_versions, with their documents."""
    known = cache.known(slugs)
    with prepared_cursor() as cursor:
        cursor.execute(COLUMNS + ALONE * alone + DOCUMENT + TABLES, [list(known), list(slugs)])
        rows = cursor.fetchall()
    return {row[0]: with_document(Live(*row[:-1]), row[-1], known) for row in rows}


def live_edition(slug: str) -> LiveDocument | None:
    """The live edition at a slug, with everything that its own page shows; one query. None if nothing is public."""
    return live_editions([slug], alone=True).get(slug)


def with_document(live: Live, document: str, known: dict[str, LaidOut]) -> LiveDocument:
    """The edition with its document, which is empty if it is among the known ones."""
    return with_layout(live, known.get(live.digest) or cache.keep(live.slug, live.digest, document))


def with_layout(live: Live, laid_out: LaidOut) -> LiveDocument:
    return LiveDocument(*msgspec.structs.astuple(live), laid_out=laid_out)
