"""What a comparison needs of one edition alone: cells, bars and weights, each rendered once, cached with the edition.

What belongs to a pair is never in here.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from markupsafe import Markup

from comparisons.page.pay_axis import pay_bar
from occupations.links import LETTERS
from occupations.metrics import METRICS, NAME, Shape
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.sheet import Cell
from occupations.profiles.trends import Trend, trend
from occupations.rendering.cells import CellHtml, render_cell
from occupations.rendering.charts import Shares, chart
from occupations.rendering.fragments import Fragments
from occupations.rendering.templating import macro, render
from occupations.rendering.view import Side

BRIEF = 3  # items of a long list that a cell names
SHORT = 22  # characters of a title that a narrow column can hold
IN_DEMAND, HOT = "in demand", "hot technology"


class ListItem(NamedTuple):
    """One item of a list of skills or tools. `html` and `weight` are ready; `weight` begins with the side's letter.
    `value` is for sorting: the weight, or of a tool how much is said for it."""

    label: str
    html: str
    weight: str
    value: int


class ComparisonFragments:
    def __init__(self, fragments: Fragments) -> None:
        self.fragments = fragments
        self.sheet = fragments.sheet
        self.title = fragments.sheet.profile.names.title
        self.short = short(self.title)
        self._cells: dict[int, CellHtml] = {}
        self._made: dict[tuple[str, int, int], Any] = {}
        self._cards: dict[tuple[str, str, str, int], Markup] = {}

    def card(self, side: Side) -> Markup:
        """The side as the page's head introduces it."""
        key = (side.letter, side.url, side.published, side.edition)
        if key not in self._cards:
            self._cards[key] = render("comparisons/side.html", side=side)
        return self._cards[key]

    def cell(self, cell: Cell) -> CellHtml:
        """The table cell, without charts: those of all sides stand together."""
        # Cells live as long as the sheet or the caches of gaps do, so ids are steady.
        made = self._cells.get(id(cell))
        if made is None:
            made = self._cells[id(cell)] = render_cell(cell, self.sheet.profile, brief=brief(cell))
        return made

    def _cached(self, kind: str, cell: Cell, side: int, make: Callable[[Cell, int], Any]) -> Any:
        key = (kind, id(cell), side)
        if key not in self._made:
            self._made[key] = make(cell, side)
        return self._made[key]

    def pay_bar(self, cell: Cell, side: int, axis: int) -> str:
        """The range of pay on an axis from nothing to `axis` US$, which all sides share."""
        return self._cached(f"pay bar {axis}", cell, side, lambda cell, side: self._pay_bar(cell, side, axis))

    def _pay_bar(self, cell: Cell, side: int, axis: int) -> str:
        return macro("comparisons/figures", "pay_bar")(LETTERS[side], self.title, pay_bar(cell, axis), axis)

    def bars(self, cell: Cell, side: int) -> dict[str, tuple[str, str]]:
        """For each group its label and the bar of this side, by case-folded label."""
        return self._cached("bars", cell, side, self._bars)

    def _bars(self, cell: Cell, side: int) -> dict[str, tuple[str, str]]:
        shares = chart(cell)
        segments = shares.segments if isinstance(shares, Shares) else []
        bar = macro("comparisons/figures", "bar")
        return {one.label.casefold(): (one.label, bar(LETTERS[side], self.title, one)) for one in segments}

    def trend(self, cell: Cell) -> Trend | None:
        return self._cached("trend", cell, 0, lambda cell, _: trend(self.sheet, cell))

    def items(self, cell: Cell, side: int) -> dict[str, ListItem]:
        """The items of a SET by case-folded label, those that the occupation has first, best first."""
        return self._cached("items", cell, side, self._items)

    def _items(self, cell: Cell, side: int) -> dict[str, ListItem]:
        metric = METRICS[cell.metric]
        held = {figure.label.casefold(): figure for figure in ranked(cell)}
        name = macro("comparisons/figures", "name")
        made = {}
        for key, figure in (held | cell.by_label).items():
            text = "" if metric.unit is NAME else formatting.value(figure, metric.unit).removesuffix(" out of 5")
            weight = macro("comparisons/figures", "weight")(LETTERS[side], text) if text else ""
            marks = _marks(figure)
            made[key] = ListItem(
                _marked(figure.label, marks), name(figure.label, marks), weight, figure.value or len(marks)
            )
        return made


def fragments_of(fragments: Fragments) -> ComparisonFragments:
    """Those of an edition, made at the first comparison with it."""
    return fragments.extension(ComparisonFragments)


def short(title: str) -> str:
    """A title for a narrow column: cut at a word where it is long."""
    if len(title) <= SHORT:
        return title
    begun = title[: SHORT + 1].rpartition(" ")[0] or title[:SHORT]
    return begun.rstrip(" ,;/(-").removesuffix(" and").removesuffix(" or").removesuffix(",") + "…"


def ranked(cell: Cell) -> list[Figure]:
    """What the occupation has of a SET, best first: by weight, or tools in demand before others."""
    figures = list(cell.held.values())
    if METRICS[cell.metric].unit is NAME:
        return sorted(figures, key=lambda figure: -len(_marks(figure)) if figure.note else 0)
    return sorted(figures, key=lambda figure: -(figure.value or 0))


def _marks(figure: Figure) -> list[str]:
    """ "in demand", "hot": what a source says of a tool."""
    if figure.metric != "technology":
        return []
    return [word for word, said in (("in demand", IN_DEMAND), ("hot", HOT)) if said in figure.note]


def _marked(label: str, marks: list[str]) -> str:
    """ "Excel (hot)", for running text."""
    return f"{label} ({', '.join(marks)})" if marks else label


def brief(cell: Cell) -> str:
    """The text of a cell; of a long list its first items."""
    if METRICS[cell.metric].shape is not Shape.SET or len(cell.held) <= BRIEF + 1:
        return cell.text
    metric = METRICS[cell.metric]
    first = "; ".join([formatting.labelled(figure, metric) for figure in ranked(cell)[:BRIEF]])
    return f"{first}; and {len(cell.held) - BRIEF} more"
