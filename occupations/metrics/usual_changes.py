"""How much figures usually change from one release of a table to the next: beyond that, somebody looks again."""

from decimal import Decimal
from typing import NamedTuple

from .definitions import METRICS
from .units import AGE, IMPACT, JOBS, JOBS_YEAR, NAME, PERCENT, SCORE, USD_HOUR, USD_YEAR, Shape, from_scale


class Limits(NamedTuple):
    """What is usual. A figure has changed if it differs by `moved_by` or more, and changed a lot if by `far_by` or
    more, in percent or in its unit. `moved` and `far` are the largest usual shares of such figures, in percent."""

    moved_by: Decimal
    far_by: Decimal
    in_percent: bool
    moved: int
    far: int


def _limits(moved_by: str, far_by: str, moved: int, far: int, *, in_percent: bool = False) -> Limits:
    return Limits(Decimal(moved_by), Decimal(far_by), in_percent, moved, far)


# The evidence for each limit: shares of figures that changed, and changed a lot, between the two successive releases
# that differ most.
_PAY = _limits("10", "50", 30, 3, in_percent=True)  # OEWS 2019 to 2025: 18 and 0.3 % of medians; by place 22 and 1 %
_COUNT = _limits("10", "50", 45, 5, in_percent=True)  # the same: 32 and 1.6 % of employees
_COUNT_BY_PLACE = _limits("10", "50", 65, 15, in_percent=True)  # sectors 2024 to 2025: 49 and 8 %
_BY_UNIT = {
    USD_YEAR: _PAY,
    USD_HOUR: _PAY,
    JOBS: _COUNT,
    JOBS_YEAR: _limits("10", "50", 70, 15, in_percent=True),  # only one release available; small sums of flows
    PERCENT: _limits("5", "20", 40, 3),  # CPS 11 of 2022 and 2025: 25 and 0.3 %, in points
    SCORE: _limits("0.5", "1.5", 15, 3),  # knowledge of O*NET 29.0 and 30.2: 1.4 and 0 %
    IMPACT: _limits("0.5", "1.5", 15, 3),  # no two different releases available; as for ratings
    AGE: _limits("3", "10", 40, 3),  # no two releases at hand
    NAME: _limits("0", "0", 20, 100),  # a different label; no two different releases available
}
_BY_METRIC = {"growth": _limits("5", "20", 50, 5)}  # only one release available, in points


def usual(metric: str, *, placed: bool = False) -> Limits | None:
    """`placed`: for figures of places or industries. None: such figures have no number that could change."""
    if metric not in METRICS or METRICS[metric].shape is Shape.RANGE:
        return None
    unit = METRICS[metric].unit
    return _COUNT_BY_PLACE if placed and unit is JOBS else _BY_METRIC.get(metric) or _BY_UNIT[unit]


def has_moved_far(metric: str, before: int, after: int) -> bool:
    """Whether a figure changed a lot; both values in the scale of its unit."""
    limits = usual(metric)
    if limits is None or METRICS[metric].unit is NAME:
        return False
    moved = from_scale(abs(after - before), METRICS[metric].unit)
    if limits.in_percent:
        moved = 100 * moved / from_scale(abs(before), METRICS[metric].unit) if before else Decimal(0)
    return moved >= limits.far_by
