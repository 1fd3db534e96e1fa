"""Bars, ranges and lists as numbers; the templates in components/ draw them.

Every chart of a kind has the same fixed axis, so that bars can be compared across cells and pages and a cell's chart
depends only on the cell. Only pay beyond the axis gets a longer one, on a page with one side. Positions go from 0 to
1000.
"""

from collections.abc import Sequence
from typing import NamedTuple

from occupations.links import code_url
from occupations.metrics import METRICS, MISSING_SHORT, PERCENT, SCORE, Metric, Shape, to_scale
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell
from occupations.rendering.timeline import Timeline, timeline

AXIS_END = 250_000  # US$ a year: more than the 90th percentile of nearly every occupation
AXIS_STEPS = 5
ITEMS_SHOWN = 10
SMALL = 50  # the width of a share that is worth a line beside other occupations
# The ends of the bar for a rated item, in the scale of its unit: importance goes from 1 to 5.
SPANS = {PERCENT.key: (0, 10_000), SCORE.key: (100, 500), "impact": (0, 300)}


class Segment(NamedTuple):
    label: str
    text: str
    width: int
    all_workers: int | None = None  # the position of the share of all workers on the same axis


class Shares(NamedTuple):
    """Several shares of a whole, shown as a list with a bar for each."""

    segments: list[Segment]
    few: str = ""  # "3 others, below 5% each": segments that are only counted
    kind: str = "shares"

    @property
    def marked(self) -> bool:
        return any(segment.all_workers is not None for segment in self.segments)

    @property
    def brief(self) -> "Shares":
        """Without its smallest segments, if there are several."""
        small = [segment for segment in self.segments if segment.width < SMALL and segment.all_workers is None]
        if len(small) < 2 or len(small) == len(self.segments):
            return self
        few = f"{len(small)} others, below {SMALL // 10}% each"
        return self._replace(segments=[segment for segment in self.segments if segment not in small], few=few)


class ChartShare(NamedTuple):
    width: int
    kind: str = "share"


class Range(NamedTuple):
    """Percentiles on the axis of yearly pay, None if unknown. `open`: the upper end is only a bound. `all_workers`: the
    position of the median of all occupations, on a page with room for it."""

    title: str
    p10: int | None
    p25: int | None
    median: int | None
    p75: int | None
    p90: int | None
    open: bool
    ticks: list[int]
    labels: list[str]
    numbers: list[tuple[str, str]]
    all_workers: int | None = None
    all_workers_text: str = ""
    kind: str = "range"


class Item(NamedTuple):
    """An item of a set. `width` is None if there is nothing to draw; `marks` are (short name, meaning); `url`: of the
    page of its code, if it has one."""

    label: str
    text: str
    width: int | None
    marks: list[tuple[str, str]]
    url: str = ""


class Items(NamedTuple):
    """A set, item by item: the first few, and those that are shown on demand."""

    shown: list[Item]
    more: list[Item]
    legend: list[tuple[str, str]]  # the marks in it, with their meanings
    rated: bool
    kind: str = "items"


class Steps(NamedTuple):
    """A step on a short scale, such as job zone 4 of 5."""

    filled: list[bool]
    kind: str = "steps"


Chart = Shares | ChartShare | Range | Items | Steps | Timeline
FIRST_ZONE = {"job_zone": 1, "job_zone_merged": 2}
LAST_ZONE = 5


def chart(cell: Cell, *, alone: bool = False) -> Chart | None:
    """The chart of a cell with a value. `alone`: on a page with one side, which has room for the items of a set and for
    figures for all workers."""
    metric = METRICS[cell.metric]
    if metric.shape is Shape.PERCENTILES:
        return _range(cell, alone=alone)
    if metric.shape is Shape.SET:
        return _items(cell, metric) if alone else None
    if metric.shape is Shape.SHARES or (metric.shape is Shape.MODE and len(cell.figures) > 1):
        return _shares(cell, metric, of_all=cell.shares_of_all if alone else ())
    if metric.shape is Shape.MODE or metric.key == "lgbt":
        top = formatting.modes(cell.figures)[0]
        return None if top.value is None else ChartShare(_width(top))
    if cell.steps and alone:
        return timeline(cell)
    if metric.key in FIRST_ZONE and alone and cell.text[-1:].isdecimal():
        return Steps([zone <= int(cell.text[-1]) for zone in range(FIRST_ZONE[metric.key], LAST_ZONE + 1)])
    return None


def _shares(cell: Cell, metric: Metric, *, of_all: tuple[Figure, ...]) -> Shares | None:
    marked = {figure.label: _width(figure) for figure in of_all if figure.value is not None}
    texts = [
        MISSING_SHORT[figure.missing] if figure.missing else formatting.value(figure, metric.unit)
        for figure in cell.figures
    ]
    numbers = zip(cell.figures, texts, strict=True)
    segments = [
        Segment(figure.label, text, _width(figure), marked.get(figure.label)) for figure, text in numbers if text
    ]
    return Shares(segments) if segments else None


def _width(figure: Figure) -> int:
    return min(1000, (figure.value or 0) * 1000 // (100 * PERCENT.scale))


def _items(cell: Cell, metric: Metric) -> Items | None:
    items = [
        Item(
            figure.label,
            formatting.amount(figure, metric),
            _span(figure, metric),
            [(formatting.MARK_MEANINGS.get(mark, (mark, ""))) for mark in formatting.marks(figure)],
            code_url(metric.coded_in, figure.part_code) if figure.part_code else "",
        )
        for figure in formatting.held(metric, cell.figures)
    ]
    if not items:
        return None
    legend = dict.fromkeys(mark for item in items for mark in item.marks if mark[1])
    # Do not hide a single item.
    shown = len(items) if len(items) <= ITEMS_SHOWN + 1 else ITEMS_SHOWN
    rated = any(item.width is not None for item in items)
    return Items(items[:shown], items[shown:], list(legend), rated)


def _span(figure: Figure, metric: Metric) -> int | None:
    if figure.value is None or metric.unit.key not in SPANS:
        return None
    low, high = SPANS[metric.unit.key]
    return min(1000, max(0, 1000 * (figure.value - low) // (high - low)))


def _range(cell: Cell, *, alone: bool) -> Range:
    metric = METRICS[cell.metric]
    given = {figure.metric: figure for figure in cell.figures if not figure.missing}
    ends = [given.get(key) for key in metric.parts]
    numbers = [
        (
            METRICS[key].name.removesuffix(" wage").removesuffix(" annual").capitalize(),
            formatting.value(figure, metric.unit),
        )
        for key, figure in zip(metric.parts, ends, strict=True)
        if figure is not None
    ]
    of_all = cell.all_workers if alone else None
    of_all_text = formatting.value(of_all, metric.unit) if of_all else ""
    described = [*numbers, *([("median of all occupations", of_all_text)] if of_all else [])]
    upper = ends[-1]
    axis_end = _axis_end(ends) if alone else AXIS_END
    amounts = [axis_end * step // AXIS_STEPS for step in range(AXIS_STEPS + 1)]
    p10, p25, median, p75 = [_position(figure, axis_end) for figure in ends[:-1]]
    known = ", ".join(f"{name} {text}" for name, text in described)
    return Range(
        f"Yearly pay on an axis from $0 to {formatting.usd(axis_end)}: {known}",
        p10,
        p25,
        median,
        p75,
        _position(upper, axis_end, bound=True),
        open=upper is not None and upper.value is None,
        ticks=[1000 * amount // axis_end for amount in amounts],
        labels=[formatting.short(to_scale(amount, metric.unit), metric.unit) for amount in amounts],
        numbers=numbers,
        all_workers=_position(of_all, axis_end),
        all_workers_text=of_all_text,
    )


def _axis_end(figures: Sequence[Figure | None]) -> int:
    """The fixed end, or the first multiple of it that covers all amounts."""
    amounts = [amount for figure in figures if figure for amount in (figure.value, figure.at_least) if amount]
    highest = max(amounts, default=0)
    return AXIS_END * max(1, -(-highest // to_scale(AXIS_END, METRICS["wage_range"].unit)))


def _position(figure: Figure | None, axis_end: int, *, bound: bool = False) -> int | None:
    """The position of a percentile on the axis; `bound`: one with only a lower bound is drawn where the bound is."""
    if figure is None:
        return None
    amount = figure.at_least if bound and figure.value is None else figure.value
    if amount is None:
        return None
    return min(1000, max(0, 1000 * amount // to_scale(axis_end, METRICS["wage_range"].unit)))
