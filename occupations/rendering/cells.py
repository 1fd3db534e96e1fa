"""Cells and rows of tables of figures, as HTML."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.utils.text import slugify
from markupsafe import Markup

from occupations.metrics import METRICS, SLOTS, Method, Missing, Shape
from occupations.profiles import formatting
from occupations.profiles.document import Profile, RecordRef
from occupations.profiles.sharing import pool
from occupations.profiles.sheet import Cell
from occupations.rendering.charts import Chart, Items, Shares, chart
from occupations.rendering.cited_figures import CitedFigure, cited_figure
from occupations.rendering.origins import Origin, origin_of, reference
from occupations.rendering.templating import macro

NOTHING = Markup("")
MARKED = "The line across each bar marks all workers"


TableCell = tuple[Markup, Markup, Markup, bool, bool, Markup]
"""Its value, the mark of its source, what stands below, whether it is higher than all others, whether it says so, and
what it is against another one."""


class CellHtml(NamedTuple):
    value: Markup
    more: Markup  # below the value: chart, notes, why there is none
    origin: Origin | None  # None if no source has data
    detail: CitedFigure  # what the panel of its source says of it

    @property
    def about(self) -> str:
        """What its figure is, as the mark of its source says."""
        return SLOTS[self.detail.row].label if self.detail.row else "this figure"

    def mark(self, number: int) -> Markup:
        """The mark of its source; empty for number 0."""
        return reference(number, self.origin.panel, self.about) if number and self.origin else NOTHING

    def numbered(self, number: int) -> TableCell:
        """With the mark of its source, alone in its row. `number`: as in `mark`."""
        return self.value, self.mark(number), self.more, False, False, NOTHING


def row_html(header: str, cells: Iterable[Markup], *, same: bool = False) -> Markup:
    """A row of a table of figures. `cells`: finished cells; `same`: whether all sides are the same."""
    return macro("components/row", "row")(header, cells, same)


def cells_html(header: str, cells: Iterable[TableCell], *, same: bool = False, across: int = 0) -> Markup:
    """The same with cells in parts. `across`: the columns that each spans, 0 for its own."""
    return macro("components/row", "cells")(header, cells, same, across)


def record_name(record: RecordRef) -> str:
    """ "OEWS 11-1021 General and operations managers"; without a code that only repeats the title, as those of titles
    do."""
    code = "" if record.code == slugify(record.title) else f"{record.code} "
    return f"{record.system} {code}{record.title}"


def record_line(record: RecordRef) -> str:
    line = f"{record_name(record)} ({record.quality})"
    return f"{line}: {record.note}" if record.note else line


def render_cell(
    cell: Cell, profile: Profile, *, lines: Sequence[str] | None = None, alone: bool = True, drawn: bool = True
) -> CellHtml:
    """The parts of a cell. `lines`: those that stand below its value, if not all of `cell_lines`; `alone`: False beside
    cells of other sides, where it names only the first of a long list; `drawn`: whether there is room for its chart."""
    bar = _bar(cell, alone=alone, drawn=drawn)
    record = next((ref for ref in profile.records if ref.key == cell.record), None)
    origin = origin_of(profile, cell)
    source = (origin.period, origin.method) if origin else ("", "")
    return CellHtml(
        macro("components/cell", "value")(cell.text, cell.missing, _why(cell), bar).strip(),
        _more(cell, bar, cell_lines(cell) if lines is None else lines, alone=alone),
        origin,
        cited_figure(cell, record_name(record) if record else "", sample(cell), *source),
    )


def with_lines(html: CellHtml, cell: Cell, lines: Sequence[str], *, drawn: bool) -> CellHtml:
    """The same cell beside those of other sides, with other lines below its value."""
    more = _more(cell, _bar(cell, alone=False, drawn=drawn), lines, alone=False)
    return html._replace(more=more)


def _bar(cell: Cell, *, alone: bool, drawn: bool) -> Chart | None:
    bar = chart(cell, alone=True) if drawn and not cell.missing else None
    return bar.brief if isinstance(bar, Shares) and not alone else bar


def _more(cell: Cell, bar: Chart | None, lines: Sequence[str], *, alone: bool) -> Markup:
    """What stands below a value."""
    unnamed = formatting.unnamed(METRICS[cell.metric], cell.figures) if alone and not isinstance(bar, Items) else []
    remarks = [line for line in lines if line != MARKED]
    marked = MARKED if MARKED in lines else ""
    return _one_of(macro("components/more", "more")(cell.missing, _why(cell), bar, unnamed, remarks, marked).strip())


_one_of: Callable[[Markup], Markup] = pool(1 << 13)
"""The first of equal ones: one in seven of what stands below values says something new."""


def _why(cell: Cell) -> str:
    """Why there is no value, in a sentence; empty where the text of the cell says so already."""
    if not cell.missing or cell.missing == Missing.NOT_COLLECTED:
        return ""
    return formatting.missing(METRICS[cell.metric], cell.missing)[1]


def cell_lines(cell: Cell) -> list[str]:
    """What stands below a value: what the lines across its bars mark, and its remarks."""
    several = METRICS[cell.metric].shape in (Shape.SHARES, Shape.MODE) and len(cell.figures) > 1 and not cell.missing
    marked = [MARKED] if several and any(figure.value is not None for figure in cell.shares_of_all) else []
    return [*marked, *cell.remarks]


def sample(cell: Cell) -> str:
    """The number of people behind a cell: "32 respondents" or, for shares of people, "among 1,106,000 people"."""
    size = next((figure.sample_size for figure in cell.figures if figure.sample_size), None)
    if size is not None:
        return f"{size:,} {'filings' if cell.method == Method.FILED else 'respondents'}"
    base = next((figure.base for figure in cell.figures if figure.base), None)
    return "" if base is None else f"among {base:,} people"
