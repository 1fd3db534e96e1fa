"""What shares of people may add up to where nobody is in two groups: one rule for files and for the desk.

A page shows the shares that stand first as one whole, so that an editor's single share would hide all the others.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from occupations.metrics import METRICS, Shape
from occupations.text.english import sentence_start

# Everybody is in one of the groups, so that the shares make up all.
WHOLE = ("gender", "race_exclusive")
# Nobody is in two; some may be in none that is named.
EXCLUSIVE = (*WHOLE, *(m.key for m in METRICS.values() if m.shape is Shape.MODE and m.per_cent_of_people))

ALL = Decimal(100)
MOST = Decimal("100.5")  # all, rounded
WHOLE_FROM, WHOLE_TO = Decimal(99), Decimal(101)  # all, where each of several shares was rounded


class StatedShare(NamedTuple):
    """One group's share, or what is known of it: at least, at most, nothing."""

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
    """None where nothing is known of any group: a missing reason for all of them, or a name alone."""
    if value is not None:
        return StatedShare(value, value)
    ends = [low if low is not None else at_least, high if high is not None else at_most]
    if ends == [None, None] and not (missing and label):
        return None
    return StatedShare(*(end if end is not None else limit for end, limit in zip(ends, (Decimal(0), ALL), strict=True)))


def is_more_than_all(total: Decimal) -> bool:
    return total > MOST


def fault(metric: str, shares: Iterable[StatedShare | None]) -> str:
    """What is wrong with the shares of one metric, in words; empty where nothing is."""
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
