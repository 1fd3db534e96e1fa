"""The rows of a comparison as a page shows them: cells, differences in words, and the finished table row."""

from collections.abc import Sequence
from functools import cache, lru_cache

from markupsafe import Markup

from comparisons.page.fragments import ComparisonFragments
from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import Row
from comparisons.rules.decide import decide
from occupations.metrics import METRICS, SLOTS, Missing
from occupations.profiles import formatting
from occupations.profiles.sheet import not_imported, nothing
from occupations.rendering.fragments import DifferenceView, definition, difference_html, label, macro
from occupations.rendering.sources import Sources
from occupations.rendering.view import CellView, RowView, SectionView


def row_view(row: Row, parts: Sequence[ComparisonFragments], sources: Sources, scope: str = "") -> RowView:
    """`scope`: what the figures of the row are of, where that is to be said."""
    sides = len(parts)
    if row.empty and (reason := _unsaid(row)) in formatting.SILENT:
        return _silent_row(row.slot, sides, reason)
    slot = SLOTS[row.slot]
    metrics = (row.metric,) if row.metric else _metrics(row)
    # Only where more is better is the highest worth a mark.
    best = row.highest if row.metric and METRICS[row.metric].higher_is_better else None
    pieces: list[str] = ['<tr role="row" class="same">' if row.same else '<tr role="row">']
    pieces.append(definition(row.slot, metrics, "the same for all" if row.same and sides > 2 else "", scope))
    cells = []
    differences = []
    for side, cell in enumerate(row.cells):
        made = parts[side].cell(cell)
        html, view = made.numbered(sources.cite(side, made, slot.label), best == side)
        cells.append(view)
        pieces.append(html)
        if side:
            difference = row.differences[0, side]
            told = DifferenceView(*phrase(difference, row.cells[0], cell), difference.outcome)
            differences.append(told)
            pieces.append(difference_html(told, sides > 2))
    pieces.append("</tr>\n")
    return RowView("".join(pieces), row.same, row.slot, label(slot, metrics), cells, differences)


def _metrics(row: Row) -> tuple[str, ...]:
    """What the sides show; a side without a figure has no say in what the row is called."""
    shown = [cell.metric for cell in row.cells if not cell.missing] or [cell.metric for cell in row.cells]
    return tuple(dict.fromkeys(shown))


@cache
def _silent_row(slot_key: str, sides: int, reason: str) -> RowView:
    """The view of a row on which no side has anything; the page only names it."""
    slot = SLOTS[slot_key]
    cell = nothing(slot_key) if reason == Missing.NOT_COLLECTED else not_imported(slot_key)
    difference = decide(cell, cell)
    view = DifferenceView(*phrase(difference, cell, cell), difference.outcome)
    return RowView(
        "", False, slot_key, label(slot, (cell.metric,)), [CellView(cell, 0)] * sides, [view] * (sides - 1), silent=True
    )


def _unsaid(row: Row) -> str:
    """The reason that no side has a figure, where it is one that a line can tell of several rows."""
    reasons = {cell.missing for cell in row.cells if not cell.figures} if row.empty else set()
    return reasons.pop() if len(reasons) == 1 and not any(cell.figures for cell in row.cells) else ""


def silent(section: SectionView) -> Markup:
    """One line for each reason that names the rows of a section on which no side has anything."""
    return _silent_lines(tuple([(why, tuple(names)) for why, names in section.silent]))


@lru_cache(maxsize=256)
def _silent_lines(lines: tuple[tuple[str, tuple[str, ...]], ...]) -> Markup:
    return macro("silent", "silent")(lines) if lines else Markup("")
