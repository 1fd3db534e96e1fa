"""What visitors can choose on pages of occupations and comparisons: a place, and the year of a release.

Only known parameters are read. Invalid values are kept as typed, so that the page can report them.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from occupations.directory.places import LONGEST_TYPED

PLACE, RELEASE = "place", "release"
NATION = "nation"
_PLACE = re.compile(r"(state|metro)-([0-9]{1,10})", re.ASCII)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}", re.ASCII)


class ScopeChoice(NamedTuple):
    """`place`: "metro-35620", or "" for the nation; `typed_place`, `typed_year`: what was typed but is neither."""

    place: str = ""
    year: int | None = None
    typed_place: str = ""
    typed_year: str = ""

    @property
    def given(self) -> bool:
        """Whether the page differs from the one without parameters."""
        return any(self)

    @property
    def kind(self) -> str:
        return self.place.partition("-")[0]

    @property
    def code(self) -> str:
        return self.place.partition("-")[2]

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The parameters of this choice, for hidden fields and URLs, without invalid values."""
        year = [(RELEASE, str(self.year))] if self.year else []
        return ([(PLACE, self.place)] if self.place else []) + year

    def keep(self, address: str) -> str:
        """The URL with this choice."""
        joint = "&" if "?" in address else "?"
        return f"{address}{joint}{urlencode(self.fields)}" if self.fields else address


NOTHING = ScopeChoice()


def choice_of(parameters: Mapping[str, str]) -> ScopeChoice:
    """The choice in a URL. A place is identified by its key here; names are for `places.named`."""
    place = " ".join(parameters.get(PLACE, "").split())[:LONGEST_TYPED]
    year = parameters.get(RELEASE, "").strip()[:LONGEST_TYPED]
    known = _PLACE.fullmatch(place.lower())
    understood = _YEAR.fullmatch(year)
    return ScopeChoice(
        place=known[0] if known else "",
        year=int(year) if understood else None,
        typed_place="" if known or place.lower() == NATION else place,
        typed_year="" if understood else year,
    )


def is_canonical(choice: ScopeChoice, parameters: Mapping[str, str]) -> bool:
    """Whether the URL is in the canonical form that pages link to."""
    given = [(name, parameters[name]) for name in (PLACE, RELEASE) if name in parameters]
    return given == choice.fields
