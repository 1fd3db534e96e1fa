"""Tolerance: the gap at which two values count as about the same, the gap that sampling error explains, and a gap as a
multiple of either."""

import math

from comparisons.rules.difference import Outcome
from occupations.metrics import AGE, Metric, sampling
from occupations.profiles.document import Figure

CLEAR = 1500
"""The magnitude beyond which a gap is clear. At the 90 percent confidence of a single row, chance alone would put a
side ahead in 3 of the 68 skills and fields of knowledge that are rated; at one and a half times that error, in one for
every second comparison."""


def tolerance(metric: Metric, one: Figure, other: Figure) -> int:
    """The largest gap at which two values count as about the same (step 5), in the scale of the unit."""
    return about_the_same(metric, one.value or 0, other.value or 0)


def about_the_same(metric: Metric, one: int, other: int) -> int:
    """The same for two numbers."""
    if not metric.tolerance_percent:
        return max(metric.tolerance, metric.rounding)
    lower = min(abs(one), abs(other))
    return max(metric.tolerance, lower * metric.tolerance_percent // 100, metric.rounding)


def sampling_error(metric: Metric, one: Figure, other: Figure) -> int:
    """The largest gap that sampling error explains with 90 percent confidence, in the scale of the unit: 0 if neither
    error is known. For shares, Newcombe's method, from the ends of both Wilson intervals that face each other."""
    rising = (other.value or 0) >= (one.value or 0)
    return math.floor(math.hypot(_reach(metric, one, upwards=rising), _reach(metric, other, upwards=not rising)))


def _reach(metric: Metric, figure: Figure, *, upwards: bool) -> float:
    """How far the true value may be on one side of a figure."""
    if figure.standard_error is not None:
        return sampling.Z * figure.standard_error
    size = size_of(metric, figure)
    if size is None or figure.value is None:
        return 0
    if metric.unit is AGE:
        return sampling.Z * sampling.median_age_error(size) * metric.unit.scale
    hundred_percent = 100 * metric.unit.scale
    share = figure.value / hundred_percent
    low, high = sampling.wilson(share, size)
    return hundred_percent * (high - share if upwards else share - low)


def size_of(metric: Metric, figure: Figure) -> float | None:
    """The effective sample size of the figure; None if its error cannot be calculated."""
    if not metric.per_cent_of_people and metric.unit is not AGE:
        return None
    return sampling.effective_size(figure.record, figure.base, figure.sample_size) or None


def outcome_of(metric: Metric, one: Figure, other: Figure) -> tuple[Outcome, int]:
    """The outcome for two values, and their gap in thousandths of the larger of tolerance and error."""
    gap = (other.value or 0) - (one.value or 0)
    near, error = tolerance(metric, one, other), sampling_error(metric, one, other)
    size = abs(gap)
    times = magnitude(size, max(near, error))
    if size <= near:
        return Outcome.SAME, times
    if size <= error:
        return Outcome.TOO_UNCERTAIN, times
    return Outcome.HIGHER if gap > 0 else Outcome.LOWER, times


def magnitude(gap: int, near: int) -> int:
    """A gap in thousandths of what counts as about the same, which makes gaps of different units comparable: 2500 is
    two and a half times that."""
    return 1000 * abs(gap) // max(near, 1)
