"""Parts of a comparison that depend on one edition alone: cells, bars and the items of lists, each rendered once and
cached with the edition.

They never contain anything that depends on a pair.
"""

import re
from collections.abc import Callable
from typing import Any

from comparisons.page.pay_axis import pay_bar
from occupations.metrics import METRICS
from occupations.profiles import formatting
from occupations.profiles.document import Profile
from occupations.profiles.sheet import Cell
from occupations.profiles.trends import Trend, trend
from occupations.rendering.cells import CellHtml, cell_lines, render_cell, with_lines
from occupations.rendering.fragments import Fragments
from occupations.rendering.origins import origin_of
from occupations.rendering.templating import macro
from occupations.rendering.timeline import timeline

NO_LINES: frozenset[str] = frozenset()
SHORT = 22  # characters of a title that fit in a narrow column
DRAWN = frozenset({"education", "gender", "race_overlapping", "race_exclusive"})
"""Metrics whose bars stand in the table."""
RANKED = re.compile(r"(highest [^;]*?) (with at least [^;]*)(;.*)?")


class CellParts:
    """What a comparison shows of one cell. `lines`: what stands below its value; `panel`: that of the program of its
    figures, empty without any."""

    __slots__ = ("_cell", "_others", "_profile", "_whole", "lines", "origin", "panel")

    def __init__(self, cell: Cell, profile: Profile) -> None:
        self._cell, self._profile = cell, profile
        self._whole: CellHtml | None = None
        self._others: dict[frozenset[str], CellHtml] | None = None  # most cells have none
        self.lines = _lines(cell)
        self.origin = origin_of(profile, cell)
        self.panel = self.origin.panel if self.origin else ""

    def html(self, said: frozenset[str] = NO_LINES) -> CellHtml:
        """The table cell. `said`: those of its lines that stand elsewhere."""
        if not said:
            self._whole = made = self._whole or self._html(said)
            return made
        self._others = others = self._others if self._others is not None else {}
        other = others.get(said)
        if other is None:
            other = others[said] = self._html(said)
        return other

    def _html(self, said: frozenset[str]) -> CellHtml:
        cell = self._cell
        drawn = cell.metric in DRAWN and all(one.missing or one.value is not None for one in cell.figures)
        if not said:
            return render_cell(cell, self._profile, lines=self.lines, alone=False, drawn=drawn)
        return with_lines(self.html(), cell, [line for line in self.lines if line not in said], drawn=drawn)


class ComparisonFragments:
    def __init__(self, fragments: Fragments) -> None:
        self.fragments = fragments
        self.sheet = fragments.sheet
        self.title = fragments.sheet.profile.names.title
        self.running = fragments.sheet.profile.names.running
        self.short = short(self.title)
        self._parts: dict[int, CellParts] = {}
        self._rendered: dict[tuple[str, int], Any] = {}

    def parts(self, cell: Cell) -> CellParts:
        # Cells live as long as the sheet, the caches of gaps or their parts, so ids are stable.
        made = self._parts.get(id(cell))
        if made is None:
            made = self._parts[id(cell)] = CellParts(cell, self.sheet.profile)
        return made

    def cell(self, cell: Cell) -> CellHtml:
        """The table cell with all its lines."""
        return self.parts(cell).html()

    def whole_cell(self, cell: Cell) -> CellHtml:
        """The table cell with its charts, where one figure stands for several sides; the row says whose it is."""
        return self._cached("whole", cell, self._whole_cell)

    def _whole_cell(self, cell: Cell) -> CellHtml:
        lines = [line for line in cell_lines(cell) if line != cell.whose]
        return render_cell(cell, self.sheet.profile, lines=lines)

    def _cached(self, kind: str, cell: Cell, make: Callable[[Cell], Any]) -> Any:
        key = (kind, id(cell))
        if key not in self._rendered:
            self._rendered[key] = make(cell)
        return self._rendered[key]

    def pay_bar(self, cell: Cell, axis: int) -> str:
        """The range of pay on an axis from nothing to `axis` US$, which all sides share."""
        return self._cached(f"pay bar {axis}", cell, lambda cell: self._pay_bar(cell, axis))

    def _pay_bar(self, cell: Cell, axis: int) -> str:
        return macro("comparisons/figures", "pay_bar")(self.title, pay_bar(cell, axis), formatting.usd(axis))

    def timeline(self, cell: Cell) -> str:
        """School, experience and training on the axis that all sides share; empty if nothing takes time."""
        return self._cached("timeline", cell, self._timeline)

    def _timeline(self, cell: Cell) -> str:
        steps = timeline(cell)
        return macro("comparisons/figures", "time_line")(self.title, steps) if steps else ""

    def trend(self, cell: Cell) -> Trend | None:
        return self._cached("trend", cell, lambda cell: trend(self.sheet, cell))


def _lines(cell: Cell) -> tuple[str, ...]:
    """What stands below its value; what a ranking ranks is a line of its own, because many rows have the same."""
    lines = cell_lines(cell)
    if not METRICS[cell.metric].ranking:
        return tuple(lines)
    parted: list[str] = []
    for line in lines:
        found = RANKED.match(line)
        parted += [found[1] + (found[3] or ""), f"Ranked: those {found[2]}"] if found else [line]
    return tuple(parted)


def fragments_of(fragments: Fragments) -> ComparisonFragments:
    """The fragments of an edition, made for its first comparison."""
    return fragments.extension(ComparisonFragments)


def short(title: str) -> str:
    """A title for a narrow column: cut at a word if it is long."""
    if len(title) <= SHORT:
        return title
    begun = title[: SHORT + 1].rpartition(" ")[0] or title[:SHORT]
    return begun.rstrip(" ,;/(-").removesuffix(" and").removesuffix(" or").removesuffix(",") + "…"
