"""The scoreboard: for each measure, what each side has, and which side is ahead by the rows' own differences. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from comparisons.rules.compare import Comparison, Row, ahead_of_all
from comparisons.rules.difference import Outcome
from occupations.profiles import measures
from occupations.profiles.formatting import SILENT
from occupations.profiles.measures import Bar, Entry, Measure
from occupations.profiles.sheet import Cell


class Score(NamedTuple):
    """One measure. `entries`, `bars` and `places` are in the order of the sides; `places`: where each stands, from 0
    on, those without a figure last. `ahead`: the side to be marked. `shared`: all sides have one official figure."""

    measure: Measure
    row: Row
    label: str
    slot: str
    entries: tuple[Entry, ...]
    bars: tuple[Bar | None, ...]
    places: tuple[int, ...]
    ahead: int | None
    shared: bool

    @property
    def word(self) -> str:
        """What is said of the side that is ahead."""
        return self.measure.two if len(self.entries) == 2 else self.measure.more

    @property
    def mixed(self) -> bool:
        """Whether the figures are of different kinds, so that each has to say of which."""
        return len({entry.cell.metric for entry in self.entries if not entry.cell.missing}) > 1


def scoreboard(comparison: Comparison) -> tuple[Score, ...]:
    """The measures that any side has a figure for, or none with a reason of its own."""
    pay = comparison.row("pay"), comparison.row("hourly")
    rows = {row.slot: row for row in comparison.rows()} | comparison.leads
    ends = rows["range"].cells if "range" in rows else None
    chosen = [*measures.pay_measures(*(row.cells for row in pay)), *measures.OTHERS]
    return tuple(
        [
            _score(measure, row, ends)
            for measure in chosen
            if (row := rows.get(measure.slot)) and not all(cell.missing in SILENT for cell in row.cells)
        ]
    )


def _score(measure: Measure, row: Row, ranges: Sequence[Cell] | None) -> Score:
    entries = tuple(
        Entry(cell, measures.ends_of(cell, ranges[side]) if ranges else None) for side, cell in enumerate(row.cells)
    )
    return Score(
        measure,
        row,
        measures.label(measure, row.cells),
        measures.row_of(measure, row.cells),
        entries,
        tuple(measures.bars(entries)),
        _places(measure, row.cells),
        _ahead(measure, row),
        row.shared,
    )


def _ahead(measure: Measure, row: Row) -> int | None:
    """The side that the differences of the row say is ahead of all others, in the figures that it shows."""
    if not measure.two or not row.metric or any(one.metric != row.metric for one in row.differences.values()):
        return None
    if measure.less:
        return ahead_of_all(row.differences, len(row.cells), Outcome.LOWER)
    return row.highest


def _places(measure: Measure, cells: Sequence[Cell]) -> tuple[int, ...]:
    """Highest first; ways to enter from the shortest and the lowest level on. Equal times are in the order of the
    training that follows."""
    rising = measure.less or not measure.two

    def key(side: int) -> tuple[bool, float, int]:
        worth = measures.worth(cells[side])
        return worth is None, 0 if worth is None else worth if rising else -worth, measures.training_months(cells[side])

    order = sorted(range(len(cells)), key=key)
    return tuple(order.index(side) for side in range(len(cells)))
