"""Sitemaps for search engines: `/sitemap.xml` and its shards, `/sitemap-<kind>-<n>.xml`.

`KINDS` has all kinds of pages; a new kind gets a function there that returns what its addresses are made of. Of the
half a million comparisons of a thousand occupations, only those are listed that somebody is likely to ask for
(`rules.demand`).
"""

import datetime
import zlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.urls import reverse

from comparisons.indexed_pairs import indexed_pairs, population
from occupations.browse.rankings import RANKINGS
from occupations.caching.bounded import BoundedCache
from occupations.directory.employers import employer_urls
from occupations.directory.industries import sectors
from occupations.directory.members import roster
from occupations.directory.places import public_places
from occupations.directory.skills import is_thin
from occupations.links import category_url, comparison_url, occupation_url, title_url, use_url
from occupations.local_copy import state
from occupations.models import Occupation
from occupations.rendering.http import etag_of
from occupations.search.public_titles import offered_slugs
from occupations.sql import LIVE

SHARD = 10_000  # the protocol allows 50,000, and 50 MB
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


Page = tuple[Any, datetime.date | None]  # what its address is made of, and the day it last changed


class Kind(NamedTuple):
    """`pages`: all of them; `url`: the address of one."""

    pages: Callable[[], Sequence[Page]]
    url: Callable[[Any], str] = str


class Sitemap(NamedTuple):
    """A finished file. `packed`: its bytes, compressed."""

    etag: str
    packed: bytes

    @property
    def content(self) -> bytes:
        return zlib.decompress(self.packed)


# Those of one generation of the local copy. Robots ask for each file once, and for the list again and again.
documents: BoundedCache[Sitemap] = BoundedCache(2 * 2**20)


# Single pages; all of them are made from the live editions.
SINGLE = (
    "comparisons:home",
    "comparisons:picker",
    "comparisons:method",
    *(("api:docs",) if settings.API_ENABLED else ()),
    "occupations:occupation-list",
    "occupations:category-list",
    "occupations:explore",
    "occupations:ranking-list",
    "occupations:company-best",
    "occupations:employer-list",
    "occupations:industry-list",
    "occupations:place-list",
    "occupations:skill-list",
    "occupations:technology-list",
    "occupations:search",
    "occupations:job-description",
    "occupations:source-list",
    "occupations:data",
    "occupations:correction-list",
)


def single() -> list[Page]:
    newest = Occupation.objects.using(LIVE).public().aggregate(at=Max("live__published_at"))["at"]
    addresses = [*map(reverse, SINGLE), *(ranking.url for ranking in RANKINGS.values())]
    return [(address, newest and newest.date()) for address in addresses]


def directory() -> list[Page]:
    """Pages of places, industries, employers and uses, to which all live editions contribute."""
    now = roster()
    addresses = [
        *(place.url for place in public_places()),
        *(sector.url for sector in sectors()),
        *employer_urls(now),
        *(use_url(use.key) for use in now.uses.values() if not is_thin(use)),
    ]
    return [(address, now.newest) for address in addresses]


def occupations() -> list[Page]:
    rows = Occupation.objects.using(LIVE).public().order_by("slug").values_list("slug", "live__published_at")
    return [(slug, at.date()) for slug, at in rows]


def titles() -> list[Page]:
    """Job titles with one clear occupation, or an editor's word."""
    return [(slug, None) for slug in offered_slugs()]


def categories() -> list[Page]:
    rows = (
        Occupation.objects.using(LIVE)
        .public()
        .order_by("live__category__slug")
        .values_list("live__category__slug")
        .annotate(at=Max("live__published_at"))
    )
    return [(slug, at.date()) for slug, at in rows]


def pairs() -> list[Page]:
    """The indexed comparisons."""
    known = population()
    days = known.days
    return [(pair, max(days[pair[0]], days[pair[1]])) for pair in indexed_pairs(known)]


KINDS = {
    "pages": Kind(single),
    "occupations": Kind(occupations, occupation_url),
    "categories": Kind(categories, category_url),
    "directory": Kind(directory),
    "pairs": Kind(pairs, comparison_url),
    "titles": Kind(titles, title_url),
}


def sitemap(site: str, kind: str = "", number: int = 1) -> Sitemap | None:
    """A shard, counted from 1, or without a kind the list of all shards, each with the day of its newest page; None if
    there is no such shard."""
    if kind and kind not in KINDS:
        return None
    key = (state.generation(), site, kind, number)
    if found := documents.get(key):
        return found
    content = _shard(site, KINDS[kind], number) if kind else _index(site)
    if content is None:
        return None
    made = Sitemap(etag_of(content), zlib.compress(content.encode(), 1))
    return documents.put(key, made, len(made.packed))


def _index(site: str) -> str:
    return _document(
        "sitemapindex",
        "sitemap",
        [
            (f"{site}/sitemap-{name}-{number}.xml", max((day for _, day in shard if day), default=None))
            for name, kind in KINDS.items()
            for number, shard in enumerate(_shards(kind.pages()), start=1)
        ],
    )


def _shard(site: str, kind: Kind, number: int) -> str | None:
    shards = _shards(kind.pages())
    if not 1 <= number <= len(shards):
        return None
    return _document("urlset", "url", [(site + kind.url(of), day) for of, day in shards[number - 1]])


def _shards(pages: Sequence[Page]) -> list[Sequence[Page]]:
    return [pages[start : start + SHARD] for start in range(0, len(pages), SHARD)]


def _document(outer: str, inner: str, entries: Iterable[tuple[str, datetime.date | None]]) -> str:
    lines = [
        f"<{inner}><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>"
        for address, day in entries
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_NAMESPACE}">'
    return "\n".join([head, *lines, f"</{outer}>", ""])
