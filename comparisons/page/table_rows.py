"""The rows of a comparison as a page shows them: cells, differences in words, and the finished table row."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import ComparisonFragments
from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import Row
from comparisons.rules.decide import decide
from comparisons.rules.difference import Difference
from occupations.metrics import METRICS, SLOTS, Missing
from occupations.profiles import formatting
from occupations.profiles.sheet import Cell, not_imported, nothing
from occupations.rendering.cells import row_html
from occupations.rendering.row_headers import definition, label
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro
from occupations.rendering.view import CellView, RowView


class DifferenceView(NamedTuple):
    """What a side is against the first. `kind` names the style of the page that shows it."""

    text: str
    note: str
    kind: str

    @property
    def plain(self) -> str:
        return f"{self.text} ({self.note})" if self.note else self.text


def row_view(
    row: Row, parts: Sequence[ComparisonFragments], sources: Sources, scope: str = "", anchor: str = "row"
) -> RowView:
    """`scope`: what the figures of the row are of, where that is to be said; `anchor`: see `definition`."""
    sides = len(parts)
    if row.empty and (reason := _unsaid(row)) in formatting.SILENT:
        return _silent_row(row.slot, sides, reason)
    slot = SLOTS[row.slot]
    metrics = (row.metric,) if row.metric else _metrics(row)
    # Only where more is better is the highest worth a mark.
    best = row.highest if row.metric and METRICS[row.metric].higher_is_better else None
    remarks: list[str] = []
    cells: list[CellView] = []
    html: list[Markup] = []
    for side, cell in enumerate(row.cells):
        made = parts[side].cell(cell)
        number = sources.cite(side, made, slot.label)
        cells.append(CellView(cell, number))
        html.append(made.numbered(number, best=best == side, side=parts[side].short))
        if side:
            difference = _difference(row.differences[0, side], row.cells[0], cell)
            remarks.append(difference.plain)
            html.append(difference_html(difference, sides > 2))
    header = definition(row.slot, metrics, "the same for all" if row.same and sides > 2 else "", scope, anchor)
    return RowView(row_html(header, html, same=row.same), row.same, row.slot, label(slot, metrics), cells, remarks)


def _difference(difference: Difference, first: Cell, cell: Cell) -> DifferenceView:
    return DifferenceView(*phrase(difference, first, cell), difference.outcome)


def difference_html(difference: DifferenceView, inside: bool) -> Markup:
    """A table cell of its own or, `inside`, the end of its side's."""
    return macro("comparisons/difference", "difference")(difference, inside)


def _metrics(row: Row) -> tuple[str, ...]:
    """What the sides show; a side without a figure has no say in what the row is called."""
    shown = [cell.metric for cell in row.cells if not cell.missing] or [cell.metric for cell in row.cells]
    return tuple(dict.fromkeys(shown))


def _silent_row(slot_key: str, sides: int, reason: str) -> RowView:
    """The view of a row on which no side has anything; the page only names it."""
    slot = SLOTS[slot_key]
    cell = nothing(slot_key) if reason == Missing.NOT_COLLECTED else not_imported(slot_key)
    remarks = [_difference(decide(cell, cell), cell, cell).plain] * (sides - 1)
    return RowView(Markup(""), False, slot_key, label(slot, ()), [CellView(cell, 0)] * sides, remarks, silent=True)


def _unsaid(row: Row) -> str:
    """The reason that no side has a figure, where it is one that a line can tell of several rows."""
    reasons = {cell.missing for cell in row.cells if not cell.figures} if row.empty else set()
    return reasons.pop() if len(reasons) == 1 and not any(cell.figures for cell in row.cells) else ""
