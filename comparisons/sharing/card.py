"""A comparison as a small card for other sites, which show it in a frame: /embed/compare/<pair>/, without scripts.

The code that embeds it names the day it was made on. The card then shows the figures of that day, so that they agree
with what is written around it, and says if they have changed since.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from comparisons.page.assemble import ComparisonPage
from comparisons.page.fragments import fragments_of
from comparisons.rules.compare import Comparison
from comparisons.sharing.card_size import height_of
from comparisons.sharing.short_rows import Rows, ShortRow, by_publisher, groups_of
from occupations.links import SITE_NAME, card_url
from occupations.profiles import formatting
from occupations.rendering.as_of import with_day
from occupations.rendering.citation import published_on
from occupations.rendering.fragments import Fragments
from occupations.rendering.http import public_page
from occupations.rendering.live import Live
from occupations.rendering.templating import macro, render_page

WIDTH = 640  # CSS pixels, as wide as a column of text
HEIGHTS = {2: 560, 3: 720, 4: 850, 5: 990}
"""Number of sides → the height in which most cards of that width fit; others can be scrolled."""
LEAST = 200  # pixels
KEY = "US figures. Ranges and bars of pay: from the 10th to the 90th percentile."


class Embedding(NamedTuple):
    """The code for other sites, and the size of the frame in pixels."""

    html: str
    width: int
    height: int


class Card(NamedTuple):
    """What the card of a comparison says. `groups`: (title of a side, the wider group that figures are for); `sources`:
    (publisher, [(number, title)])."""

    rows: list[ShortRow]
    groups: list[tuple[str, str]]
    sources: list[tuple[str, list[tuple[int, str]]]]


def made(comparison: Comparison, fragments: Sequence[Fragments]) -> Card:
    parts = [fragments_of(one) for one in fragments]
    short = Rows(comparison, parts, brief=True)
    rows = short.scoreboard()
    return Card(rows, groups_of(rows, parts), by_publisher(short.sources.listed()))


def height_in(width: int, heading: str, titles: Sequence[str], card: Card) -> int:
    """The height of a frame of that width in which the card need not be scrolled."""
    groups = [f"† {title}: figures for a wider group: {group}" for title, group in card.groups]
    named = [f"{publisher}: {'; '.join(title for _, title in some)}." for publisher, some in card.sources]
    footer = ["Published on September 30, 2026.", f"Sources: {' '.join(named)} All figures at {SITE_NAME}"]
    return height_of(width, heading, titles, card.rows, [KEY, *groups, *footer])


def render_card(assembled: ComparisonPage) -> str:
    """The HTML of the card."""
    view, lives = assembled.view, assembled.lives
    return render_page(
        "sharing/card.html",
        {
            "heading": view.page.heading,
            "canonical": view.page.canonical,
            "sides": view.sides,
            "address": view.page.path,
            "past": view.page.past,
            "published": formatting.day(published_on(lives)),
            "key": KEY,
            **made(assembled.comparison, [side.fragments for side in view.sides])._asdict(),
        },
    )


def unavailable(request: HttpRequest, address: str, status: int) -> HttpResponse:
    """The card for a comparison that cannot be shown. `address`: of its page, which says why."""
    return public_page(request, "sharing/no_card.html", {"address": address}, status=status)


def embedding(
    site: str, heading: str, lives: Sequence[Live], width: int = WIDTH, height: int | None = None
) -> Embedding:
    """The code for a frame of this size. `site`: scheme and host; `heading`: the titles of the sides; `height`: if
    known."""
    height = height or HEIGHTS[len(lives)]
    address = site + with_day(card_url([live.slug for live in lives]), published_on(lives))
    html = macro("sharing/embedding", "embedding")(address, heading, width, height)
    return Embedding(str(html), width, height)
