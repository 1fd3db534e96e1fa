"""How much is much: the gap at which two values count as about the same, and a gap told as a multiple of it."""

import math

from occupations.metrics import BASE, Metric
from occupations.profiles.document import Figure


def tolerance(metric: Metric, one: Figure, other: Figure) -> int:
    """The largest gap at which two values count as about the same (step 5), in the scale of the unit."""
    steady = metric.tolerance
    if metric.small_base_tolerance and not (_base(one) >= BASE and _base(other) >= BASE):
        steady = metric.small_base_tolerance
    lower = min(abs(one.value or 0), abs(other.value or 0))
    widest = max(steady, lower * metric.tolerance_percent // 100, metric.rounding)
    if one.standard_error or other.standard_error:
        sampling = 1.645 * math.hypot(one.standard_error or 0, other.standard_error or 0)
        return max(widest, math.floor(sampling))
    return widest


def _base(figure: Figure) -> int:
    return figure.sample_size or 0


def magnitude(gap: int, near: int) -> int:
    """A gap in thousandths of the tolerance, which makes gaps of different units comparable: 2500 is two and a half
    times what counts as about the same."""
    return 1000 * abs(gap) // max(near, 1)
