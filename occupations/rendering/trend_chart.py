"""A trend as numbers for components/trend.html: points over the years, and the lines between them.

The axis begins at zero and ends at a round amount above the highest point. Years are evenly spaced even if a release is
missing, so that gaps are visible.
"""

from collections.abc import Sequence
from typing import NamedTuple

from occupations.metrics import METHOD_CHANGED, METRICS
from occupations.profiles import formatting
from occupations.profiles.trends import Trend
from occupations.text.english import sentence_start

WIDTH, HEIGHT = 320, 168
LEFT, RIGHT, TOP, BOTTOM = 46, 296, 20, 138  # size of the field with the points
STEPS = (100, 120, 160, 200, 240, 300, 400, 500, 600, 800, 1000, 1200)  # steps in hundredths of a power of ten


class Mark(NamedTuple):
    """A text at a position on an axis."""

    at: int
    text: str


class Dot(NamedTuple):
    x: int
    y: int
    text: str  # empty if the dot has no label


class Series(NamedTuple):
    dots: list[Dot]
    joins: list[tuple[int, int, int, int]]


class Lines(NamedTuple):
    title: str
    description: str
    levels: list[Mark]
    years: list[Mark]
    series: list[Series]  # one for each side
    changed: int | None  # the position of the change in method, if it is between two points


def lines(trends: Sequence[Trend], names: Sequence[str]) -> Lines:
    """A chart of the same metric for one or several sides. `names`: of the sides."""
    metric = METRICS[trends[0].metric]
    points = [point for trend in trends for point in trend.points]
    first, last = min(point.day.year for point in points), max(point.day.year for point in points)
    top = round_top(max(point.value for point in points))
    step = 1 if last - first < 8 else 2
    changed = METHOD_CHANGED.year

    def across(year: float) -> int:
        return LEFT if first == last else round(LEFT + (RIGHT - LEFT) * (year - first) / (last - first))

    def up(value: int) -> int:
        return BOTTOM - (BOTTOM - TOP) * value // top

    def series(trend: Trend) -> Series:
        places = [(across(point.day.year), up(point.value)) for point in trend.points]
        ends = (0, len(places) - 1)
        dots = [Dot(*place, trend.points[at].text if at in ends else "") for at, place in enumerate(places)]
        return Series(dots, [(*places[one], *places[other]) for one, other in trend.lines])

    return Lines(
        title=f"{sentence_start(metric.name)} of {' and '.join(names)}, {first} to {last}",
        description=" ".join(_description(trend) for trend in trends),
        levels=[Mark(up(top * part // 2), formatting.short(top * part // 2, metric.unit)) for part in range(3)],
        years=[Mark(across(year), str(year)) for year in range(last, first - 1, -step)][::-1],
        series=[series(trend) for trend in trends],
        changed=across(changed - 0.5) if first < changed <= last else None,
    )


def _description(trend: Trend) -> str:
    values = "; ".join(f"{formatting.month(point.day)} {point.text}" for point in trend.points)
    pairs = [f"{trend.points[one].day.year} and {trend.points[other].day.year}" for one, other in trend.lines]
    return f"{values}. {'A line joins ' + '; '.join(pairs) if pairs else 'No line joins them'}."


def round_top(highest: int) -> int:
    """The first round number with some room above the highest point."""
    power = 1
    while power * 10 <= highest:
        power *= 10
    return next(top for step in STEPS if (top := max(1, power * step // 100)) * 20 >= highest * 21)
