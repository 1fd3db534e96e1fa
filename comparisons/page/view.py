"""From a Comparison to the View that every format reads: ready cells, phrases, sentences, numbered sources."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice, zip_longest

from markupsafe import Markup

from comparisons.page import charts
from comparisons.page.arrangement import ORDERED, PLAIN, Arrangement, sections
from comparisons.page.folds import fold, folded_rows, notes_of_section
from comparisons.page.fragments import fragments_of
from comparisons.page.item_lists import listing
from comparisons.page.one_record import shared_row
from comparisons.page.scores import score_lines
from comparisons.page.section_rows import SectionRow, section_rows
from comparisons.page.section_source import main_panel, source_line
from comparisons.page.table_rows import row_view
from comparisons.prose.narrative import Narrative
from comparisons.prose.one_record import record_title
from comparisons.prose.transitions import Move
from comparisons.rules.compare import Comparison, Row
from comparisons.rules.scoreboard import Score
from occupations.links import comparison_url, formats
from occupations.metrics import JOB_TITLES, SECTIONS, SLOTS
from occupations.rendering.fragments import RESPONSIBILITIES_BESIDE, Fragments
from occupations.rendering.live import Live
from occupations.rendering.row_headers import label
from occupations.rendering.sources import Sources
from occupations.rendering.templating import macro
from occupations.rendering.view import (
    CellView,
    Page,
    RowView,
    SectionView,
    Side,
    TextView,
    View,
    about_section,
    inside,
    job_titles_list,
    left_out,
    responsibilities_section,
    side_view,
)
from occupations.scope.figures import NOWHERE, Scope

NEXT = 3  # comparisons to go on to
TITLES_SHOWN = 10  # job titles of each side
MOVING = "Moving from one to the other"


def build_view(
    comparison: Comparison,
    scores: Sequence[Score],
    narrative: Narrative,
    moves: Sequence[Move],
    lives: Sequence[Live],
    fragments: Sequence[Fragments],
    site: str,
    arrangement: Arrangement = PLAIN,
    scope: Scope = NOWHERE,
) -> View:
    """`site`: scheme and host in front of canonical addresses. Lives and fragments stand in the order of the sides.
    `scope`: the place and release that the sides' pay is for, which all links keep."""
    keep, scopes = scope.choice.keep, scope.others
    sides = [
        side_view(index, live, each, keep) for index, (live, each) in enumerate(zip(lives, fragments, strict=True))
    ]
    sources = Sources(fragments)
    # In the order of the page, which is that of the numbers of its sources.
    builder = _Sections(comparison, narrative, sides, sources, arrangement, scopes)
    one_record = comparison.one_occupation is not None
    board = score_lines(scores, builder.parts, sources, scopes, one_record=one_record)
    together = builder.together()
    listed = list(builder.listed(moves))
    return View(
        page=_page([side.title for side in sides], narrative, lives, site, arrangement),
        sides=sides,
        sentences=[*(choice.sentence for choice in narrative.choices), *narrative.lead, *narrative.skills],
        notices=_one_notice([*narrative.notices, *arrangement.notices]),
        sections=listed,
        sources=sources.listed(),
        panels=sources.panels(),
        left_out=left_out(row.slot for row in comparison.rows()),
        board=board,
        together=together,
        kept=builder.kept,
    )


def _one_notice(sentences: Sequence[str]) -> list[str]:
    """All that a page has to say before its answer, in one paragraph."""
    return [" ".join(sentences)] if sentences else []


class _Sections:
    """Makes the sections of one page."""

    def __init__(
        self,
        comparison: Comparison,
        narrative: Narrative,
        sides: Sequence[Side],
        sources: Sources,
        arrangement: Arrangement,
        scopes: Mapping[str, str],
    ) -> None:
        self.comparison = comparison
        self.narrative = narrative
        self.fragments = [side.fragments for side in sides]
        self.urls = [side.url for side in sides]
        self.parts = [fragments_of(each) for each in self.fragments]
        self.sources = sources
        self.scopes = scopes
        self.arranged = {section.key: section for section in sections(comparison, arrangement)}
        # What the opening leads to is in view.
        self.kept = frozenset((reason.slot, reason.item) for choice in narrative.choices for reason in choice.reasons)
        self.apart: dict[str, RowView] = {}  # by slot: rows that the tables leave out

    def together(self) -> list[RowView]:
        """The rows with one figure for all sides; none where a survey separates the sides, whose tables have them."""
        if self.comparison.one_occupation:
            named = record_title(self.comparison)
            self.apart = {
                row.slot: shared_row(row, self.parts, self.sources, self.scopes.get(row.slot, ""), named=named)
                for row in self.comparison.rows()
                if row.shared
            }
        return list(self.apart.values())

    def _row(self, shown: SectionRow, elsewhere: Collection[str], unmarked: str, folded: Collection[str]) -> RowView:
        row = shown.row
        scope = self.scopes.get(row.slot, "")
        if row.slot in self.apart:
            return self.apart[row.slot]._replace(html=Markup(""))
        if row.shared:
            sides = self.comparison.sides
            return shared_row(row, self.parts, self.sources, scope, sides + (sides == 2), unmarked=unmarked)
        if not shown.listed:
            short = row.slot in folded
            return row_view(shown, self.parts, self.sources, scope, elsewhere, unmarked, folded=short)
        kept = {item.casefold() for slot, item in self.kept if slot == row.slot}
        listed = listing(shown, self.parts, self.sources, kept, unmarked)
        cells = [CellView(cell, number) for cell, number in zip(row.cells, listed.numbers, strict=True)]
        name = label(SLOTS[row.slot], (row.metric,))
        return RowView(listed.html, row.same, row.slot, name, cells, listed=True, whole=listed.whole)

    def _section(self, key: str, title: str, compared: Sequence[Row], pictures: Sequence[Markup]) -> SectionView:
        shown = section_rows(compared, self.parts)
        notes = notes_of_section(shown)
        panel = main_panel(one for one in shown if one.row.slot not in self.apart)
        folded = folded_rows(shown, {slot for slot, _ in self.kept})
        rows = [self._row(one, notes, panel, folded) for one in shown]
        section = SectionView(
            "rows",
            key,
            title,
            rows=rows,
            sentence=self.narrative.sections.get(key, ""),
            pictures=pictures,
            fold=fold(folded, rows),
            folded=frozenset(folded),
            source=source_line(panel, [row for row in rows if row.key not in self.apart], self.sources),
            whole=[] if all(row.whole for row in rows) else self._pages_at(key),
            notes=[f"{'; '.join(names)}: {note}" for note, names in notes.items()],
        )
        return section._replace(inside=inside(section, [PICTURES[key]] if pictures and key in PICTURES else ()))

    def _pages_at(self, key: str) -> list[tuple[str, str]]:
        """The section on the page of each side."""
        return [(part.title, f"{url}#{key}") for part, url in zip(self.parts, self.urls, strict=True)]

    def listed(self, moves: Sequence[Move]) -> Iterable[SectionView]:
        if ordered := self.arranged.get(ORDERED):
            yield self._section(ordered.key, ordered.title, ordered.rows, ())
        yield about_section(self.fragments, self.sources)._replace(
            inside="Both in short" if len(self.urls) == 2 else "Each in short"
        )
        for section in SECTIONS:
            if section.key == "skills":
                yield self._responsibilities()
                if self.comparison.one_occupation:
                    yield from self._job_titles()
            arranged = self.arranged.get(section.key)
            rows = arranged.rows if arranged else ()
            pictures = self._pictures(section.key)
            if rows or pictures:
                yield self._section(section.key, section.title, rows, pictures)
        texts = [_move_text(move, self.comparison) for move in moves]
        yield SectionView("texts", "moving", MOVING, texts=texts, inside="What carries over, and what is missing")

    def _responsibilities(self) -> SectionView:
        """The first few of each side, with a link to all."""
        section = responsibilities_section(self.fragments, self.sources)
        lists = []
        for listed, fragments, url in zip(section.lists, self.fragments, self.urls, strict=True):
            count = len(listed.plain)
            whole = (
                (f"All {count} responsibilities", f"{url}#{section.key}") if count > RESPONSIBILITIES_BESIDE else None
            )
            lists.append(listed._replace(html=fragments.first_responsibilities, whole=whole))
        return section._replace(lists=lists, inside="A few of each")

    def _job_titles(self) -> Iterable[SectionView]:
        """Titles that only one side has, which tell two occupations of one record apart. Those that people in the
        occupation report come first."""
        names = [fragments.sheet.profile.job_titles for fragments in self.fragments]
        counts = Counter(name.casefold() for titles in names for name in {*titles})
        lists = []
        for side, (fragments, url) in enumerate(zip(self.fragments, self.urls, strict=True)):
            own = [name for name in names[side] if counts[name.casefold()] == 1][:TITLES_SHOWN]
            listed = job_titles_list(side, fragments, self.sources)
            whole = (f"All {len(names[side])} job titles", f"{url}#{JOB_TITLES.key}") if names[side] else None
            html = Markup("<p>{}</p>").format("; ".join(own) or "No titles of its own.")
            lists.append(listed._replace(html=html, plain=tuple(own), whole=whole))
        if any(names):
            yield SectionView("lists", JOB_TITLES.key, JOB_TITLES.title, lists=lists, inside="Titles of only one")

    def _pictures(self, key: str) -> Sequence[Markup]:
        """The charts above the table of a section."""
        drawn = (
            draw(row, self.parts) for slot, draw in CHARTS.get(key, ()) if not (row := self.comparison.row(slot)).shared
        )
        return [chart for chart in drawn if chart]


CHARTS = {"pay": (("range", charts.pay), ("pay", charts.trends)), "entry": (("time", charts.times),)}
"""Section → its slots with charts, which are of all sides: a figure that they share is drawn in its cell."""


PICTURES = {"pay": "Range and history of pay", "entry": "Years after high school"}
"""Section → what its charts show, in its label."""


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
        robots="" if arrangement._replace(own=()) == PLAIN else "noindex,follow",
        formats=[(label, address + query) for label, address in formats(comparison_url(slugs))],
    )


def next_comparisons(lives: Sequence[Live], titles: Sequence[str]) -> list[tuple[str, str]]:
    """(label, address) of what to compare next: each side in turn with what stands nearest to it."""
    here = {live.slug for live in lives}
    of_sides = [
        [
            (f"{title} vs {name}", comparison_url([live.slug, other]))
            for other, name in json.loads(live.nearest or "[]")
            if other not in here
        ]
        for live, title in zip(lives, titles, strict=True)
    ]
    in_turn = chain.from_iterable(zip_longest(*of_sides))
    return list(islice((link for link in in_turn if link), NEXT))


def category_links(sides: Sequence[Side]) -> list[tuple[str, str]]:
    return list(
        dict.fromkeys((f"Browse {side.category_name.lower()} occupations", side.category_url) for side in sides)
    )
