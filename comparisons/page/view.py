"""From a Comparison to the View that every format reads: ready cells, phrases, sentences, numbered sources."""

import json
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from comparisons.page import charts, item_lists
from comparisons.page.arrangement import ORDERED, PLAIN, Arrangement, overview_rows, sections
from comparisons.page.fragments import ComparisonFragments, fragments_of
from comparisons.page.table_rows import row_view
from comparisons.prose.narrative import Narrative
from comparisons.prose.transitions import Move
from comparisons.rules.compare import Comparison, Row
from occupations.links import comparison_url, formats
from occupations.metrics import OVERVIEW, SECTIONS
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro
from occupations.rendering.view import (
    Page,
    RowView,
    SectionView,
    Side,
    TextView,
    View,
    about_section,
    left_out,
    responsibilities_section,
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
    # In the order of the page, which is that of the numbers of its sources.
    made = _Sections(comparison, fragments, sources, arrangement, scopes)
    overview, listed = made.overview(), list(made.listed(moves))
    return View(
        page=_page([side.title for side in sides], narrative, lives, site, arrangement),
        sides=sides,
        sentences=[*narrative.lead, *narrative.skills],
        notices=[*narrative.notices, *arrangement.notices],
        sections=listed,
        sources=sources.listed(),
        left_out=left_out(row.slot for row in comparison.rows()),
        overview=overview,
    )


class _Sections:
    """Makes the sections of one page."""

    def __init__(
        self,
        comparison: Comparison,
        fragments: Sequence[Fragments],
        sources: Sources,
        arrangement: Arrangement,
        scopes: Mapping[str, str],
    ) -> None:
        self.comparison = comparison
        self.fragments = fragments
        self.parts = [fragments_of(each) for each in fragments]
        self.sources = sources
        self.scopes = scopes
        self.arranged = {section.key: section for section in sections(comparison, arrangement)}

    def _rows(self, rows: Iterable[Row], anchor: str = "row") -> list[RowView]:
        return [row_view(row, self.parts, self.sources, self.scopes.get(row.slot, ""), anchor) for row in rows]

    def overview(self) -> SectionView | None:
        """The rows at the top of the page; none where all rows are one list, or none of them is to be shown."""
        if ORDERED in self.arranged:
            return None
        made = [row for row in self._rows(overview_rows(self.arranged.values()), OVERVIEW.key) if not row.silent]
        return SectionView("rows", OVERVIEW.key, OVERVIEW.title, rows=made) if made else None

    def listed(self, moves: Sequence[Move]) -> Iterable[SectionView]:
        if ordered := self.arranged.get(ORDERED):
            yield SectionView("rows", ordered.key, ordered.title, rows=self._rows(ordered.rows))
        yield about_section(self.fragments, self.sources)
        for section in SECTIONS:
            if section.key == "skills":
                yield responsibilities_section(self.fragments, self.sources)
            arranged = self.arranged.get(section.key)
            rows = self._rows(arranged.rows) if arranged else []
            over, under = self._over(section.key), self._under(section.key)
            if rows or over or under:
                yield SectionView("rows", section.key, section.title, rows=rows, over=over, under=under)
        yield SectionView("texts", "moving", MOVING, texts=[_move_text(move, self.comparison) for move in moves])

    def _over(self, key: str) -> Sequence[Markup]:
        """The charts above the table of a section."""
        if key == "pay":
            return _pay_charts(self.comparison, self.parts)
        return _share_charts(self.comparison, self.parts, SHARES.get(key, {}))

    def _under(self, key: str) -> Sequence[Markup]:
        """The lists below the table of a section."""
        if key == "entry":
            return item_lists.lists([self.comparison.row("major")], self.parts)
        return item_lists.lists(self.comparison.section(key).rows, self.parts) if key == "skills" else ()


SHARES = {
    "entry": {"education": "Education of workers"},
    "people": {"gender": "Women and men", "race": "Race and ethnicity"},
}
"""Section → its slots with charts, and the titles of these."""


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


def _nearest(slug: str, title: str, nearest: str | None) -> list[tuple[str, str, str]]:
    """(slug of the other, label, address) of the comparisons that one occupation's standing names."""
    return [(other, f"{title} vs {name}", comparison_url([slug, other])) for other, name in json.loads(nearest or "[]")]


def category_links(sides: Sequence[Side]) -> list[tuple[str, str]]:
    return list(
        dict.fromkeys((f"Browse {side.category_name.lower()} occupations", side.category_url) for side in sides)
    )
