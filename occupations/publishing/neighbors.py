"""Which occupations people compare with one: those that a source relates to it, then those of its minor group, then
those of its category. Pure."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby

from occupations.metrics import METRICS
from occupations.profiles.official_records import BEST_FIRST
from occupations.publishing.similarity import Likeness
from occupations.publishing.standing_row import StandingRow

LEVELS = {level: place for place, level in enumerate(METRICS["entry_education"].levels)}
PRIMARY = 10
"""How many that O*NET relates to an occupation are of its primary tiers; the others are supplemental."""
FAR = 0.6
"""The distance from which two are steps of a career more than alternatives: twice the pay, or less of both pay and
schooling. A nurse seldom asks about surgeons."""
LEVEL = 0.12  # of distance, for each level of entry education
UNKNOWN = 0.5  # of distance, for pay that is that of a wider group, or not known
RARE = 0.1  # of distance, for each factor of ten by which an occupation has fewer jobs than most people have heard of
KNOWN_JOBS = 100_000

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
        do not separate those. Related ones are in the order of `_alternatives`, those of a group by employment; of as
        many people, the most alike in skills first, and then those with the closest pay."""

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
        yield from self._alternatives(row)
        groups = [self._groups[row.minor_group]] if row.minor_group else []
        for tied in chain(*groups, self._categories[row.category]):
            yield from ties(tied)
        yield from ties(self._rows)

    def _alternatives(self, row: StandingRow) -> list[StandingRow]:
        """Those that are related, by tier; one far in pay and schooling stands a tier lower. Within a tier, those of
        the same minor group come first, and then the closest and largest."""
        related = self.related(row) or self._related_to_its_record(row)
        places = {other.pk: place for place, other in enumerate(related)}

        def order(other: StandingRow) -> tuple[int, bool, float, int]:
            place, away = places[other.pk], _away(row, other)
            tier = (place >= PRIMARY) + (away > FAR)
            return tier, other.minor_group != row.minor_group, away + _rare(other), place

        return sorted(related, key=order)

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


def _away(row: StandingRow, other: StandingRow) -> float:
    """How far two are apart in pay, as the logarithm of their ratio, and in the levels of their entry education."""
    pay, others = row.own_median, other.own_median
    apart = abs(math.log(pay / others)) if pay and others else UNKNOWN
    one, two = (LEVELS.get(side.entry_education) for side in (row, other))
    return apart + (0 if one is None or two is None else LEVEL * abs(one - two))


def _rare(row: StandingRow) -> float:
    return RARE * max(0.0, math.log10(KNOWN_JOBS / max(row.own_jobs, 100)))


def _distance(row: StandingRow, other: StandingRow) -> float:
    """Between two amounts of pay; one that is unknown counts as less than any."""
    paid = [-1.0 if one.pay is None else float(one.pay) for one in (row, other)]
    return abs(paid[0] - paid[1])
