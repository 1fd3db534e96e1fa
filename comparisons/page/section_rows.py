"""The rows of a section with what decides how each is shown: in the table, in a list below it, or only by name."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from comparisons.page.fragments import NO_LINES, CellParts, ComparisonFragments
from comparisons.rules.compare import Row
from occupations.metrics import METRICS, Shape
from occupations.profiles import formatting
from occupations.profiles.sheet import Cell
from occupations.text.english import join_words

BRIEF = 3  # items that have room in a cell


class Said(NamedTuple):
    """What a row says once for several cells. `by_side`: for each cell the lines that it need not have; `groups`: how
    many of the notes, the first, are on whose figures they are."""

    notes: tuple[str, ...]
    groups: int
    by_side: Sequence[frozenset[str]]


class SectionRow(NamedTuple):
    """`parts`: of the cell of each side; `silent`: why no side has anything, if a line says so of several rows, so that
    the page only names this one; `listed`: whether the row has more items than a cell has room for, so that a list
    stands in its place."""

    row: Row
    parts: Sequence[CellParts]
    said: Said
    silent: str
    listed: bool

    @property
    def in_table(self) -> bool:
        """Whether it is a row with a cell for each side."""
        return not (self.silent or self.listed or self.row.shared)


def section_rows(compared: Iterable[Row], sides: Sequence[ComparisonFragments]) -> list[SectionRow]:
    """`sides`: of each, in order."""
    return [_section_row(row, sides) for row in compared]


def _section_row(row: Row, sides: Sequence[ComparisonFragments]) -> SectionRow:
    parts = [side.parts(cell) for side, cell in zip(sides, row.cells, strict=True)]
    silent = _unsaid(row) if row.empty else ""
    return SectionRow(
        row,
        parts,
        _said_together(row.cells, parts, sides),
        silent if silent in formatting.SILENT else "",
        _is_listed(row),
    )


def _unsaid(row: Row) -> str:
    """The reason that no side has a figure, where it is one for all."""
    reasons = {cell.missing for cell in row.cells}
    return reasons.pop() if len(reasons) == 1 and not any(cell.figures for cell in row.cells) else ""


def _is_listed(row: Row) -> bool:
    if row.silent or row.shared or not row.metric or METRICS[row.metric].shape is not _SET:
        return False
    return max([len(cell.held) for cell in row.cells]) > BRIEF


_SET = Shape.SET


@cache
def _nothing_said(sides: int) -> Said:
    return Said((), 0, (NO_LINES,) * sides)


def _said_together(cells: Sequence[Cell], parts: Sequence[CellParts], sides: Sequence[ComparisonFragments]) -> Said:
    """The lines that all cells with a figure have, and the wider groups that some of them share."""
    known = [side for side, cell in enumerate(cells) if not cell.missing]
    if len(known) < 2:
        return _nothing_said(len(cells))
    first, *others = [parts[side].lines for side in known]
    common = tuple([line for line in first if all(line in lines for lines in others)]) if first else ()
    groups = _shared_groups(cells, known)
    if not common and not groups:
        return _nothing_said(len(cells))
    named = {cells[having[0]].whose for having in groups.values()}
    whose = list(_whose(groups, sides))
    notes = [*whose, *[line for line in common if line not in named]]
    every = frozenset(common) - named
    by_side = [
        every | {cell.whose} if cell.group and side in groups.get(cell.group, ()) else every
        for side, cell in enumerate(cells)
    ]
    return Said(tuple(notes), len(whose), by_side)


def _shared_groups(cells: Sequence[Cell], known: Iterable[int]) -> dict[str, list[int]]:
    """The wider groups that figures of several sides are for, with these sides. `known`: those with a figure."""
    sides: dict[str, list[int]] = {}
    for side in known:
        if group := cells[side].group:
            sides.setdefault(group, []).append(side)
    return {group: having for group, having in sides.items() if len(having) > 1}


def _whose(shared: dict[str, list[int]], sides: Sequence[ComparisonFragments]) -> Iterable[str]:
    """ "Both figures are for a wider group: Registered nurses": said once instead of in each cell."""
    for group, having in shared.items():
        if len(having) == len(sides):
            yield f"{'Both' if len(sides) == 2 else 'All'} figures are for a wider group: {group}"
        else:
            names = join_words([sides[side].title for side in having])
            yield f"{names}: figures for a wider group: {group}"
