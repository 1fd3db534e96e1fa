"""What shares of people may add up to if nobody is in two groups: one rule for loaded files and for editors.

A page shows the preferred shares as one whole, so a single share from an editor would hide all the others.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from occupations.metrics import METRICS, Shape
from occupations.text.english import sentence_start

# Everybody is in one of the groups, so the shares add up to 100%.
WHOLE = ("gender", "race_exclusive")
# Nobody is in two groups; some may be in none that is listed.
EXCLUSIVE = (*WHOLE, *(m.key for m in METRICS.values() if m.shape is Shape.MODE and m.per_cent_of_people))

ALL = Decimal(100)
MOST = Decimal("100.5")  # all, rounded
WHOLE_FROM, WHOLE_TO = Decimal(99), Decimal(101)  # 100%, if each of several shares was rounded


class StatedShare(NamedTuple):
    """One group's share, or a bound, or nothing."""

    low: Decimal
    high: Decimal


def share(
    label: str,
    value: Decimal | None,
    *,
    low: Decimal | None = None,
    high: Decimal | None = None,
    at_least: Decimal | None = None,
    at_most: Decimal | None = None,
    missing: str = "",
) -> StatedShare | None:
    """None if nothing is known about any group: all have a missing reason, or there is only a name."""
    if value is not None:
        return StatedShare(value, value)
    ends = [low if low is not None else at_least, high if high is not None else at_most]
    if ends == [None, None] and not (missing and label):
        return None
    return StatedShare(*(end if end is not None else limit for end, limit in zip(ends, (Decimal(0), ALL), strict=True)))


def is_more_than_all(total: Decimal) -> bool:
    return total > MOST


def fault(metric: str, shares: Iterable[StatedShare | None]) -> str:
    """The error in the shares of one metric, in words; empty if there is none."""
    known = [one for one in shares if one is not None]
    if metric not in EXCLUSIVE or not known:
        return ""
    least, most = sum((one.low for one in known), Decimal(0)), sum((one.high for one in known), Decimal(0))
    sums = f"{sentence_start(METRICS[metric].name)}: the shares add up to {_between(least, most)}"
    if metric in WHOLE and (least > WHOLE_TO or most < WHOLE_FROM):
        return (
            f"{sums}. Expected is 100%, or with rounding {WHOLE_FROM} to {WHOLE_TO}%: they stand in the place of all "
            "official ones, so enter every group, or none."
        )
    if metric not in WHOLE and is_more_than_all(least):
        return f"{sums}. Expected is 100% at most, or with rounding {MOST}%."
    return ""


def _between(least: Decimal, most: Decimal) -> str:
    numbers = dict.fromkeys(f"{number.normalize():f}" for number in (least, most))
    return f"{' to '.join(numbers)}%"
