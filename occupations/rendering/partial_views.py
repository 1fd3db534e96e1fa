"""Less than a whole page: some sections of figures, or the few figures that matter most, with no source that they do
not use."""

from collections.abc import Collection, Iterable
from typing import Any

from occupations.metrics import METRICS, NAME, PAY, SECTIONS, SLOT_OF, SLOTS
from occupations.profiles.sheet import Cell
from occupations.rendering.formats import one_line
from occupations.rendering.json_members import numbers_of
from occupations.rendering.origins import Origin
from occupations.rendering.view import CellView, RowView, View

KEY_ROWS = ("jobs", "growth", "entry_education")
"""The rows of a brief answer, besides that of the pay that leads."""
_PAY_ROWS = tuple(SLOT_OF[metric] for metric in PAY.metrics)


def with_sections(view: View, keys: Collection[str]) -> View:
    """The rows of these sections, also where a page has all rows in one; no texts and no sentences but notices."""
    slots = {slot.key for section in SECTIONS if section.key in keys for slot in section.slots}
    return _narrowed(view, slots)


def brief(view: View, pay: Cell) -> View:
    """The key rows. `pay`: what leads, of any side."""
    sections = [section._replace(trends=[], sentence="") for section in view.sections]
    return _narrowed(view._replace(sections=sections), {SLOT_OF[pay.metric], *KEY_ROWS})


def _narrowed(view: View, slots: Collection[str]) -> View:
    sections = [
        section._replace(rows=rows, trends=[trend for trend in section.trends if SLOT_OF[trend.trend.metric] in slots])
        for section in view.sections
        if (rows := [row for row in section.rows if row.key in slots])
    ]
    used = {cell.source for section in sections for row in section.rows for cell in row.cells}
    used |= {point.source for section in sections for trend in section.trends for point in trend.points}
    return view._replace(
        sections=sections,
        sentences=[],
        left_out="",
        sources=[source for source in view.sources if source.n in used],
    )


def key_rows(view: View) -> list[RowView]:
    """The rows of a brief view."""
    return [row for section in view.sections for row in section.rows]


def key_figure(row: str, view: CellView) -> dict[str, Any]:
    """One figure of a brief answer: a number, or what there is in place of one. The metric is named only where it is
    not the usual one of the row."""
    cell = view.cell
    said: dict[str, Any] = {}
    if cell.missing:
        said["missing_reason"] = cell.missing
    elif len(cell.figures) == 1:
        said = numbers_of(cell.figures[0], METRICS[cell.metric].unit)
    if not said:
        said["text"] = cell.text
    if cell.metric != SLOTS[row].metrics[0]:
        said["metric"] = cell.metric
    if cell.group:
        said["wider_than_occupation"] = True
    return said | ({"source_number": view.source} if view.source else {})


def key_row(row: RowView) -> dict[str, Any]:
    """A row of a brief comparison. A source that all of its figures have stands at the row alone."""
    figures = [key_figure(row.key, cell) for cell in row.cells]
    about = named(row)
    (number, *others) = {cell.source for cell in row.cells}
    if number and not others:
        about["source_number"] = number
        figures = [{name: one[name] for name in one if name != "source_number"} for one in figures]
    return about | {"key_figures": figures}


def named(row: RowView) -> dict[str, Any]:
    """The row, and the unit of its numbers where it has any."""
    unit = METRICS[row.cells[0].cell.metric].unit
    return {"row": row.key} if unit is NAME else {"row": row.key, "unit": unit.key}


def said(view: View) -> list[str]:
    """For which day, and for which place and release, if not for today and the nation."""
    return [text for text in (view.page.past, view.scope) if text]


def asked_for(view: View) -> dict[str, Any]:
    """What a brief answer says only if something unusual was asked for."""
    taken = {"taken": [one.as_data() for one in view.taken]} if view.taken else {}
    return taken | ({"notices": notices} if (notices := said(view)) else {})


def cited_sources(view: View) -> list[dict[str, Any]]:
    """Who says it, and of when."""
    return [
        {"source_number": one.n, "source": one.origin.source or None, "period_text": one.origin.period or None}
        for one in view.sources
    ]


def brief_markdown(view: View) -> str:
    """The key rows as a table, with a line for each source."""
    titles = [one_line(side.title).replace("|", "\\|") for side in view.sides]
    lines = [f"# {one_line(view.page.heading)}", "", _line(["", *titles]), "|" + "---|" * (len(titles) + 1)]
    lines[2:2] = [text for one in said(view) for text in (one_line(one), "")]
    lines += [_line([row.name, *map(_marked, row.cells)]) for row in key_rows(view)]
    lines += ["", *(f"{one.n}. {one_line(', '.join(filter(None, _who(one.origin))))}" for one in view.sources)]
    return "\n".join([*lines, "", view.page.canonical]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _marked(view: CellView) -> str:
    group = " (wider group)" if view.cell.group else ""
    mark = f" [{view.source}]" if view.source else ""
    return f"{one_line(view.cell.text)}{group}{mark}".replace("|", "\\|")


def _who(origin: Origin) -> tuple[str, str, str]:
    return origin.publisher, origin.program or origin.title, origin.period
