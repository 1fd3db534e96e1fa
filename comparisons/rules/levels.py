"""Ordered levels, such as those of education: which is higher, and which may be the most common."""

from collections.abc import Iterable, Sequence

from comparisons.rules.difference import Outcome
from comparisons.rules.tolerance import size_of
from occupations.metrics import Metric, sampling
from occupations.profiles.document import Figure


def ordered(metric: Metric, left: Iterable[str], right: Iterable[str]) -> Outcome:
    """Higher or lower if every level on the right is above, or below, every one on the left; else different."""
    places = {label.casefold(): place for place, label in enumerate(metric.levels)}
    ours, theirs = ([places.get(label.casefold()) for label in side] for side in (left, right))
    known_ours = [place for place in ours if place is not None]
    known_theirs = [place for place in theirs if place is not None]
    if len(known_ours) < len(ours) or len(known_theirs) < len(theirs):
        return Outcome.DIFFERENT
    if max(known_ours) < min(known_theirs):
        return Outcome.HIGHER
    return Outcome.LOWER if min(known_ours) > max(known_theirs) else Outcome.DIFFERENT


def may_lead(metric: Metric, figures: Sequence[Figure]) -> set[str]:
    """The case-folded labels whose shares are not clearly smaller than the largest, which is one of them."""
    top = max(figures, key=lambda figure: figure.value or 0)
    return {figure.label.casefold() for figure in figures if figure is top or _within_error(metric, top, figure)}


def _within_error(metric: Metric, top: Figure, other: Figure) -> bool:
    if top.value is None or other.value is None:
        return False
    gap = top.value - other.value
    if top.standard_error is not None and other.standard_error is not None:
        # For shares of the same people, this is a lower limit of certainty.
        return gap <= sampling.Z * (top.standard_error + other.standard_error)
    size = size_of(metric, top)
    scale = 100 * metric.unit.scale
    return size is not None and gap <= scale * sampling.lead_error(top.value / scale, other.value / scale, size)
