"""Sitemaps for search engines: `/sitemap.xml` and its shards, `/sitemap-<kind>-<n>.xml`.

`KINDS` is the list of all kinds of pages; a new kind gets a function there that returns its URLs. Of the half a million
comparisons of a thousand occupations, only those are listed that somebody is likely to ask for (`rules.demand`).
"""

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max
from django.urls import reverse

from comparisons.indexed_pairs import indexed_pairs, population
from occupations.browse.rankings import RANKINGS
from occupations.directory.employers import employer_urls
from occupations.directory.industries import sectors
from occupations.directory.members import roster
from occupations.directory.places import public_places
from occupations.directory.skills import is_thin
from occupations.links import category_url, comparison_url, occupation_url, title_url, use_url
from occupations.models import Occupation
from occupations.search.public_titles import offered_slugs
from occupations.sql import LIVE

SHARD = 10_000  # the protocol allows 50,000, and 50 MB
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Entry(NamedTuple):
    """One page: its path, and the day it last changed."""

    path: str
    changed: datetime.date | None


Pages = Callable[[], list[Entry]]


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
    "occupations:correction-list",
)


def single() -> list[Entry]:
    newest = Occupation.objects.using(LIVE).public().aggregate(at=Max("live__published_at"))["at"]
    addresses = [*map(reverse, SINGLE), *(ranking.url for ranking in RANKINGS.values())]
    return [Entry(address, newest and newest.date()) for address in addresses]


def directory() -> list[Entry]:
    """Pages of places, industries, employers and uses, to which all live editions contribute."""
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


def titles() -> list[Entry]:
    """Job titles with one clear occupation, or an editor's word."""
    return [Entry(title_url(slug), None) for slug in offered_slugs()]


def categories() -> list[Entry]:
    rows = (
        Occupation.objects.using(LIVE)
        .public()
        .order_by("live__category__slug")
        .values_list("live__category__slug")
        .annotate(at=Max("live__published_at"))
    )
    return [Entry(category_url(slug), at.date()) for slug, at in rows]


def pairs() -> list[Entry]:
    """The indexed comparisons at their canonical URLs."""
    known = population()
    days = known.days
    return [Entry(comparison_url(pair), max(days[pair[0]], days[pair[1]])) for pair in indexed_pairs(known)]


def _published() -> dict[str, datetime.date]:
    rows = Occupation.objects.using(LIVE).public().order_by("slug").values_list("slug", "live__published_at")
    return {slug: at.date() for slug, at in rows}


KINDS: dict[str, Pages] = {
    "pages": single,
    "occupations": occupations,
    "categories": categories,
    "directory": directory,
    "pairs": pairs,
    "titles": titles,
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
    """The pages of a shard, counted from 1; None if there is no such shard."""
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
