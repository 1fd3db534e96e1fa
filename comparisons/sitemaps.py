"""Which pages are offered to search engines: `/sitemap.xml` and its shards, `/sitemap-<kind>-<n>.xml`.

`KINDS` is the one list of what is listed; a new kind of page gets a function there that gives its addresses. Of the
comparisons, which are half a million for a thousand occupations, only those are listed that somebody chose or that lie
near: `page.assemble.is_listed` says it of one page, `pairs` of all.
"""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.urls import reverse

from comparisons.models import PairNote
from occupations.browse.rankings import RANKINGS
from occupations.directory.employers import employer_urls
from occupations.directory.industries import sectors
from occupations.directory.members import roster
from occupations.directory.places import public_places
from occupations.directory.skills import is_thin
from occupations.links import category_url, comparison_url, occupation_url, use_url
from occupations.models import Occupation, Standing

SHARD = 10_000  # the protocol allows 50,000, and 50 MB
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Entry(NamedTuple):
    """One page: its path, and the day it last changed."""

    path: str
    changed: datetime.date | None


Pages = Callable[[], list[Entry]]


# Pages that are found at one address each; all of them are made of the live editions.
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
    "occupations:correction-list",
)


def single() -> list[Entry]:
    newest = Occupation.objects.public().aggregate(at=Max("live__published_at"))["at"]
    addresses = [*map(reverse, SINGLE), *(ranking.url for ranking in RANKINGS.values())]
    return [Entry(address, newest and newest.date()) for address in addresses]


def directory() -> list[Entry]:
    """Pages of places, industries, employers and uses, which all live editions have a part in."""
    now = roster()
    addresses = [
        *(place.url for place in public_places()),
        *(sector.url for sector in sectors()),
        *employer_urls(now),
        *(use_url(use.key) for use in now.uses.values() if not is_thin(use)),
    ]
    return [Entry(address, now.newest) for address in addresses]


def occupations() -> list[Entry]:
    return [Entry(occupation_url(slug), day) for slug, day in _published().items()]


def categories() -> list[Entry]:
    rows = (
        Occupation.objects.public()
        .order_by("live__category__slug")
        .values_list("live__category__slug")
        .annotate(at=Max("live__published_at"))
    )
    return [Entry(category_url(slug), at.date()) for slug, at in rows]


def pairs() -> list[Entry]:
    """Featured and nearest ones, each once, at the canonical address."""
    published = _published()
    near = Standing.objects.filter(occupation__in=Occupation.objects.public()).values_list(
        "occupation__slug", "nearest"
    )
    featured = PairNote.objects.featured().values_list("first__slug", "second__slug")
    found = {(slug, other[0]) for slug, nearest in near for other in nearest} | set(featured)
    return [
        Entry(comparison_url(pair), max(published[slug] for slug in pair))
        for pair in sorted({tuple(sorted(pair)) for pair in found})
        if published.keys() >= set(pair)
    ]


def _published() -> dict[str, datetime.date]:
    rows = Occupation.objects.public().order_by("slug").values_list("slug", "live__published_at")
    return {slug: at.date() for slug, at in rows}


KINDS: dict[str, Pages] = {
    "pages": single,
    "occupations": occupations,
    "categories": categories,
    "directory": directory,
    "pairs": pairs,
}


def index(site: str) -> str:
    """The list of all shards, each with the day of its newest page."""
    return _document(
        "sitemapindex",
        "sitemap",
        (
            Entry(
                f"{site}/sitemap-{kind}-{number}.xml",
                max((page.changed for page in shard if page.changed), default=None),
            )
            for kind, pages in KINDS.items()
            for number, shard in enumerate(_shards(pages()), start=1)
        ),
    )


def shard(site: str, kind: str, number: int) -> str | None:
    """The pages of one shard, counted from 1; None where there is no such shard."""
    shards = _shards(KINDS[kind]()) if kind in KINDS else []
    if not 1 <= number <= len(shards):
        return None
    return _document("urlset", "url", (page._replace(path=site + page.path) for page in shards[number - 1]))


def _shards(pages: list[Entry]) -> list[list[Entry]]:
    return [pages[start : start + SHARD] for start in range(0, len(pages), SHARD)]


def _document(outer: str, inner: str, entries: Iterator[Entry]) -> str:
    lines = [
        f"<{inner}><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>"
        for address, day in entries
    ]
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_NAMESPACE}">'
    return "\n".join([head, *lines, f"</{outer}>", ""])
