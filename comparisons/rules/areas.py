"""Where the answer flips: who earns more in each state and metropolitan area, and in how many.

Hundreds of areas are decided at once, so an area needs more certainty than one row of a page: 99 percent, and a mean
that agrees with the median. Pure.
"""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import msgspec

from comparisons.rules.difference import Outcome
from comparisons.rules.tolerance import about_the_same
from occupations.metrics import METRICS
from occupations.profiles.place_pay import MEAN_AT_LEAST, MEDIAN_AT_LEAST, PayInPlaces, Place, PlaceKind, kind_of

CONFIDENCE = 99  # percent, of each area
Z = 2.576  # half-width of that confidence interval in standard errors
HUNDRED_PERCENT = 10_000  # in the scale of errors
METRIC = METRICS["wage_annual_median"]


class Area(msgspec.Struct, frozen=True, gc=False):
    """One place. `sides`: its row for each side, or None; `outcome`: for two sides, the second compared with the first;
    for more, HIGHER if one side is above all others. `highest`: that side."""

    key: str
    name: str
    kind: PlaceKind
    sides: tuple[Place | None, ...]
    outcome: Outcome
    highest: int | None = None


class Tally(msgspec.Struct, frozen=True):
    """How many areas of one kind there are. `highest`: for each side, where it earns the most. `employment`: for each
    side, its employees in the areas counted, as far as they are published."""

    highest: tuple[int, ...]
    same: int
    uncertain: int
    missing: int
    employment: tuple[int, ...]

    @property
    def close(self) -> int:
        return self.same + self.uncertain

    @property
    def counted(self) -> int:
        """Areas with the medians of all sides, and their errors."""
        return sum(self.highest) + self.close


Verdict = tuple[Outcome, int | None]
"""For two sides, the second compared with the first; for more, HIGHER if one is above all others. And that side."""


class Areas(msgspec.Struct, frozen=True):
    """The areas of all sides, and what they add up to. `highest`: key of each area that is counted → the side that
    earns the most there, if one does; `states`: all of them. Other areas are made when they are asked for."""

    sides: tuple[PayInPlaces, ...]
    highest: dict[str, int | None]
    states: tuple[Area, ...]
    tallies: dict[PlaceKind, Tally]

    @property
    def areas(self) -> list[Area]:
        """Every area of any side, in the order of the first side that has it."""
        rows = [_by_key(side) for side in self.sides]
        return [_area(key, rows) for key in {key: 0 for row in rows for key in row}]

    def led_by_others(self, first: int) -> list[Area]:
        """The areas where another side than the first one earns the most."""
        rows = [_by_key(side) for side in self.sides]
        return [_area(key, rows) for key, side in self.highest.items() if side not in (None, first)]

    @property
    def jobs(self) -> tuple[int | None, ...]:
        """Each side's employees in the nation, if known."""
        return tuple([side.jobs for side in self.sides])

    def covered(self, kind: PlaceKind) -> list[float | None]:
        """For each side, the share of its jobs in the areas of that kind that are counted, 0 to 1; None if unknown."""
        employed = self.tallies[kind].employment
        return [min(1.0, here / jobs) if jobs else None for here, jobs in zip(employed, self.jobs, strict=True)]


def compare_areas(sides: Sequence[PayInPlaces | None]) -> Areas | None:
    """None if a side has no pay of its own in places, two sides share their official record or are of different
    releases, or no area has medians with errors for all sides."""
    known = tuple([side for side in sides if side is not None])
    if len(known) < len(sides) or len({side.record for side in known}) < len(sides):
        return None
    if len({side.releases for side in known}) > 1:
        return None
    rows = [_by_key(side) for side in known]
    verdicts = _verdicts(rows)
    if not verdicts:
        return None
    every: dict[str, Place] = {}
    for row in rows:
        every.update(row)
    kinds = {key: kind_of(key, place.name) for key, place in every.items()}
    return Areas(
        known,
        {key: side for key, (_, side) in verdicts.items()},
        tuple([_area(key, rows, verdicts) for key, kind in kinds.items() if kind is _STATE]),
        _tallies(rows, verdicts, kinds),
    )


def _by_key(side: PayInPlaces) -> dict[str, Place]:
    return {place.key: place for place in side.places}


def _verdicts(rows: Sequence[dict[str, Place]]) -> dict[str, Verdict]:
    """Of each area that has what decides for all sides."""
    first, *others = rows
    common = set(first).intersection(*others)
    found = [(key, _decide([row[key] for row in rows])) for key in first if key in common]
    return {key: verdict for key, verdict in found if verdict is not _NOTHING}


def _area(key: str, rows: Sequence[dict[str, Place]], verdicts: dict[str, Verdict] | None = None) -> Area:
    here = tuple([row.get(key) for row in rows])
    outcome, highest = _decide(here) if verdicts is None else verdicts.get(key, _NOTHING)
    name = next(place.name for place in here if place)
    return Area(key, name, kind_of(key, name), here, outcome, highest)


def _decide(here: Sequence[Place | None]) -> Verdict:
    if len(here) > 2:
        return _decide_several(here)
    one, other = here
    return _NOTHING if one is None or other is None else _OF_TWO[outcome_in(one, other)]


def _decide_several(here: Sequence[Place | None]) -> Verdict:
    wins = [0] * len(here)
    outcomes = set()
    for left, right in combinations(range(len(here)), 2):
        outcome, highest = _decide((here[left], here[right]))
        outcomes.add(outcome)
        if highest is not None:
            wins[right if highest else left] += 1
    if _MISSING in outcomes:
        return _NOTHING
    if len(here) - 1 in wins:
        return _HIGHER, wins.index(len(here) - 1)
    return (_SAME if outcomes == {_SAME} else _UNCERTAIN), None


# Members looked up once, because a page decides hundreds of areas.
_HIGHER, _LOWER, _SAME = Outcome.HIGHER, Outcome.LOWER, Outcome.SAME
_UNCERTAIN, _MISSING = Outcome.TOO_UNCERTAIN, Outcome.MISSING
_STATE = PlaceKind.STATE
_OF_TWO: dict[Outcome, Verdict] = {
    _HIGHER: (_HIGHER, 1),
    _LOWER: (_LOWER, 0),
    _SAME: (_SAME, None),
    _UNCERTAIN: (_UNCERTAIN, None),
    _MISSING: (_MISSING, None),
}
_NOTHING = _OF_TWO[_MISSING]


def outcome_in(one: Place, other: Place) -> Outcome:
    """The other compared with the one. Without a median and its error there is nothing to decide."""
    ours, theirs = one.median, other.median
    if ours is None or theirs is None:
        return _MISSING
    if (one.marks | other.marks) & MEDIAN_AT_LEAST:
        return _beyond_bound(one, other)
    if one.error is None or other.error is None:
        return _MISSING
    gap = theirs - ours
    size = abs(gap)
    if size <= about_the_same(METRIC, ours, theirs):
        return _SAME
    if size <= _reach(ours, one.error, theirs, other.error):
        return _UNCERTAIN
    agree = _means_agree(one, other) if gap > 0 else _means_agree(other, one)
    return _UNCERTAIN if not agree else _HIGHER if gap > 0 else _LOWER


def _reach(one: int, error: int, other: int = 0, other_error: int = 0) -> float:
    """The gap that sampling error explains. No survey publishes the error of a median in a place: the relative error of
    its mean stands in."""
    return Z * math.hypot(one * error, other * other_error) / HUNDRED_PERCENT


def _beyond_bound(one: Place, other: Place) -> Outcome:
    """A median that is only known to be some amount or more decides if the other one is lower than that, beyond
    tolerance and error."""
    if one.marks & other.marks & MEDIAN_AT_LEAST:
        return _UNCERTAIN
    on_the_right = bool(other.marks & MEDIAN_AT_LEAST)
    exact, bounded = (one, other) if on_the_right else (other, one)
    if exact.median is None or bounded.median is None or exact.error is None:
        return _MISSING
    apart = max(about_the_same(METRIC, exact.median, bounded.median), _reach(exact.median, exact.error))
    if bounded.median - exact.median <= apart or not _means_agree(exact, bounded):
        return _UNCERTAIN
    return _HIGHER if on_the_right else _LOWER


def _means_agree(low: Place, high: Place) -> bool:
    """Whether the means are in the same order as the medians. One that is only known to be some amount or more may be
    any higher one."""
    if low.mean is None or high.mean is None or low.marks & MEAN_AT_LEAST:
        return False
    return high.mean > low.mean


def _tallies(
    rows: Sequence[dict[str, Place]], verdicts: dict[str, Verdict], kinds: dict[str, PlaceKind]
) -> dict[PlaceKind, Tally]:
    """`kinds`: of every area of any side."""
    of_kind = Counter(kinds.values())
    found = {}
    for kind in PlaceKind:
        keys = [key for key in verdicts if kinds[key] is kind]
        counts = Counter([verdicts[key] for key in keys])
        found[kind] = Tally(
            tuple(
                [sum([count for (_, highest), count in counts.items() if highest == side]) for side in range(len(rows))]
            ),
            same=counts[_SAME, None],
            uncertain=counts[_UNCERTAIN, None],
            missing=of_kind[kind] - len(keys),
            employment=tuple([sum([row[key].employment or 0 for key in keys]) for row in rows]),
        )
    return found
