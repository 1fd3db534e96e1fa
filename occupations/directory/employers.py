"""Employers: those that applied for visas, with the pay they stated, and those that a source names as highest-paying.

A filed wage is what an employer offered to some workers from abroad. It is not what its staff earns, so it never makes
an employer the highest-paying.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from occupations.directory.members import Mention, Roster, roster, whose
from occupations.directory.released_rows import NAMED
from occupations.links import employer_url, occupation_url
from occupations.metrics import FEWEST_FILINGS
from occupations.models import Occupation
from occupations.profiles import formatting
from occupations.sql import LIVE, marks
from occupations.sql import rows as local_rows
from occupations.text.likeness import most_alike
from occupations.text.slugs import employer_slug

ABOUT_BEST = (
    "For each occupation, the employer that a source names as highest-paying, with the amount where the source "
    "gives one.",
    "The sources differ in how they count and whom they survey, so do not compare amounts from different sources.",
)
ABOUT_FILINGS = (
    "Before an employer can hire someone on an H-1B, H-1B1 or E-3 visa, it files an application that states the "
    "pay it offers. These pages count those applications.",
    "They do not show what the employer’s other employees earn, how many people it employs, or whom it hires "
    "without a visa. An employer that is missing here may not have filed any applications, and one that is "
    "listed does not necessarily pay better than others.",
)
MOST_FILED = 4  # occupations named to describe a file
_RELEASES = f"""
SELECT id FROM (
    SELECT r.id, row_number() OVER (
        PARTITION BY r.dataset_id ORDER BY r.period_end DESC NULLS LAST, r.id DESC) AS place
    FROM occupations_release r
    WHERE r.id IN (SELECT release_id FROM employer_of_release) AND {NAMED})
WHERE place = 1
"""  # noqa: S608 (nothing in it comes from a visitor)
_FILINGS = """
SELECT m.id, m.name, w.key, w.title, w.sample_size, w.annual_median, r.title, r.period_start, r.period_end, t.publisher,
    t.title
FROM occupations_release r
JOIN wage_row w ON w.release_id = r.id AND w.employer_id IS NOT NULL
JOIN employer_of_release m ON m.release_id = r.id AND m.id = w.employer_id
JOIN occupations_dataset d ON d.id = r.dataset_id
JOIN occupations_source t ON t.id = d.source_id
WHERE r.id IN ({})
ORDER BY w.sample_size DESC, w.title
"""


class Filing(NamedTuple):
    """The filings of one employer for one record. `filings`: the number of applications."""

    employer: int
    name: str
    key: str
    record: str
    filings: int
    median: Decimal | None  # US$ a year
    release: str
    start: datetime.date
    end: datetime.date
    publisher: str
    source: str

    @property
    def named(self) -> str:
        """The release, as columns of editions name it."""
        return ", ".join(part for part in (self.publisher, self.source, self.release) if part)


class ListedEmployer(NamedTuple):
    """An employer in the list. `filings`: number of applications, 0 if a source only names it."""

    name: str
    slug: str
    filings: int
    occupations: int

    @property
    def url(self) -> str:
        return employer_url(self.slug)


def _covered(rows: Iterable[Filing]) -> list[str]:
    """The occupations that the applications are for, because a file may cover only some."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts[row.record] += row.filings
    if not counts:
        return []
    titles = "; ".join(title for title, _ in counts.most_common(MOST_FILED))
    if len(counts) > MOST_FILED:
        which = f"{len(counts)} occupations only, most often"
    else:
        which = "this occupation only" if len(counts) == 1 else "these occupations only"
    return [f"The file in use has applications for {which}: {titles}."]


def employer_list(now: Roster | None = None) -> dict[str, Any]:
    """The context of directory/employers.html: employers with enough filings to be listed, most first, and those that a
    source names."""
    return dict(_listed(now or roster(), _releases()))


@lru_cache(maxsize=1)
def _listed(now: Roster, releases: tuple[int, ...]) -> dict[str, Any]:
    members = now.by_record
    public = {slug: [row for row in rows if row.key in members] for slug, rows in _filings_of(releases).items()}
    filed = {slug: rows for slug, rows in public.items() if rows}
    listed = [
        ListedEmployer(rows[0].name, slug, sum(row.filings for row in rows), len(rows))
        for slug, rows in filed.items()
        if _enough(rows)
    ]
    few = len(filed) - len(listed)
    named: dict[str, list[Mention]] = {}
    for mention in now.employers:
        named.setdefault(mention.name, []).append(mention)
    return {
        "explanation": [*ABOUT_FILINGS, *_covered(row for rows in filed.values() for row in rows)],
        "filed": sorted(listed, key=lambda one: (-one.filings, one.name.casefold())),
        "without": f"{few:,}{' more' * bool(listed)} {'employer' if few == 1 else 'employers'} filed" if few else "",
        "floor": FEWEST_FILINGS,
        "origin": _origin(row for rows in filed.values() for row in rows),
        "named": [
            {"name": name, "url": employer_url(employer_slug(name)), "mentions": those, "source": those[0].source}
            for name, those in sorted(named.items(), key=lambda entry: entry[0].casefold())
        ],
    }


def employer_urls(now: Roster) -> list[str]:
    """The URLs of all employers with a page."""
    context = employer_list(now)
    return sorted({*(one.url for one in context["filed"]), *(one["url"] for one in context["named"])})


def employer_page(slug: str) -> dict[str, Any] | None:
    """The context of directory/employer.html; None for an employer with too few filings that no source names."""
    now = roster()
    members = now.by_record
    rows = [row for row in _filings().get(slug, ()) if row.key in members]
    named = [mention for mention in now.employers if employer_slug(mention.name) == slug]
    if not named and not _enough(rows):
        return None
    return {
        "name": rows[0].name if rows else named[0].name,
        "explanation": ABOUT_FILINGS if rows else (),
        "filings": sum(row.filings for row in rows),
        "filed": rows,
        "floor": FEWEST_FILINGS,
        "rows": [
            {
                **whose(row.record, members[row.key]),
                "filings": f"{row.filings:,}",
                "median": formatting.usd(row.median) if row.median and row.filings >= FEWEST_FILINGS else "",
            }
            for row in rows
        ],
        "origin": _origin(rows),
        "named": named,
    }


def near(slug: str) -> list[ListedEmployer]:
    """Listed employers with the most similar names."""
    return most_alike(slug.replace("-", " "), employer_list()["filed"], lambda one: one.name)


def _filings() -> dict[str, list[Filing]]:
    """The filings in the newest releases that live editions name, by slug of the employer, most first."""
    return _filings_of(_releases())


def _releases() -> tuple[int, ...]:
    return tuple(sorted(pk for (pk,) in local_rows(_RELEASES)))


@lru_cache(maxsize=2)
def _filings_of(releases: tuple[int, ...]) -> dict[str, list[Filing]]:
    """Cached, because rows of releases never change."""
    found: dict[str, list[Filing]] = {}
    for row in local_rows(_FILINGS.format(marks(releases)), releases) if releases else ():
        filing = Filing(*row)
        found.setdefault(employer_slug(filing.name), []).append(filing)
    return found


def _enough(rows: list[Filing]) -> bool:
    return sum(row.filings for row in rows) >= FEWEST_FILINGS


def _origin(rows: Iterable[Filing]) -> str:
    """Publisher, release and period of filings; empty if there are none."""
    row = next(iter(rows), None)
    return f"{row.publisher}: {row.release}, {formatting.period(row.start, row.end)}" if row else ""


def best_companies() -> dict[str, Any]:
    return dict(_best(roster()))


@lru_cache(maxsize=1)
def _best(now: Roster) -> dict[str, Any]:
    """While the same is live."""
    public = Occupation.objects.using(LIVE).public()
    rows = (
        public.exclude(live__employers=[]).order_by("live__title").values_list("live__title", "slug", "live__employers")
    )
    return {
        "rows": [
            {
                "title": title,
                "url": occupation_url(slug),
                "employer": name,
                "employer_url": employer_url(employer_slug(name)),
                "amount": "" if amount is None else formatting.usd(amount),
                "source": source,
            }
            for title, slug, employers in rows
            for name, amount, source in employers
        ],
        "without": public.filter(live__employers=[]).count(),
    }
