"""Sectors of the economy with published figures, and the pay and employment in each."""

from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from occupations.directory.members import Roster, roster
from occupations.directory.pay_ranking import ranked_page, wages_of
from occupations.directory.released_rows import NAMED, newest_of
from occupations.links import industry_url
from occupations.profiles import formatting
from occupations.sql import marks, rows
from occupations.text.slugs import industry_slug

# The row for all workers of each sector in the newest release that live editions name.
_LIST = f"""
SELECT code, name, title, annual_median, annual_mean, employment FROM (
    SELECT i.code, i.name, r.title, w.annual_median, w.annual_mean, w.employment, row_number() OVER (
        PARTITION BY i.code ORDER BY r.period_end DESC NULLS LAST, r.id DESC) AS place
    FROM wage_row w
    JOIN occupations_release r ON r.id = w.release_id AND {NAMED}
    JOIN industry_of_release i ON i.release_id = r.id AND i.id = w.industry_id
    WHERE w.is_total AND w.area_id IS NULL)
WHERE place = 1
"""  # noqa: S608 (nothing in it comes from a visitor)
_NEWEST = newest_of("industry", "x.code IN ({}) ORDER BY length(x.code) DESC")


MOST_PARTS = 8  # of a slug that may belong to the code


class Sector(NamedTuple):
    code: str
    name: str
    release: str = ""
    pay: str = ""  # for all workers, a year: the median, or the mean, said so
    employees: str = ""

    @property
    def slug(self) -> str:
        return industry_slug(self.code, self.name)

    @property
    def url(self) -> str:
        return industry_url(self.slug)


def _pay(median: Decimal | None, mean: Decimal | None) -> str:
    if median is not None:
        return formatting.usd(median)
    return "" if mean is None else f"{formatting.usd(mean)} (mean)"


def sectors() -> list[Sector]:
    """All sectors in releases that live editions name, by name."""
    found = [
        Sector(code, name, release, _pay(median, mean), "" if jobs is None else f"{jobs:,}")
        for code, name, release, median, mean, jobs in rows(_LIST)
    ]
    return sorted(found, key=lambda sector: sector.name.casefold())


def industry_list() -> dict[str, Any]:
    """The context of directory/industries.html: sectors, and other industries that sources name as highest-paying."""
    return dict(_listed(roster()))


@lru_cache(maxsize=1)
def _listed(now: Roster) -> dict[str, Any]:
    found = sectors()
    known = {sector.name for sector in found}
    named: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for mention in now.industries:
        if mention.name not in known:
            named.setdefault((mention.name, mention.source), []).append((mention.title, mention.url))
    return {
        "sectors": found,
        "named": [
            {"name": name, "source": source, "occupations": occupations}
            for (name, source), occupations in sorted(named.items(), key=lambda entry: entry[0][0].casefold())
        ],
    }


def sector_page(slug: str) -> dict[str, Any] | None:
    """The context of directory/place.html for the sector whose code starts the slug, as in places.place_page; None if
    nothing of it is public."""
    parts = slug.split("-")
    codes = ["-".join(parts[:end]) for end in range(1, len(parts) + 1)][:MOST_PARTS]
    found = rows(_NEWEST.format(marks(codes)), codes)
    if not found:
        return None
    release, industry, code, name, *named = found[0]
    return {"sector": Sector(code, name), **ranked_page(wages_of(release, "industry_id", industry), *named)}
