"""Ranges of pay as positions on one axis, which ends at the highest pay of all sides. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from occupations.metrics import METRICS, USD_YEAR, to_scale
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell

ENDS = (50_000, 100_000, 150_000, 200_000, 250_000, 300_000, 400_000, 500_000, 1_000_000)  # US$ a year; five steps each
STEPS = 5
NAMES = ("10th", "25th", "median", "75th", "90th")


class PayBar(NamedTuple):
    """Percentiles from 0 to 1000 on the axis, None if unknown. `open`: the 90th has only a lower bound. `all_workers`:
    the median for all workers, and its text; `numbers`: (name, text) of each percentile."""

    p10: int | None
    p25: int | None
    median: int | None
    p75: int | None
    p90: int | None
    open: bool
    all_workers: tuple[int, str] | None
    numbers: list[tuple[str, str]]
    middle: str  # "$80,330 to $112,350", from the 25th to the 75th; empty if either is unknown


def axis_end(cells: Iterable[Cell]) -> int:
    """The end of an axis for all of them."""
    highest = max([_amount(figure) for cell in cells for figure in cell.figures], default=0)
    unit = METRICS["wage_range"].unit
    return next((end for end in ENDS if highest <= to_scale(end, unit)), ENDS[-1])


def _amount(figure: Figure) -> int:
    return figure.value or figure.at_least or 0


def pay_bar(cell: Cell, axis: int) -> PayBar:
    metric = METRICS[cell.metric]
    given = {figure.metric: figure for figure in cell.figures if not figure.missing}
    ends = [given.get(key) for key in metric.parts]
    top = to_scale(axis, metric.unit)

    def place(figure: Figure | None) -> int | None:
        if figure is None or not _amount(figure):
            return None
        return min(1000, 1000 * _amount(figure) // top)

    numbers = [
        (name, formatting.value(figure, metric.unit)) for name, figure in zip(NAMES, ends, strict=True) if figure
    ]
    last, of_all = ends[-1], cell.all_workers
    quartiles = [text for name, text in numbers if name in ("25th", "75th")]
    p10, p25, median, p75 = [place(figure) if figure and figure.value is not None else None for figure in ends[:-1]]
    return PayBar(
        p10,
        p25,
        median,
        p75,
        place(last),
        open=last is not None and last.value is None,
        all_workers=(place(of_all) or 0, formatting.value(of_all, metric.unit)) if of_all and of_all.value else None,
        numbers=numbers,
        middle=" to ".join(quartiles) if len(quartiles) == 2 else "",
    )


def labels(axis: int) -> list[str]:
    """The evenly spaced labels of the axis."""
    amounts = [axis * step // STEPS for step in range(STEPS + 1)]
    return [formatting.short(to_scale(amount, USD_YEAR), USD_YEAR) for amount in amounts]
