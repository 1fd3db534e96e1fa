"""What official statistics do not separate: the sides behind which one record stands, and the rows in which it does.
Pure.

Two sides are *one occupation* in official statistics if a record covers both and no survey has a record for each. O*NET
describes some occupations in more detail than any survey counts them, so its rows separate no one here.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, repeat

import msgspec

from comparisons.rules.difference import Difference, Outcome
from occupations.profiles.sheet import Cell

DESCRIBED = "onet-soc"  # the system of records that describe occupations and do not count them

Pair = tuple[int, int]


class SharedRecord(msgspec.Struct, frozen=True):
    """Sides, in order, any two of which official statistics do not separate in these rows. `whole`: whether no survey
    separates them in another row."""

    sides: tuple[int, ...]
    slots: tuple[str, ...]
    whole: bool


def of_one_record(left: Cell, right: Cell) -> bool:
    """Whether both cells have the same official figure: from one record, or for a group that both records belong to."""
    if left.record and left.record == right.record:
        return True
    return bool(left.group) and left.group == right.group and left.dataset == right.dataset


def one_figure(cells: Sequence[Cell]) -> bool:
    """Whether all cells show the same figure of one record, so that it may be shown once. Editions that were published
    on different days may have different releases of the same record."""
    first, *others = cells
    # Most often the records differ.
    if first.missing or not all(map(of_one_record, repeat(first), others)):
        return False
    return all(not cell.missing and _shown(cell) == _shown(first) for cell in others)


def _shown(cell: Cell) -> tuple[object, ...]:
    values = [
        (one.metric, one.label, one.value, one.low, one.high, one.at_least, one.at_most, one.missing)
        for one in cell.figures
    ]
    return cell.text, cell.period, cell.method, cell.population, cell.derivation, cell.benchmark, values


def shared_records(
    rows: Iterable[tuple[str, Sequence[Cell], Mapping[Pair, Difference]]], sides: int
) -> tuple[SharedRecord, ...]:
    """The groups of sides that official statistics do not separate, as large as possible. `rows`: (slot, cells,
    differences)."""
    found: dict[Pair, list[str]] = {}
    apart: set[Pair] = set()
    not_separated = Outcome.NOT_SEPARATED
    for slot, cells, differences in rows:
        for pair, difference in differences.items():
            if difference.outcome is not_separated:
                found.setdefault(pair, []).append(slot)
            elif pair not in apart and _separated(cells[pair[0]].record, cells[pair[1]].record):
                apart.add(pair)
    alike: dict[tuple[bool, tuple[str, ...]], list[Pair]] = {}
    for pair in combinations(range(sides), 2):
        if pair in found:
            alike.setdefault((pair not in apart, tuple(found[pair])), []).append(pair)
    return tuple(
        SharedRecord(group, slots, whole) for (whole, slots), pairs in alike.items() for group in _groups(pairs)
    )


def _separated(left: str, right: str) -> bool:
    """Whether these are two records of one survey."""
    if not left or left == right:
        return False
    system = left.partition(":")[0]
    return system == right.partition(":")[0] and not system.startswith(DESCRIBED)


def _groups(pairs: Sequence[Pair]) -> list[tuple[int, ...]]:
    """All sides together if any two of them are a pair; else the connected sides of which that is true, else pairs."""
    left = list(pairs)
    groups: list[tuple[int, ...]] = []
    while left:
        group = {*left[0]}
        while more := [pair for pair in left if len(group.intersection(pair)) == 1]:
            group.update(*more)
        inside = [pair for pair in left if group.issuperset(pair)]
        left = [pair for pair in left if pair not in inside]
        complete = 2 * len(inside) == len(group) * (len(group) - 1)
        groups += [tuple(sorted(group))] if complete else inside
    return groups
