"""Places with published figures: finding one by what people type, and the pay in each."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz import utils

from occupations.directory.pay_ranking import ranked_page, wages_of
from occupations.directory.postal_codes import state_of
from occupations.directory.released_rows import NAMED, PUBLISHED, newest_of
from occupations.links import addresses, place_url
from occupations.sql import rows
from occupations.text.likeness import most_alike
from occupations.text.slugs import slug_of

MOST_NAMED = 12
ALIKE_FROM = 70  # similarity, from 0 to 100, from which a name is suggested
STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
"""Abbreviations in the names of metropolitan areas ("Cincinnati, OH-KY-IN") → states."""
KINDS = ("state", "metro")
_PLACES = """
SELECT DISTINCT a.kind, a.code, a.name FROM area_of_release a JOIN occupations_release r ON r.id = a.release_id
WHERE a.kind IN ('state', 'metro') AND {condition}
"""
_NEWEST = newest_of("area", "x.kind = ? AND x.code = ?")


class Named(NamedTuple):
    """A place. `key`: "metro-35620", which identifies it in parameters and URLs."""

    key: str
    name: str

    @property
    def kind(self) -> str:
        return self.key.partition("-")[0]

    @property
    def states(self) -> list[str]:
        """Names of the states it is in."""
        if self.kind == "state":
            return [self.name]
        letters = self.name.rpartition(", ")[2].split("-")
        return [STATES[two] for two in letters if two in STATES]

    @property
    def label(self) -> str:
        """The name, distinguishing a state from a city of that name: "New York (state)". `by_name` understands it."""
        return f"{self.name} (state)" if self.kind == "state" and self.name != STATES["DC"] else self.name

    @property
    def url(self) -> str:
        return place_url(place_slug(self))

    def addresses(self, site: str) -> dict[str, str | None]:
        """For data formats."""
        return addresses(site, self.url, "place", self.key)


@lru_cache(maxsize=2048)
def place_slug(place: Named) -> str:
    """ "metro-35620-new-york-newark": the key first, which alone identifies the page."""
    return f"{place.key}-{slug_of(place.name) or 'place'}"


def public_places(condition: str = NAMED) -> list[Named]:
    """All places with rows in releases that meet the condition, by name."""
    found = rows(_PLACES.format(condition=condition))
    return sorted((Named(f"{kind}-{code}", name) for kind, code, name in found), key=_by_name)


def _by_name(place: Named) -> tuple[str, str]:
    return place.name.casefold(), place.key


def named(typed: str) -> list[Named]:
    """The places that the text may mean: by key, by the beginning of a name, or by words of a name or a state. A single
    one is meant."""
    places = public_places(PUBLISHED)
    return by_key(typed, places) or by_name(typed, places)


def by_key(key: str, places: Sequence[Named]) -> list[Named]:
    return [place for place in places if place.key == key]


def by_name(typed: str, places: Sequence[Named]) -> list[Named]:
    """The places with the closest kind of match, states first: a postal code or the abbreviation of a state, the whole
    name, its beginning, words of a name or a state. A state with the name of a city is offered together with it, unless
    the text says that it is the state."""
    if state := state_of(typed):
        inside = [place for place in places if STATES[state] in place.states]
        return [place for place in inside if place.kind == "state"] or inside
    wanted = _words(typed)
    if not wanted:
        return []
    text = " ".join(wanted)
    states = {" ".join(_words(place.name)): place for place in places if place.kind == "state"}
    if meant := states.get(_state_named(text)):
        return [meant]
    names = [(place, " ".join(_words(place.name))) for place in places]
    state, city = _CAPITAL.get(text, (text, text))
    if state in states:
        return [states[state], *(place for place in places if place.kind == "metro" and city in _cities(place))]
    exact = [place for place, name in names if name == text]
    begin = [place for place, name in names if name.startswith(text)]
    found = (
        exact
        or begin
        or [place for place, name in names if _has_all(wanted, name.split())]
        or [place for place, name in names if _has_all(wanted, [*name.split(), *_words(" ".join(place.states))])]
    )
    return states_first(found)


_CAPITAL = dict.fromkeys(("washington dc", "washington d c"), ("district of columbia", "washington"))
"""What the capital is called → the state, and the city in a metropolitan area."""


def states_first(places: Sequence[Named]) -> list[Named]:
    return sorted(places, key=lambda place: place.kind != "state")


def _state_named(text: str) -> str:
    """The name of the state if the text can only mean one: "ny", "d c", "state of new york", "new york state"."""
    if (letters := text.replace(" ", "").upper()) in STATES and len(text) <= 3:
        return STATES[letters].lower()
    for name in (text.removesuffix(" state"), text.removeprefix("state of ")):
        if name != text:
            return name
    return ""


@lru_cache(maxsize=2048)
def _cities(place: Named) -> frozenset[str]:
    """ "new york", "newark", "jersey city"."""
    return frozenset(" ".join(_words(city)) for city in place.name.rpartition(", ")[0].split("-"))


def suggested(typed: str) -> list[Named]:
    """Places to suggest while somebody types: more than what is meant, because the text may go on; states first."""
    places = public_places(PUBLISHED)
    text = " ".join(_words(typed))
    begin = [place for place in places if text and " ".join(_words(place.name)).startswith(text)]
    return states_first(list(dict.fromkeys([*by_name(typed, places), *begin])))[:MOST_NAMED]


def alike(typed: str, places: Sequence[Named]) -> list[Named]:
    """Places with the most similar names, however dissimilar."""
    return most_alike(typed, places, lambda place: place.name.partition(",")[0], ALIKE_FROM)


def _words(text: str) -> list[str]:
    return utils.default_process(text).split()


def _has_all(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


def place_page(key: str) -> dict[str, Any] | None:
    """The context of directory/place.html; None if nothing about the place is public."""
    found = rows(_NEWEST, key.partition("-")[::2])
    if not found:
        return None
    release, area, _, name, *named = found[0]
    return {"place": Named(key, name), **ranked_page(wages_of(release, "area_id", area), *named)}


LONGEST_TYPED = 120  # characters of what was typed that are looked for, and shown again
