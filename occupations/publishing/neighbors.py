"""Which occupations people compare with one: those that a source relates to it, then those of its minor group, then
those of its category. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby

from occupations.profiles.official_records import BEST_FIRST
from occupations.publishing.similarity import Likeness
from occupations.publishing.standing_row import StandingRow

Ties = Callable[[Sequence[StandingRow]], list[StandingRow]]


class Neighbors:
    """Finds the neighbors of each of these rows among them."""

    def __init__(self, rows: Sequence[StandingRow]) -> None:
        self._rows = rows
        self._likeness = Likeness({row.pk: row.importances for row in rows})
        self._groups = _by_employment(rows, lambda row: row.minor_group)
        self._categories = _by_employment(rows, lambda row: row.category)
        ordered = sorted(rows, key=lambda row: row.pk, reverse=True)
        self._exact = {key: row for row in ordered for key, quality in row.records.items() if quality == "exact"}
        self._owners = self._exact | {
            key: row
            for row in ordered
            for key, quality in row.records.items()
            if quality == "shared" and key not in row.groups and key not in self._exact
        }

    def of(self, row: StandingRow, count: int) -> list[StandingRow]:
        """Up to `count` others, best first, none of which has its pay from the same record, because official statistics
        do not separate those. Those of a group stand by employment; of as many people, the most alike in skills first,
        and then those with the closest pay."""

        def ties(rows: Sequence[StandingRow]) -> list[StandingRow]:
            return sorted(
                rows, key=lambda other: (-self._likeness.of(row.pk, other.pk), _distance(row, other), other.pk)
            )

        chosen: dict[int, StandingRow] = {}
        for other in self._candidates(row, ties):
            if other is not row and row.paid_by.isdisjoint(other.paid_by):
                chosen.setdefault(other.pk, other)
                if len(chosen) == count:
                    break
        return list(chosen.values())

    def related(self, row: StandingRow) -> list[StandingRow]:
        """Those that a source relates to it, in its order, as far as they are here."""
        found = {other.pk: other for key in row.related if (other := self._exact.get(key)) and other is not row}
        return list(found.values())

    def _candidates(self, row: StandingRow, ties: Ties) -> Iterator[StandingRow]:
        yield from self.related(row) or self._related_to_its_record(row)
        groups = [self._groups[row.minor_group]] if row.minor_group else []
        for tied in chain(*groups, self._categories[row.category]):
            yield from ties(tied)
        yield from ties(self._rows)

    def _related_to_its_record(self, row: StandingRow) -> list[StandingRow]:
        """For a title without an official record of its own: what is related to the occupation whose record it has."""
        keys = sorted(row.records, key=lambda key: (BEST_FIRST.index(row.records[key]), key))
        owners = (self._owners[key] for key in keys if key in self._owners)
        return next((found for owner in owners if owner is not row and (found := self.related(owner))), [])


def _by_employment(
    rows: Iterable[StandingRow], of: Callable[[StandingRow], str | int]
) -> dict[str | int, list[list[StandingRow]]]:
    """By group: the rows with the most employment first, those with the same together."""
    members: dict[str | int, list[StandingRow]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -row.own_jobs):
        members[of(row)].append(row)
    return {key: [list(same) for _, same in groupby(found, lambda row: row.own_jobs)] for key, found in members.items()}


def _distance(row: StandingRow, other: StandingRow) -> float:
    """Between two amounts of pay; one that is unknown counts as less than any."""
    paid = [-1.0 if one.pay is None else float(one.pay) for one in (row, other)]
    return abs(paid[0] - paid[1])
