"""Units, and the scales in which numbers are stored: as integers (cents, hundredths of a percent, months), so that
equal facts give equal bytes."""

from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

import msgspec


class Shape(StrEnum):
    """The shape of the figures that make up one cell."""

    NUMBER = "number"  # one value or bound
    RANGE = "range"  # low to high; the high end may be open
    LABEL = "label"  # one name, with or without an amount
    MODE = "mode"  # labeled shares of which the largest is shown
    SHARES = "shares"  # labeled shares, all shown
    PERCENTILES = "percentiles"  # a wage distribution, from several metrics of one survey row
    SET = "set"  # labeled items, compared as shared and not shared


class Unit(msgspec.Struct, frozen=True):
    key: str
    name: str  # the name for readers
    scale: int  # stored integer = real number x scale
    ratio: bool = False  # has a true zero, so that "12% more" makes sense


USD_YEAR = Unit("usd_year", "US$ a year", 100, ratio=True)
USD_HOUR = Unit("usd_hour", "US$ an hour", 100, ratio=True)
PERCENT = Unit("percent", "%", 100)
JOBS = Unit("jobs", "jobs", 1, ratio=True)
JOBS_YEAR = Unit("jobs_year", "jobs a year", 1, ratio=True)
SCORE = Unit("score", "points out of 5", 100)
IMPACT = Unit("impact", "points from −3 to +3", 100)
AGE = Unit("age", "years", 100)
DURATION = Unit("duration", "years or months", 12, ratio=True)
NAME = Unit("name", "name", 1)


def to_scale(value: Decimal | int, unit: Unit) -> int:
    """A number as an integer in the scale of its unit: 33.34 US$ an hour → 3334. Further digits are rounded."""
    return int((Decimal(value) * unit.scale).to_integral_value(rounding=ROUND_HALF_EVEN))


def from_scale(value: int, unit: Unit) -> Decimal:
    """The reverse: 3334 → Decimal("33.34"); months become a fraction of a year."""
    return Decimal(value) / unit.scale


def in_unit(value: int, unit: Unit) -> int | float:
    """A number in its unit: 3334 cents are 33.34; whole numbers stay whole."""
    return value // unit.scale if value % unit.scale == 0 else value / unit.scale
