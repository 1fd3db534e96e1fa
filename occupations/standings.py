"""Where each live edition stands among all: its pay percentile, and what to compare it with next.

Kept beside the editions, because it changes when others publish.
"""

from bisect import bisect_left
from collections import defaultdict
from typing import NamedTuple

from django.db import connection, transaction

from occupations.models import Occupation, Standing

NEAREST = 4
_LOCK = 7_215_001  # any number that no other lock of this database uses


class Live(NamedTuple):
    """One public occupation, as far as standings need it. `salary` in US$ a year."""

    pk: int
    slug: str
    title: str
    category: int
    salary: float | None


@transaction.atomic
def rebuild() -> int:
    """Bring the table up to date with the live editions. Returns how many rows changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    rows = [
        Live(*row)
        for row in Occupation.objects.public()
        .order_by("pk")
        .values_list("pk", "slug", "live__title", "live__category", "live__salary")
    ]
    wanted = {pk: (percentile, nearest) for pk, percentile, nearest in standings(rows)}
    present = {row.pk: (row.salary_percentile, row.nearest) for row in Standing.objects.all()}
    changed = [
        Standing(occupation_id=pk, salary_percentile=percentile, nearest=nearest)
        for pk, (percentile, nearest) in wanted.items()
        if present.get(pk) != (percentile, nearest)
    ]
    Standing.objects.exclude(pk__in=wanted).delete()
    Standing.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["occupation"],
        update_fields=["salary_percentile", "nearest"],
    )
    return len(changed)


def standings(rows: list[Live]) -> list[tuple[int, int | None, list[list[str]]]]:
    """(pk, percentile, [[slug, title], …]) for each row. The percentile is the share of paid rows that pay less, in
    whole percent rounded down; the nearest are of the same category, nearest in pay first, then of any."""
    salaries = sorted(row.salary for row in rows if row.salary is not None)
    families: dict[int, list[Live]] = defaultdict(list)
    for row in rows:
        families[row.category].append(row)
    ordered = {key: sorted(family, key=_pay) for key, family in families.items()}
    everyone = sorted(rows, key=_pay)
    result = []
    for row in rows:
        percentile = None
        if row.salary is not None and len(salaries) > 1:
            percentile = 100 * bisect_left(salaries, row.salary) // len(salaries)
        chosen = _around(row, ordered[row.category], NEAREST)
        if len(chosen) < NEAREST:
            chosen += [near for near in _around(row, everyone, 2 * NEAREST) if near not in chosen]
        result.append((row.pk, percentile, [[near.slug, near.title] for near in chosen[:NEAREST]]))
    return result


def _pay(row: Live) -> tuple[float, int]:
    return (-1.0 if row.salary is None else float(row.salary), row.pk)


def _around(row: Live, ordered: list[Live], count: int) -> list[Live]:
    """The `count` rows closest in pay, found by looking only at the row's neighbours in the sorted list."""
    at = bisect_left(ordered, _pay(row), key=_pay)
    neighbours = ordered[max(0, at - count) : at] + ordered[at + 1 : at + 1 + count]
    return sorted(neighbours, key=lambda near: (abs(_pay(near)[0] - _pay(row)[0]), near.pk))[:count]
