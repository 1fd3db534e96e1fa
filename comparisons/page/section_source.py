"""The program that most figures of a section are from: named once, above them, so that only the others need a mark."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from comparisons.page.section_rows import SectionRow
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro
from occupations.rendering.view import RowView

FEWEST = 2  # rows that are worth a line


def main_panel(compared: Iterable[SectionRow]) -> str:
    """The panel of the program of most rows, which have all their figures from it; empty if no two rows share one."""
    counted: dict[str, int] = {}
    for row in compared:
        panels = {one.panel for one in row.parts if one.panel}
        if len(panels) == 1:
            panel = panels.pop()
            counted[panel] = counted.get(panel, 0) + 1
    panel, rows = max(counted.items(), key=lambda one: one[1], default=("", 0))
    return panel if rows >= FEWEST else ""


def source_line(panel: str, rows: Sequence[RowView], sources: Sources) -> Markup:
    """The line that names it, with the numbers of its releases that these rows use."""
    if not panel:
        return Markup("")
    used = sorted({cell.source for row in rows for cell in row.cells if cell.source})
    own = [number for number in used if sources.origin(number).panel == panel]
    first = sources.origin(own[0])
    periods = {sources.origin(number).period for number in own}
    title = first.title if len(own) == 1 else first.program or first.title
    when = first.period if len(periods) == 1 and first.period not in title else ""
    return macro("components/source_line", "source_line")(
        panel, f"{title}, {when}" if when else title, own, len(own) == len(used)
    )
