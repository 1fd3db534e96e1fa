"""From a Comparison to the View that every format reads: ready cells, phrases, sentences, numbered sources."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from comparisons.page import charts, item_lists
from comparisons.page.arrangement import PLAIN, Arrangement, sections
from comparisons.page.fragments import ComparisonFragments, fragments_of
from comparisons.page.table_rows import row_view
from comparisons.prose.narrative import Narrative
from comparisons.prose.transitions import Move
from comparisons.rules.compare import Comparison
from occupations.links import comparison_url, formats
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro
from occupations.rendering.view import (
    ABOUT,
    RESPONSIBILITIES,
    Page,
    RowView,
    SectionView,
    Side,
    TextView,
    View,
    about_text,
    responsibilities_list,
    side_view,
)

MOVING = "Moving from one to the other"

NO_SCOPES: Mapping[str, str] = {}


def build_view(
    comparison: Comparison,
    narrative: Narrative,
    moves: Sequence[Move],
    lives: Sequence[Live],
    fragments: Sequence[Fragments],
    site: str,
    arrangement: Arrangement = PLAIN,
    scopes: Mapping[str, str] = NO_SCOPES,
) -> View:
    """`site`: scheme and host in front of canonical addresses. Lives and fragments stand in the order of the sides.
    `scopes`: slot → what its figures are of, where that is to be said."""
    sides = [side_view(index, live, each) for index, (live, each) in enumerate(zip(lives, fragments, strict=True))]
    sources = Sources(fragments)
    return View(
        page=_page([side.title for side in sides], narrative, lives, site, arrangement),
        sides=sides,
        sentences=[*narrative.lead, *narrative.skills],
        notices=[*narrative.notices, *arrangement.notices],
        # Made in the order of the page, which is that of the numbers of its sources.
        sections=list(_sections(comparison, moves, fragments, sources, arrangement, scopes)),
        sources=sources.listed(),
    )


def _sections(
    comparison: Comparison,
    moves: Sequence[Move],
    fragments: Sequence[Fragments],
    sources: Sources,
    arrangement: Arrangement,
    scopes: Mapping[str, str],
) -> Iterable[SectionView]:
    parts = [fragments_of(each) for each in fragments]
    rows = {section.key: section for section in sections(comparison, arrangement)}

    def rows_section(
        key: str, title: str, over: Sequence[Markup] = (), under: Sequence[Markup] = ()
    ) -> Iterable[SectionView]:
        section = rows.get(key)
        row_views: list[RowView] = (
            [row_view(row, parts, sources, scopes.get(row.slot, "")) for row in section.rows] if section else []
        )
        if row_views or over or under:
            yield SectionView("rows", key, title, rows=row_views, over=over, under=under)

    first = "rows" if arrangement.order else "overview"
    yield from rows_section(first, rows[first].title)
    yield SectionView(
        "texts", "about", ABOUT, texts=[about_text(side, each, sources) for side, each in enumerate(fragments)]
    )
    yield from rows_section("salary", "Salary", _pay_charts(comparison, parts))
    fields = item_lists.lists([comparison.row("major")], parts)
    yield from rows_section("education", "Education", _share_charts(comparison, parts, EDUCATION), fields)
    yield from rows_section("people", "People", _share_charts(comparison, parts, PEOPLE))
    lists = [responsibilities_list(side, each, sources) for side, each in enumerate(fragments)]
    yield SectionView("lists", "responsibilities", RESPONSIBILITIES, lists=lists)
    yield from rows_section("skills", "Skills", under=item_lists.lists(comparison.sections[-1].rows, parts))
    yield SectionView("texts", "moving", MOVING, texts=[_move_text(move, comparison) for move in moves])


EDUCATION = {"education_again": "Education of workers"}
PEOPLE = {"gender": "Women and men", "race": "Race and ethnicity"}


def _pay_charts(comparison: Comparison, parts: Sequence[ComparisonFragments]) -> list[Markup]:
    drawn = charts.pay(comparison.row("range"), parts), charts.trends(comparison.row("salary"), parts)
    return [chart for chart in drawn if chart]


def _share_charts(comparison: Comparison, parts: Sequence[ComparisonFragments], titles: dict[str, str]) -> list[Markup]:
    drawn = (charts.shares(comparison.row(slot), parts, title) for slot, title in titles.items())
    return [chart for chart in drawn if chart]


def _move_text(move: Move, comparison: Comparison) -> TextView:
    here, there = (comparison.sheets[side].profile.names for side in (move.here, move.there))
    html = macro("comparisons/moving", "moving")(move.sentences)
    return TextView(f"From {here.running} to {there.running}", html, " ".join(move.sentences), worded=True)


def _page(titles: list[str], narrative: Narrative, lives: Sequence[Live], site: str, arrangement: Arrangement) -> Page:
    slugs = [live.slug for live in lives]
    query = arrangement._replace(carried=()).query
    heading = " vs ".join(titles)
    return Page(
        title=heading,
        heading=heading,
        description=narrative.summary,
        canonical=site + comparison_url(sorted(slugs)),
        robots="noindex,follow" if arrangement != PLAIN else "",
        formats=[(label, address + query) for label, address in formats(comparison_url(slugs))],
    )


def next_comparisons(lives: Sequence[Live], titles: Sequence[str]) -> list[tuple[str, str]]:
    """What to compare next: the first side with what stands nearest to it, as its standing says."""
    here = {live.slug for live in lives}
    links = []
    for live, title in zip(lives, titles, strict=True):
        links += [
            (label, address) for slug, label, address in _nearest(live.slug, title, live.nearest) if slug not in here
        ]
    return links[:6]


@lru_cache(maxsize=2048)
def _nearest(slug: str, title: str, nearest: str | None) -> list[tuple[str, str, str]]:
    """(slug of the other, label, address) of the comparisons that one occupation's standing names."""
    return [(other, f"{title} vs {name}", comparison_url([slug, other])) for other, name in json.loads(nearest or "[]")]


def category_links(sides: Sequence[Side]) -> list[tuple[str, str]]:
    return list(
        dict.fromkeys((f"Browse {side.category_name.lower()} occupations", side.category_url) for side in sides)
    )
