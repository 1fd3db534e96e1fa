"""compare(profiles) → Comparison: sections, rows, cells, and a difference for every pair of sides.

Pure: no request, no database, no HTML. The difference between two sides depends on these two alone, so adding a side
never changes it.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from itertools import combinations

import msgspec

from comparisons.rules.decide import decide
from comparisons.rules.difference import MIRRORED, Caution, Difference, Outcome, mirror
from comparisons.rules.shared import SharedRecord, one_figure, shared_records
from occupations.metrics import ALONE, LEADS, METRICS, SECTIONS, SLOT_OF, SLOTS, Shape, Slot
from occupations.profiles.document import Profile
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Cell, Sheet, nothing

MOST_SIDES = 5
PAIRS = {sides: tuple(combinations(range(sides), 2)) for sides in range(2, MOST_SIDES + 1)}


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `cells` has one cell for each side; `differences` one for each pair (i, j), i < j, seen from i."""

    slot: str
    cells: tuple[Cell, ...]
    differences: dict[tuple[int, int], Difference]
    metric: str = ""  # the metric of all cells; empty if there are several
    same: bool = False  # all pairs are about the same
    shared: bool = False  # all sides have the one figure of one official record
    empty: bool = False  # no side has a figure
    counted: bool = True  # False for a row that only restates another figure in another unit
    highest: int | None = None  # the side that beats all others beyond tolerance
    silent: bool = False  # no source has data for any side

    def difference(self, left: int, right: int) -> Difference:
        """The right side compared with the left, in either order."""
        if left < right:
            return self.differences[left, right]
        return mirror(self.differences[right, left])


class ComparedSection(msgspec.Struct, frozen=True):
    key: str
    title: str
    rows: tuple[Row, ...]


class Comparison(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    sheets: tuple[Sheet, ...]
    sections: tuple[ComparedSection, ...]
    leads: dict[str, Row]  # what sentences say of pay, by the keys of LEADS
    same: int  # counted rows that are the same
    counted: int  # rows with a figure; rows that restate a figure count once
    shared: int = 0  # counted rows with one figure for all sides; none of them is among the same
    records: tuple[SharedRecord, ...] = ()  # what official statistics do not separate

    @property
    def sides(self) -> int:
        return len(self.sheets)

    @property
    def not_separated(self) -> tuple[tuple[int, int], ...]:
        """The pairs that share an official record, in order."""
        found = {pair for one in self.records for pair in combinations(one.sides, 2)}
        return tuple([pair for pair in PAIRS[self.sides] if pair in found])

    @property
    def one_occupation(self) -> SharedRecord | None:
        """The record behind all sides, if they are one occupation in official statistics."""
        return next((one for one in self.records if one.whole and len(one.sides) == self.sides), None)

    @cached_property
    def by_slot(self) -> dict[str, Row]:
        """The rows that the page shows, in order, and those of LEADS."""
        return {row.slot: row for section in self.sections for row in section.rows} | self.leads

    def row(self, slot: str) -> Row:
        """The row of a slot, or of one of LEADS. Raises KeyError if the page does not show it."""
        return self.by_slot[slot]

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
    """Like `compare`, for profiles that are laid out already."""
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
        leads={lead.key: _row(lead, sheets, hidden, {}) for lead in LEADS},
        same=sum(row.same for row in counted),
        counted=len(counted),
        shared=sum(row.shared for row in counted),
        records=shared_records(
            [(row.slot, row.cells, row.differences) for row in by_slot.values() if not row.silent], len(sheets)
        ),
    )


def _row(slot: Slot, sheets: Sequence[Sheet], hidden: frozenset[str], above: dict[str, Row]) -> Row:
    if hidden and not hidden.isdisjoint(slot.metrics):
        sides = [sheet.candidates(slot, hidden)[0] for sheet in sheets]
        own = [sheet.shown(slot, hidden) for sheet in sheets]
    else:
        sides = [sheet.cells[slot.key] for sheet in sheets]
        own = [sheet.own[slot.key] for sheet in sheets]
    if not ALONE.isdisjoint(slot.metrics):
        sides = [tuple([cell for cell in cells if cell.metric not in ALONE]) for cells in sides]
        own = [cells[0] if cells else cell for cells, cell in zip(sides, own, strict=True)]
    empty = not any(sides)
    if empty:
        gap = nothing(slot.key)
        if all([cell is gap for cell in own]):
            return _silent_row(slot.key, len(sheets))
    cells = _alike(slot, sides, own)
    differences = {}
    same = True
    for left, right in PAIRS[len(sheets)]:
        # With more than two sides, a pair is decided on its own: a third may affect what is shown, but no verdict.
        pair = cells if len(sheets) == 2 else _alike(slot, (sides[left], sides[right]), (own[left], own[right]))
        difference = decide(pair[0], pair[1])
        if difference.better is not None and difference.metric in _OTHER:
            difference = _with_second_opinion(difference, sheets[left], sheets[right])
        differences[left, right] = difference
        same = same and difference.outcome is _SAME
    metric = cells[0].metric
    original = above.get(slot.restates) if slot.restates else None
    return Row(
        slot=slot.key,
        cells=tuple(cells),
        differences=differences,
        metric=metric if all([cell.metric == metric for cell in cells]) else "",
        same=same,
        shared=not same and one_figure(cells),
        empty=empty,
        counted=original is None or not _restates(original.cells, cells),
        highest=ahead_of_all(differences, len(sheets), _HIGHER) if METRICS[metric].shape is _NUMBER else None,
    )


# Members looked up once, because a page has dozens of rows.
_SAME, _HIGHER, _NUMBER = Outcome.SAME, Outcome.HIGHER, Shape.NUMBER


@cache
def _silent_row(slot: str, sides: int) -> Row:
    """The row that no source has data for, the same in every comparison."""
    cells = (nothing(slot),) * sides
    differences = {pair: decide(cells[0], cells[1]) for pair in PAIRS[sides]}
    return Row(slot=slot, cells=cells, differences=differences, metric=cells[0].metric, empty=True, silent=True)


def _alike(slot: Slot, sides: Sequence[tuple[Cell, ...]], own: Sequence[Cell]) -> Sequence[Cell]:
    """For each side, the cell that is most comparable with the others': of the first metric that all have, from one
    dataset if all have it from there; else each side's own."""
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
    """Each side's first cell from the dataset with the highest preference on all sides; None if they have no common
    one."""
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


_OTHER = {
    "wage_annual_median": "wage_annual_mean",
    "wage_annual_mean": "wage_annual_median",
    "wage_hourly_median": "wage_hourly_mean",
    "wage_hourly_mean": "wage_hourly_median",
}
# What to know beside a verdict on means, by what the medians say.
_MEDIANS = {
    Outcome.SAME: Caution.MEDIAN_SAME,
    Outcome.TOO_UNCERTAIN: Caution.MEDIAN_UNCERTAIN,
}


def _with_second_opinion(difference: Difference, left: Sheet, right: Sheet) -> Difference:
    """The mean and median of the same pay may disagree about who earns more, or whether anyone does; then the verdict
    says so. The median leads, so means that are about the same do not weaken a verdict on medians."""
    slot = SLOTS[SLOT_OF[_OTHER[difference.metric]]]
    sides = [left.cells[slot.key], right.cells[slot.key]]
    if not all(sides):
        return difference
    other = decide(*_alike(slot, sides, [cells[0] for cells in sides]))
    on_means = difference.metric.endswith("_mean")
    if other.better is None:
        caution = _MEDIANS.get(other.outcome) if on_means else None
    elif other.better != difference.better:
        caution = Caution.MEDIAN_DISAGREES if on_means else Caution.MEAN_DISAGREES
    else:
        caution = None
    return msgspec.structs.replace(difference, cautions=(*difference.cautions, caution)) if caution else difference


def _restates(original: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """Whether every cell is from the same row of the same survey as the one it restates."""
    for one, other in zip(original, cells, strict=True):
        if (one.dataset, one.record, one.missing) != (other.dataset, other.record, other.missing):
            return False
    return True


def ahead_of_all(differences: dict[tuple[int, int], Difference], sides: int, which: Outcome) -> int | None:
    """The side that is higher, or lower, than every other beyond tolerance. `which`: HIGHER or LOWER."""
    wins = [0] * sides
    for (left, right), difference in differences.items():
        if difference.outcome is which:
            wins[right] += 1
        elif difference.outcome is MIRRORED[which]:
            wins[left] += 1
    return wins.index(sides - 1) if sides - 1 in wins else None
