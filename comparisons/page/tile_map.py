"""A map of the states as tiles of one size: who earns more in each, as one small inline SVG."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from markupsafe import Markup

from comparisons.rules.areas import Verdict
from comparisons.rules.difference import Outcome
from occupations.directory.places import STATES
from occupations.rendering.templating import macro

# The state in each column; two dots for none. West is left, and neighbors stay neighbors as far as squares allow.
_ROWS = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. WI .. .. .. VT NH
WA ID MT ND MN IL MI .. NY MA ..
OR NV WY SD IA IN OH PA NJ CT RI
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""
TILES = {
    letters: (column, row)
    for row, line in enumerate(_ROWS.split("\n")[1:-1])
    for column, letters in enumerate(line.split())
    if letters != ".."
}
"""State → its column and row."""
STEP = 22  # from one tile to the next
LEAD, OTHER, CLOSE, NONE = "lead", "other", "close", "none"


class Group(NamedTuple):
    """The tiles of one kind as path data; `plates`: what stands behind their letters; `labels`: the letters."""

    kind: str
    tiles: str
    plates: str
    labels: Markup


class Tile(NamedTuple):
    """A state on the map: the same on every page."""

    square: str
    plate: str
    label: Markup


@cache
def _tiles() -> dict[str, Tile]:
    """Name of a state → its tile."""
    label = macro("comparisons/tile_map", "label")
    return {
        STATES[letters]: Tile(
            f"M{column * STEP} {row * STEP}h20v20h-20z",
            f"M{column * STEP + 2} {row * STEP + 5}h16v10h-16z",
            label(column * STEP + 10, row * STEP + 13, letters),
        )
        for letters, (column, row) in TILES.items()
    }


def groups(states: Mapping[str, Verdict], leader: int) -> list[Group]:
    """All tiles, by what is the case there; states that the release does not have are among those without a median."""
    found: dict[str, list[Tile]] = {LEAD: [], OTHER: [], CLOSE: [], NONE: []}
    for name, tile in _tiles().items():
        found[_kind(states.get(name), leader)].append(tile)
    return [
        Group(
            kind,
            "".join([tile.square for tile in tiles]),
            "".join([tile.plate for tile in tiles]) if kind == OTHER else "",
            Markup("".join([tile.label for tile in tiles])),  # noqa: S704 (joined from finished HTML)
        )
        for kind, tiles in found.items()
        if tiles
    ]


_MISSING = Outcome.MISSING  # looked up once, because a map has 51 tiles


def _kind(verdict: Verdict | None, leader: int) -> str:
    if verdict is None or verdict[0] is _MISSING:
        return NONE
    highest = verdict[1]
    return CLOSE if highest is None else LEAD if highest == leader else OTHER


def tile_map(states: Mapping[str, Verdict], leader: int, title: str, description: str) -> Markup:
    """`title`, `description`: for those who do not see it."""
    return macro("comparisons/tile_map", "tile_map")(groups(states, leader), title, description)
