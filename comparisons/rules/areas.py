"""Where the answer flips: who earns more in each state and metropolitan area, and in how many.

Hundreds of areas are decided at once, so an area needs more certainty than one row of a page: 99 percent, and a mean
that agrees with the median. Pure.
"""

import math
from collections.abc import Iterator, Sequence
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


class Areas(msgspec.Struct, frozen=True):
    """All areas of all sides, and what they add up to. `jobs`: each side's employees in the nation, if known."""

    areas: tuple[Area, ...]
    tallies: dict[PlaceKind, Tally]
    jobs: tuple[int | None, ...]

    def covered(self, kind: PlaceKind) -> list[float | None]:
        """For each side, the share of its jobs in the areas of that kind that are counted, 0 to 1; None if unknown."""
        employed = self.tallies[kind].employment
        return [min(1.0, here / jobs) if jobs else None for here, jobs in zip(employed, self.jobs, strict=True)]

    def of_kind(self, kind: PlaceKind) -> list[Area]:
        return [area for area in self.areas if area.kind is kind]


def compare_areas(sides: Sequence[PayInPlaces | None]) -> Areas | None:
    """None if a side has no pay of its own in places, two sides share their official record or are of different
    releases, or no area has medians with errors for all sides."""
    known = [side for side in sides if side is not None]
    if len(known) < len(sides) or len({side.record for side in known}) < len(sides):
        return None
    if len({side.releases for side in known}) > 1:
        return None
    areas = tuple(_areas(known))
    tallies = _tallies(areas, len(sides))
    if not any(tally.counted for tally in tallies.values()):
        return None
    return Areas(areas, tallies, tuple(side.jobs for side in known))


def _areas(sides: Sequence[PayInPlaces]) -> Iterator[Area]:
    """Every area of any side, in the order of the first side that has it."""
    rows = [{place.key: place for place in side.places} for side in sides]
    first, *others = rows
    order = dict(first)
    for one in others:
        if one.keys() - order.keys():
            order.update({key: place for key, place in one.items() if key not in order})
    decide = _decide_two if len(sides) == 2 else _decide_several
    for key, place in order.items():
        here = tuple([one.get(key) for one in rows])
        outcome, highest = decide(here)
        yield Area(key, place.name, kind_of(key, place.name), here, outcome, highest)


def _decide_two(here: Sequence[Place | None]) -> tuple[Outcome, int | None]:
    one, other = here
    outcome = _MISSING if one is None or other is None else outcome_in(one, other)
    return outcome, 1 if outcome is _HIGHER else 0 if outcome is _LOWER else None


def _decide_several(here: Sequence[Place | None]) -> tuple[Outcome, int | None]:
    wins = [0] * len(here)
    outcomes = set()
    for left, right in combinations(range(len(here)), 2):
        outcome, highest = _decide_two((here[left], here[right]))
        outcomes.add(outcome)
        if highest is not None:
            wins[right if highest else left] += 1
    if _MISSING in outcomes:
        return _MISSING, None
    if len(here) - 1 in wins:
        return _HIGHER, wins.index(len(here) - 1)
    return (_SAME if outcomes == {_SAME} else _UNCERTAIN), None


# Members looked up once, because a page decides hundreds of areas.
_HIGHER, _LOWER, _SAME = Outcome.HIGHER, Outcome.LOWER, Outcome.SAME
_UNCERTAIN, _MISSING = Outcome.TOO_UNCERTAIN, Outcome.MISSING


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


def _tallies(areas: Sequence[Area], sides: int) -> dict[PlaceKind, Tally]:
    highest = {kind: [0] * sides for kind in PlaceKind}
    employment = {kind: [0] * sides for kind in PlaceKind}
    others = {kind: {_SAME: 0, _UNCERTAIN: 0, _MISSING: 0} for kind in PlaceKind}
    for area in areas:
        if area.highest is not None:
            highest[area.kind][area.highest] += 1
        else:
            others[area.kind][area.outcome] += 1
        if area.outcome is not _MISSING:
            employed = employment[area.kind]
            for side, place in enumerate(area.sides):
                if place and place.employment:
                    employed[side] += place.employment
    return {
        kind: Tally(
            tuple(highest[kind]),
            same=others[kind][_SAME],
            uncertain=others[kind][_UNCERTAIN],
            missing=others[kind][_MISSING],
            employment=tuple(employment[kind]),
        )
        for kind in PlaceKind
    }
