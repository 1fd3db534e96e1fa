"""What speaks for each side: pay, growth, a shorter way in, and features of the work in which it is ahead of all others
by the rows' own differences. Pure.

Never what people are like who do the work, never the sheer size of an occupation, and nothing about sides that official
statistics do not separate.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from comparisons.rules.compare import Comparison, Row
from comparisons.rules.difference import Caution, Outcome
from comparisons.rules.scoreboard import Score
from comparisons.rules.tolerance import outcome_of
from occupations.metrics import METRICS, SCORE, USD_HOUR, Metric
from occupations.profiles import measures
from occupations.profiles.derived_cells import HOURS_A_YEAR
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell

MOST = 4
"""Reasons for one side."""
MEASURES = ("pay", "hourly", "growth", "time")
FEATURES = ("skills", "knowledge")
SECTION = {"pay": "pay", "hourly": "pay", "growth": "outlook", "time": "entry", **dict.fromkeys(FEATURES, "skills")}
HARMLESS = frozenset({Caution.PERIOD_UNKNOWN, Caution.DATES, Caution.TRAINING_APART, Caution.TRAINING_COUNTED})
"""Cautions that neither contradict a verdict nor say that the two sides were rated by different people."""

Spreads = Mapping[str, int]
"""Measure, or item of a list → its standard deviation over all occupations, in the scale of its unit."""


class Reason(NamedTuple):
    """`key`: one of MEASURES or FEATURES; `slot`: the row that shows it; `item`: of a list; `times`: the gap to the
    next side, as a multiple of the spread; `falling`: whether the side that is ahead declines, only more slowly."""

    key: str
    slot: str
    times: float
    item: str = ""
    falling: bool = False

    @property
    def section(self) -> str:
        return SECTION[self.key]


class Choosing(NamedTuple):
    """`sides`: for each side its reasons, the widest gap first."""

    sides: tuple[tuple[Reason, ...], ...] = ()


NOTHING = Choosing()


def choosing(comparison: Comparison, scores: Sequence[Score], spreads: Spreads) -> Choosing:
    """Nothing without spreads, where official statistics do not separate the sides, and for those ahead in nothing."""
    if not spreads or (comparison.one_occupation is not None):
        return NOTHING
    found: list[list[Reason]] = [[] for _ in comparison.sheets]
    for side, reason in (*_of_measures(scores, spreads), *_of_features(comparison, spreads)):
        found[side].append(reason)
    return Choosing(tuple([_best(reasons) for reasons in found])) if any(found) else NOTHING


def _best(reasons: list[Reason]) -> tuple[Reason, ...]:
    """The widest gaps, from two sections at least if there are several."""
    ordered = sorted(reasons, key=lambda reason: -reason.times)
    best = ordered[:MOST]
    if len({reason.section for reason in best}) == 1:
        other = next((reason for reason in ordered if reason.section != best[0].section), None)
        best = [*best[: MOST - 1], other] if other else best
    return tuple(best)


def _of_measures(scores: Sequence[Score], spreads: Spreads) -> Iterator[tuple[int, Reason]]:
    for score in scores:
        key, row, side = score.measure.key, score.row, score.ahead
        spread = spreads.get("pay" if key == "hourly" else key)
        if key not in MEASURES or side is None or not spread or not _harmless(row, side):
            continue
        gap = min(abs(_worth(row.cells[side]) - _worth(cell)) for cell in _others(row.cells, side))
        value = row.cells[side].figures[0].value
        yield side, Reason(key, score.slot, gap / spread, falling=key == "growth" and value is not None and value <= 0)


def _harmless(row: Row, side: int) -> bool:
    others = [other for other in range(len(row.cells)) if other != side]
    return all(HARMLESS.issuperset(row.difference(side, other).cautions) for other in others)


def _others(cells: Sequence[Cell], side: int) -> Iterator[Cell]:
    return (cell for other, cell in enumerate(cells) if other != side)


def _worth(cell: Cell) -> float:
    """In the scale of the unit; hourly pay as that of a year."""
    worth = measures.worth(cell) or 0
    return worth * HOURS_A_YEAR if METRICS[cell.metric].unit is USD_HOUR else worth


def _of_features(comparison: Comparison, spreads: Spreads) -> Iterator[tuple[int, Reason]]:
    """The items that matter for one side, and beyond error less for all others; the few with the widest gaps."""
    rows = {row.slot: row for row in comparison.rows() if row.slot in FEATURES}
    for side in range(comparison.sides):
        candidates = [candidate for row in rows.values() for candidate in _ahead_in(row, side, spreads)]
        chosen = 0
        for times, slot, label in sorted(candidates, reverse=True):
            if chosen < MOST and _beyond_error(rows[slot], side, label):
                chosen += 1
                yield side, Reason(slot, slot, times, rows[slot].cells[side].by_label[label].label)


def _ahead_in(row: Row, side: int, spreads: Spreads) -> Iterable[tuple[float, str, str]]:
    """(gap as a multiple of the spread, slot, case-folded label) of the items that are rated higher than for all other
    sides."""
    metric = METRICS[row.metric] if row.metric else None
    if metric is None or metric.unit is not SCORE or not _decided(row, side):
        return
    others = list(_others(row.cells, side))
    for label, figure in row.cells[side].held.items():
        rated = [other.by_label.get(label) for other in others]
        spread = spreads.get(figure.label)
        if spread and all(rated):
            gap = (figure.value or 0) - max(_value(other) for other in rated)
            if gap > metric.tolerance:
                yield gap / spread, row.slot, label


def _value(figure: Figure | None) -> int:
    return (figure and figure.value) or 0


def _decided(row: Row, side: int) -> bool:
    """Whether the side may be compared with all others in this row."""
    others = [other for other in range(len(row.cells)) if other != side]
    return _harmless(row, side) and all(
        row.difference(side, other).outcome in (Outcome.DIFFERENT, Outcome.SAME) for other in others
    )


def _beyond_error(row: Row, side: int, label: str) -> bool:
    metric: Metric = METRICS[row.metric]
    own = row.cells[side].by_label[label]
    others = [cell.by_label[label] for cell in _others(row.cells, side)]
    return all(outcome_of(metric, other, own)[0] is Outcome.HIGHER for other in others)
