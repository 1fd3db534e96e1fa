"""The measures that open a page, and where their bars stand on one axis for all sides: pay, growth, openings, and how
to enter. Pure.

Positions go from 0 to 1000.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from occupations.metrics import DURATION, METRICS, SLOT_OF, SLOTS, Shape, Unit
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.preparation.steps import Kind, of_kind, usual
from occupations.profiles.sheet import Cell

END = 1000
OPEN = 24  # months that are drawn of a time without an end, at least
ROUND: tuple[int, ...] = (*range(1, 11), 15, 20, 25, 30, 40, 50, 60, 80, 100)  # the ends of axes, times a power of ten
YEARS = (12, 16, 20, 30, 50)  # the ends of axes of time: the same on nearly all pages
LOWEST, HIGHEST = "wage_annual_p10", "wage_annual_p90"


class Measure(NamedTuple):
    """`slot`: the row of a page, or one of LEADS, that it shows. `less`: whether the lower side is ahead. `two` and
    `more`: what is said of the side that is ahead of one other, and of several; empty if neither direction is ahead."""

    key: str
    slot: str
    less: bool = False
    two: str = ""
    more: str = ""


PAY = Measure("pay", "pay", two="higher", more="highest")
HOURLY = Measure("hourly", "hourly", two="higher", more="highest")
OTHERS = (
    Measure("growth", "growth", two="higher", more="highest"),
    Measure("openings", "openings", two="more", more="most"),
    Measure("education", "entry_education"),
    Measure("time", "time", less=True, two="shorter", more="shortest"),
)


class Bar(NamedTuple):
    """From `start` for `width`, then for `rest` only for some or without a published end (`open`), then for `later` in
    training after hiring, which the figure leaves out. `mark`: where the figure itself stands in a range; `zero`: where
    nothing stands, if values may be negative; `of_all`: where the figure for all workers stands, on a page with one
    side."""

    start: int
    width: int
    rest: int = 0
    open: bool = False
    later: int = 0
    mark: int | None = None
    zero: int | None = None
    of_all: int | None = None


class Entry(NamedTuple):
    """One side of a measure. `ends`: the range of pay that the figure is the middle of, if it is from the same row of
    the same survey."""

    cell: Cell
    ends: Cell | None = None


def pay_measures(yearly: Sequence[Cell], hourly: Sequence[Cell]) -> list[Measure]:
    """Yearly pay and, if that is not known of a side whose hourly pay is, pay by the hour."""
    without = [side for side, cell in enumerate(yearly) if cell.missing]
    if all(hourly[side].missing for side in without):
        return [PAY]
    return [PAY, HOURLY] if len(without) < len(yearly) else [HOURLY]


def ends_of(cell: Cell, found: Cell) -> Cell | None:
    """The range of pay for an amount of it; None if it is another population's, or not known."""
    same = (cell.dataset, cell.record, cell.release) == (found.dataset, found.record, found.release)
    return found if same and cell.metric.startswith("wage_annual") and not (cell.missing or found.missing) else None


def row_of(measure: Measure, cells: Iterable[Cell]) -> str:
    """The row of the page that has more on these cells."""
    if measure not in (PAY, HOURLY):
        return measure.slot
    metrics = [cell.metric for cell in cells if not cell.missing]
    return SLOT_OF[metrics[0]] if metrics else SLOT_OF[next(iter(cells)).metric]


def label(measure: Measure, cells: Sequence[Cell]) -> str:
    """What to call it: pay of several statistics does not say which."""
    metrics = {cell.metric for cell in cells if not cell.missing}
    if measure in (PAY, HOURLY) and len(metrics) != 1:
        return "Pay a year" if measure is PAY else "Pay an hour"
    slot = SLOTS[row_of(measure, cells)]
    return "How to enter" if metrics == {"entry_path"} else slot.label


def range_text(entry: Entry) -> str:
    """ "$66,030 to $135,320"; empty without a range."""
    return entry.ends.text if entry.ends and " to " in entry.ends.text else ""


def worth(cell: Cell) -> float | None:
    """What a cell is sorted by; None if it has no number or level."""
    if cell.missing or not cell.figures:
        return None
    metric, first = METRICS[cell.metric], cell.figures[0]
    if metric.levels:
        return _level(metric.levels, first)
    if metric.unit is DURATION:
        low, high = _lengths(cell)
        return low + (OPEN if high is None else high - low) / 2
    return next((number for number in (first.value, first.at_least, first.at_most) if number is not None), None)


def bars(entries: Sequence[Entry]) -> list[Bar | None]:
    """The bar of each side; None if it has no figure, or none of this kind."""
    metrics = {entry.cell.metric for entry in entries if not entry.cell.missing}
    if len(metrics) != 1:  # figures of different kinds have no axis in common
        return [None] * len(entries)
    metric = METRICS[metrics.pop()]
    if metric.unit is DURATION:
        return _times([entry.cell for entry in entries])
    if metric.levels:
        return [_on_levels(metric.levels, entry.cell) for entry in entries]
    return _amounts(entries, metric.unit) if metric.shape is Shape.NUMBER else [None] * len(entries)


def bar_alone(entry: Entry) -> Bar | None:
    """The bar of an only side, on an axis with the figure for all workers; None for an amount that has none, which
    would stand beside nothing."""
    of_all = entry.cell.all_workers
    if of_all is None or of_all.value is None:
        return None if METRICS[entry.cell.metric].shape is Shape.NUMBER and not entry.ends else bars([entry])[0]
    bar, other = bars([entry, Entry(msgspec.structs.replace(entry.cell, figures=(of_all,)))])
    if bar is None or other is None:
        return bar
    return bar._replace(of_all=other.start + (other.width if of_all.value > 0 else 0))


def _amounts(entries: Sequence[Entry], unit: Unit) -> list[Bar | None]:
    drawn = [figure for entry in entries for figure in _figures(entry)]
    numbers = [number for figure in drawn if (number := _number(figure)) is not None]
    top = _round_up(max(0, *numbers)) if numbers else 1
    bottom = -_round_up(-min(0, *numbers)) if numbers else 0
    whole = max(1, top - bottom)

    def place(number: int) -> int:
        return END * (min(max(number, bottom), top) - bottom) // whole

    zero = place(0) if bottom < 0 else None
    return [_amount(entry, place, zero) for entry in entries]


def _figures(entry: Entry) -> list[Figure]:
    if entry.cell.missing:
        return []
    return [entry.cell.figures[0], *(entry.ends.figures if entry.ends else ())]


def _number(figure: Figure) -> int | None:
    return next((one for one in (figure.value, figure.at_least, figure.at_most) if one is not None), None)


def _amount(entry: Entry, place: Callable[[int], int], zero: int | None) -> Bar | None:
    if entry.cell.missing or (number := _number(entry.cell.figures[0])) is None:
        return None
    at, unbounded = place(number), entry.cell.figures[0].at_least is not None
    found = {figure.metric: figure for figure in entry.ends.figures if not figure.missing} if entry.ends else {}
    low, high = found.get(LOWEST), found.get(HIGHEST)
    if low and low.value is not None and high and (end := _number(high)) is not None:
        start = place(low.value)
        firm = place(end) if high.value is not None else at
        rest = 0 if high.value is not None else END - firm
        return Bar(start, firm - start, rest, rest > 0, mark=None if unbounded else at, zero=zero)
    nothing = place(0)
    return Bar(min(nothing, at), abs(at - nothing), END - at if unbounded else 0, unbounded, zero=zero)


def _round_up(number: int) -> int:
    """The nearest round number that is not less."""
    if number <= 0:
        return 0
    power: int = 10 ** max(0, len(str(number)) - 2)
    rounded: int = next(one * power for one in ROUND if one * power >= number)
    return rounded


def _lengths(cell: Cell) -> tuple[int, int | None]:
    first = cell.figures[0]
    if first.value is not None:
        return first.value, first.value
    low = first.at_least if first.low is None else first.low
    return low or 0, first.at_most if first.high is None else first.high


def _times(cells: Sequence[Cell]) -> list[Bar | None]:
    spans = [None if cell.missing else _lengths(cell) for cell in cells]
    later = [training_months(cell) for cell in cells]
    ends = [
        (span[0] + OPEN if span[1] is None else span[1]) + after
        for span, after in zip(spans, later, strict=True)
        if span
    ]
    top = next((12 * years for years in YEARS if 12 * years >= max(ends)), max(ends))
    return [None if span is None else _time(*span, after, top) for span, after in zip(spans, later, strict=True)]


def _time(low: int, high: int | None, after: int, top: int) -> Bar:
    start = END * low // top
    end = END if high is None else END * high // top
    return Bar(0, start, end - start, high is None, later=min(END * after // top, END - end))


def training_months(cell: Cell) -> int:
    """How long training after hiring may usually take that a time to become leaves out; 0 if nothing is known of it."""
    span = usual(of_kind(cell.steps, Kind.TRAINING))
    return span.low if span.high is None else span.high


def _level(levels: Sequence[str], figure: Figure) -> int | None:
    names = [level.casefold() for level in levels]
    name = levels[0].casefold() if formatting.needs_nothing(figure) else figure.label.casefold()
    return names.index(name) if name in names else None


def _on_levels(levels: Sequence[str], cell: Cell) -> Bar | None:
    level = None if cell.missing else _level(levels, cell.figures[0])
    return None if level is None else Bar(0, END * level // (len(levels) - 1))
