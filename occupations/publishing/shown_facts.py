"""Finds which facts of releases the page of each public occupation shows, for the table of observations.

As with pay in places, only occupations whose live edition is another one now, or for which other metrics are hidden,
are looked at again. A figure derived on this site is no fact of a release; nor are those that editors entered, or
rated skills in an order of theirs.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q

from occupations.metrics import METRICS, Shape, slots
from occupations.models import MetricPolicy, Occupation, Release, ShownFacts
from occupations.models.record_keys import parts_of
from occupations.observations.measured import WAGE_METRIC
from occupations.profiles.document import Figure, Profile, decode
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Cell
from occupations.publishing.copying import copy

AT_ONCE = 25  # occupations
_COLUMN = {metric: column for column, metric in WAGE_METRIC.items()}
_ASKED = """
WITH asked AS (
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
        AS x (occupation, release, system, vintage, code, metric, label)
), of_records AS (
    SELECT a.*, s.id AS record FROM asked a
    LEFT JOIN occupations_statisticalrecord s USING (system, vintage, code)
)
"""
_FIGURES = """
SELECT o.occupation, f.id, f.metric FROM of_records o
JOIN occupations_figure f ON f.record_id = o.record AND f.occupation_id IS NULL AND f.metric = o.metric
    AND f.label = o.label AND f.release_id = o.release
UNION ALL
SELECT o.occupation, f.id, f.metric FROM of_records o
JOIN occupations_figure f ON o.code = '' AND f.record_id IS NULL AND f.occupation_id = o.occupation
    AND f.metric = o.metric AND f.label = o.label AND f.release_id = o.release
"""
_WAGES = """
SELECT o.occupation, w.id, o.metric FROM of_records o
JOIN occupations_wageestimate w ON w.record_id = o.record AND w.occupation_id IS NULL AND w.area_id IS NULL
    AND w.industry_id IS NULL AND w.employer_id IS NULL AND w.release_id = o.release
UNION ALL
SELECT o.occupation, w.id, o.metric FROM of_records o
JOIN occupations_wageestimate w ON o.code = '' AND w.record_id IS NULL AND w.occupation_id = o.occupation
    AND w.area_id IS NULL AND w.industry_id IS NULL AND w.employer_id IS NULL AND w.release_id = o.release
"""


class Asked(NamedTuple):
    """A figure of a page, by what identifies it in the database."""

    occupation: int
    release: int
    system: str
    vintage: str
    code: str
    metric: str
    label: str


def rebuild(on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Bring the table up to date. Returns how many occupations were looked at. Called by follow(), which holds the lock
    and the transaction."""
    public = Occupation.objects.public()
    ShownFacts.objects.exclude(occupation__in=public).delete()
    hidden = list(MetricPolicy.objects.filter(shown=False).order_by("metric").values_list("metric", flat=True))
    stale = public.filter(Q(shown_facts=None) | ~Q(shown_facts__edition=F("live")) | ~Q(shown_facts__hidden=hidden))
    rows = list(stale.order_by("pk").values_list("pk", "live"))
    ShownFacts.objects.filter(occupation__in=[pk for pk, _ in rows]).delete()
    on_progress(0)
    if rows:
        releases = {one.key: one.pk for one in Release.objects.select_related("dataset").defer("report", "files")}
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            _prepare(part, hidden, releases)
            on_progress(len(part))
    return len(rows)


def _prepare(rows: Sequence[tuple[int, int]], hidden: list[str], releases: dict[str, int]) -> None:
    editions = dict(rows)
    documents = Occupation.objects.filter(pk__in=editions).values_list("pk", "live__document")
    asked = [one for pk, document in documents for one in _asked(pk, decode(document), frozenset(hidden), releases)]
    found = {pk: ShownFacts(occupation_id=pk, edition_id=edition, hidden=hidden) for pk, edition in rows}
    for occupation, fact, _ in _find(_FIGURES, asked):
        found[occupation].figures.append(fact)
    for occupation, fact, metric in _find(_WAGES, [one for one in asked if one.metric in _COLUMN]):
        found[occupation].wages.append(fact)
        found[occupation].wage_columns.append(_COLUMN[metric])
    copy(list(found.values()))


def _find(sql: str, asked: Sequence[Asked]) -> list[tuple[int, int, str]]:
    if not asked:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_ASKED + sql, [list(column) for column in zip(*asked, strict=True)])
        return sorted(cursor.fetchall())


def _asked(occupation: int, profile: Profile, hidden: frozenset[str], releases: dict[str, int]) -> Iterator[Asked]:
    sheet = lay_out(profile)
    seen = set()
    for _, slot in slots():
        for figure in figures_of(sheet.shown(slot, hidden)):
            if figure.release < 0 or figure.metric in hidden:
                continue
            parts = parts_of(figure.record) if figure.record else ("", "", "")
            one = Asked(occupation, releases[profile.releases[figure.release].key], *parts, figure.metric, figure.label)
            if one not in seen:
                seen.add(one)
                yield one


def figures_of(cell: Cell) -> Sequence[Figure]:
    """The figures of a cell that sources give: of a list, the items that are part of it."""
    if cell.derivation:
        return ()
    return tuple(cell.held.values()) if METRICS[cell.metric].shape is Shape.SET and cell.held else cell.figures
