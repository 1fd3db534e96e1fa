"""What speaks for each side: pay, a shorter way in, growth, and features of the work in which it is ahead of the others
by the rows' own differences. Pure.

Never what people are like who do the work, never the sheer size of an occupation, and nothing about sides that official
statistics do not separate.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from comparisons.rules.compare import Comparison, Row
from comparisons.rules.difference import Difference, Outcome
from comparisons.rules.features import FEATURES, HARMLESS, features
from comparisons.rules.scoreboard import Score
from comparisons.rules.tolerance import CLEAR, about_the_same
from occupations.metrics import METRICS, USD_HOUR, Shape
from occupations.profiles import measures
from occupations.profiles.derived_cells import HOURS_A_YEAR
from occupations.profiles.formatting import needs_nothing
from occupations.profiles.sheet import Cell

MOST = 4
"""Reasons for one side."""
MOST_FEATURES = 2
MEASURES = ("pay", "hourly", "time", "growth")
PREPARATION = ("time", "schooling", "experience", "training")
ORDER = ("pay", "hourly", *PREPARATION, "growth", *FEATURES)
"""Kinds of reasons: what most readers ask first comes first."""
SECTION = {
    "pay": "pay",
    "hourly": "pay",
    "growth": "outlook",
    **dict.fromkeys(PREPARATION, "entry"),
    **dict.fromkeys(FEATURES, "skills"),
}

Spreads = Mapping[str, int]
"""Measure, or item of a list → its standard deviation over all occupations, in the scale of its unit."""


class Reason(NamedTuple):
    """`key`: one of ORDER; `slot`: the row that shows it; `times`: the gap to the next side as a multiple of the
    spread, 0 for levels, which have none; `item`: of a list; `falling`: whether the side that is ahead declines, only
    more slowly; `slight`: whether the gap is hardly more than about the same; `most`: whether the side is ahead of most
    of several others, not of all."""

    key: str
    slot: str
    times: float
    item: str = ""
    falling: bool = False
    slight: bool = False
    most: bool = False

    @property
    def section(self) -> str:
        return SECTION[self.key]


class Choosing(NamedTuple):
    """`sides`: for each side its reasons, in order."""

    sides: tuple[tuple[Reason, ...], ...] = ()


NOTHING = Choosing()


def choosing(comparison: Comparison, scores: Sequence[Score], spreads: Spreads) -> Choosing:
    """Nothing without spreads, where official statistics do not separate the sides, and for those ahead in nothing."""
    if not spreads or comparison.one_occupation is not None:
        return NOTHING
    rows = comparison.by_slot
    measured = [*_of_measures(scores, spreads), *_of_preparation(rows)]
    lists = [rows[slot] for slot in FEATURES if slot in rows]
    sides = []
    for side in range(comparison.sides):
        own = _one_of_each_section(reason for of, reason in measured if of == side)
        found = features(lists, side, spreads, nearly=not own)[: min(MOST_FEATURES, MOST - len(own))]
        sides.append((*own, *[Reason(one.slot, one.slot, one.times, one.label, most=one.most) for one in found]))
    return Choosing(tuple(sides)) if any(sides) else NOTHING


def _one_of_each_section(reasons: Iterable[Reason]) -> list[Reason]:
    """The first of each in order; what is ahead of all comes before what is ahead of most. So less schooling, which is
    part of a shorter way in, is not said beside it."""
    found: dict[str, Reason] = {}
    for reason in sorted(reasons, key=lambda reason: (reason.most, ORDER.index(reason.key))):
        found.setdefault(reason.section, reason)
    return sorted(found.values(), key=lambda reason: ORDER.index(reason.key))


def _of_measures(scores: Sequence[Score], spreads: Spreads) -> Iterator[tuple[int, Reason]]:
    for score in scores:
        key, row = score.measure.key, score.row
        spread = spreads.get("pay" if key == "hourly" else key)
        if key not in MEASURES or not spread or not score.decided:
            continue
        for side, others, most in _ahead(row, Outcome.LOWER if score.measure.less else Outcome.HIGHER):
            cell, behind = row.cells[side], [row.cells[other] for other in others]
            gap = min(abs(_worth(cell) - _worth(other)) for other in behind)
            if key == "time" and not gap:
                key = "training"
            falling = key == "growth" and (cell.figures[0].value or 0) <= 0
            slight = any(_is_slight(cell, other) for other in behind)
            yield side, Reason(key, score.slot, gap / spread, falling=falling, slight=slight, most=most)


def _of_preparation(rows: Mapping[str, Row]) -> Iterator[tuple[int, Reason]]:
    """Less schooling, and no experience first: often clear where the whole time to become is not."""
    schooling, experience = rows.get("entry_education"), rows.get("entry_experience")
    if schooling and schooling.metric:
        for side, _, most in _ahead(schooling, Outcome.LOWER):
            yield side, Reason("schooling", schooling.slot, 0, most=most)
    if experience and experience.metric:
        for side, others, most in _ahead(experience, Outcome.DIFFERENT):
            if _needs_none(experience, side) and not any(_needs_none(experience, other) for other in others):
                yield side, Reason("experience", experience.slot, 0, most=most)


def _needs_none(row: Row, side: int) -> bool:
    return needs_nothing(row.cells[side].figures[0])


def _ahead(row: Row, outcome: Outcome) -> Iterator[tuple[int, list[int], bool]]:
    """Sides with that outcome compared with all others, or clearly with more than half of several: (side, those others,
    whether they are not all)."""
    sides = range(len(row.cells))
    for side in sides:
        differences = {other: row.difference(other, side) for other in sides if other != side}
        behind = [other for other, difference in differences.items() if _is(outcome, difference)]
        if len(behind) == len(differences):
            yield side, behind, False
            continue
        behind = [other for other in behind if _is_clear(differences[other])]
        if 2 * len(behind) > len(differences):
            yield side, behind, True


def _is(outcome: Outcome, difference: Difference) -> bool:
    return difference.outcome is outcome and HARMLESS.issuperset(difference.cautions)


def _is_clear(difference: Difference) -> bool:
    """Levels and ranges are either apart or not."""
    return difference.magnitude is None or difference.magnitude > CLEAR


def _is_slight(cell: Cell, other: Cell) -> bool:
    metric, one, two = METRICS[cell.metric], cell.figures[0].value, other.figures[0].value
    if metric.shape is not Shape.NUMBER or one is None or two is None:
        return False
    return 1000 * abs(one - two) <= CLEAR * about_the_same(metric, one, two)


def _worth(cell: Cell) -> float:
    """In the scale of the unit; hourly pay as that of a year."""
    worth = measures.worth(cell) or 0
    return worth * HOURS_A_YEAR if METRICS[cell.metric].unit is USD_HOUR else worth
