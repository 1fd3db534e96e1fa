"""The figures of lists: read from the columns of live editions, put into words, and alike or not."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from occupations.metrics import METRICS, to_scale
from occupations.profiles import formatting

NO_FIGURE = "no figure"
WIDER = "*"
ABOUT_WIDER = "* The figure is for a wider group that the occupation belongs to."
Kind = tuple[str, datetime.date | None]  # metric and end of its period: figures of one kind can be set side by side


class ListFigure(NamedTuple):
    """One figure of a live edition, in its unit. A bound ("$239,200 or more") has no value.

    `records`: keys of the statistical records that it is taken from, empty for one of our editors' own; `group`: the
    wider group that it is for, empty where it is for the occupation itself.
    """

    value: Decimal | int | None
    at_least: Decimal | None
    kind: Kind
    source: str
    records: tuple[str, ...]
    group: str
    text: str

    @property
    def missing(self) -> bool:
        return self.value is None and self.at_least is None

    @property
    def place(self):
        """What it is sorted by; a bound stands where it begins."""
        return self.at_least if self.value is None else self.value


class ListColumn(NamedTuple):
    """A column of lists. `metric`: where only one metric fills its slot, so that editions need not say which.
    `surveys`: systems of the records that its official figures belong to."""

    slot: str
    label: str
    period: Callable[[datetime.date], str]
    surveys: tuple[str, ...]
    metric: str = ""
    has_bounds: bool = False

    def fields(self) -> list[str]:
        """What a query brings for `read`."""
        return [
            f"live__{self.slot}",
            *([f"live__{self.slot}_at_least"] if self.has_bounds else []),
            *([] if self.metric else [f"live__{self.slot}_metric"]),
            f"live__{self.slot}_period_end",
        ]

    def read(
        self, row: Sequence[Any], sources: Mapping[str, str], records: Iterable[str], groups: Mapping[str, str]
    ) -> ListFigure:
        """`sources`: slot → release; `records`: keys; `groups`: slot → wider group."""
        value, *between, end = row
        at_least = between.pop(0) if self.has_bounds else None
        metric, source = self.metric or between[0], sources.get(self.slot, "")
        keys: list[str] = []
        if source != formatting.BY_EDITORS:
            keys = sorted(key for key in records if key.partition("-")[0] in self.surveys)
        group = groups.get(self.slot, "")
        return ListFigure(value, at_least, (metric, end), source, tuple(keys), group, _text(value, at_least, metric))

    def about(self, kind: Kind) -> str:
        """ "mean annual wage, May 2025", "projected employment change, to 2034"."""
        metric, end = kind
        name = METRICS[metric].name
        # Where the label of the column says it already, only how.
        period = self.period(end) if end else formatting.PERIOD_UNKNOWN
        return f"{'average' if name == self.label.lower() else name}, {period}"


def _text(value: Decimal | int | None, at_least: Decimal | None, metric: str) -> str:
    if value is not None:
        return formatting.number(to_scale(value, METRICS[metric].unit), METRICS[metric].unit)
    if at_least is not None:
        return f"{formatting.number(to_scale(at_least, METRICS[metric].unit), METRICS[metric].unit)} or more"
    return NO_FIGURE


def _horizon(end: datetime.date) -> str:
    return f"to {end.year}"


COLUMNS = {
    column.slot: column
    for column in (
        ListColumn("salary", "Yearly pay", formatting.month, ("oews",), has_bounds=True),
        ListColumn("growth", "Growth", _horizon, ("nem",), metric="growth"),
        ListColumn("jobs", "Jobs", formatting.year, ("nem", "oews")),
        ListColumn("openings", "Openings a year", _horizon, ("nem",), metric="openings_annual"),
    )
}


def usual_kind(figures: Iterable[ListFigure]) -> Kind | None:
    """The kind of most of the figures; None where there are none."""
    kinds = Counter(figure.kind for figure in figures if not figure.missing)
    return max(kinds, key=lambda kind: (kinds[kind], kind[1] or datetime.date.min, kind[0])) if kinds else None


class ListCell(NamedTuple):
    """One figure as a list shows it. `column`: its slot, for the style sheet; `mark`: "*" or ""."""

    text: str
    mark: str
    column: str
    missing: bool


class ColumnView(NamedTuple):
    """One column of a list in words. `notes` say once what its figures are; a figure of another kind says so itself."""

    cells: list[ListCell]
    notes: list[str]
    sources: list[str]


def column_view(column: ListColumn, figures: Sequence[ListFigure]) -> ColumnView:
    usual = usual_kind(figures)
    if usual is None:
        return ColumnView([ListCell(NO_FIGURE, "", column.slot, True)] * len(figures), [], [])
    cells = [cell(column, figure, usual) for figure in figures]
    others = any(figure.kind != usual for figure in figures if not figure.missing)
    note = f"{column.label}: {column.about(usual)}{'; figures of other kinds are labeled' if others else ''}."
    return ColumnView(cells, [note], list(dict.fromkeys(figure.source for figure in figures if figure.source)))


def cell(column: ListColumn, figure: ListFigure, usual: Kind | None) -> ListCell:
    if figure.missing:
        return ListCell(NO_FIGURE, "", column.slot, True)
    text = figure.text if figure.kind == usual else f"{figure.text} ({column.about(figure.kind)})"
    return ListCell(text, WIDER if figure.group else "", column.slot, False)


def notes(views: Iterable[ColumnView]) -> tuple[list[str], list[str]]:
    """What stands once under a list of those columns: what they are, and their sources."""
    views = list(views)
    wider = any(cell.mark for column in views for cell in column.cells)
    found = [note for column in views for note in column.notes]
    return found + [ABOUT_WIDER] * wider, list(dict.fromkeys(source for one in views for source in one.sources))
