"""The rows of a comparison on its page: cells, differences in words, and the finished table row."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from comparisons.page.fragments import CellParts, ComparisonFragments
from comparisons.page.section_rows import SectionRow
from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import Row
from comparisons.rules.difference import Outcome, mirror
from occupations.metrics import METRICS, SLOTS, Missing
from occupations.profiles.sheet import not_imported, nothing
from occupations.rendering.cells import NOTHING, CellHtml, cells_html, row_html
from occupations.rendering.origins import reference
from occupations.rendering.row_headers import label, row_name
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro, render
from occupations.rendering.view import CellView, RowView

DECIDED = (Outcome.HIGHER, Outcome.LOWER)


class DifferenceView(NamedTuple):
    """A side compared with another one. `kind` names the style on the page; `who` is the side that `text` is about, if
    it is about one; `against`: the other one, where the place of the text alone shows it."""

    who: str
    text: str
    note: str
    against: str
    kind: str


def row_view(
    shown: SectionRow,
    sides: Sequence[ComparisonFragments],
    sources: Sources,
    scope: str = "",
    elsewhere: Collection[str] = (),
    unmarked: str = "",
    *,
    folded: bool = False,
) -> RowView:
    """`scope`: what the figures of the row are for, if that has to be said; `elsewhere`: notes that the section has;
    `unmarked`: the panel of the program that the section names for all figures without a mark; `folded`: in short, with
    all sides in one cell."""
    if shown.silent:
        return _silent_row(shown.row.slot, len(sides), shown.silent)
    row, said = shown.row, shown.said
    many = len(sides) > 2
    slot = SLOTS[row.slot]
    metrics = shown_metrics(row)
    # Only where more is better is the highest worth a mark.
    best = row.highest if row.metric and METRICS[row.metric].higher_is_better else None
    fragments = [one.html(lines) for one, lines in zip(shown.parts, said.by_side, strict=True)]
    numbers = [sources.cite(side, one, row_name(slot, row.cells[side].metric)) for side, one in enumerate(fragments)]
    marked = any(one.origin and one.panel != unmarked for one in shown.parts)
    together = one_source(shown.parts, numbers) if marked else ()
    own = [0] * len(sides) if together or not marked else numbers
    marks = [one.mark(number) for one, number in zip(fragments, own, strict=True)]
    tag = "the same for all" if row.same and many else ""
    notes = tuple([note for note in said.notes if note not in elsewhere]) if said.notes else ()
    header = row_header(row.slot, metrics, together, notes, scope, tag)
    if folded:
        html = row_html(header, [_in_short(row, sides, fragments, marks)], same=row.same)
    else:
        against = [NOTHING, *[_against_html(row, side, sides) for side in range(1, len(sides))]]
        html = cells_html(
            header,
            [
                (one.value, mark, one.more, best == side, best == side and many, difference)
                for side, (one, mark, difference) in enumerate(zip(fragments, marks, against, strict=True))
            ],
            same=row.same,
        )
    return RowView(
        html,
        row.same,
        row.slot,
        label(slot, metrics),
        [CellView(cell, number) for cell, number in zip(row.cells, numbers, strict=True)],
    )


def _against_html(row: Row, side: int, sides: Sequence[ComparisonFragments]) -> Markup:
    """The difference of a side, in a cell of its own or, of several sides, in theirs."""
    if _is_said_once(row, side):
        return NOTHING
    return _difference_html(_against(row, side, sides), inside=len(sides) > 2)


def _difference_html(one: DifferenceView, *, inside: bool) -> Markup:
    return macro("comparisons/difference", "difference")(*one, inside)


def _is_said_once(row: Row, side: int) -> bool:
    """Of several sides, the notice says which of them official statistics do not separate."""
    return len(row.cells) > 2 and row.differences[0, side].outcome is Outcome.NOT_SEPARATED


def _in_short(
    row: Row, sides: Sequence[ComparisonFragments], cells: Sequence[CellHtml], marks: Sequence[Markup]
) -> Markup:
    """The one cell of a folded row. `marks`: of the source of each side, where they have several."""
    against = [None if _is_said_once(row, side) else _against(row, side, sides) for side in range(1, len(sides))]
    alike = row.same and len({(one.value, mark, one.more) for one, mark in zip(cells, marks, strict=True)}) == 1
    if alike and not any(one and one.note for one in against):
        return macro("comparisons/fold", "in_short")([("", cells[0].value, marks[0], cells[0].more, "")], "")
    differences = ["", *["" if one is None else _difference_html(one, inside=True) for one in against]]
    many = len(sides) > 2
    shown = [
        (side.short, one.value, mark, one.more, difference if many else "")
        for side, one, mark, difference in zip(sides, cells, marks, differences, strict=True)
    ]
    return macro("comparisons/fold", "in_short")(shown, "" if many else differences[1])


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


def one_source(cells: Sequence[CellParts], numbers: Sequence[int]) -> tuple[int, str] | tuple[()]:
    """The number and panel of the source of all cells that have one; empty if there are several."""
    found = {number: one.panel for number, one in zip(numbers, cells, strict=True) if number}
    return found.popitem() if len(found) == 1 else ()


def _against(row: Row, side: int, sides: Sequence[ComparisonFragments]) -> DifferenceView:
    """Of two sides, the difference is said of the higher one; of more, of each against the first."""
    difference, first, cell, left, right = (
        row.differences[0, side],
        row.cells[0],
        row.cells[side],
        sides[0],
        sides[side],
    )
    kind = difference.outcome
    if len(sides) > 2:
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
