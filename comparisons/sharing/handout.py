"""A comparison on one sheet of paper, to talk about and to write on: /compare/<pair>/sheet/."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from comparisons.page.assemble import ComparisonPage
from comparisons.page.fragments import ComparisonFragments, fragments_of
from comparisons.rules.compare import Comparison
from comparisons.sharing import paper
from comparisons.sharing.qr import code_of
from comparisons.sharing.short_rows import Rows, ShortRow, ShortValue, by_publisher, groups_of
from occupations.metrics import RESPONSIBILITIES
from occupations.profiles import formatting
from occupations.rendering.citation import address_of, published_on
from occupations.rendering.sources import Sources
from occupations.rendering.templating import render_page
from occupations.rendering.view import Page, cited_line

MORE = (
    "jobs",
    "hourly_median",
    "entry_experience",
    "entry_training",
    "education",
    "skills",
    "top_state",
    "age",
    "knowledge",
    "experience",
    "interests",
    "job_zone",
    "major",
)
"""The rows below the scoreboard, best first."""
RESTATED = {"hourly_median": "hourly"}
"""Rows that a measure of the scoreboard has already, where it is there."""
ROWS = 10  # of these, at most
DUTIES = 3  # of each side, at most
WORTH = 1.2  # rows that one duty of each side is worth
FIRST_DUTIES = 10  # of which those that are short enough are taken
LONGEST_DUTY = 100  # characters
SIGNS = "[9]†"  # beside a figure
OF_A_GROUP = "figures for a wider group:"

# Of the width of the page, by the number of sides.
FIRST_COLUMN = {2: 0.38, 3: 0.28, 4: 0.22, 5: 0.2}
# Points.
PADDING = 9  # beside the text of a column
BAR = 17
NOTES = 66  # the least room for notes
CODE = 92  # the side of the code, with the space beside it
GAPS = 14  # between the parts of the page


class Duties(NamedTuple):
    """The first short duties of one side. `sources`: their numbers."""

    texts: list[str]
    sources: tuple[int, ...]


class Handout(NamedTuple):
    """What is on the sheet. `groups`: wider groups that figures are for, with the sides that have such figures;
    `sources`: (publisher, [(number, title)])."""

    scoreboard: list[ShortRow]
    more: list[ShortRow]
    duties: list[Duties]
    groups: list[tuple[str, str]]
    sources: list[tuple[str, list[tuple[int, str]]]]

    @property
    def most_duties(self) -> int:
        return max([len(one.texts) for one in self.duties], default=0)


def render(assembled: ComparisonPage) -> str:
    return render_page("sharing/handout.html", _context(assembled))


def _context(assembled: ComparisonPage) -> dict[str, Any]:
    """The context of sharing/handout.html, which says what each entry is."""
    view, page, choice = assembled.view, assembled.view.page, assembled.scope.choice
    reasons = [one.sentence for one in assembled.narrative.choices]
    said = [text for text in (page.past, view.scope, *view.notices, *reasons) if text]
    parts = [fragments_of(side.fragments) for side in view.sides]
    address = choice.keep(page.site + page.path) if choice.given else address_of(view, assembled.lives)
    return {
        "page": Page(
            title=f"{page.heading} on one page",
            heading=page.heading,
            description=f"{page.heading} on one Letter or A4 page, to print.",
            canonical=page.canonical,
            robots="noindex,follow",
        ),
        "sides": view.sides,
        "said": said,
        "scope": view.scope,
        "published": formatting.day(published_on(assembled.lives)),
        "handout": fitted(assembled.comparison, parts, page.heading, said),
        "code": code_of(address),
        "address": address,
        "comparison": choice.keep(
            (page.today and address_of(view, assembled.lives).removeprefix(page.site)) or page.path
        ),
    }


def fitted(
    comparison: Comparison, parts: Sequence[ComparisonFragments], heading: str, said: Sequence[str] = ()
) -> Handout:
    """As much as fits on one page. `said`: the sentences above the figures."""
    room: float = paper.HEIGHT - NOTES - 20 * paper.lines(heading, paper.WIDTH, 17, bold=True)
    room -= paper.LEADING * (1 + sum(paper.lines(text, paper.WIDTH) for text in said))
    tried = [_filled(comparison, parts, Limits(duties), room) for duties in range(DUTIES, -1, -1)]
    if not any(tried):
        tried = [_filled(comparison, parts, Limits(0, brief=True), room, least=True)]
    return max(filter(None, tried), key=lambda handout: len(handout.more) + WORTH * handout.most_duties)


class Limits(NamedTuple):
    """How many duties of each side are listed, and whether how figures were derived is left out."""

    duties: int
    brief: bool = False


def _filled(
    comparison: Comparison, parts: Sequence[ComparisonFragments], limits: Limits, room: float, least: bool = False
) -> Handout | None:
    """With as many rows as fit; None if not even the scoreboard does, except where the `least` is asked for."""
    chosen: list[str] = []
    handout = _made(comparison, parts, limits, ())
    if not least and _height(handout, parts) > room:
        return None
    for slot in MORE:
        wider = _made(comparison, parts, limits, [*chosen, slot])
        if len(wider.more) > len(chosen) and _height(wider, parts) <= room:
            chosen.append(slot)
            handout = wider
        if len(chosen) == ROWS:
            break
    return handout


def _made(comparison: Comparison, parts: Sequence[ComparisonFragments], limits: Limits, more: Sequence[str]) -> Handout:
    """With these rows below the scoreboard, as far as they have figures."""
    rows = Rows(comparison, parts, limits.brief)
    scoreboard = rows.scoreboard()
    said = {row.key for row in scoreboard}
    below = [row for slot in more if slot not in RESTATED or RESTATED[slot] not in said if (row := rows.row(slot))]
    duties = [_duties(side, part, limits.duties, rows.sources) for side, part in enumerate(parts)]
    return Handout(
        scoreboard,
        below,
        duties if any(one.texts for one in duties) else [],
        groups_of([*scoreboard, *below], parts),
        by_publisher(rows.sources.listed()),
    )


def _duties(side: int, part: ComparisonFragments, most: int, sources: Sources) -> Duties:
    profile = part.sheet.profile
    first = [text.removesuffix(".") for text in profile.responsibilities[:FIRST_DUTIES]]
    texts = ([text for text in first if len(text) <= LONGEST_DUTY] or sorted(first, key=len)[:1])[:most]
    if not texts:
        return Duties([], ())
    numbers, _ = cited_line(side, [profile.responsibilities_release], RESPONSIBILITIES.title, profile, sources)
    return Duties(texts, numbers)


def _height(handout: Handout, parts: Sequence[ComparisonFragments]) -> float:
    """Of the table and what is below it, in points, without the room for notes."""
    first = FIRST_COLUMN[len(parts)] * paper.WIDTH
    width = (paper.WIDTH - first) / len(parts) - PADDING
    rows = [*handout.scoreboard, *handout.more]
    text = max(paper.lines(part.title, width, bold=True) for part in parts)
    text += sum(_lines(row, width, first - PADDING) for row in rows)
    column = paper.WIDTH / len(parts) - PADDING
    text += max(
        [sum(paper.lines(f"– {text}{SIGNS}", column) for text in one.texts) for one in handout.duties], default=0
    )
    text += 1 + sum(paper.lines(f"† {title}: {OF_A_GROUP} {group}", paper.WIDTH) for title, group in handout.groups)
    sources = sum(
        paper.lines(f"{publisher}: {'; '.join(f'[{number}] {title}' for number, title in some)}", paper.WIDTH - CODE)
        for publisher, some in handout.sources
    )
    below = max(CODE, paper.LEADING * (sources + 3)) + GAPS
    return text * paper.LEADING + (1 + len(rows)) * paper.ROW + BAR * sum(row.drawn for row in rows) + below


def _lines(row: ShortRow, width: float, first: float) -> int:
    values = max(_lines_of(value, width) for value in row.values)
    return max(values, paper.lines(f"{row.label}, {row.when}{SIGNS}", first) + (2 if row.spans else 0))


def _lines_of(value: ShortValue, width: float) -> int:
    texts = [f"{value.text} ({value.ahead}){SIGNS}" if value.ahead else f"{value.text}{SIGNS}", value.span]
    return sum(paper.lines(text, width, bold=bool(value.ahead)) for text in (*texts, *value.notes) if text)
