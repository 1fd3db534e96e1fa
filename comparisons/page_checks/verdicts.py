"""What is wrong with the verdicts of a page and with the reasons for none, worked out from the figures alone, without
the rule that made them. Pure."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from comparisons.page_checks.checked_page import CheckedPage
from comparisons.rules.compare import Row
from comparisons.rules.difference import Difference, Outcome, Part, Reason
from occupations.metrics import AGE, METRICS, Metric, Missing, Shape, sampling
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell, Sheet

CLEAR = (Outcome.HIGHER, Outcome.LOWER)
DECIDED = (*CLEAR, Outcome.SAME, Outcome.DIFFERENT)
ROUNDED = 1  # in the scale of a unit: how far two ways of working an error out may be apart
FEWEST_PEOPLE = 50_000  # of which the Current Population Survey publishes shares


class _Pair(NamedTuple):
    row: Row
    left: Cell
    right: Cell
    difference: Difference

    def described(self, what: str) -> str:
        return f"{self.row.slot}: {self.left.text} / {self.right.text}: {self.difference.outcome}, {what}"


def _pairs(page: CheckedPage) -> Iterator[_Pair]:
    """Both sides of each row of a page of two. Of more, a pair may have been compared by other figures than shown."""
    for row in page.rows:
        if len(row.cells) == 2:
            yield _Pair(row, *row.cells, row.differences[0, 1])


def decided_for_groups(page: CheckedPage) -> list[str]:
    """Verdicts on an occupation by the figure of a wider group, and rows that call such a figure the highest."""
    pairs = [
        pair for pair in _pairs(page) if pair.difference.outcome in DECIDED and (pair.left.group or pair.right.group)
    ]
    highest = [row for row in page.rows if row.highest is not None and row.cells[row.highest].group]
    return [
        *(pair.described(f"of the group {pair.left.group or pair.right.group}") for pair in pairs),
        *(f"{row.slot}: the highest is of the group {row.cells[row.highest or 0].group}" for row in highest),
    ]


def inside_their_error(page: CheckedPage) -> list[str]:
    """Verdicts that sampling alone explains, or that are no larger than what counts as about the same; and what is
    called about the same though it is larger than that."""
    return [
        pair.described(f"gap {gap}, about the same within {near}, error {error:.1f}")
        for pair in _pairs(page)
        if pair.difference.outcome in (*DECIDED, Outcome.TOO_UNCERTAIN)
        for outcome, one, other in _numbers(pair)
        for gap, near, error in [_measured(METRICS[pair.difference.metric], one, other)]
        if not _fits(outcome, gap, near, error)
    ]


def _fits(outcome: Outcome, gap: int, near: int, error: float) -> bool:
    if outcome is Outcome.SAME:
        return gap <= near + ROUNDED
    if outcome is Outcome.TOO_UNCERTAIN:
        return gap <= error + ROUNDED
    return gap >= max(near, error) - ROUNDED


def _numbers(pair: _Pair) -> Iterator[tuple[Outcome, Figure, Figure]]:
    """What is said of each two numbers of a pair of cells."""
    metric, difference = METRICS[pair.difference.metric], pair.difference
    if metric.shape is Shape.NUMBER:
        one, other = pair.left.figures[0], pair.right.figures[0]
        if one.value is not None and other.value is not None:
            yield difference.outcome, one, other
    for part in difference.parts:
        found = [_of_part(part, cell, metric) for cell in (pair.left, pair.right)]
        if found[0] is not None and found[1] is not None:
            yield part.outcome, found[0], found[1]


def _of_part(part: Part, cell: Cell, metric: Metric) -> Figure | None:
    for figure in cell.figures:
        name = METRICS[figure.metric].name if metric.shape is Shape.PERCENTILES else figure.label
        if name.casefold() == part.label.casefold() and figure.value in (part.left, part.right):
            return figure
    return None


def _measured(metric: Metric, one: Figure, other: Figure) -> tuple[int, int, float]:
    """(gap, the largest that counts as about the same, the largest that sampling explains)."""
    low, high = sorted((one, other), key=lambda figure: figure.value or 0)
    least = min(abs(high.value or 0), abs(low.value or 0))
    near = max(metric.tolerance, metric.tolerance_percent * least // 100, metric.rounding)
    # The ends of both intervals that face each other.
    error = math.hypot(_error(metric, low)[1], _error(metric, high)[0])
    return (high.value or 0) - (low.value or 0), near, error


def _error(metric: Metric, figure: Figure) -> tuple[float, float]:
    """How far below and above a figure the truth may lie."""
    if figure.standard_error is not None:
        return (sampling.Z * figure.standard_error,) * 2
    size = sampling.effective_size(figure.record, figure.base, figure.sample_size)
    if not size or figure.value is None or not (metric.per_cent_of_people or metric.unit is AGE):
        return 0, 0
    if metric.unit is AGE:
        return (sampling.Z * sampling.median_age_error(size) * metric.unit.scale,) * 2
    hundred_percent = 100 * metric.unit.scale
    low, high = sampling.wilson(figure.value / hundred_percent, size)
    return figure.value - hundred_percent * low, hundred_percent * high - figure.value


def untrue_refusals(page: CheckedPage) -> list[str]:
    """Reasons for no verdict that the two cells do not bear out."""
    return [
        pair.described(f"reason {pair.difference.reason}")
        for pair in _pairs(page)
        if pair.difference.reason and not _bears_out(pair.difference.reason, pair.left, pair.right)
    ]


def _bears_out(reason: Reason, left: Cell, right: Cell) -> bool:
    found = {
        Reason.METRIC: left.metric != right.metric,
        Reason.POPULATION: _population(left) != _population(right),
        Reason.WIDER_GROUP: bool(left.group or right.group),
        Reason.PERIODS: left.period != right.period,
        Reason.PERIOD_UNKNOWN: left.period is None or right.period is None,
        Reason.GROUPS: left.by_label.keys() != right.by_label.keys(),
    }
    return found.get(reason, True)


def _population(cell: Cell) -> str:
    return cell.figures[0].population if cell.figures else ""


def untrue_gaps(page: CheckedPage) -> list[str]:
    """Reasons for no figure that the occupation's other figures contradict."""
    return [
        f"{sheet.profile.names.title}: {row.slot}: {cell.missing}"
        for row in page.rows
        for sheet, cell in zip(page.sheets, row.cells, strict=True)
        if cell.missing and contradicted(sheet, row.slot, cell)
    ]


def contradicted(sheet: Sheet, slot: str, cell: Cell) -> bool:
    """Whether the occupation has what its cell says that it has not."""
    match cell.missing:
        case Missing.HOURLY_ONLY:
            return not _has(sheet, "wage_hourly_") or _has(sheet, "wage_annual_")
        case Missing.ANNUAL_ONLY:
            return not _has(sheet, "wage_annual_")
        case Missing.NOT_COLLECTED | Missing.NOT_IMPORTED | Missing.NO_ROW | Missing.NO_LONGER:
            return any(not one.missing for one in sheet.cells[slot]) or bool(cell.figures and cell.figures[0].label)
        case Missing.BASE_TOO_SMALL:
            return any((figure.base or 0) > FEWEST_PEOPLE for figure in cell.figures)
        case _:
            return False


def _has(sheet: Sheet, prefix: str) -> bool:
    return any(
        figure.metric.startswith(prefix) and not figure.missing and _is_known(figure)
        for figure in sheet.profile.figures
    )


def _is_known(figure: Figure) -> bool:
    return any(part is not None for part in (figure.value, figure.at_least, figure.at_most))
