"""Finds what sets each public occupation apart from all others (occupations/profiles/portrait.py), from the columns of
live editions and from the pay survey's rows of sectors."""

import datetime
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import quantiles
from typing import Any, NamedTuple

import msgspec
from django.db import connection

from occupations.models import Edition, Occupation
from occupations.models.record_keys import key_of
from occupations.profiles.portrait import SECTORS, Sector, StandsOut
from occupations.publishing.place_documents import own_record

ITEMS, TOOLS, SECTORS_NAMED = 3, 3, 2
FEWEST = 4
"""Occupations with a score; of fewer, there are no quarters."""
RARE = 0.1  # the share of occupations that a program of few others has at most
USED_BY = 3  # a program that fewer occupations have is as good as unknown
KNOWLEDGE, TECHNOLOGY = "knowledge_importance", "technology"
MARKS = ("in demand", "hot technology")

# A row without an industry is the nation's. All rows are read at once: to find those of each record takes far longer.
_SECTORS = """
SELECT s.system, s.vintage, s.code, w.release_id, coalesce(i.code, ''), w.employment, r.period_end
FROM occupations_wageestimate w
JOIN occupations_statisticalrecord s ON s.id = w.record_id
JOIN occupations_release r ON r.id = w.release_id AND r.period_end IS NOT NULL AND r.undone_at IS NULL
LEFT JOIN occupations_industry i ON i.id = w.industry_id
WHERE w.area_id IS NULL AND w.employer_id IS NULL AND w.employment > 0 AND r.period_end IN (
    SELECT p.period_end FROM occupations_wageestimate x JOIN occupations_release p ON p.id = x.release_id
    WHERE x.industry_id IS NOT NULL)
ORDER BY w.employment DESC, i.code
"""


class SectorRow(NamedTuple):
    """`code`: of the sector, empty for the nation."""

    code: str
    employment: int
    period_end: datetime.date


class Uses(NamedTuple):
    """What the columns of a live edition say of skills, knowledge and technology."""

    pk: int
    importances: dict[str, int]
    uses: dict[str, Sequence]  # {key: [name, score or share or null, metric, note]}


def stored(on_progress: Callable[[int], None] = lambda done: None) -> dict[int, dict[str, Any]]:
    """What sets each public occupation apart, as it is stored, by primary key."""
    public = Occupation.objects.public().order_by("pk")
    rows = [Uses(*row) for row in public.values_list("pk", "live__importances", "live__uses")]
    on_progress(1)
    sectors = _sectors(list(public.values_list("pk", "live", "live__records", "live__groups")))
    on_progress(1)
    return {
        pk: msgspec.to_builtins(msgspec.structs.replace(one, sectors=sectors.get(pk, ())))
        for pk, one in items(rows).items()
    }


def items(rows: Sequence[Uses]) -> dict[int, StandsOut]:
    """Skills and fields of knowledge beyond the third quartile of all, the farthest beyond first, and programs that few
    others have."""
    scores = _scores(rows)
    limits = dict(_limits(scores))
    used = Counter(name for row in rows for name, _, metric, *_ in row.uses.values() if metric == TECHNOLOGY)
    found = {}
    for row in rows:
        skills, knowledge, above = _beyond(row, limits, scores)
        tools = tuple(_tools(row, used, RARE * len(rows)))
        found[row.pk] = StandsOut(skills=skills, knowledge=knowledge, above=above, tools=tools)
    return found


def _scores(rows: Iterable[Uses]) -> dict[str, list[int]]:
    """The scores of all occupations for each item, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for name, score in row.importances.items():
            found[name].append(score)
    return {name: sorted(scores) for name, scores in found.items()}


def _limits(scores: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The third quartile of each item, and how far it is from the first."""
    for name, of_all in scores.items():
        if len(of_all) >= FEWEST:
            low, _, high = quantiles(of_all, n=4)
            if high > low:
                yield name, (high, high - low)


def _beyond(
    row: Uses, limits: Mapping[str, tuple[float, float]], scores: Mapping[str, Sequence[int]]
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Skills, and fields of knowledge, together at most ITEMS; and the percent of occupations in which each of them
    matters less. What is a skill and a field of knowledge, too (mathematics), is named as the latter."""
    far: dict[str, tuple[float, bool, int]] = {}
    for name, score, metric, *_ in row.uses.values():
        if name in limits and metric.endswith("_importance") and score is not None and score > limits[name][0]:
            high, spread = limits[name]
            known = metric == KNOWLEDGE
            far[name] = ((high - score) / spread, known or (name in far and far[name][1]), score)
    first = sorted(far, key=lambda name: (far[name][0], name))[:ITEMS]
    above = min((100 * bisect_left(scores[name], far[name][2]) // len(scores[name]) for name in first), default=0)
    skills, knowledge = (tuple(name for name in first if far[name][1] is known) for known in (False, True))
    return skills, knowledge, above


def _tools(row: Uses, used: Mapping[str, int], most: float) -> list[str]:
    """Those in demand or hot first, then those that more others have."""
    rare = [
        (not any(mark in note for mark in MARKS), MARKS[0] not in note, -used[name], name)
        for name, _, metric, note, *_ in row.uses.values()
        if metric == TECHNOLOGY and USED_BY <= used[name] <= most
    ]
    return [name for *_, name in sorted(rare)[:TOOLS]]


def _sectors(rows: Sequence[tuple[int, int, dict[str, str], dict[str, str]]]) -> dict[int, tuple[Sector, ...]]:
    """The sectors with the most employees of the occupation's own record, in the releases that its edition was built
    from."""
    found: dict[str, list[tuple[int, SectorRow]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SECTORS)
        for *record, release, code, employment, end in cursor.fetchall():
            found[key_of(*record)].append((release, SectorRow(code, employment, end)))
    releases = {release for of_record in found.values() for release, _ in of_record}
    built: dict[int, set[int]] = defaultdict(set)
    through = Edition.releases.through.objects.filter(
        release__in=releases, edition__in=[edition for _, edition, *_ in rows]
    )
    for edition, release in through.values_list("edition", "release"):
        built[edition].add(release)
    return {
        pk: largest([row for release, row in found[key] if release in built[edition]])
        for pk, edition, records, groups in rows
        if (key := own_record(records, groups)) in found
    }


def largest(rows: Sequence[SectorRow]) -> tuple[Sector, ...]:
    """Shares are of the nation's employees, since not every sector is published. `rows`: most employees first."""
    latest = max((row.period_end for row in rows if row.code in SECTORS), default=None)
    current = [row for row in rows if row.period_end == latest]
    sectors = [row for row in current if row.code in SECTORS]
    whole = max(
        [sum(row.employment for row in sectors), *(row.employment for row in current if not row.code)], default=0
    )
    return tuple(Sector(row.code, 100 * row.employment // whole, row.period_end) for row in sectors[:SECTORS_NAMED])
