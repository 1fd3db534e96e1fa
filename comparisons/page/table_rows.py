"""The rows of a comparison on its page: cells, differences in words, and the finished table row."""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import NO_LINES, ComparisonFragments
from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import Row
from comparisons.rules.difference import Difference, Outcome, mirror
from occupations.metrics import METRICS, SLOTS, Missing
from occupations.profiles import formatting
from occupations.profiles.sheet import Cell, not_imported, nothing
from occupations.rendering.cells import CellHtml, row_html
from occupations.rendering.origins import reference
from occupations.rendering.row_headers import label, row_name
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro, render
from occupations.rendering.view import CellView, RowView
from occupations.text.english import join_words

DECIDED = (Outcome.HIGHER, Outcome.LOWER)


class DifferenceView(NamedTuple):
    """A side compared with another one. `kind` names the style on the page; `who` is the side that `text` is about, if
    it is about one; `against`: the other one, where the place of the text alone shows it."""

    who: str
    text: str
    note: str
    against: str
    kind: str


class Said(NamedTuple):
    """What a row says once for several cells. `by_side`: for each cell the lines that it need not have; `groups`: how
    many of the notes, the first, are on whose figures they are."""

    notes: tuple[str, ...]
    groups: int
    by_side: list[frozenset[str]]


def row_view(
    row: Row,
    parts: Sequence[ComparisonFragments],
    sources: Sources,
    said: Said,
    scope: str = "",
    elsewhere: Collection[str] = (),
    unmarked: str = "",
    *,
    folded: bool = False,
) -> RowView:
    """`scope`: what the figures of the row are for, if that has to be said; `elsewhere`: notes that the section has;
    `unmarked`: the panel of the program that the section names for all figures without a mark; `folded`: in short, with
    all sides in one cell."""
    sides = len(parts)
    if is_silent(row):
        return _silent_row(row.slot, sides, _unsaid(row))
    slot = SLOTS[row.slot]
    metrics = shown_metrics(row)
    # Only where more is better is the highest worth a mark.
    best = row.highest if row.metric and METRICS[row.metric].higher_is_better else None
    fragments = [part.cell(cell, lines) for part, cell, lines in zip(parts, row.cells, said.by_side, strict=True)]
    numbers = [sources.cite(side, one, row_name(slot, row.cells[side].metric)) for side, one in enumerate(fragments)]
    marked = any(one.origin and one.origin.panel != unmarked for one in fragments)
    together = one_source(fragments, numbers) if marked else ()
    own = [0] * sides if together or not marked else numbers
    cells = []
    if folded:
        marks = [one.mark(number) for one, number in zip(fragments, own, strict=True)]
        cells.append(_in_short(row, parts, fragments, marks))
    else:
        for side, one in enumerate(fragments):
            cells.append(one.numbered(own[side], best=best == side, tagged=best == side and sides > 2))
            if side and not _is_said_once(row, side):
                view = _against(row.differences[0, side], row.cells[0], row.cells[side], parts[0], parts[side], sides)
                cells.append(macro("comparisons/difference", "difference")(view, sides > 2))
    tag = "the same for all" if row.same and sides > 2 else ""
    notes = tuple([note for note in said.notes if note not in elsewhere])
    header = row_header(row.slot, metrics, together, notes, scope, tag)
    return RowView(
        row_html(header, cells, same=row.same),
        row.same,
        row.slot,
        label(slot, metrics),
        [CellView(cell, number) for cell, number in zip(row.cells, numbers, strict=True)],
    )


def _is_said_once(row: Row, side: int) -> bool:
    """Of several sides, the notice says which of them official statistics do not separate."""
    return len(row.cells) > 2 and row.differences[0, side].outcome is Outcome.NOT_SEPARATED


def _in_short(
    row: Row, parts: Sequence[ComparisonFragments], cells: Sequence[CellHtml], marks: Sequence[Markup]
) -> Markup:
    """The one cell of a folded row. `marks`: of the source of each side, where they have several."""
    sides = [(part.short, one.value, mark, one.more) for part, one, mark in zip(parts, cells, marks, strict=True)]
    differences = [
        None
        if _is_said_once(row, side)
        else _against(row.differences[0, side], row.cells[0], row.cells[side], parts[0], parts[side], len(parts))
        for side in range(1, len(parts))
    ]
    if row.same and len({side[1:] for side in sides}) == 1 and not any(one and one.note for one in differences):
        sides, differences = [("", *sides[0][1:])], []
    return macro("comparisons/fold", "in_short")(sides, differences)


def remarks(row: Row) -> list[str]:
    """Each side compared with the first, for formats that have a column for it."""
    found = [phrase(row.differences[0, side], row.cells[0], row.cells[side]) for side in range(1, len(row.cells))]
    return [f"{one.text} ({one.note})" if one.note else one.text for one in found]


@lru_cache(maxsize=4096)
def row_header(
    slot: str,
    metrics: tuple[str, ...],
    source: tuple[int, str],
    notes: tuple[str, ...],
    scope: str,
    tag: str,
) -> Markup:
    """What a row is called. `source`: the number and panel of the source of all its figures; empty if they have
    several."""
    name = label(SLOTS[slot], metrics)
    return render(
        "comparisons/row_header.html",
        anchor=f"row-{slot}",
        label=name,
        ref=reference(*source, name) if source else "",
        notes=notes,
        scope=scope,
        tag=tag,
    )


def said_together(cells: Sequence[Cell], parts: Sequence[ComparisonFragments]) -> Said:
    """The lines that all cells with a figure have, and the wider groups that some of them share."""
    lines = [part.lines(cell) for part, cell in zip(parts, cells, strict=True)]
    known = [side for side, cell in enumerate(cells) if not cell.missing]
    first = lines[known[0]] if len(known) > 1 else ()
    common = tuple([line for line in first if all(line in lines[side] for side in known[1:])])
    groups = _shared_groups(cells)
    if not common and not groups:
        return Said((), 0, [NO_LINES] * len(cells))
    named = {cells[having[0]].whose for having in groups.values()}
    whose = list(_whose(groups, parts))
    notes = [*whose, *(line for line in common if line not in named)]
    every = frozenset(common) - named
    by_side = [
        every | {cell.whose} if cell.group and side in groups.get(cell.group, ()) else every
        for side, cell in enumerate(cells)
    ]
    return Said(tuple(notes), len(whose), by_side)


def _shared_groups(cells: Sequence[Cell]) -> dict[str, list[int]]:
    """The wider groups that figures of several sides are for, with these sides."""
    sides: dict[str, list[int]] = {}
    for side, cell in enumerate(cells):
        if cell.group and not cell.missing:
            sides.setdefault(cell.group, []).append(side)
    return {group: having for group, having in sides.items() if len(having) > 1}


def _whose(shared: dict[str, list[int]], parts: Sequence[ComparisonFragments]) -> Iterable[str]:
    """ "Both figures are for a wider group: Registered nurses": said once instead of in each cell."""
    for group, having in shared.items():
        if len(having) == len(parts):
            yield f"{'Both' if len(parts) == 2 else 'All'} figures are for a wider group: {group}"
        else:
            names = join_words([parts[side].title for side in having])
            yield f"{names}: figures for a wider group: {group}"


def one_source(cells: Sequence[CellHtml], numbers: Sequence[int]) -> tuple[int, str] | tuple[()]:
    """The number and title of the source of all cells that have one; empty if there are several."""
    found = [side for side, number in enumerate(numbers) if number]
    if not found or any(numbers[side] != numbers[found[0]] for side in found):
        return ()
    origin = cells[found[0]].origin
    return (numbers[found[0]], origin.panel) if origin else ()


def _against(
    difference: Difference,
    first: Cell,
    cell: Cell,
    left: ComparisonFragments,
    right: ComparisonFragments,
    sides: int,
) -> DifferenceView:
    """Of two sides, the difference is said of the higher one; of more, of each against the first."""
    kind = difference.outcome
    if sides > 2:
        text, note = phrase(difference, first, cell, names=(left.running, right.running))
        return DifferenceView("", text, note, f"than {left.running}" if kind in DECIDED else "", str(kind))
    if kind is Outcome.LOWER:
        kind = Outcome.HIGHER
        difference, first, cell, left, right = mirror(difference), cell, first, right, left
    text, note = phrase(difference, first, cell, names=(left.running, right.running))
    who = (
        right.title if kind in DECIDED else f"{right.title}:" if difference.parts and kind is Outcome.DIFFERENT else ""
    )
    return DifferenceView(who, text, note, "", str(kind))


def shown_metrics(row: Row) -> tuple[str, ...]:
    """What the sides show; a side without a figure has no say in what the row is called."""
    if row.metric:
        return (row.metric,)
    shown = [cell.metric for cell in row.cells if not cell.missing] or [cell.metric for cell in row.cells]
    return tuple(dict.fromkeys(shown))


def _silent_row(slot_key: str, sides: int, reason: str) -> RowView:
    """The view of a row on which no side has anything; the page only names it."""
    slot = SLOTS[slot_key]
    cell = nothing(slot_key) if reason == Missing.NOT_COLLECTED else not_imported(slot_key)
    return RowView(Markup(""), False, slot_key, label(slot, ()), [CellView(cell, 0)] * sides, silent=True)


def is_silent(row: Row) -> bool:
    """Whether no side has anything, for a reason that a line tells of several rows, so that the page only names it."""
    return row.empty and _unsaid(row) in formatting.SILENT


def _unsaid(row: Row) -> str:
    """The reason that no side has a figure, where it is one that a line can tell of several rows."""
    reasons = {cell.missing for cell in row.cells if not cell.figures} if row.empty else set()
    return reasons.pop() if len(reasons) == 1 and not any(cell.figures for cell in row.cells) else ""
