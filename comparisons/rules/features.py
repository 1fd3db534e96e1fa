"""Features of the work that speak for a side: skills and fields of knowledge that are rated clearly higher for it.
Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from comparisons.rules.compare import Row
from comparisons.rules.difference import Caution, Outcome
from comparisons.rules.tolerance import CLEAR, outcome_of
from occupations.metrics import METRICS, SCORE, Metric
from occupations.profiles.document import Figure

FEATURES = ("skills", "knowledge")
"""The rows that they are from."""
NEARLY = 250
"""An importance that is nearer to "important" than to "somewhat important" in the words of the scale: enough for a side
that is ahead in nothing else."""
HARMLESS = frozenset({Caution.PERIOD_UNKNOWN, Caution.DATES, Caution.TRAINING_APART, Caution.TRAINING_COUNTED})
"""Cautions that neither contradict a verdict nor say that the two sides were rated by different people."""


class Feature(NamedTuple):
    """`slot`: the row; `times`: the gap to the next of those that it is ahead of, as a multiple of the spread; `most`:
    whether those are most of several others, not all."""

    slot: str
    label: str
    times: float
    most: bool = False


def features(rows: Sequence[Row], side: int, spreads: Mapping[str, int], *, nearly: bool = False) -> list[Feature]:
    """Those for one side, the widest gaps first. `spreads`: of each item over all occupations, in the scale of its
    unit; `nearly`: whether what nearly matters counts if nothing else does."""
    rated = [row for row in rows if row.metric and METRICS[row.metric].unit is SCORE]
    found = [one for row in rated for one in _ahead_in(row, side, spreads, METRICS[row.metric].held_from or 0)]
    if nearly and not found:
        found = [one for row in rated for one in _ahead_in(row, side, spreads, NEARLY)]
    return sorted(found, key=lambda one: (one.most, -one.times, one.label))


def _ahead_in(row: Row, side: int, spreads: Mapping[str, int], least: int) -> Iterator[Feature]:
    """The items that matter for the side, and clearly less for all others, or for more than half of several."""
    metric = METRICS[row.metric]
    others = [other for other in range(len(row.cells)) if other != side]
    compared = [row.cells[other].by_label for other in others if _is_compared(row, side, other)]
    if 2 * len(compared) <= len(others):
        return
    for label, figure in row.cells[side].by_label.items():
        value, spread = figure.value or 0, spreads.get(figure.label)
        if value < least or not spread:
            continue
        behind = [one for items in compared if (one := items.get(label)) and _is_behind(metric, one, figure)]
        if 2 * len(behind) > len(others):
            gap = value - max(one.value or 0 for one in behind)
            yield Feature(row.slot, figure.label, gap / spread, len(behind) < len(others))


def _is_compared(row: Row, side: int, other: int) -> bool:
    difference = row.difference(side, other)
    return difference.outcome in (Outcome.DIFFERENT, Outcome.SAME) and HARMLESS.issuperset(difference.cautions)


def _is_behind(metric: Metric, other: Figure, own: Figure) -> bool:
    """Clearly. The tolerance comes first, because a page has hundreds of items and errors take longer."""
    if other.value is None or 1000 * ((own.value or 0) - other.value) <= CLEAR * metric.tolerance:
        return False
    outcome, times = outcome_of(metric, other, own)
    return outcome is Outcome.HIGHER and times > CLEAR
