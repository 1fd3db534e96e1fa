"""Writes facts as lines. What facts share is encoded once for a page: who they are of, where, from, and how made."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any

from occupations.metrics import Level
from occupations.observations.columns import UNITS
from occupations.observations.lines import Form
from occupations.observations.measured import OBSERVED, WAGE_METRIC, statistic
from occupations.observations.names import NATION, Names
from occupations.observations.numbers import NUMBERS, UNIT_OF, in_text, of_figure, of_wage
from occupations.observations.statements import FigureFact, WageFact

_NUMBERS = (*NUMBERS, "unit", "standard_error")
_HOLE = b"%s"
Shown = Mapping[tuple[int, str], Sequence[str]]
"""The slugs of the occupations that show a fact, by its key and column."""


class Writer:
    """Writes lines in one format, with the names that are public now."""

    def __init__(self, form: Form, names: Names) -> None:
        self.form, self.names = form, names
        self._pieces: dict[Hashable, bytes] = {}
        self._key = form.begin + self._with_hole("key")
        self._part = self._with_hole("part")
        no_part = form.cells({"part": None})
        self._columns = {column: self._metric(metric) + no_part for column, metric in WAGE_METRIC.items()}
        self._plain = {unit: self._plain_number(unit) for unit in UNITS}

    def wage(
        self, row: WageFact, numbers: Sequence[str | None], columns: Sequence[str], shown: Shown
    ) -> Iterator[tuple[str, bytes]]:
        """(column, line) for each column that says something."""
        record = self.names.records[row.record_id] if row.record_id else None
        level = record.level if record else Level.DETAILED
        group = record.title if record and level != Level.DETAILED else ""
        owner = self._owner(row)
        around = self._place(row.area_id, row.industry_id, row.employer_id, row.release_id) + self._origin(row)
        made = self._made(row, None, level, group)
        for column, number in zip(columns, numbers, strict=True):
            said = of_wage(column, number, row)
            if said is None:
                continue
            found, error = said
            cells = self._numbers(found, UNIT_OF[column].key, error)
            key = self._key % f"w{row.id}-{column}".encode()
            slugs = self._shown_by(shown.get((row.id, column), ()))
            yield column, b"".join((key, owner, self._columns[column], around, cells, made, slugs))

    def figure(self, row: FigureFact, shown: Shown) -> bytes:
        record = self.names.records[row.record_id] if row.record_id else None
        level = record.level if record and row.level == Level.DETAILED else row.level
        group = row.group or (record.title if record and level != Level.DETAILED else "")
        unit = OBSERVED[row.metric].unit
        error = None if row.standard_error is None else in_text(row.standard_error, unit)
        found = of_figure(row, unit)
        return b"".join(
            (
                self._key % f"f{row.id}".encode(),
                self._owner(row),
                self._cached(("metric", row.metric), lambda: self._metric(row.metric)),
                self._part % (self.form.encode(row.label) if row.label else self.form.nothing),
                self._place(None, None, None, row.release_id),
                self._origin(row),
                self._numbers(found, unit.key, error),
                self._made(row, row.base, level, group),
                self._shown_by(shown.get((row.id, ""), ())),
            )
        )

    def _cached(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        found = self._pieces.get(key)
        if found is None:
            found = self._pieces[key] = make()
        return found

    def _with_hole(self, name: str) -> bytes:
        """A cell for one text to be put in."""
        encoded = self.form.encode("%s") if name == "key" else _HOLE
        return self.form.cell(name, encoded) + self.form.between

    def _plain_number(self, unit: str) -> bytes:
        """The cells of a value and its standard error, to be put in."""
        values = [_HOLE, *[None] * (len(NUMBERS) - 1), self.form.encode(unit), _HOLE]
        return self.form.raw_cells(_NUMBERS, values)

    def _metric(self, metric: str) -> bytes:
        return self.form.cells({"metric": metric, "statistic": statistic(metric)})

    def _numbers(self, found: Mapping[str, Any], unit: str, error: bytes | None) -> bytes:
        if "value" in found:  # as most have, and then nothing else
            return self._plain[unit] % (found["value"], self.form.nothing if error is None else error)
        values = [
            value if value is None or isinstance(value, bytes) else self.form.encode(value)
            for value in map(found.get, NUMBERS)
        ]
        return self.form.raw_cells(_NUMBERS, [*values, self.form.encode(unit), error])

    def _owner(self, row: WageFact | FigureFact) -> bytes:
        def make() -> bytes:
            record = self.names.records[row.record_id] if row.record_id else None
            return self.form.cells(
                {
                    "record": record.key if record else None,
                    "record_title": record.title if record else None,
                    "occupation": self.names.slug_of.get(row.occupation_id) if row.occupation_id else None,
                }
            )

        return self._cached(("owner", row.record_id, row.occupation_id), make)

    def _place(self, area: int | None, industry: int | None, employer: int | None, release: int) -> bytes:
        def make() -> bytes:
            names = self.names
            place = names.places[area] if area else None
            sector = names.industries[industry] if industry else None
            firm = names.employers[employer] if employer else None
            return self.form.cells(
                {
                    "place": place.key if place else NATION,
                    "place_name": place.name if place else names.release_of[release].geography,
                    "industry": sector.key if sector else None,
                    "industry_name": sector.name if sector else None,
                    "employer": firm.key if firm else None,
                    "employer_name": firm.name if firm else None,
                }
            )

        return self._cached(("place", area, industry, employer, release), make)

    def _origin(self, row: WageFact | FigureFact) -> bytes:
        def make() -> bytes:
            release = self.names.release_of[row.release_id]
            dated = row if row.period_end else release
            return self.form.cells(
                {
                    "dataset": release.dataset,
                    "release": release.key,
                    "source": release.source,
                    "period_start": dated.period_start,
                    "period_end": dated.period_end,
                }
            )

        return self._cached(("origin", row.release_id, row.period_start, row.period_end), make)

    def _made(self, row: WageFact | FigureFact, base: int | None, level: str, group: str) -> bytes:
        def make() -> bytes:
            release = self.names.release_of[row.release_id]
            return self.form.cells(
                {
                    "sample_size": row.sample_size,
                    "base": base,
                    "population": row.population or release.population,
                    "method": row.method or release.method,
                    "level": level,
                    "group": group,
                    "note": row.note,
                }
            )

        key = ("made", row.release_id, row.sample_size, base, row.population, row.method, level, group, row.note)
        return self._cached(key, make)

    def _shown_by(self, slugs: Sequence[str]) -> bytes:
        def make() -> bytes:
            encoded = self.form.encode(list(slugs)) if slugs else self.form.empty_list
            return self.form.cell("shown_by", encoded) + self.form.end

        return self._cached(("shown", *slugs), make)
