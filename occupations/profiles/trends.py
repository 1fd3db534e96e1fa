"""A figure over the releases of its table: points, and which of them a line may join. Pure."""

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from occupations.metrics import HISTORIES, METHOD_CHANGED, METRICS, USD_YEAR
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell, Sheet

CAUTIONS = (
    "The agency advises against reading this survey as a time series: each release combines three years of "
    "responses, and occupations, methods and areas change between releases.",
    "Years without a release are left as gaps.",
)
RISING_PRICES = "Amounts are not adjusted for inflation."
NEW_METHOD = "The method changed in May 2021 (dashed line), so no line joins earlier and later figures."


class Point(NamedTuple):
    """The figure in one release. `value` in the scale of the metric's unit; `release`: index into the profile's
    releases."""

    day: datetime.date  # the last day of the reference period
    value: int
    text: str
    release: int


class Trend(NamedTuple):
    """`points`: oldest first; `lines`: (i, i + 1) for points that may be joined."""

    metric: str
    points: tuple[Point, ...]
    lines: tuple[tuple[int, int], ...]


def trend(sheet: Sheet, cell: Cell) -> Trend | None:
    """The cell's figure and those of the same metric and record in earlier releases; None if there are none.

    A line joins two points that are a year apart. It never crosses a missing year or a change of method; all points
    have the same record, so it never crosses a change of code either.
    """
    if cell.metric not in HISTORIES or cell.release < 0 or cell.period is None or cell.missing:
        return None
    earlier = [
        _point(figure, sheet.profile.releases[figure.release].period_end)
        for figure in sheet.profile.history
        if figure.metric == cell.metric
        and figure.record == cell.record
        and sheet.profile.releases[figure.release].dataset == cell.dataset
    ]
    points = [point for point in (*earlier, _point(cell.figures[0], cell.period[1])) if point]
    if len(points) < 2:
        return None
    return Trend(cell.metric, tuple(points), tuple(_lines(points)))


def cautions(trend: Trend) -> list[str]:
    """Cautions for readers of a trend."""
    days = [point.day for point in trend.points]
    return [
        *CAUTIONS,
        *([RISING_PRICES] if METRICS[trend.metric].unit is USD_YEAR else []),
        *([NEW_METHOD] if days[0] < METHOD_CHANGED <= days[-1] else []),
    ]


def _point(figure: Figure, day: datetime.date | None) -> Point | None:
    if day is None or figure.value is None:
        return None
    return Point(day, figure.value, formatting.value(figure, METRICS[figure.metric].unit), figure.release)


def _lines(points: Sequence[Point]) -> list[tuple[int, int]]:
    return [
        (at, at + 1)
        for at, (one, next_) in enumerate(pairwise(points))
        if next_.day.year - one.day.year == 1 and (one.day < METHOD_CHANGED) == (next_.day < METHOD_CHANGED)
    ]
