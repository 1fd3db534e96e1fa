"""Where the answer flips: who earns more in each state and metropolitan area, and in how many.

Hundreds of areas are decided at once, so an area needs more certainty than one row of a page: 99 percent, and a mean
that agrees with the median. Pure.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

import msgspec

from comparisons.rules.difference import Outcome
from comparisons.rules.tolerance import about_the_same
from occupations.metrics import METRICS
from occupations.profiles.place_pay import (
    MEAN_AT_LEAST,
    MEDIAN_AT_LEAST,
    NAMED,
    NONE,
    Paid,
    PayInPlaces,
    Place,
    PlaceKind,
)

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


Rows = Sequence[dict[int, Paid]]
"""For each side its places by number, in the order of its document."""


class Areas(msgspec.Struct, frozen=True):
    """The areas of all sides, and what they add up to. `verdicts`: of each area that is counted, by number; `states`:
    the verdict of all of them, by name. Areas are made when they are asked for."""

    sides: tuple[PayInPlaces, ...]
    verdicts: dict[int, Verdict]
    states: dict[str, Verdict]
    tallies: dict[PlaceKind, Tally]

    @property
    def areas(self) -> list[Area]:
        """Every area of any side, in the order of the first side that has it."""
        rows = [side.by_number() for side in self.sides]
        return [self._area(number, rows) for number in _numbers(rows)]

    def led_by_others(self, first: int) -> list[Area]:
        """The areas where another side than the first one earns the most."""
        led = [number for number, (_, side) in self.verdicts.items() if side not in (None, first)]
        rows = [side.by_number() for side in self.sides] if led else []
        return [self._area(number, rows) for number in led]

    def _area(self, number: int, rows: Rows) -> Area:
        here = tuple(
            [
                side.place(number, row[number]) if number in row else None
                for side, row in zip(self.sides, rows, strict=True)
            ]
        )
        named = next(place for place in here if place)
        return Area(named.key, named.name, NAMED[number].kind, here, *self.verdicts.get(number, _NOTHING))

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
    rows = [side.by_number() for side in known]
    verdicts = _verdicts(rows)
    if not verdicts:
        return None
    every = _numbers(rows)
    states = {
        _name(number, known, rows): verdicts.get(number, _NOTHING) for number in every if NAMED[number].kind is _STATE
    }
    return Areas(known, verdicts, states, _tallies(rows, verdicts, every))


def _name(number: int, sides: Sequence[PayInPlaces], rows: Rows) -> str:
    """As the first side that has the place calls it."""
    first = next(side for side, row in zip(sides, rows, strict=True) if number in row)
    return first.renamed.get(number, NAMED[number].name)


def _numbers(rows: Rows) -> dict[int, None]:
    """Of all places of any side, in the order of the first side that has it."""
    return dict.fromkeys(chain(*rows))


def _verdicts(rows: Rows) -> dict[int, Verdict]:
    """Of each area that has what decides for all sides."""
    first, *others = rows
    if len(others) == 1:
        found = {number: _OF_TWO[outcome_in(paid, others[0].get(number, _UNKNOWN))] for number, paid in first.items()}
    else:
        found = {
            number: _decide_several([paid, *[row.get(number, _UNKNOWN) for row in others]])
            for number, paid in first.items()
        }
    return {number: verdict for number, verdict in found.items() if verdict is not _NOTHING}


def _decide_several(here: Sequence[Paid]) -> Verdict:
    wins = [0] * len(here)
    outcomes = set()
    for left, right in combinations(range(len(here)), 2):
        outcome, highest = _OF_TWO[outcome_in(here[left], here[right])]
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
_UNKNOWN: Paid = (NONE, NONE, NONE, NONE, 0)


def outcome_in(one: Paid, other: Paid) -> Outcome:
    """The other compared with the one. Without a median and its error there is nothing to decide."""
    ours, mean, error, _, marks = one
    theirs, other_mean, other_error, _, other_marks = other
    if ours == NONE or theirs == NONE:
        return _MISSING
    if (marks | other_marks) & MEDIAN_AT_LEAST:
        return _beyond_bound(one, other)
    if error == NONE or other_error == NONE:
        return _MISSING
    size = abs(theirs - ours)
    if size <= about_the_same(METRIC, ours, theirs):
        return _SAME
    if size <= _reach(ours, error, theirs, other_error):
        return _UNCERTAIN
    if theirs > ours:
        return _HIGHER if _means_agree(mean, marks, other_mean) else _UNCERTAIN
    return _LOWER if _means_agree(other_mean, other_marks, mean) else _UNCERTAIN


def _reach(one: int, error: int, other: int = 0, other_error: int = 0) -> float:
    """The gap that sampling error explains. No survey publishes the error of a median in a place: the relative error of
    its mean stands in."""
    return Z * math.hypot(one * error, other * other_error) / HUNDRED_PERCENT


def _beyond_bound(one: Paid, other: Paid) -> Outcome:
    """A median that is only known to be some amount or more decides if the other one is lower than that, beyond
    tolerance and error."""
    if one[-1] & other[-1] & MEDIAN_AT_LEAST:
        return _UNCERTAIN
    on_the_right = bool(other[-1] & MEDIAN_AT_LEAST)
    exact, bounded = (one, other) if on_the_right else (other, one)
    median, mean, error, _, marks = exact
    if error == NONE:
        return _MISSING
    apart = max(about_the_same(METRIC, median, bounded[0]), _reach(median, error))
    if bounded[0] - median <= apart or not _means_agree(mean, marks, bounded[1]):
        return _UNCERTAIN
    return _HIGHER if on_the_right else _LOWER


def _means_agree(low: int, marks: int, high: int) -> bool:
    """Whether the means are in the same order as the medians. `marks`: of the lower one, which, if it is only known to
    be some amount or more, may be any higher one."""
    return NONE not in (low, high) and not marks & MEAN_AT_LEAST and high > low


def _tallies(rows: Rows, verdicts: dict[int, Verdict], every: Iterable[int]) -> dict[PlaceKind, Tally]:
    """`every`: the numbers of all places of any side."""
    of_kind = Counter([NAMED[number].kind for number in every])
    counted: dict[PlaceKind, list[int]] = {kind: [] for kind in PlaceKind}
    for number in verdicts:
        counted[NAMED[number].kind].append(number)
    found = {}
    for kind, numbers in counted.items():
        counts = Counter([verdicts[number] for number in numbers])
        employed = [[row[number][3] for number in numbers] for row in rows]
        found[kind] = Tally(
            tuple(
                [sum([count for (_, highest), count in counts.items() if highest == side]) for side in range(len(rows))]
            ),
            same=counts[_SAME, None],
            uncertain=counts[_UNCERTAIN, None],
            missing=of_kind[kind] - len(numbers),
            employment=tuple([sum([jobs for jobs in here if jobs != NONE]) for here in employed]),
        )
    return found
