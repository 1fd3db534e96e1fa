"""Places that published figures are of: finding one by what people type, and what each of them pays."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz import utils

from occupations.directory.pay_ranking import ranked_page, wages_of
from occupations.directory.released_rows import NAMED, PUBLISHED, fetch, newest_of
from occupations.links import place_url
from occupations.text.likeness import most_alike
from occupations.text.slugs import slug_of

MOST_NAMED = 12
ALIKE_FROM = 70  # likeness, of 100, from which a name is offered
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
"""Letters in the names of metropolitan areas ("Cincinnati, OH-KY-IN") → the states they lie in."""
KINDS = ("state", "metro")
_PLACES = """
SELECT a.kind, a.code, a.name FROM occupations_area a
WHERE a.kind IN ('state', 'metro') AND EXISTS (
    SELECT FROM occupations_wageestimate w WHERE w.area_id = a.id AND w.release_id IN (
        SELECT r.id FROM occupations_release r WHERE {condition}) OFFSET 0)
"""
_NEWEST = newest_of("area_id", "occupations_area", "x.kind = %s AND x.code = %s")


class Named(NamedTuple):
    """A place. `key`: "metro-35620", what parameters and addresses know it by."""

    key: str
    name: str

    @property
    def kind(self) -> str:
        return self.key.partition("-")[0]

    @property
    def states(self) -> list[str]:
        """Names of the states that it lies in."""
        if self.kind == "state":
            return [self.name]
        letters = self.name.rpartition(", ")[2].split("-")
        return [STATES[two] for two in letters if two in STATES]

    @property
    def url(self) -> str:
        return place_url(place_slug(self))


@lru_cache(maxsize=2048)
def place_slug(place: Named) -> str:
    """ "metro-35620-new-york-newark": the key first, by which an address is known whatever follows."""
    return f"{place.key}-{slug_of(place.name) or 'place'}"


def public_places(condition: str = NAMED) -> list[Named]:
    """All that rows of releases are of which meet the condition, by name; one query."""
    rows = fetch(_PLACES.format(condition=condition))
    return sorted((Named(f"{kind}-{code}", name) for kind, code, name in rows), key=_by_name)


def _by_name(place: Named) -> tuple[str, str]:
    return place.name.casefold(), place.key


def named(typed: str) -> list[Named]:
    """The places a reader may choose that the text may mean: its address, the beginning of a name, or all its words in
    a name or in that of a state. Where there is one, it is meant."""
    places = public_places(PUBLISHED)
    return by_key(typed, places) or by_name(typed, places)


def by_key(key: str, places: Sequence[Named]) -> list[Named]:
    return [place for place in places if place.key == key]


def by_name(typed: str, places: Sequence[Named]) -> list[Named]:
    """The closest kind of likeness that any has, the whole name first."""
    wanted = _words(typed)
    if not wanted:
        return []
    text = " ".join(wanted)
    names = [(place, " ".join(_words(place.name))) for place in places]
    whole = [place for place, name in names if name == text]
    if whole and whole[0].kind != "state":
        return whole
    begin = [place for place, name in names if name.startswith(text)]
    return whole + [place for place in begin if place not in whole] or (
        [place for place, name in names if _has_all(wanted, name.split())]
        or [place for place, name in names if _has_all(wanted, [*name.split(), *_words(" ".join(place.states))])]
    )


def alike(typed: str, places: Sequence[Named]) -> list[Named]:
    """Places whose names look most like the text, however little."""
    return most_alike(typed, places, lambda place: place.name.partition(",")[0], ALIKE_FROM)


def _words(text: str) -> list[str]:
    return utils.default_process(text).split()


def _has_all(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in wanted)


def by_state(places: Sequence[Named]) -> list[dict[str, Any]]:
    """For the list: {name, id, state: the place of the whole state or None, metros: [Named]}, by name. An area that
    lies in several states stands under each."""
    states = {place.name: place for place in places if place.kind == "state"}
    found: dict[str, list[Named]] = {name: [] for name in states}
    for place in places:
        if place.kind == "metro":
            for name in place.states or ["Elsewhere"]:
                found.setdefault(name, []).append(place)
    return [
        {"name": name, "id": slug_of(name), "state": states.get(name), "metros": found[name]} for name in sorted(found)
    ]


def place_page(key: str) -> dict[str, Any] | None:
    """What a place pays and employs, as directory/place.html shows it; None where nothing of it is public."""
    found = fetch(_NEWEST, *key.partition("-")[::2])
    if not found:
        return None
    release, area, _, name, *named = found[0]
    return {"place": Named(key, name), **ranked_page(wages_of(release, "area_id", area), *named)}


LONGEST_TYPED = 120  # characters of what was typed that are looked for, and shown again
