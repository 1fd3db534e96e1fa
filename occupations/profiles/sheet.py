"""The Sheet: the cells that could fill each row of a page, for one occupation.

For each slot they stand best first. A sheet is made by layout.py. Pure.
"""

import datetime
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from occupations.metrics import (
    LEADS,
    METRICS,
    SLOTS,
    Level,
    Missing,
    Slot,
)
from occupations.profiles import formatting
from occupations.profiles.document import Figure, Profile
from occupations.profiles.preparation.steps import Step

EDITORS = "editors"  # the dataset of what editors entered themselves

_SLOTS = SLOTS | {slot.key: slot for slot in LEADS}

# One for all cells without labels, which are most: a dictionary each would be an eighth of a sheet.
NO_LABELS: Mapping[str, Figure] = MappingProxyType({})

Period = tuple[datetime.date, datetime.date]


class Cell(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one side can show in one row: the figures of one metric from one place, and everything readers may ask about
    them."""

    metric: str
    text: str
    figures: tuple[Figure, ...] = ()
    missing: str = ""  # the reason why there is no value
    release: int = -1  # index into the profile's releases; -1: an editor's own, or none
    dataset: str = ""
    period: Period | None = None
    method: str = ""
    population: str = ""
    record: str = ""
    level: str = Level.DETAILED
    group: str = ""  # the wider group that the figure is for, if it is
    derivation: str = ""
    steps: tuple[Step, ...] = ()  # school, experience and training that a time to become is the sum of
    answers: tuple[Figure, ...] = ()  # of people in the occupation, of which an entry education is the median
    error_note: str = ""  # where the standard error is from, if the source does not publish it
    notes: tuple[str, ...] = ()
    benchmark: str = ""  # the same metric for all workers, if it has to be shown
    all_workers: Figure | None = None  # the same figure for all workers, for charts; for a range, the median
    shares_of_all: tuple[Figure, ...] = ()  # SHARES: the same shares for all workers
    held: Mapping[str, Figure] = NO_LABELS  # SET: the items that the occupation has, best first, by case-folded label
    by_label: Mapping[str, Figure] = NO_LABELS  # SET, SHARES: all figures by case-folded label

    @property
    def when(self) -> str:
        """The period in words."""
        return formatting.period(*(self.period or (None, None)))

    @property
    def whose(self) -> str:
        """That the figures are a group's, where they are not of this occupation alone; one of the notes."""
        return group_note(self.group)

    @property
    def remarks(self) -> list[str]:
        """What every format shows next to the value: the benchmark, the derivation and notes."""
        benchmark = [f"All workers: {self.benchmark}"] if self.benchmark else []
        derivation = [f"Derived: {self.derivation}"] if self.derivation else []
        return [*benchmark, *derivation, *self.notes]


def group_note(group: str) -> str:
    return f"Figure for a wider group: {group}" if group else ""


class Sheet(msgspec.Struct, frozen=True):
    profile: Profile
    cells: dict[str, tuple[Cell, ...]]  # slot → cells with a value, best first
    gaps: dict[str, Cell]  # slot → the cell to show if there is no value
    own: dict[str, Cell]  # slot → the cell shown if nothing is compared with it

    def candidates(self, slot: Slot, hidden: frozenset[str]) -> tuple[tuple[Cell, ...], Cell]:
        """The cells that may be shown in this row, best first, and the cell to show if there is none."""
        cells, gap = self.cells[slot.key], self.gaps[slot.key]
        if not hidden or hidden.isdisjoint(slot.metrics):
            return cells, gap
        shown = tuple(cell for cell in cells if cell.metric not in hidden)
        if len(shown) < len(cells) or gap.metric in hidden:
            gap = withheld(gap.metric)
        return shown, gap

    def shown(self, slot: Slot, hidden: frozenset[str]) -> Cell:
        """Like `own`, with some metrics hidden by the policy."""
        cells, gap = self.candidates(slot, hidden)
        return cells[0] if cells else gap


@cache
def not_imported(slot: str) -> Cell:
    reason = Missing.NOT_IMPORTED.value
    metric = METRICS[_SLOTS[slot].metrics[0]]
    return Cell(metric=metric.key, text=formatting.missing(metric, reason)[0], missing=reason)


@cache
def nothing(slot: str) -> Cell:
    """The cell of a row that no source has data for. There is one object for each row, and it is recognized by `is`."""
    reason = Missing.NOT_COLLECTED.value
    metric = METRICS[_SLOTS[slot].metrics[0]]
    return Cell(metric=metric.key, text=formatting.missing(metric, reason)[0], missing=reason)


@cache
def withheld(metric: str) -> Cell:
    """The cell of a metric that the site's policy has switched off; it shows nothing of the figure."""
    reason = Missing.WITHDRAWN.value
    return Cell(metric=metric, text=formatting.missing(METRICS[metric], reason)[0], missing=reason)
