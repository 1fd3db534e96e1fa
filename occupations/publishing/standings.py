"""Where each live edition stands among all: its pay percentile, what is related to it, what to compare it with next.

Kept beside the editions, because it changes when others publish.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from django.db import transaction

from occupations.models import Occupation, Standing
from occupations.publishing import similarity

NEAREST = 6
RELATED = 10
PAY_SURVEYS = ("oews",)  # systems of the records that pay, the first figure of a page, is taken from


Link = list[str]  # [slug, title]


class StandingRow(NamedTuple):
    """One public occupation, as far as standings need it. `salary` in US$ a year; the rest as the columns of its
    edition."""

    pk: int
    slug: str
    title: str
    category: int
    salary: float | None
    records: dict[str, str]
    related: list[str]
    importances: dict[str, int]
    groups: dict[str, str]

    @property
    def link(self) -> Link:
        return [self.slug, self.title]

    @property
    def own_salary(self) -> float | None:
        """The salary, where it is not that of a wider group."""
        return None if "salary" in self.groups else self.salary

    @property
    def paid_by(self) -> set[str]:
        """The records that its pay may be taken from."""
        return {key for key in self.records if key.partition("-")[0] in PAY_SURVEYS}


class Position(NamedTuple):
    """Where one stands. `percentile`: percent of those with a salary of their own that pay less, rounded down;
    None for one that has only that of a wider group."""

    percentile: int | None
    nearest: list[Link]
    related: list[Link]


@transaction.atomic
def rebuild() -> int:
    """Bring the table up to date with the live editions. Returns how many rows changed. For after_publishing, which
    holds the lock."""
    columns = ("category", "salary", "records", "related", "importances", "groups")
    rows = [
        StandingRow(*row)
        for row in Occupation.objects.public()
        .order_by("pk")
        .values_list("pk", "slug", "live__title", *(f"live__{column}" for column in columns))
    ]
    wanted = standings(rows)
    present = {row.pk: Position(row.salary_percentile, row.nearest, row.related) for row in Standing.objects.all()}
    changed = [
        Standing(occupation_id=pk, salary_percentile=place.percentile, nearest=place.nearest, related=place.related)
        for pk, place in wanted.items()
        if present.get(pk) != place
    ]
    Standing.objects.exclude(pk__in=wanted).delete()
    Standing.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["occupation"],
        update_fields=["salary_percentile", "nearest", "related"],
    )
    return len(changed)


def standings(rows: list[StandingRow]) -> dict[int, Position]:
    """Where each row stands, by its key.

    The nearest are those most alike in skills and knowledge, without those that the same pay record stands behind:
    official statistics would not tell them apart. Where skills are not known they are of the same category, nearest in
    pay first, then of any.
    """
    salaries = sorted(salary for row in rows if (salary := row.own_salary) is not None)
    alike = similarity.nearest([row.importances for row in rows], 4 * NEAREST)
    neighbours = _Neighbours(rows)
    exact = {key: row for row in reversed(rows) for key, quality in row.records.items() if quality == "exact"}
    result = {}
    for row, positions in zip(rows, alike, strict=True):
        percentile = None
        if row.own_salary is not None and len(salaries) > 1:
            percentile = 100 * bisect_left(salaries, row.own_salary) // len(salaries)
        chosen: dict[int, StandingRow] = {}
        for near in chain((rows[position] for position in positions), neighbours.of(row)):
            if row.paid_by.isdisjoint(near.paid_by):
                chosen.setdefault(near.pk, near)
            if len(chosen) == NEAREST:
                break
        related = {exact[key].pk: exact[key].link for key in row.related if key in exact and exact[key] is not row}
        result[row.pk] = Position(percentile, [near.link for near in chosen.values()], list(related.values())[:RELATED])
    return result


class _Neighbours:
    """Who is nearest in pay, found by looking only around a row in sorted lists."""

    def __init__(self, rows: list[StandingRow]) -> None:
        families: dict[int, list[StandingRow]] = defaultdict(list)
        for row in rows:
            families[row.category].append(row)
        self.everyone = sorted(rows, key=_pay)
        self.families = {key: sorted(family, key=_pay) for key, family in families.items()}

    def of(self, row: StandingRow) -> Iterator[StandingRow]:
        yield from _around(row, self.families[row.category], 2 * NEAREST)
        yield from _around(row, self.everyone, 4 * NEAREST)


def _pay(row: StandingRow) -> tuple[float, int]:
    return (-1.0 if row.salary is None else float(row.salary), row.pk)


def _around(row: StandingRow, ordered: list[StandingRow], count: int) -> list[StandingRow]:
    """The `count` rows closest in pay, found by looking only at the row's neighbours in the sorted list."""
    at = bisect_left(ordered, _pay(row), key=_pay)
    neighbours = ordered[max(0, at - count) : at] + ordered[at + 1 : at + 1 + count]
    return sorted(neighbours, key=lambda near: (abs(_pay(near)[0] - _pay(row)[0]), near.pk))[:count]
