"""A map of the states as tiles of one size: who earns more in each, as one small inline SVG."""

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from comparisons.rules.areas import Area
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
    """The tiles of one kind. `tiles`: (x, y, letters)."""

    kind: str
    tiles: list[tuple[int, int, str]]


def groups(states: Sequence[Area], leader: int) -> list[Group]:
    """All tiles, by what is the case there; states that the release does not have are among those without a median."""
    known = {area.name: area for area in states}
    found: dict[str, list[tuple[int, int, str]]] = {LEAD: [], OTHER: [], CLOSE: [], NONE: []}
    for letters, (column, row) in TILES.items():
        area = known.get(STATES[letters])
        found[_kind(area, leader)].append((column * STEP, row * STEP, letters))
    return [Group(kind, tiles) for kind, tiles in found.items() if tiles]


def _kind(area: Area | None, leader: int) -> str:
    if area is None or area.outcome is Outcome.MISSING:
        return NONE
    if area.highest is None:
        return CLOSE
    return LEAD if area.highest == leader else OTHER


def tile_map(states: Sequence[Area], leader: int, title: str, description: str) -> Markup:
    """`title`, `description`: for those who do not see it."""
    return macro("comparisons/tile_map", "tile_map")(groups(states, leader), title, description)
