"""Charts of all sides together: pay on one axis, shares as aligned bars, trends as lines.

Inline SVG with its numbers as text beside it. What belongs to one edition comes ready from fragments.py; only
their order, and the lines of a trend, are made per pair.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import ComparisonFragments
from comparisons.page.pay_axis import axis_end, labels
from comparisons.rules.compare import Row
from occupations.links import LETTERS
from occupations.metrics import HISTORIES, METRICS, Shape
from occupations.profiles.formatting import short
from occupations.profiles.trends import Trend
from occupations.rendering.templating import macro

NOTHING = Markup("")
PAY_NOTE = (
    "Line: from the 10th to the 90th percentile. Box: from the 25th to the 75th. Thick mark: the median. Dotted line: "
    "the median for all workers, where the survey publishes it."
)
CAUTION = (
    "In dollars of each year. The survey is not designed as a time series: its methods and its list of occupations "
    "change, so small changes mean little. No line crosses a missing year or a change in method (2021)."
)


def pay(row: Row, parts: Sequence[ComparisonFragments]) -> Markup:
    """The ranges of pay of all sides that have one, on one axis."""
    known = [(side, cell) for side, cell in enumerate(row.cells) if not cell.missing]
    if not known:
        return NOTHING
    axis = axis_end([cell for _, cell in known])
    bars = [parts[side].pay_bar(cell, side, axis) for side, cell in known]
    return macro("comparisons/figures", "pay")(bars, labels(axis), PAY_NOTE)


def shares(row: Row, parts: Sequence[ComparisonFragments], title: str) -> Markup:
    """Each group with one bar a side; sides are left out that have figures of other groups, or none."""
    metric = next((cell.metric for cell in row.cells if not cell.missing), "")
    if row.silent or not metric or METRICS[metric].shape not in (Shape.SHARES, Shape.MODE):
        return NOTHING
    bars = [
        parts[side].bars(cell, side)
        for side, cell in enumerate(row.cells)
        if cell.metric == metric and not cell.missing
    ]
    labelled = {key: label for side in bars for key, (label, _) in side.items()}
    if len(labelled) < 2:
        return NOTHING
    groups = [(label, [side[key][1] for side in bars if key in side]) for key, label in labelled.items()]
    return macro("comparisons/figures", "shares")(title, groups)


# Trends are drawn in a box of 400 by 206, of which the margins hold the labels.
LEFT, RIGHT, TOP, BOTTOM = 44, 388, 12, 182
MARKERS = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "m-4-4h8v8h-8z",
    "m0-5 5 9h-10z",
    "m0-5.5 5.5 5.5-5.5 5.5-5.5-5.5z",
    "m-4-4 8 8m0-8-8 8",
)


def trends(row: Row, parts: Sequence[ComparisonFragments]) -> Markup:
    """A figure over the years, one line for each side that has earlier ones."""
    if not row.metric or row.metric not in HISTORIES:
        return NOTHING
    found = [(side, trend) for side, cell in enumerate(row.cells) if (trend := parts[side].trend(cell))]
    if not found:
        return NOTHING
    points = [point for _, trend in found for point in trend.points]
    years = sorted({point.day.year for point in points})
    bottom, top, step = _scale(min([point.value for point in points]), max([point.value for point in points]))
    box = Box(years[0], years[-1], bottom, top)
    unit = METRICS[row.metric].unit
    ends = _apart([box.y(trend.points[-1].value) for _, trend in found])
    return macro("comparisons/lines", "trends")(
        name=METRICS[row.metric].name,
        years=[(box.x(year), year) for year in years],
        levels=[(box.y(value), short(value, unit)) for value in range(bottom, top + 1, step)],
        left=LEFT,
        right=RIGHT,
        floor=BOTTOM,
        lines=[_line(trend, box, side, end) for (side, trend), end in zip(found, ends, strict=True)],
        numbers=[
            (LETTERS[side], parts[side].title, [(point.day.year, point.text) for point in trend.points])
            for side, trend in found
        ],
        caution=f"{CAUTION} The scale does not begin at zero." if bottom else CAUTION,
    )


def _scale(lowest: int, highest: int) -> tuple[int, int, int]:
    """Where the scale begins and ends, and the distance of its lines: three to six of them, at round numbers."""
    span = max(highest - lowest, highest // 10, 1)
    step = 10 ** (len(str(span)) - 1)
    step = next(one for one in (step // 2, step, 2 * step, 5 * step) if one and span <= 4 * one)
    return lowest // step * step, -(-highest // step) * step, step


class Box(NamedTuple):
    """The years and values that a chart has room for."""

    first: int
    last: int
    bottom: int
    top: int

    def x(self, year: int) -> int:
        return LEFT + 12 + (RIGHT - LEFT - 32) * (year - self.first) // max(1, self.last - self.first)

    def y(self, value: int) -> int:
        return BOTTOM - (BOTTOM - TOP) * (value - self.bottom) // max(1, self.top - self.bottom)


def _apart(ends: Sequence[int]) -> list[int]:
    """Heights for the letters at the ends of lines, moved so far apart that each can be read."""
    placed = list(ends)
    order = sorted(range(len(ends)), key=ends.__getitem__)
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + 12)
    return placed


class Line(NamedTuple):
    """The line of one side as path data, with its letter at a height of its own."""

    letter: str
    stroke: str
    marks: str
    x: int
    y: int


def _line(trend: Trend, box: Box, side: int, end: int) -> Line:
    places = [(box.x(point.day.year), box.y(point.value)) for point in trend.points]
    stroke = "".join([f"M{places[a][0]} {places[a][1]}L{places[b][0]} {places[b][1]}" for a, b in trend.lines])
    marks = "".join([f"M{x} {y}{MARKERS[side]}" for x, y in places])
    return Line(LETTERS[side], stroke, marks, places[-1][0], end)
