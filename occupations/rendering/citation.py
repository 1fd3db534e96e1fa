"""How to cite a page: what it says, who says so, when, and an address at which it will still say that."""

from collections.abc import Sequence
from typing import NamedTuple

from occupations.links import SITE_NAME
from occupations.profiles import formatting
from occupations.rendering.as_of import with_day
from occupations.rendering.live import Live
from occupations.rendering.view import View


class Citation(NamedTuple):
    text: str
    address: str  # absolute, with the day

    def __str__(self) -> str:
        return f"{self.text} {self.address}"


def citation(view: View, lives: Sequence[Live]) -> Citation | None:
    """None for a page without an address of its own, such as a preview.

    The day is that of the newest edition: from then on, until one of the sides is published again, the page says this.
    """
    page = view.page
    if not page.canonical:
        return None
    site = "/".join(page.canonical.split("/", 3)[:3])
    day = max(live.published_at for live in lives).date()
    editions = [f"edition {side.edition}" for side in view.sides]
    if len(view.sides) > 1:
        editions = [f"{edition} of {side.title}" for edition, side in zip(editions, view.sides, strict=True)]
    text = f"“{page.heading}.” {SITE_NAME}, {', '.join(editions)}, as published on {formatting.day(day)}."
    return Citation(text, with_day(site + page.path, day))
