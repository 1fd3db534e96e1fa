"""Pictures of all sides together: pay on one axis, the time to become on one, trends as lines.

Inline SVG whose numbers stand in the rows of the table. What belongs to one edition comes ready from fragments.py; only
their order, and the lines of a trend, are made per pair.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import ComparisonFragments
from comparisons.page.pay_axis import axis_end, labels
from comparisons.rules.compare import Row
from occupations.links import LETTERS
from occupations.metrics import HISTORIES, METRICS
from occupations.profiles.formatting import short
from occupations.profiles.preparation.steps import Kind
from occupations.profiles.sheet import Cell
from occupations.profiles.trends import Trend
from occupations.rendering.templating import macro
from occupations.rendering.timeline import LABELS

NOTHING = Markup("")
PAY_NOTE = "Line: 10th to 90th percentile. Box: the middle half. Thick mark: median; dotted: median of all workers."
TIME_NOTES = {
    Kind.SCHOOL: "Filled: school.",
    Kind.EXPERIENCE: "Outlined: related experience.",
    Kind.TRAINING: "Dashed: training after hiring, which is not part of the time to become.",
}
SOME_TIME = "Flat: what only some need."
CAUTION = (
    "Not adjusted for inflation. The survey’s methods and list of occupations change, so small changes mean little; no "
    "line crosses a missing year or a change in method (2021)."
)


def pay(row: Row, parts: Sequence[ComparisonFragments]) -> Markup:
    """The ranges of pay of all sides that have one, on one axis."""
    known = [(side, cell) for side, cell in enumerate(row.cells) if not cell.missing]
    if not known:
        return NOTHING
    axis = axis_end([cell for _, cell in known])
    if len(parts) > 2:
        known.sort(key=lambda one: -_median(one[1]))
    bars = [parts[side].pay_bar(cell, axis) for side, cell in known]
    return macro("comparisons/figures", "pay")(bars, labels(axis), " ".join([PAY_NOTE, *_wider(known, parts)]))


def _median(cell: Cell) -> int:
    return next((figure.value or 0 for figure in cell.figures if figure.metric == "wage_annual_median"), 0)


def _wider(known: Iterable[tuple[int, Cell]], parts: Sequence[ComparisonFragments]) -> list[str]:
    """Which of the sides drawn have figures that are not of the occupation alone."""
    return [f"{parts[side].title}: figures for a wider group, {cell.group}." for side, cell in known if cell.group]


def times(row: Row, parts: Sequence[ComparisonFragments]) -> Markup:
    """School, experience and training of all sides whose lengths are known, on one axis."""
    known = [(side, cell) for side, cell in enumerate(row.cells) if cell.steps]
    lines = [line for side, cell in known if (line := parts[side].timeline(cell))]
    if not lines:
        return NOTHING
    steps = [part for _, cell in known for part in cell.steps]
    kinds = {step.kind for step in steps if step.parts}
    some = any(part.high != part.low for step in steps for part in step.parts or ())
    notes = [*(note for kind, note in TIME_NOTES.items() if kind in kinds), *([SOME_TIME] if some else [])]
    return macro("comparisons/figures", "times")(lines, LABELS, " ".join([*notes, *_wider(known, parts)]))


# Trends are drawn in a box of 400 by 206, with margins for the labels.
LEFT, RIGHT, TOP, BOTTOM = 44, 388, 24, 182
NAME_ABOVE = 10  # how far above the last point of its line the name of a side stands
MARKERS = (
    "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "m-4-4h8v8h-8z",
    "m0-5 5 9h-10z",
    "m0-5.5 5.5 5.5-5.5 5.5-5.5-5.5z",
    "m-4-4 8 8m0-8-8 8",
)


def trends(row: Row, parts: Sequence[ComparisonFragments]) -> Markup:
    """A figure over the years, with a line for each side that has earlier ones."""
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
    scale = ["The scale does not begin at zero."] if bottom else []
    names = _apart([box.y(trend.points[-1].value) - NAME_ABOVE for _, trend in found])
    return macro("comparisons/lines", "trends")(
        name=METRICS[row.metric].name,
        years=[(box.x(year), year) for year in years],
        levels=[(box.y(value), short(value, unit)) for value in range(bottom, top + 1, step)],
        left=LEFT,
        right=RIGHT,
        floor=BOTTOM,
        lines=[_line(trend, box, side, parts[side].short, y) for (side, trend), y in zip(found, names, strict=True)],
        numbers=[
            (parts[side].title, ", ".join([f"{point.day.year} {point.text}" for point in trend.points]))
            for side, trend in found
        ],
        caution=" ".join([CAUTION, *scale, *_wider([(side, row.cells[side]) for side, _ in found], parts)]),
    )


def _scale(lowest: int, highest: int) -> tuple[int, int, int]:
    """The ends of the scale and the distance of its lines: three to six lines at round numbers."""
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


def _apart(names: Sequence[int]) -> list[int]:
    """Heights for the names at the ends of lines, spaced so that each can be read."""
    placed = list(names)
    order = sorted(range(len(names)), key=names.__getitem__, reverse=True)
    for below, above in pairwise(order):
        placed[above] = min(placed[above], placed[below] - 13)
    return placed


class Line(NamedTuple):
    """The line of one side as path data, with the height of its name. `kind` names its style."""

    kind: str
    name: str
    stroke: str
    marks: str
    y: int


def _line(trend: Trend, box: Box, side: int, name: str, y: int) -> Line:
    places = [(box.x(point.day.year), box.y(point.value)) for point in trend.points]
    stroke = "".join([f"M{places[a][0]} {places[a][1]}L{places[b][0]} {places[b][1]}" for a, b in trend.lines])
    marks = "".join([f"M{x} {y}{MARKERS[side]}" for x, y in places])
    return Line(LETTERS[side], name, stroke, marks, y)
