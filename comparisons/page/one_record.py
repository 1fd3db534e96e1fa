"""The figures that one official record has for all sides: each once, in a block of their own or, where a survey
separates the sides, in a cell that spans them."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import ComparisonFragments
from comparisons.page.table_rows import row_header
from comparisons.prose.one_record import FOR_ALL, heading, introduction, summary
from comparisons.rules.compare import Row
from occupations.metrics import SECTIONS, SLOTS
from occupations.rendering.cells import cells_html
from occupations.rendering.row_headers import label, row_name
from occupations.rendering.sources import Sources
from occupations.rendering.view import CellView, RowView, View


class OneRecord(NamedTuple):
    """The block of shared figures. `introduction`: what the page says after its scoreboard; `summary`: of what is in
    the block; `groups`: (title of a section, its finished rows)."""

    heading: str
    introduction: str
    summary: str
    groups: list[tuple[str, list[Markup]]]


KEY = "one-record"
"""Its place in the page's address."""


def one_record(view: View) -> OneRecord | None:
    """The block; None if the page shows no figures together."""
    html = {row.key: row.html for row in view.together}
    groups = [(section.title, [html[slot.key] for slot in section.slots if slot.key in html]) for section in SECTIONS]
    sides = len(view.sides)
    return (
        OneRecord(heading(sides), introduction(sides), summary(len(html)), [group for group in groups if group[1]])
        if html
        else None
    )


def shared_row(
    row: Row,
    parts: Sequence[ComparisonFragments],
    sources: Sources,
    scope: str = "",
    across: int = 0,
    named: str = "",
    unmarked: str = "",
) -> RowView:
    """The row with its one figure. `scope`: as in `row_view`; `across`: how many columns of a table its cell
    spans; 0 in the block, which has one; `named`: the record that the page names for all these rows;
    `unmarked`: as in `row_view`."""
    slot = SLOTS[row.slot]
    first, metrics = row.cells[0], (row.cells[0].metric,)
    fragments = [part.whole_cell(cell) for part, cell in zip(parts, row.cells, strict=True)]
    numbers = [sources.cite(side, html, row_name(slot, first.metric)) for side, html in enumerate(fragments)]
    origin = fragments[0].origin
    marked = origin is not None and origin.panel != unmarked
    whose = next((cell.whose for cell in row.cells if cell.group.casefold() not in ("", named.casefold())), "")
    tag = FOR_ALL[len(parts)] if across else ""
    header = row_header(row.slot, metrics, (), (whose,) if whose else (), scope, tag)
    return RowView(
        cells_html(header, [fragments[0].numbered(numbers[0] if marked else 0)], across=across),
        False,
        row.slot,
        label(slot, metrics),
        [CellView(cell, number) for cell, number in zip(row.cells, numbers, strict=True)],
    )
