"""Ranges: longer or shorter only if they do not overlap. A time to become that is a sum of steps is compared as far as
programs differ in length, and training after hiring must not turn the verdict around."""

import math

from comparisons.rules.difference import Caution, Cautions, Difference, Outcome, Reason, concluded
from occupations.metrics import Metric, sampling
from occupations.profiles import entry_level
from occupations.profiles.document import Figure
from occupations.profiles.preparation.steps import Kind, Span, Step, of_kind, widest
from occupations.profiles.preparation.words import before_hiring
from occupations.profiles.sheet import Cell


def of_ranges(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    if left.steps and right.steps:
        return _of_steps(metric, left, right, reason, cautions)
    one, other = left.figures[0], right.figures[0]
    outcome = _order(ends(one), ends(other))
    if outcome is not Outcome.SAME and _within_error(one, other):
        outcome = Outcome.TOO_UNCERTAIN
    return _concluded(metric, left, right, outcome, reason, cautions)


def ends(figure: Figure) -> Span:
    """Both ends of a range in any notation; no start means a start at zero."""
    if figure.value is not None:
        return Span(figure.value, figure.value)
    low = figure.at_least if figure.low is None else figure.low
    return Span(low or 0, figure.at_most if figure.high is None else figure.high)


def _order(left: Span, right: Span) -> Outcome:
    """The right range compared with the left: NO_VERDICT if they overlap. Two that only meet, such as 1 to 2 years and
    2 to 4 years, do not."""
    if left == right:
        return Outcome.SAME
    if _before(left, right):
        return Outcome.HIGHER
    return Outcome.LOWER if _before(right, left) else Outcome.NO_VERDICT


def _before(one: Span, other: Span) -> bool:
    if one.high is None or one.high > other.low:
        return False
    return one.high < other.low or (one.low < one.high and other.low != other.high)


def _within_error(one: Figure, other: Figure) -> bool:
    """Whether sampling error explains the gap between the middles of two ranges."""
    if one.standard_error is None and other.standard_error is None:
        return False
    middles = [low if high is None else (low + high) / 2 for low, high in map(ends, (one, other))]
    error = sampling.Z * math.hypot(one.standard_error or 0, other.standard_error or 0)
    return abs(middles[0] - middles[1]) <= error


def _of_steps(metric: Metric, left: Cell, right: Cell, reason: Reason, cautions: Cautions) -> Difference:
    before = [widest(before_hiring(cell.steps)) for cell in (left, right)]
    after = [widest(of_kind(cell.steps, Kind.TRAINING)) for cell in (left, right)]
    outcome = _order(*before)
    if after[0] != after[1]:
        complete = _order(*(widest(cell.steps) for cell in (left, right)))
        if outcome is Outcome.SAME:  # what is the same on both sides cancels out
            complete = _order(*after)
        if outcome in (Outcome.SAME, Outcome.NO_VERDICT):
            decided = (*cautions, Caution.TRAINING_COUNTED)
            return _concluded(metric, left, right, complete, reason, decided, with_gap=False)
        if complete is not outcome:
            return Difference(outcome=Outcome.NO_VERDICT, metric=metric.key, reason=reason or Reason.TRAINING)
        cautions = (*cautions, Caution.TRAINING_APART)
    if left.dataset != right.dataset:
        outcome = _of_two_sources(outcome, left, right)
        cautions = (*cautions, Caution.RATERS)
    return _concluded(metric, left, right, outcome, reason, cautions)


def _of_two_sources(outcome: Outcome, left: Cell, right: Cell) -> Outcome:
    """Sources differ in what they call related experience: the length of school must show the same, beyond the error of
    the answers that a level is the median of."""
    schools = [of_kind(cell.steps, Kind.SCHOOL) for cell in (left, right)]
    if outcome is not _order(*(widest(school) for school in schools)):
        return Outcome.TOO_UNCERTAIN
    certain = _differs(left, schools[1]) and _differs(right, schools[0])
    return outcome if certain or outcome is Outcome.SAME else Outcome.TOO_UNCERTAIN


def _differs(cell: Cell, school: tuple[Step, ...]) -> bool:
    return not cell.answers or entry_level.contradicts(cell.answers, school[0].label)


def _concluded(
    metric: Metric,
    left: Cell,
    right: Cell,
    outcome: Outcome,
    reason: Reason,
    cautions: Cautions,
    *,
    with_gap: bool = True,
) -> Difference:
    if outcome is Outcome.NO_VERDICT:
        return Difference(outcome=outcome, metric=metric.key, reason=reason or Reason.RANGES)
    one, other = ends(left.figures[0]), ends(right.figures[0])
    exact = one.low == one.high and other.low == other.high
    gap = abs(other.low - one.low) if with_gap and exact and outcome in (Outcome.HIGHER, Outcome.LOWER) else None
    return concluded(metric.key, reason, cautions, outcome, gap=gap)
