"""Bars for ranges and shares as numbers from 0 to 1000; components/cell.html and more.html draw them.

Every chart of one kind has the same fixed axis, so that bars can be compared across cells and pages, and a cell's chart
depends on nothing but the cell.
"""

from typing import NamedTuple

from occupations import wording
from occupations.metrics import METRICS, MISSING_SHORT, PERCENT, Shape, to_scale
from occupations.profile import Figure
from occupations.sheet import Cell

AXIS_END = 250_000  # US$ a year; the highest amount the wage survey publishes lies just below
AXIS_STEP = 50_000


class Segment(NamedTuple):
    label: str
    text: str
    width: int


class Shares(NamedTuple):
    """Several shares of one whole; told as a list with a bar each."""

    segments: list[Segment]
    kind: str = "shares"


class Share(NamedTuple):
    width: int
    kind: str = "share"


class Range(NamedTuple):
    """Percentiles on the axis of yearly pay; None where one is not known. `open`: the upper end is only a bound."""

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
    kind: str = "range"


def chart(cell: Cell, *, whole: bool) -> Shares | Share | Range | None:
    """The chart of a cell that has a value. `whole`: all shares even of a metric that usually tells its largest."""
    metric = METRICS[cell.metric]
    if metric.shape is Shape.PERCENTILES:
        return _range(cell)
    if metric.shape is Shape.SHARES or (whole and metric.shape is Shape.MODE and len(cell.figures) > 1):
        texts = [
            MISSING_SHORT[figure.missing] if figure.missing else wording.value(figure, metric.unit)
            for figure in cell.figures
        ]
        told = zip(cell.figures, texts, strict=True)
        segments = [Segment(figure.label, text, _width(figure)) for figure, text in told if text]
        return Shares(segments) if segments else None
    if metric.shape is Shape.MODE or metric.key == "lgbt":
        top = wording.modes(cell.figures)[0]
        return None if top.value is None else Share(_width(top))
    return None


def _width(figure: Figure) -> int:
    return min(1000, (figure.value or 0) * 1000 // (100 * PERCENT.scale))


def _range(cell: Cell) -> Range:
    metric = METRICS[cell.metric]
    given = {figure.metric: figure for figure in cell.figures if not figure.missing}
    ends = [given.get(key) for key in metric.parts]
    numbers = [
        (
            METRICS[key].name.removesuffix(" wage").removesuffix(" annual").capitalize(),
            wording.value(figure, metric.unit),
        )
        for key, figure in zip(metric.parts, ends, strict=True)
        if figure is not None
    ]
    upper = ends[-1]
    return Range(
        f"Yearly pay on an axis from $0 to ${AXIS_END:,}: " + ", ".join(f"{name} {text}" for name, text in numbers),
        *(_position(figure) for figure in ends[:-1]),
        _position(upper, bound=True),
        open=upper is not None and upper.value is None,
        ticks=[1000 * amount // AXIS_END for amount in range(0, AXIS_END + 1, AXIS_STEP)],
        labels=["$0" if amount == 0 else f"${amount // 1000}k" for amount in range(0, AXIS_END + 1, AXIS_STEP)],
        numbers=numbers,
    )


def _position(figure: Figure | None, *, bound: bool = False) -> int | None:
    """Where a percentile stands on the axis; `bound`: one that is only known to lie beyond is drawn where it starts."""
    if figure is None:
        return None
    amount = figure.at_least if bound and figure.value is None else figure.value
    if amount is None:
        return None
    return min(1000, max(0, 1000 * amount // to_scale(AXIS_END, METRICS["wage_range"].unit)))
