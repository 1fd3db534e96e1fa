"""Sectors of the economy that published figures are of, and what each of them pays and employs."""

from typing import Any, NamedTuple

from occupations import wording
from occupations.page import occupation_url
from occupations.ranking import WAGES, Wage, best_paid, most_employed, total, usd
from occupations.released import NAMED, fetch, newest_of
from occupations.roster import roster
from occupations.slugs import slug_of

# The newest named release of each sector, with its row of all workers where it has one.
_LIST = f"""
SELECT DISTINCT ON (i.code) i.code, i.name, r.title, w.annual_mean, w.employment
FROM occupations_release r
JOIN occupations_wageestimate w ON w.release_id = r.id AND w.industry_id IS NOT NULL AND w.occupation_id IS NULL
JOIN occupations_statisticalrecord s ON s.id = w.record_id
JOIN occupations_industry i ON i.id = w.industry_id
WHERE r.id IN (SELECT DISTINCT release_id FROM occupations_wageestimate WHERE industry_id IS NOT NULL) AND {NAMED}
ORDER BY i.code, r.period_end DESC NULLS LAST, r.id DESC, s.is_total DESC
"""  # noqa: S608 (nothing in it comes from a visitor)
_PAGE = f"""
{newest_of("industry_id", "x.code = %s")}
SELECT r.title, r.period_start, r.period_end, t.title, t.publisher, {WAGES}
FROM of_it w
JOIN release r ON r.id = w.release_id
JOIN occupations_dataset d ON d.id = r.dataset_id
JOIN occupations_source t ON t.id = d.source_id
JOIN occupations_statisticalrecord s ON s.id = w.record_id
WHERE w.area_id IS NULL AND w.employer_id IS NULL
"""  # noqa: S608 (nothing in it comes from a visitor)


_NAMED_BY = """
SELECT o.slug, e.title, i.value ->> 0, i.value ->> 2
FROM occupations_occupation o
JOIN occupations_edition e ON e.id = o.live_id
CROSS JOIN LATERAL jsonb_array_elements(e.industries) i
WHERE o.withdrawn_at IS NULL AND e.industries <> '[]'
ORDER BY lower(e.title), o.slug
"""


class Sector(NamedTuple):
    code: str
    name: str
    release: str = ""
    pay: str = ""  # of all workers, a year
    employees: str = ""

    @property
    def slug(self) -> str:
        """With the code in front, by which an address is known whatever the rest says: "51-information"."""
        return f"{self.code}-{slug_of(self.name)}".rstrip("-")

    @property
    def url(self) -> str:
        return f"/industries/{self.slug}/"


def sectors() -> list[Sector]:
    """All that releases named by live editions have, by name; one query."""
    found = [
        Sector(code, name, release, "" if mean is None else usd(mean), "" if jobs is None else f"{jobs:,}")
        for code, name, release, mean, jobs in fetch(_LIST)
    ]
    return sorted(found, key=lambda sector: sector.name.casefold())


def industry_list() -> dict[str, Any]:
    """The context of rooms/industries.html: sectors, and what else sources name as paying best."""
    found = sectors()
    known = {sector.name for sector in found}
    named: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for slug, title, name, source in fetch(_NAMED_BY):
        if name not in known:
            named.setdefault((name, source), []).append((title, occupation_url(slug)))
    return {
        "sectors": found,
        "named": [
            {"name": name, "source": source, "occupations": occupations}
            for (name, source), occupations in sorted(named.items(), key=lambda entry: entry[0][0].casefold())
        ],
    }


def find(slug: str) -> Sector | None:
    """The sector that an address begins with the code of, or whose name it is."""
    for sector in sectors():
        if slug in (sector.slug, sector.code, slug_of(sector.name)) or slug.startswith(f"{sector.code}-"):
            return sector
    return None


def sector_page(code: str) -> dict[str, Any] | None:
    """The context of rooms/place.html for a sector, as places.place_page; None where nothing of it is public."""
    rows = fetch(_PAGE, code)
    if not rows:
        return None
    members = roster().by_record
    wages = [Wage(*row[5:]) for row in rows]
    title, start, end, source, publisher = rows[0][:5]
    return {
        "period": wording.period(start, end),
        "source": ", ".join(part for part in (publisher, source, title) if part),
        "paid": best_paid(wages, members),
        "employed": most_employed(wages, members),
        "total": total(wages),
    }
