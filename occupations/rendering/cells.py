"""The cells and rows of tables of figures, as HTML."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.text import slugify
from markupsafe import Markup

from occupations.metrics import METHOD_NAMES, METRICS, Method
from occupations.profiles import formatting
from occupations.profiles.document import Profile, RecordRef
from occupations.profiles.sheet import Cell
from occupations.rendering.charts import Items, chart
from occupations.rendering.origins import Origin, origin_of, reference
from occupations.rendering.templating import macro, render


class CellHtml(NamedTuple):
    value: Markup
    more: Markup  # what stands under it: chart, notes, period and method
    origin: Origin | None  # None where nobody says anything
    detail: str  # record and sample, for the list of sources
    cells: dict[tuple[int, bool, str], Markup]  # finished, by what `numbered` was given

    def numbered(self, number: int, *, best: bool = False, side: str = "") -> Markup:
        """The table cell with the link to its source. `number`: that of the source on the page, 0 for none; `best`:
        whether it is higher than all others; `side`: its side's short name, where cells of several stand in a row."""
        made = self.cells.get((number, best, side))
        if made is None:
            ref = reference(number, self.origin.title) if self.origin else ""
            made = macro("components/row", "cell")(self.value, ref, self.more, best, side)
            self.cells[number, best, side] = made
        return made


def row_html(header: str, cells: Iterable[Markup], *, same: bool = False) -> Markup:
    """A row of a table of figures. `cells`: finished; `same`: whether all sides are the same."""
    return macro("components/row", "row")(header, cells, same)


def record_name(record: RecordRef) -> str:
    """ "OEWS 11-1021 General and operations managers"; without a code that only repeats the title, as those of titles
    do."""
    code = "" if record.code == slugify(record.title) else f"{record.code} "
    return f"{record.system} {code}{record.title}"


def record_line(record: RecordRef) -> str:
    line = f"{record_name(record)} ({record.quality})"
    return f"{line}: {record.note}" if record.note else line


def render_cell(cell: Cell, profile: Profile, *, brief: str | None = None) -> CellHtml:
    """The parts of a cell. `brief`: what to say in place of the text, without a chart and the rest of a long list,
    where a page shows those elsewhere."""
    bar = None if cell.missing or brief is not None else chart(cell, alone=True)
    method = METHOD_NAMES.get(cell.method, "")
    context = {
        "cell": cell,
        "text": cell.text if brief is None else brief,
        "bar": bar,
        "rest": []
        if isinstance(bar, Items) or brief is not None
        else formatting.unnamed(METRICS[cell.metric], cell.figures),
        "missing_sentence": formatting.missing(METRICS[cell.metric], cell.missing)[1] if cell.missing else "",
        "period": cell.when,
        "method": f"{method}, {base}" if (base := sample(cell)) else method,
    }
    record = next((ref for ref in profile.records if ref.key == cell.record), None)
    detail = [record_name(record) if record else "", sample(cell)]
    return CellHtml(
        render("components/cell.html", **context),
        render("components/more.html", **context),
        origin_of(profile, cell),
        ", ".join(part for part in detail if part),
        {},
    )


def sample(cell: Cell) -> str:
    """How many people a cell rests on: "32 respondents", or for shares of people "among 1,106,000 people"."""
    size = next((figure.sample_size for figure in cell.figures if figure.sample_size), None)
    if size is not None:
        return f"{size:,} {'filings' if cell.method == Method.FILED else 'respondents'}"
    base = next((figure.base for figure in cell.figures if figure.base), None)
    return "" if base is None else f"among {base:,} people"
