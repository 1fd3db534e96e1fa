"""The names of all that observations are of and from: releases, records, places, industries, employers, occupations.

They are read together and cached while the same is public, so that a page of observations asks for facts alone.
"""

import datetime
from collections import defaultdict
from typing import NamedTuple

from django.db import connection

from occupations.local_copy.live_value import TABLES, LiveValue
from occupations.local_copy.renewing import versions
from occupations.models import Occupation, Release, StatisticalRecord
from occupations.models.record_keys import key_of
from occupations.models.released import PUBLISHED
from occupations.rendering.live import hidden_metrics
from occupations.sql import LIVE
from occupations.text.slugs import employer_slug, industry_slug

NATION = "nation"
_PUBLISHED = f"SELECT r.id FROM occupations_release r WHERE {PUBLISHED}"  # noqa: S608 (a constant)
_PLACES_AND_MORE = """
SELECT 'area', id, kind, code, name FROM occupations_area
UNION ALL SELECT 'industry', id, '', code, name FROM occupations_industry
UNION ALL SELECT 'employer', id, '', '', name FROM occupations_employer
"""
WAGE, FIGURE = "w", "f"
"""Kinds of facts: rows of wage surveys, and figures."""
# Rows of surveys seldom have a period or a method, and an index of those that do.
_SAID = """
SELECT DISTINCT 'f', release_id, metric, method, extract(year FROM period_end)::int FROM occupations_figure
WHERE release_id IS NOT NULL
UNION ALL SELECT DISTINCT 'w', release_id, '', method, extract(year FROM period_end)::int FROM occupations_wageestimate
WHERE release_id IS NOT NULL AND (period_end IS NOT NULL OR method <> '')
"""
_WITH_FIGURES = StatisticalRecord.objects.exclude(system="cip")  # no figure is of a field of study
_EARLIEST = datetime.date.min


class Said(NamedTuple):
    """What rows of a release say: their metrics, of figures; and in the place of what the release says, their methods
    and the years in which a reference period ends."""

    metrics: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()


class ReleaseName(NamedTuple):
    """`is_latest`: whether it is the release of its table that counts, among those that visitors may read. `said`: by
    its rows, by the kind of facts."""

    pk: int
    key: str
    dataset: str
    source: str
    geography: str
    period_start: datetime.date | None
    period_end: datetime.date | None
    method: str
    population: str
    is_latest: bool
    said: dict[str, Said]

    def may_have(self, kind: str, methods: frozenset[str], year: int | None) -> bool:
        """Whether facts of a kind can be among those of these methods, if there are any, and of this year."""
        said = self.said.get(kind, Said())
        own = self.period_end.year if self.period_end else None
        return (not methods or self.method in methods or bool(said.methods & methods)) and (
            year is None or own == year or year in said.years
        )

    @property
    def metrics(self) -> frozenset[str]:
        """Those of its figures."""
        return self.said.get(FIGURE, Said()).metrics


class RecordName(NamedTuple):
    pk: int
    key: str
    system: str
    code: str
    title: str
    level: str


class Named(NamedTuple):
    """A place, an industry or an employer; `key` as its resource has it."""

    pk: int
    key: str
    name: str
    code: str = ""


class OccupationName(NamedTuple):
    """`records`: the keys of those that the live edition has figures of."""

    pk: int
    slug: str
    title: str
    records: tuple[str, ...]


class Names:
    """`releases`: those that visitors may read, in the order in which observations are listed: by the end of their
    period, then as they were loaded. `database`: where the public occupations are read, the local copy or the
    original."""

    def __init__(self, database: str = LIVE) -> None:
        self.releases = _releases()
        self.records = {
            pk: RecordName(pk, key_of(system, vintage, code), system, code, title, level)
            for pk, system, vintage, code, title, level in _WITH_FIGURES.order_by("pk").values_list(
                "pk", "system", "vintage", "code", "title", "level"
            )
        }
        self.places, self.industries, self.employers = _places_industries_employers()
        public = Occupation.objects.using(database).public().order_by("slug")
        self.occupations = [
            OccupationName(pk, slug, title, tuple(records))
            for pk, slug, title, records in public.values_list("pk", "slug", "live__title", "live__records")
        ]
        self.release_of = {one.pk: one for one in self.releases}
        self.slug_of = {one.pk: one.slug for one in self.occupations}
        self.record_by_key = {one.key: one.pk for one in self.records.values()}
        self.records_by_code: dict[str, list[int]] = defaultdict(list)
        for record in self.records.values():
            self.records_by_code[record.code].append(record.pk)


def public_releases() -> list[int]:
    """The keys of the rows of those that visitors may read."""
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISHED)
        return [pk for (pk,) in cursor.fetchall()]


def _releases() -> list[ReleaseName]:
    """By the end of the period; those without one come first."""
    with connection.cursor() as cursor:
        cursor.execute(_SAID)
        said = _said(cursor.fetchall())
    found = list(
        Release.objects.filter(pk__in=public_releases()).select_related("dataset__source").defer("report", "files")
    )
    found.sort(key=lambda one: (one.period_end or _EARLIEST, one.pk))
    last = {one.dataset_id: one.pk for one in found}
    last |= {one.dataset_id: one.pk for one in found if one.dataset.pinned_id == one.pk}
    return [
        ReleaseName(
            one.pk,
            one.key,
            one.dataset.key,
            one.dataset.source.key,
            one.dataset.geography,
            one.period_start,
            one.period_end,
            one.method,
            one.population,
            last[one.dataset_id] == one.pk,
            said.get(one.pk, {}),
        )
        for one in found
    ]


def _said(rows: list[tuple[str, int, str, str, int | None]]) -> dict[int, dict[str, Said]]:
    """`rows`: kind, release, metric, method, year. By release and kind."""
    of: dict[tuple[int, str], list[tuple]] = defaultdict(list)
    for kind, release, *told in rows:
        of[release, kind].append(tuple(told))
    found: dict[int, dict[str, Said]] = defaultdict(dict)
    for (release, kind), several in of.items():
        metrics, methods, years = (frozenset(filter(None, column)) for column in zip(*several, strict=True))
        found[release][kind] = Said(metrics, methods, years)
    return found


def _places_industries_employers() -> tuple[dict[int, Named], dict[int, Named], dict[int, Named]]:
    places: dict[int, Named] = {}
    industries: dict[int, Named] = {}
    employers: dict[int, Named] = {}
    with connection.cursor() as cursor:
        cursor.execute(_PLACES_AND_MORE)
        for what, pk, kind, code, name in cursor.fetchall():
            if what == "area":
                places[pk] = Named(pk, f"{kind}-{code}", name, code)
            elif what == "industry":
                industries[pk] = Named(pk, industry_slug(code, name), name, code)
            else:
                employers[pk] = Named(pk, employer_slug(name), name)
    return places, industries, employers


_TABLES = (*TABLES, "occupations_release", "occupations_dataset", "occupations_source", "occupations_metricpolicy")
_names = LiveValue(Names, _TABLES)


def names() -> Names:
    return _names.get()


def version() -> tuple[str, ...]:
    """What observations depend on besides the code and the parameters: rows of releases never change."""
    return (versions(_TABLES), *hidden_metrics())
