"""Writes facts as lines. What facts share is encoded once for a page: who they are of, where, from, and how made."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from occupations.metrics import Level
from occupations.observations import cells
from occupations.observations.columns import UNITS
from occupations.observations.lines import Form
from occupations.observations.measured import OBSERVED, WAGE_METRIC, statistic
from occupations.observations.names import Names
from occupations.observations.numbers import NUMBERS, UNIT_OF, in_text, of_figure, of_wage
from occupations.observations.statements import FigureFact, WageFact

_NUMBERS = (*NUMBERS, "unit", "standard_error")
Shown = Mapping[tuple[int, str], tuple[str, ...]]
"""The slugs of the occupations that show a fact, by its key and column."""


class Writer:
    """Writes lines in one format, with the names that are public now."""

    def __init__(self, form: Form, names: Names) -> None:
        self.form, self.names = form, names
        self._key = form.begin + form.cell("key", form.encode("%s")) + form.between
        self._plain = {unit: self._plain_number(unit) for unit in UNITS}
        no_part = self._part(("", ""))
        self._columns = {column: self._metric(metric) + no_part for column, metric in WAGE_METRIC.items()}
        self._owner = Pieces(self._new_owner)
        self._place = Pieces(self._new_place)
        self._origin = Pieces(self._new_origin)
        self._counted = Pieces(self._new_counted)
        self._made = Pieces(self._new_made)
        self._shown = Pieces(self._new_shown)
        self._measured = Pieces(self._metric)
        self._parts = Pieces(self._part)
        self._levels = {pk: cells.level_and_group(one) for pk, one in names.records.items()}

    def wage(
        self, row: WageFact, numbers: Sequence[str | None], columns: Sequence[str], shown: Shown
    ) -> list[tuple[str, bytes]]:
        """(column, line) for each column that says something."""
        level, group = self._levels[row.record_id] if row.record_id else (Level.DETAILED, "")
        release = row.release_id
        owner = self._owner[row.record_id, row.occupation_id]
        around = (
            self._place[row.area_id, row.industry_id, row.employer_id, release]
            + self._origin[release, row.period_start, row.period_end]
        )
        made = (
            self._counted[row.sample_size, None]
            + self._made[release, row.population, row.method, level, group, row.note]
        )
        found = []
        for column, number in zip(columns, numbers, strict=True):
            said = of_wage(column, number, row)
            if said is not None:
                amounts = self._numbers(said[0], UNIT_OF[column].key, said[1])
                key = self._key % f"w{row.id}-{column}".encode()
                slugs = self._shown[shown.get((row.id, column), ())]
                found.append((column, b"".join((key, owner, self._columns[column], around, amounts, made, slugs))))
        return found

    def figure(self, row: FigureFact, shown: Shown) -> bytes:
        level, group = row.level, row.group
        if row.record_id:
            of_record, wider = self._levels[row.record_id]
            level = of_record if level == Level.DETAILED else level
            group = group or (wider or self.names.records[row.record_id].title if level != Level.DETAILED else "")
        unit = OBSERVED[row.metric].unit
        error = None if row.standard_error is None else in_text(row.standard_error, unit)
        release = row.release_id
        return b"".join(
            (
                self._key % f"f{row.id}".encode(),
                self._owner[row.record_id, row.occupation_id],
                self._measured[row.metric],
                self._parts[row.label, row.part_code],
                self._place[None, None, None, release],
                self._origin[release, row.period_start, row.period_end],
                self._numbers(of_figure(row, unit), unit.key, error),
                self._counted[row.sample_size, row.base],
                self._made[release, row.population, row.method, level, group, row.note],
                self._shown[shown.get((row.id, ""), ())],
            )
        )

    def _plain_number(self, unit: str) -> bytes:
        """The cells of a value and its standard error, to be put in."""
        values = [b"%s", *[None] * (len(NUMBERS) - 1), self.form.encode(unit), b"%s"]
        return self.form.raw_cells(_NUMBERS, values)

    def _numbers(self, found: Mapping[str, Any], unit: str, error: bytes | None) -> bytes:
        if "value" in found:  # as most have, and then nothing else
            return self._plain[unit] % (found["value"], self.form.nothing if error is None else error)
        values = [
            value if value is None or isinstance(value, bytes) else self.form.encode(value)
            for value in map(found.get, NUMBERS)
        ]
        return self.form.raw_cells(_NUMBERS, [*values, self.form.encode(unit), error])

    def _metric(self, metric: str) -> bytes:
        return self.form.cells({"metric": metric, "statistic": statistic(metric)})

    def _part(self, key: tuple[str, str]) -> bytes:
        label, code = key
        return self.form.cells({"part": label, "part_code": code})

    def _new_owner(self, key: tuple[int | None, int | None]) -> bytes:
        return self.form.cells(cells.owner(self.names, *key))

    def _new_place(self, key: tuple[int | None, int | None, int | None, int]) -> bytes:
        return self.form.cells(cells.place(self.names, *key))

    def _new_origin(self, key: tuple[int, Any, Any]) -> bytes:
        return self.form.cells(cells.origin(self.names, *key))

    def _new_counted(self, key: tuple[int | None, int | None]) -> bytes:
        sample_size, base = key
        return self.form.cells({"sample_size": sample_size, "base": base})

    def _new_made(self, key: tuple[int, str, str, str, str, str]) -> bytes:
        release, population, method, level, group, note = key
        made = cells.made(self.names, release, population, method)
        return self.form.cells({**made, "level": level, "group": group, "note": note})

    def _new_shown(self, slugs: tuple[str, ...]) -> bytes:
        encoded = self.form.encode(list(slugs)) if slugs else self.form.empty_list
        return self.form.cell("shown_by", encoded) + self.form.end


class Pieces(dict[Any, bytes]):
    """Cells by what they say; each is encoded when it is first asked for."""

    def __init__(self, make: Callable[[Any], bytes]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Any) -> bytes:
        made = self[key] = self._make(key)
        return made
