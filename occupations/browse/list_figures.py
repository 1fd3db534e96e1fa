"""Figures in lists: read from the columns of live editions, put into words, and grouped by kind."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from occupations.metrics import METRICS, SLOTS, to_scale
from occupations.profiles import formatting

NO_FIGURE = "no figure"
WIDER = "*"
ABOUT_WIDER = "* The figure is for a wider group that the occupation belongs to."
Kind = tuple[str, datetime.date | None]  # metric and end of its period: figures of one kind can be set side by side


class ListFigure(NamedTuple):
    """One figure of a live edition, in its unit. A bound ("$239,200 or more") has no value.

    `records`: keys of the statistical records it comes from, empty for one of our editors'; `group`: the wider group
    that it is for, empty if it is for the occupation itself.
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
        """The sort value; a bound sorts by its limit."""
        return self.at_least if self.value is None else self.value


class ListColumn(NamedTuple):
    """A column of lists. `key`: what it is sorted by; `slot`: the beginning of the edition's columns; `metric`: if only
    one metric fills it, so that editions need not store it; `surveys`: systems of the records that its official
    figures belong to; `sorted_by`: the one metric that sorts the column, if it also shows others, with labels."""

    key: str
    slot: str
    label: str
    period: Callable[[datetime.date], str]
    surveys: tuple[str, ...]
    metric: str = ""
    has_bounds: bool = False
    sorted_by: str = ""

    def sorts(self, figure: ListFigure) -> bool:
        """Whether the figure has a place in the order of the column."""
        return not figure.missing and (not self.sorted_by or figure.kind[0] == self.sorted_by)

    def fields(self) -> list[str]:
        """The columns of the query that `read` needs."""
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
        return ListFigure(value, at_least, (metric, end), source, tuple(keys), group, text_of(value, at_least, metric))

    def about(self, kind: Kind) -> str:
        """ "mean annual wage, May 2025", "projected change in employment through 2034"."""
        metric, end = kind
        # Where the column is labeled with the name of the metric, only the kind of average is left to say.
        name = METRICS[metric].name if METRICS[metric].name != self.label.lower() else "annual average"
        period = f", {formatting.PERIOD_UNKNOWN}" if end is None else self.period(end)
        return name + period


def text_of(value: Decimal | int | None, at_least: Decimal | None, metric: str) -> str:
    """A figure or a bound in words."""
    if value is not None:
        return formatting.number(to_scale(value, METRICS[metric].unit), METRICS[metric].unit)
    if at_least is not None:
        return f"{formatting.number(to_scale(at_least, METRICS[metric].unit), METRICS[metric].unit)} or more"
    return NO_FIGURE


def _horizon(end: datetime.date) -> str:
    return f" through {end.year}"


def _month(end: datetime.date) -> str:
    return f", {formatting.month(end)}"


def _year(end: datetime.date) -> str:
    return f", {formatting.year(end)}"


COLUMNS = {
    column.key: column
    for column in (
        ListColumn(
            "pay_median",
            "pay",
            SLOTS["pay_median"].label,
            _month,
            ("oews",),
            has_bounds=True,
            sorted_by="wage_annual_median",
        ),
        ListColumn(
            "pay_mean",
            "pay_mean",
            SLOTS["pay_mean"].label,
            _month,
            ("oews",),
            metric="wage_annual_mean",
            has_bounds=True,
        ),
        ListColumn("growth", "growth", "Growth", _horizon, ("nem",), metric="growth"),
        ListColumn("jobs", "jobs", "Jobs", _year, ("nem", "oews")),
        ListColumn("openings", "openings", "Openings a year", _horizon, ("nem",), metric="openings_annual"),
    )
}


class _RangeColumn(ListColumn):
    def about(self, kind: Kind) -> str:
        _, end = kind
        period = f", {formatting.PERIOD_UNKNOWN}" if end is None else self.period(end)
        return f"{METRICS[self.metric].name}, between which eight in ten employees earn{period}"


# No list is sorted by it.
PAY_RANGE = _RangeColumn("range", "range", SLOTS["range"].label, _month, ("oews",), metric="wage_range")


def pay_range(
    low: Decimal | None, high: Decimal | None, high_at_least: Decimal | None, end: datetime.date | None, group: str
) -> ListFigure:
    """The figure of PAY_RANGE, from the columns of an edition."""
    high_text = text_of(high, high_at_least, PAY_RANGE.metric)
    missing = high is None and high_at_least is None
    text = high_text if missing or low is None else f"{text_of(low, None, PAY_RANGE.metric)} to {high_text}"
    return ListFigure(high, high_at_least, (PAY_RANGE.metric, end), "", (), group, text)


def usual_kind(figures: Iterable[ListFigure]) -> Kind | None:
    """The most common kind of figure; None if there are no figures."""
    kinds = Counter(figure.kind for figure in figures if not figure.missing)
    return max(kinds, key=lambda kind: (kinds[kind], kind[1] or datetime.date.min, kind[0])) if kinds else None


class ListCell(NamedTuple):
    """A figure in a list. `column`: its key, for the style sheet; `mark`: "*" or ""."""

    text: str
    mark: str
    column: str
    missing: bool


class ColumnView(NamedTuple):
    """A column of a list in words. `notes` describe its figures once; a figure of another kind has its own
    description."""

    cells: list[ListCell]
    notes: list[str]
    sources: list[str]


def column_view(column: ListColumn, figures: Sequence[ListFigure]) -> ColumnView:
    usual = usual_kind(figure for figure in figures if column.sorts(figure))
    cells = [cell(column, figure, usual) for figure in figures]
    others = any(figure.kind != usual for figure in figures if not figure.missing)
    labeled = "; figures of other kinds are labeled" if others else ""
    note = [f"{column.label}: {column.about(usual)}{labeled}."] if usual else []
    return ColumnView(cells, note, list(dict.fromkeys(figure.source for figure in figures if figure.source)))


def cell(column: ListColumn, figure: ListFigure, usual: Kind | None) -> ListCell:
    if figure.missing:
        return ListCell(NO_FIGURE, "", column.key, True)
    text = figure.text if figure.kind == usual else f"{figure.text} ({column.about(figure.kind)})"
    return ListCell(text, WIDER if figure.group else "", column.key, False)


def notes(views: Iterable[ColumnView]) -> tuple[list[str], list[str]]:
    """The notes under a list: what the columns are, and their sources."""
    views = list(views)
    wider = any(cell.mark for column in views for cell in column.cells)
    found = [note for column in views for note in column.notes]
    return found + [ABOUT_WIDER] * wider, list(dict.fromkeys(source for one in views for source in one.sources))
