"""compare(profiles) → Comparison: sections, rows, cells, and a difference for every pair of sides.

Pure: no request, no database, no HTML. What two sides are to each other depends on these two alone, so that adding a
side never changes it.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from comparisons.rules.decide import decide
from comparisons.rules.difference import Caution, Difference, Outcome, mirror
from occupations.metrics import METRICS, SECTIONS, Shape, Slot
from occupations.profiles.document import Profile
from occupations.profiles.sheet import Cell, Sheet, lay_out, nothing

MOST_SIDES = 5
PAIRS = {sides: tuple(combinations(range(sides), 2)) for sides in range(2, MOST_SIDES + 1)}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `cells` has one cell for each side; `differences` one for each pair (i, j), i < j, seen from i."""

    slot: str
    cells: tuple[Cell, ...]
    differences: dict[tuple[int, int], Difference]
    metric: str = ""  # the metric that all cells are of; empty where they are of several
    same: bool = False  # all pairs are about the same
    empty: bool = False  # no side has a figure
    counted: bool = True  # False for a row that only gives the figure of another in another unit
    highest: int | None = None  # the side that beats all others beyond tolerance
    silent: bool = False  # no source says anything for any side

    def difference(self, left: int, right: int) -> Difference:
        """The right side as against the left, in whichever order."""
        if left < right:
            return self.differences[left, right]
        return mirror(self.differences[right, left])


class ComparedSection(msgspec.Struct, frozen=True):
    key: str
    title: str
    rows: tuple[Row, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    sheets: tuple[Sheet, ...]
    sections: tuple[ComparedSection, ...]
    same: int  # counted rows that are the same
    counted: int  # rows with a figure, those that restate one and the same once
    not_separated: tuple[tuple[int, int], ...] = ()  # pairs that one official record stands behind

    @property
    def sides(self) -> int:
        return len(self.sheets)

    def row(self, slot: str) -> Row:
        """The row of a slot. Raises KeyError where the page does not show it."""
        for section in self.sections:
            for row in section.rows:
                if row.slot == slot:
                    return row
        raise KeyError(slot)

    def section(self, key: str) -> ComparedSection:
        """Raises KeyError for a section that no page has."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def rows(self) -> Iterable[Row]:
        for section in self.sections:
            yield from section.rows


def compare(profiles: Sequence[Profile], hidden: frozenset[str] = frozenset()) -> Comparison:
    """Compare two to five occupations. `hidden`: metrics that the site's policy has switched off.

    Raises ValueError for another number of profiles.
    """
    return compare_sheets([lay_out(profile) for profile in profiles], hidden)


def compare_sheets(sheets: Sequence[Sheet], hidden: frozenset[str] = frozenset()) -> Comparison:
    """As `compare`, for profiles that are laid out already."""
    if not 2 <= len(sheets) <= MOST_SIDES:
        raise ValueError(f"A comparison has 2 to {MOST_SIDES} sides, not {len(sheets)}.")
    by_slot: dict[str, Row] = {}
    sections = []
    for section in SECTIONS:
        rows = []
        for slot in section.slots:
            row = _row(slot, sheets, hidden, by_slot)
            by_slot[slot.key] = row
            if not row.empty or (slot.always and not (slot.unsourced and row.silent)):
                rows.append(row)
        sections.append(ComparedSection(section.key, section.title, tuple(rows)))
    counted = [row for section in sections for row in section.rows if row.counted and not row.empty]
    return Comparison(
        sheets=tuple(sheets),
        sections=tuple(sections),
        same=sum(row.same for row in counted),
        counted=len(counted),
        not_separated=_not_separated(by_slot.values(), len(sheets)),
    )


def _row(slot: Slot, sheets: Sequence[Sheet], hidden: frozenset[str], above: dict[str, Row]) -> Row:
    original = above.get(slot.restates)
    if hidden and not hidden.isdisjoint(slot.metrics):
        sides = [sheet.candidates(slot, hidden)[0] for sheet in sheets]
        own = [sheet.shown(slot, hidden) for sheet in sheets]
    else:
        sides = [sheet.cells[slot.key] for sheet in sheets]
        own = [sheet.own[slot.key] for sheet in sheets]
    if not any(sides) and all([cell is nothing(slot.key) for cell in own]):
        return _silent_row(slot.key, len(sheets))
    cells = _alike(slot, sides, own)
    differences = {}
    same = True
    for left, right in PAIRS[len(sheets)]:
        # With more than two sides the pair is looked at on its own: a third may have a say in what is shown, not in
        # this.
        pair = cells if len(sheets) == 2 else _alike(slot, (sides[left], sides[right]), (own[left], own[right]))
        difference = decide(pair[0], pair[1])
        if difference.better is not None and len(sides[left]) > 1 and len(sides[right]) > 1:
            difference = _with_second_opinion(slot, difference, (sides[left], sides[right]))
        differences[left, right] = difference
        same = same and difference.outcome is Outcome.SAME
    metric = cells[0].metric
    return Row(
        slot=slot.key,
        cells=tuple(cells),
        differences=differences,
        metric=metric if all([cell.metric == metric for cell in cells]) else "",
        same=same,
        empty=not any(sides),
        counted=original is None or not _restates(original.cells, cells),
        highest=_highest(differences, len(sheets)) if METRICS[metric].shape is Shape.NUMBER else None,
    )


def _silent_row(slot: str, sides: int) -> Row:
    """The row on which no source says anything, the same in every comparison."""
    cells = (nothing(slot),) * sides
    differences = {pair: decide(cells[0], cells[1]) for pair in PAIRS[sides]}
    return Row(slot=slot, cells=cells, differences=differences, metric=cells[0].metric, empty=True, silent=True)


def _alike(slot: Slot, sides: Sequence[tuple[Cell, ...]], own: Sequence[Cell]) -> Sequence[Cell]:
    """For each side the cell that can best be held against the others': of the first metric that all have, from one
    dataset where there is one that all have it from; else what each has itself."""
    if not all(sides):
        return own
    first = own[0]
    if all([cell.metric == first.metric and cell.dataset == first.dataset for cell in own]):
        return own
    for metric in slot.metrics:
        having = [[cell for cell in cells if cell.metric == metric] for cells in sides]
        if all(having):
            return _from_one_dataset(having) or [cells[0] for cells in having]
    return own


def _from_one_dataset(having: Sequence[list[Cell]]) -> list[Cell] | None:
    """Each side's first cell of the dataset that stands highest in the preferences of all; None where none is
    common."""
    ranked: list[dict[str, tuple[int, Cell]]] = []
    for cells in having:
        places: dict[str, tuple[int, Cell]] = {}
        for place, cell in enumerate(cells):
            places.setdefault(cell.dataset, (place, cell))
        ranked.append(places)
    common = set(ranked[0]).intersection(*ranked[1:])
    if not common:
        return None
    best = min(common, key=lambda dataset: (sum([places[dataset][0] for places in ranked]), dataset))
    return [places[best][1] for places in ranked]


def _with_second_opinion(slot: Slot, difference: Difference, sides: Sequence[tuple[Cell, ...]]) -> Difference:
    """Mean and median of the same pay may disagree about who earns more; then the verdict says so."""
    for metric in slot.metrics:
        if metric == difference.metric or METRICS[metric].shape is not Shape.NUMBER:
            continue
        cells = [tuple(cell for cell in cells if cell.metric == metric) for cells in sides]
        if not all(cells):
            continue
        pair = _alike(slot, cells, [candidates[0] for candidates in cells])
        other = decide(pair[0], pair[1])
        if other.better is not None and other.better != difference.better:
            return msgspec.structs.replace(difference, cautions=(*difference.cautions, Caution.MEDIAN_DISAGREES))
    return difference


def _restates(original: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether every cell is from the same row of the same survey as the one that it restates."""
    for one, other in zip(original, cells, strict=True):
        if (one.dataset, one.record, one.missing) != (other.dataset, other.record, other.missing):
            return False
    return True


_BEATS = {Outcome.HIGHER: 1, Outcome.LOWER: 0}


def _highest(differences: dict[tuple[int, int], Difference], sides: int) -> int | None:
    """The side that is higher than each other beyond tolerance."""
    wins = [0] * sides
    for pair, difference in differences.items():
        if (winner := _BEATS.get(difference.outcome)) is not None:
            wins[pair[winner]] += 1
    return wins.index(sides - 1) if sides - 1 in wins else None


def _not_separated(rows: Iterable[Row], sides: int) -> tuple[tuple[int, int], ...]:
    found = set()
    for row in rows:
        if not row.silent:
            for pair, difference in row.differences.items():
                if difference.outcome is Outcome.NOT_SEPARATED:
                    found.add(pair)
    return tuple([pair for pair in PAIRS[sides] if pair in found])
