"""The standing of each live edition among all: its pay percentile, related occupations, what to compare it with
next, and what sets it apart.

Stored separately from editions, because it changes when other occupations are published.
"""

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from django.db import transaction

from occupations.models import Occupation, Standing
from occupations.publishing import spreads, stands_out
from occupations.publishing.neighbors import Neighbors
from occupations.publishing.standing_row import Link, StandingRow

NEAREST = 6
RELATED = 10
AT_ONCE = 100  # rows that are stored


class Position(NamedTuple):
    """Where one stands. `percentile`: percent of the medians that count that are lower, rounded down; None for one that
    has only that of a wider group, or none. `counts`: whether its median is one of those: several titles with the pay
    of one official record count once."""

    percentile: int | None
    counts: bool
    nearest: list[Link]
    related: list[Link]


@transaction.atomic
def rebuild(on_progress: Callable[[int], None] = lambda done: None) -> int:
    """Update the tables from the live editions. Returns how many standings changed. Called by follow(), which holds the
    lock."""
    on_progress(1)
    spreads.rebuild()
    on_progress(1)
    columns = (
        "category",
        "pay",
        "pay_metric",
        "records",
        "related",
        "importances",
        "groups",
        "jobs",
        "entry_education",
    )
    rows = [
        StandingRow(*row)
        for row in Occupation.objects.public()
        .order_by("pk")
        .values_list("pk", "slug", "live__title", *(f"live__{column}" for column in columns))
    ]
    apart = stands_out.stored(on_progress)
    wanted = {pk: (place, apart.get(pk, {})) for pk, place in standings(rows, on_progress).items()}
    on_progress(0)
    present = {
        row.pk: (Position(row.pay_median_percentile, row.counts, row.nearest, row.related), row.stands_out)
        for row in Standing.objects.all()
    }
    changed = [
        Standing(
            occupation_id=pk,
            pay_median_percentile=place.percentile,
            counts=place.counts,
            nearest=place.nearest,
            related=place.related,
            stands_out=found,
        )
        for pk, (place, found) in wanted.items()
        if present.get(pk) != (place, found)
    ]
    Standing.objects.exclude(pk__in=wanted).delete()
    for start in range(0, len(changed), AT_ONCE):
        Standing.objects.bulk_create(
            changed[start : start + AT_ONCE],
            update_conflicts=True,
            unique_fields=["occupation"],
            update_fields=["pay_median_percentile", "counts", "nearest", "related", "stands_out"],
        )
        on_progress(0)
    return len(changed)


def standings(rows: list[StandingRow], on_progress: Callable[[int], None] = lambda done: None) -> dict[int, Position]:
    """The standing of each row, by primary key."""
    medians = _counted(rows)
    ascending = sorted(medians.values())
    neighbors = Neighbors(rows)
    result = {}
    for row in rows:
        percentile = None
        if row.own_median is not None and len(ascending) > 1:
            percentile = 100 * bisect_left(ascending, row.own_median) // len(ascending)
        result[row.pk] = Position(
            percentile,
            row.pk in medians,
            [near.link for near in neighbors.of(row, NEAREST)],
            [other.link for other in neighbors.related(row)[:RELATED]],
        )
        on_progress(1)
    return result


def _counted(rows: list[StandingRow]) -> dict[int, float]:
    """The medians that percentiles count, by the key of the first title that has them: one of each official record,
    however many titles stand for it, and what editors entered."""
    first: dict[tuple[frozenset[str], float], int] = {}
    counted = {}
    for row in sorted(rows, key=lambda row: row.pk):
        median, records = row.own_median, row.paid_by
        if median is not None and (not records or first.setdefault((records, median), row.pk) == row.pk):
            counted[row.pk] = median
    return counted
