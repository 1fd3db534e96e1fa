"""Reads a page of observations: lines, and where the next page begins. Five statements at most."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection

from occupations.metrics import FIGURE_METRICS
from occupations.observations.lines import Form
from occupations.observations.measured import WAGE_METRIC
from occupations.observations.names import FIGURE, WAGE, Names
from occupations.observations.selecting import Selection
from occupations.observations.statements import (
    FigureFact,
    Statement,
    WageFact,
    of_figures,
    of_wages,
    page,
)
from occupations.observations.writing import Shown, Writer

Row = tuple[Any, ...]
"""The columns of a WageFact and then amounts, or those of a FigureFact; the first is the key."""
_MARKS = len(WageFact._fields)
_RELEASE = WageFact._fields.index("release_id")
_PLACE = slice(WageFact._fields.index("area_id"), WageFact._fields.index("employer_id") + 1)
USUAL_SHARE = 0.8  # of its columns in which a row of a survey says something
_SHOWN = {
    WAGE: "SELECT x.fact, x.of, s.occupation_id FROM occupations_shownfacts s "
    "CROSS JOIN unnest(s.wages, s.wage_columns) x (fact, of)",
    FIGURE: "SELECT x.fact, '', s.occupation_id FROM occupations_shownfacts s CROSS JOIN unnest(s.figures) x (fact)",
}
_OF_FACTS = " WHERE x.fact = ANY(%s::bigint[])"


class Place(NamedTuple):
    """The last observation of a page. `column`: of a row of a wage survey, else empty."""

    kind: str
    release: int
    fact: int
    column: str


class Page(NamedTuple):
    """`after`: the last observation, if there are more."""

    lines: list[bytes]
    after: Place | None


class UnknownPlace(Exception):
    """The page does not go on there: the release or the column is not among those asked for, or it was taken back."""


def read(selection: Selection, names: Names, form: Form, limit: int, after: Place | None = None) -> Page:
    """The first observations, or those after a place. Raises UnknownPlace."""
    if not selection.releases or not selection.metrics:
        return Page([], None)
    return _Reader(selection, names, form, limit).page(after)


class _Reader:
    def __init__(self, selection: Selection, names: Names, form: Form, limit: int) -> None:
        self.selection, self.names, self.limit = selection, names, limit
        self.columns = [column for column, metric in WAGE_METRIC.items() if metric in selection.metrics]
        self.metrics = sorted(selection.metrics.intersection(FIGURE_METRICS))
        self.writer = Writer(form, names)
        self.lines: list[bytes] = []
        self.last: Place | None = None  # of a full page

    def page(self, after: Place | None) -> Page:
        if after is not None and after.column not in ("", *self.columns):
            raise UnknownPlace
        of_parts = self.selection.part or self.selection.part_codes
        if self.columns and not of_parts and (after is None or after.kind == WAGE):
            self._wages(after)
            after = None
        if self.metrics and len(self.lines) <= self.limit and self._has_nationwide():
            self._figures(after)
        more = len(self.lines) > self.limit
        return Page(self.lines[: self.limit], self.last if more else None)

    def _has_nationwide(self) -> bool:
        """Figures are of the nation, all industries and all employers."""
        lists = (self.selection.places, self.selection.industries, self.selection.employers)
        return all(one is None or None in one for one in lists)

    def _wages(self, after: Place | None) -> None:
        """Rows that are likely to fill the page and, if they do not, as many as there can be."""
        statement = of_wages(self.selection, self.columns, all_columns=len(self.columns) == len(WAGE_METRIC))
        usual = 1.0 if self.selection.shown else max(1.0, USUAL_SHARE * len(self.columns))
        wanted = math.ceil((self.limit + 1) / usual) + 1
        rows = self._rows(WAGE, statement, after, wanted)
        numbers = sum(len(columns) - columns.count(None) for columns in (self._rest(row, after) for row in rows))
        if len(rows) == wanted and numbers <= self.limit:
            last = WageFact._make(rows[-1][:_MARKS])
            behind = Place(WAGE, last.release_id, last.id, self.columns[-1])
            rows += self._rows(WAGE, statement, behind, self.limit + 1 - numbers)
        shown = shown_by(WAGE, [row[0] for row in rows if not any(row[_PLACE])], self.names)
        for row in rows:
            self._write(row, shown, after)
            if len(self.lines) > self.limit:
                return

    def _write(self, row: Row, shown: Shown, after: Place | None) -> None:
        # Ten thousand of them at a time would be work for the garbage collector.
        fact, numbers = WageFact._make(row[:_MARKS]), self._rest(row, after)
        columns = self.columns[len(self.columns) - len(numbers) :]
        only_shown = self.selection.shown
        for column, line in self.writer.wage(fact, numbers, columns, shown):
            if not only_shown or (fact.id, column) in shown:
                self.lines.append(line)
                if len(self.lines) == self.limit:
                    self.last = Place(WAGE, fact.release_id, fact.id, column)

    def _rest(self, row: Row, after: Place | None) -> Sequence[str | None]:
        """Its numbers, without those of the page before."""
        numbers = row[_MARKS:]
        if after is None or (row[_RELEASE], row[0]) != (after.release, after.fact):
            return numbers
        return numbers[self.columns.index(after.column) + 1 :]

    def _figures(self, after: Place | None) -> None:
        releases = self.selection.releases_of(FIGURE)
        all_metrics = all(one.metrics <= self.selection.metrics for one in releases)
        statement = of_figures(self.selection, self.metrics, all_metrics=all_metrics)
        found = self._rows(FIGURE, statement, after, self.limit + 1 - len(self.lines))
        shown = shown_by(FIGURE, [row[0] for row in found], self.names)
        for fact in map(FigureFact._make, found):
            self.lines.append(self.writer.figure(fact, shown))
            if len(self.lines) == self.limit:
                self.last = Place(FIGURE, fact.release_id, fact.id, "")

    def _rows(self, kind: str, statement: Statement, after: Place | None, limit: int) -> list[Row]:
        releases = self.selection.releases_of(kind)
        behind = 0
        if after is not None:
            begin = next((at for at, one in enumerate(releases) if one.pk == after.release), None)
            if begin is None:
                raise UnknownPlace
            releases = releases[begin:]
            # The row itself is read again, if not all of its columns were in the page.
            behind = after.fact - (after.column not in ("", *self.columns[-1:]))
        if not releases:
            return []
        statement = page(statement, releases, behind, limit)
        with connection.cursor() as cursor:
            cursor.execute(*statement)
            return cursor.fetchall()


def shown_by(kind: str, facts: Sequence[int] | None, names: Names) -> Shown:
    """The occupations whose pages show one of these facts; None: any."""
    if facts is not None and not facts:
        return {}
    with connection.cursor() as cursor:
        if facts is None:
            cursor.execute(_SHOWN[kind])
        else:
            cursor.execute(_SHOWN[kind] + _OF_FACTS, [list(facts)])
        pairs = cursor.fetchall()
    found: dict[tuple[int, str], list[str]] = {}
    for fact, column, occupation in pairs:
        if slug := names.slug_of.get(occupation):
            found.setdefault((fact, column), []).append(slug)
    return {key: tuple(sorted(slugs)) for key, slugs in found.items()}
