"""A comparison as a small card for other sites, which show it in a frame: /embed/compare/<pair>/, without scripts.

The code that embeds it names the day it was made on. The card then shows the figures of that day, so that they agree
with what is written around it, and says if they have changed since.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse

from comparisons.page.assemble import ComparisonPage
from comparisons.page.fragments import fragments_of
from comparisons.sharing.short_rows import Rows, by_publisher, groups_of
from occupations.links import card_url
from occupations.profiles import formatting
from occupations.rendering.as_of import with_day
from occupations.rendering.citation import published_on
from occupations.rendering.http import public_page
from occupations.rendering.live import Live
from occupations.rendering.templating import macro, render_page

WIDTH = 640  # CSS pixels, as wide as a column of text
HEIGHTS = {2: (560, 860), 3: (720, 1_400), 4: (850, 1_700), 5: (990, 2_000)}
"""Number of sides → the height in which most cards fit, in a wide and a narrow frame; others can be scrolled."""
NARROW = 600  # pixels
LEAST = 200  # pixels


class Embedding(NamedTuple):
    """The code for other sites, and the size of the frame in pixels."""

    html: str
    width: int
    height: int


def render_card(assembled: ComparisonPage) -> str:
    """The HTML of the card."""
    view, lives = assembled.view, assembled.lives
    parts = [fragments_of(side.fragments) for side in view.sides]
    made = Rows(assembled.comparison, parts, brief=True)
    rows = made.scoreboard()
    return render_page(
        "sharing/card.html",
        {
            "heading": view.page.heading,
            "canonical": view.page.canonical,
            "sides": view.sides,
            "address": view.page.path,
            "past": view.page.past,
            "published": formatting.day(published_on(lives)),
            "rows": rows,
            "groups": groups_of(rows, parts),
            "sources": by_publisher(made.sources.listed()),
        },
    )


def unavailable(request: HttpRequest, address: str, status: int) -> HttpResponse:
    """The card for a comparison that cannot be shown. `address`: of its page, which says why."""
    return public_page(request, "sharing/no_card.html", {"address": address}, status=status)


def embedding(
    site: str, heading: str, lives: Sequence[Live], widest: int = WIDTH, highest: int | None = None
) -> Embedding:
    """The code for a frame of at most this size. `site`: scheme and host; `heading`: the titles of the sides."""
    width = min(widest, WIDTH)
    height = HEIGHTS[len(lives)][width < NARROW]
    height = min(height, highest) if highest else height
    address = site + with_day(card_url([live.slug for live in lives]), published_on(lives))
    html = macro("sharing/embedding", "embedding")(address, heading, width, height)
    return Embedding(str(html), width, height)
