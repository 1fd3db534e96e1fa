"""The scoreboard: for each measure, what each side has, and which side is ahead by the rows' own differences. Pure."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from comparisons.rules.compare import Comparison, Row, ahead_of_all
from comparisons.rules.difference import Outcome
from occupations.profiles import measures
from occupations.profiles.formatting import SILENT
from occupations.profiles.measures import Bar, Entry, Measure
from occupations.profiles.sheet import Cell


class Score(NamedTuple):
    """One measure. `entries`, `bars` and `places` are in the order of the sides; `places`: where each stands, from 0
    on, those without a figure last. `ahead`: the side to be marked. `together`: of several, those to be marked because
    they are about the same and ahead of all others. `shared`: all sides have one official figure."""

    measure: Measure
    row: Row
    label: str
    slot: str
    entries: tuple[Entry, ...]
    bars: tuple[Bar | None, ...]
    places: tuple[int, ...]
    ahead: int | None
    shared: bool
    together: tuple[int, ...] = ()

    @property
    def word(self) -> str:
        """What is said of the side that is ahead."""
        return self.measure.two if len(self.entries) == 2 else self.measure.more

    @property
    def marks(self) -> list[str]:
        """For each side what is said of it; empty for those that are not ahead."""
        words = dict.fromkeys(self.together, f"joint {self.word}")
        if self.ahead is not None:
            words[self.ahead] = self.word
        return [words.get(side, "") for side in range(len(self.entries))]

    @property
    def decided(self) -> bool:
        """Whether a side may be ahead, by differences of the figures that the row shows."""
        return _is_decided(self.measure, self.row)

    @property
    def mixed(self) -> bool:
        """Whether the figures are of different kinds, so that each has to say of which."""
        return len({entry.cell.metric for entry in self.entries if not entry.cell.missing}) > 1


def scoreboard(comparison: Comparison) -> tuple[Score, ...]:
    """The measures that any side has a figure for, or none with a reason of its own."""
    pay = comparison.row("pay"), comparison.row("hourly")
    rows = comparison.by_slot
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
        _together(measure, row),
    )


def _is_decided(measure: Measure, row: Row) -> bool:
    return bool(measure.two and row.metric) and all(one.metric == row.metric for one in row.differences.values())


def _ahead(measure: Measure, row: Row) -> int | None:
    """The side that the differences of the row say is ahead of all others, in the figures that it shows."""
    if not _is_decided(measure, row):
        return None
    if measure.less:
        return ahead_of_all(row.differences, len(row.cells), Outcome.LOWER)
    return row.highest


def _together(measure: Measure, row: Row) -> tuple[int, ...]:
    """Half of the sides at most: what nearly all have sets nobody apart."""
    sides = range(len(row.cells))
    if len(sides) == 2 or not _is_decided(measure, row):
        return ()
    ahead = Outcome.LOWER if measure.less else Outcome.HIGHER
    behind = {
        side: {other for other in sides if other != side and row.difference(other, side).outcome is ahead}
        for side in sides
    }
    first = max(sides, key=lambda side: len(behind[side]))
    group = [side for side in sides if side not in behind[first]]
    alike = all(row.difference(*pair).outcome is Outcome.SAME for pair in combinations(group, 2))
    apart = all(len(behind[side]) == len(sides) - len(group) for side in group)
    return tuple(group) if alike and apart and 1 < len(group) <= len(sides) / 2 else ()


def _places(measure: Measure, cells: Sequence[Cell]) -> tuple[int, ...]:
    """Highest first; ways to enter from the shortest and the lowest level on. Equal times are in the order of the
    training that follows."""
    rising = measure.less or not measure.two

    def key(side: int) -> tuple[bool, float, int]:
        worth = measures.worth(cells[side])
        return worth is None, 0 if worth is None else worth if rising else -worth, measures.training_months(cells[side])

    order = sorted(range(len(cells)), key=key)
    return tuple(order.index(side) for side in range(len(cells)))
