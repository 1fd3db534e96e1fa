"""How to cite a page: its title, publisher and day, and a URL at which it stays the same."""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from occupations.links import SITE_NAME
from occupations.profiles import formatting
from occupations.rendering.as_of import with_day
from occupations.rendering.live import Live
from occupations.rendering.view import View

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Characters with a meaning in TeX; letters of other scripts stay as they are, in UTF-8.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: rf"\{sign}" for sign in "&%$#_"},
}


class Citation(NamedTuple):
    """`address`: absolute, with the day; `editions`: “edition 2 of Nurse, edition 1 of Cook”; `heading`: of the page;
    `name`: for its entry in a bibliography."""

    text: str
    address: str
    heading: str
    editions: str
    day: datetime.date
    name: str

    def __str__(self) -> str:
        return f"{self.text} {self.address}"

    @property
    def file(self) -> str:
        """The URL of the same for BibTeX."""
        page, _, day = self.address.partition("?")
        return f"{page[:-1]}.bib?{day}"

    @property
    def apa(self) -> tuple[str, str, str]:
        """In the style of the American Psychological Association, 7th edition: what stands before the title, the title,
        which is in italics, and what stands between it and the URL."""
        date = f"{self.day.year}, {self.day:%B} {self.day.day}"
        return f"{SITE_NAME}. ({date}).", self.heading, f" ({self.editions[:1].upper()}{self.editions[1:]})."

    @property
    def bibtex(self) -> str:
        """Texts are in braces within the quotation marks, which keeps their capitals and takes any sign."""
        note = f"{self.editions[:1].upper()}{self.editions[1:]}, as published on {formatting.day(self.day)}"
        fields = {
            "author": f'"{{{SITE_NAME}}}"',
            "title": f'"{{{tex(self.heading)}}}"',
            "year": str(self.day.year),
            "month": MONTHS[self.day.month - 1],
            "howpublished": f'"\\url{{{self.address}}}"',
            "note": f'"{{{tex(note)}}}"',
        }
        lines = [f"  {key} = {value}," for key, value in fields.items()]
        return "\n".join([f"@misc{{{self.name},", *lines, "}"]) + "\n"


def tex(text: str) -> str:
    """A text in which nothing is a command of TeX."""
    return re.sub(r"[\\{}~^&%$#_]", lambda match: _TEX[match[0]], text)


def citation(view: View, lives: Sequence[Live]) -> Citation | None:
    """None for a page without a URL of its own, such as a preview."""
    return cite(view, lives) if view.page.canonical else None


def cite(view: View, lives: Sequence[Live]) -> Citation:
    """For a page with a URL of its own.

    The day is that of the newest edition: from then on, the page stays the same until one of the sides is published
    again.
    """
    page = view.page
    day = published_on(lives)
    editions = [f"edition {side.edition}" for side in view.sides]
    if len(view.sides) > 1:
        editions = [f"{edition} of {side.title}" for edition, side in zip(editions, view.sides, strict=True)]
    said = ", ".join(editions)
    text = f"“{page.heading}.” {SITE_NAME}, {said}, as published on {formatting.day(day)}."
    name = "-".join([SITE_NAME.lower(), *(live.slug for live in lives), str(day)])
    return Citation(text, address_of(view, lives), page.heading, said, day, name)


def published_on(lives: Sequence[Live]) -> datetime.date:
    """The day of the newest edition."""
    return max(live.published_at for live in lives).date()


def address_of(view: View, lives: Sequence[Live]) -> str:
    """The absolute URL at which the page stays the same. For a page with a URL of its own."""
    return with_day(view.page.site + view.page.path, published_on(lives))
