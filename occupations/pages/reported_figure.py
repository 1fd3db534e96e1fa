"""The figures that a reader reports, as the panel of their source sends them: "pay_median", the row of the page."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from occupations.metrics import ABOUT, JOB_TITLES, RELATED, RESPONSIBILITIES, SLOTS
from occupations.models.corrections import occupations_of
from occupations.profiles.document import Profile
from occupations.rendering.live import LiveDocument, live_editions
from occupations.rendering.origins import Origin, origin_of, release_origin

_ROW = re.compile(r"[a-z][a-z_-]*")
_TEXTS = {section.key: section.title for section in (ABOUT, RESPONSIBILITIES, JOB_TITLES, RELATED)}
LONGEST = 60  # characters of a value; longer ones are lists
UNKNOWN = "The link that led here names a figure that this page does not have. Tell us below which one you mean."


class UnknownFigure(Exception):
    """The message tells readers what to do."""


class Reported(NamedTuple):
    """The figure and its source, in words."""

    figure: str
    source: str = ""


def sides_of(page: str) -> list[LiveDocument]:
    """What a page of occupations shows now; empty for other pages."""
    slugs = occupations_of(page)
    found = live_editions(slugs) if slugs else {}
    return [found[slug] for slug in slugs if slug in found]


def said_now(page: str, row: str) -> Reported:
    """What the page says in that row; empty if it has none."""
    try:
        return reported(row, sides_of(page)) if is_row(row) else Reported("")
    except UnknownFigure:
        return Reported("")


def is_row(sent: str) -> bool:
    """Whether it is the key of a row, not somebody's own words."""
    return _ROW.fullmatch(sent) is not None


def reported(sent: str, sides: list[LiveDocument]) -> Reported:
    """ "Median pay a year: Registered nurse $97,550; Physician assistant $135,880"; what is not a row stays as it is.
    `sides`: the occupations of the page. Raises UnknownFigure for a row that the page does not have."""
    if not is_row(sent):
        return Reported(sent)
    profiles = [side.laid_out.sheet.profile for side in sides]
    if sent in _TEXTS and profiles:
        return Reported(_TEXTS[sent], _named(_origin_of_text(sent, profile) for profile in profiles))
    if sent not in SLOTS or not profiles:
        raise UnknownFigure(UNKNOWN)
    cells = [side.laid_out.sheet.shown(SLOTS[sent], frozenset(side.hidden)) for side in sides]
    values = [
        f"{profile.names.title} {cell.text}" if len(sides) > 1 else cell.text
        for profile, cell in zip(profiles, cells, strict=True)
        if len(cell.text) <= LONGEST
    ]
    label = SLOTS[sent].label
    named = _named(origin_of(profile, cell) for profile, cell in zip(profiles, cells, strict=True))
    return Reported(f"{label}: {'; '.join(values)}" if values else label, named)


def _origin_of_text(row: str, profile: Profile) -> Origin | None:
    releases = {
        ABOUT.key: (profile.description_release, profile.description_after_release),
        RESPONSIBILITIES.key: (profile.responsibilities_release,),
        JOB_TITLES.key: profile.job_titles_releases,
        RELATED.key: (profile.related_release,),
    }[row]
    return next((release_origin(profile.releases[index]) for index in releases if index >= 0), None)


def _named(origins: Iterable[Origin | None]) -> str:
    """The titles of the sources, each once."""
    return "; ".join(dict.fromkeys([origin.title for origin in origins if origin]))
