"""From a Comparison to the View that all faces read: rows with ready cells, phrases, sentences, numbered sources."""

import json
from collections.abc import Mapping, Sequence
from functools import cache

from comparisons.compare import Comparison, Row
from comparisons.narrative import Narrative
from comparisons.phrases import phrase
from comparisons.rule import decide
from occupations.blocks import Blocks, DifferenceView, definition, difference_html, label, render_cell, table_row
from occupations.live import Live
from occupations.metrics import METRICS, SLOTS
from occupations.page import (
    ABOUT,
    DUTIES,
    Block,
    CellView,
    Overlap,
    Page,
    RowView,
    Side,
    Sources,
    View,
    about_text,
    comparison_url,
    duties_list,
    formats,
    side_view,
)
from occupations.sheet import nothing

NO_SCOPES: Mapping[str, str] = {}


def build_view(
    comparison: Comparison,
    narrative: Narrative,
    lives: Sequence[Live],
    blocks: Sequence[Blocks],
    site: str,
    scopes: Mapping[str, str] = NO_SCOPES,
) -> View:
    """`site`: scheme and host in front of canonical addresses. Lives and blocks stand in the order of the sides.
    `scopes`: slot → what its figures are of, where that is to be said."""
    sides = [side_view(index, live, block) for index, (live, block) in enumerate(zip(lives, blocks, strict=True))]
    titles = [side.title for side in sides]
    sources = Sources(blocks)
    sections = {section.key: section for section in comparison.sections}

    def rows(key: str) -> Block:
        section = sections[key]
        made = [_row(row, comparison.sides, blocks, sources, scopes.get(row.slot, "")) for row in section.rows]
        return Block("rows", key, section.title, rows=made)

    # Made in the order of the page, which is that of the numbers of its sources.
    page_blocks = [
        rows("overview"),
        Block("texts", "about", ABOUT, texts=[about_text(side, each, sources) for side, each in enumerate(blocks)]),
        rows("salary"),
        rows("education"),
        rows("people"),
        Block(
            "lists",
            "responsibilities",
            DUTIES,
            lists=[duties_list(side, each, sources) for side, each in enumerate(blocks)],
        ),
        rows("skills")._replace(kind="skills", overlaps=_overlaps(comparison, titles)),
    ]
    return View(
        page=_page(titles, narrative, lives, site),
        sides=sides,
        sentences=[*narrative.lead, *narrative.skills],
        notices=list(narrative.notices),
        blocks=page_blocks,
        sources=sources.listed(),
    )


def _page(titles: list[str], narrative: Narrative, lives: Sequence[Live], site: str) -> Page:
    slugs = [live.slug for live in lives]
    heading = " vs ".join(titles)
    return Page(
        title=heading,
        heading=heading,
        description=narrative.summary,
        canonical=site + comparison_url(sorted(slugs)),
        formats=formats(comparison_url(slugs)),
    )


def _row(row: Row, sides: int, blocks: Sequence[Blocks], sources: Sources, scope: str) -> RowView:
    if row.silent:
        return _silent_row(row.slot, sides)
    slot = SLOTS[row.slot]
    metrics = (row.metric,) if row.metric else tuple(dict.fromkeys([cell.metric for cell in row.cells]))
    # Only where more is better is the highest worth a mark.
    best = row.highest if row.metric and METRICS[row.metric].higher_is_better else None
    pieces: list[str] = [definition(row.slot, metrics, "the same for all" if row.same and sides > 2 else "", scope)]
    cells = []
    differences = []
    for side, cell in enumerate(row.cells):
        html = blocks[side].cell(row.slot, cell)
        number = sources.cite(side, html, slot.label)
        cells.append(CellView(cell, number))
        pieces += html.pieces(number, best == side)
        if side:
            difference = row.differences[0, side]
            view = DifferenceView(*phrase(difference, row.cells[0], cell), difference.outcome)
            differences.append(view)
            pieces.append(difference_html(view, sides > 2))
    return RowView(table_row(pieces, same=row.same), row.same, row.slot, label(slot, metrics), cells, differences)


@cache
def _silent_row(slot_key: str, sides: int) -> RowView:
    """The view of a row on which no source says anything."""
    slot, cell = SLOTS[slot_key], nothing(slot_key)
    difference = decide(cell, cell)
    view = DifferenceView(*phrase(difference, cell, cell), difference.outcome)
    html = render_cell(cell).pieces(0, best=False)
    pieces = [definition(slot_key, (cell.metric,)), *html]
    pieces += [piece for _ in range(1, sides) for piece in (*html, difference_html(view, sides > 2))]
    cells = [CellView(cell, 0)] * sides
    return RowView(table_row(pieces), False, slot_key, label(slot, (cell.metric,)), cells, [view] * (sides - 1))


def _overlaps(comparison: Comparison, titles: list[str]) -> list[Overlap]:
    """Skills of both and of one only, for two sides; for more, the cells say it."""
    if comparison.sides != 2:
        return []
    difference = comparison.row("skills").differences[0, 1]
    named = (
        ("Skills of both", difference.shared),
        (f"Only {titles[0]}", difference.only_left),
        (f"Only {titles[1]}", difference.only_right),
    )
    return [Overlap(heading, list(items)) for heading, items in named if items]


def next_comparisons(lives: Sequence[Live], titles: Sequence[str]) -> list[tuple[str, str]]:
    """What to compare next: the first side with what stands nearest to it, as its standing says."""
    here = {live.slug for live in lives}
    links = []
    for live, title in zip(lives, titles, strict=True):
        for slug, other in json.loads(live.nearest or "[]"):
            if slug not in here:
                links.append((f"{title} vs {other}", comparison_url([live.slug, slug])))
    return links[:6]


def category_links(sides: Sequence[Side]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((f"Browse {side.category_name.lower()} jobs", side.category_url) for side in sides))
