"""What the sides of a comparison mean that are named by job title, and what follows for all of them together.

A side is the slug of an occupation, or a title that may mean several, each with a confidence from 0 to 1. Readers are
led to an occupation without being asked only if all sides are sure together.
"""

from collections.abc import Sequence
from enum import Enum
from math import prod
from typing import NamedTuple

from occupations.text.asked import LIKELIEST

TOGETHER = 0.8
"""All sides are sure if the product of their confidences is above this."""


class Kind(Enum):
    """How the occupation of a side was found. The values are those of the API."""

    ADDRESS = "address"  # the slug of an occupation
    CHOSEN = "chosen"  # by the reader
    SURE = "match"
    PROBABLY = "probably"
    CHOICE = "choice"  # nothing is selected
    NOTHING = "no_match"


CERTAIN = frozenset((Kind.ADDRESS, Kind.CHOSEN, Kind.SURE))


class Possible(NamedTuple):
    """An occupation that a title may mean."""

    slug: str
    confidence: float


class Meaning(NamedTuple):
    """What one side means. `slug`: the occupation selected for it, or empty; `possible`: likeliest first."""

    asked: str
    kind: Kind
    slug: str = ""
    confidence: float = 0.0
    possible: tuple[Possible, ...] = ()


def occupation(slug: str) -> Meaning:
    """A side that is the slug of an occupation."""
    return Meaning(slug, Kind.ADDRESS, slug, 1.0)


def meaning(asked: str, kind: Kind, possible: Sequence[Possible], chosen: str = "") -> Meaning:
    """A side that is a title. `kind`: of its answer; `chosen`: the occupation that a reader chose for it, if any."""
    found = tuple(possible)
    if chosen:
        return Meaning(asked, Kind.CHOSEN, chosen, 1.0, found)
    if kind in (Kind.SURE, Kind.PROBABLY):
        return Meaning(asked, kind, *found[0], found)
    return Meaning(asked, kind, possible=found)


class Outcome(Enum):
    NOTHING = "a side means nothing"
    CHOICE = "readers have to choose"
    ONE = "all sides mean the same occupation"
    PROBABLE = "each side has an occupation, but not all are sure or different"
    SETTLED = "all sides are sure together, and each means another occupation"


def outcome(sides: Sequence[Meaning]) -> Outcome:
    if any(side.kind is Kind.NOTHING for side in sides):
        return Outcome.NOTHING
    if not all(side.slug for side in sides):
        return Outcome.CHOICE
    different = {side.slug for side in sides}
    if len(different) == 1:
        return Outcome.ONE
    return Outcome.SETTLED if len(different) == len(sides) and _sure(sides) else Outcome.PROBABLE


def _sure(sides: Sequence[Meaning]) -> bool:
    return all(side.kind in CERTAIN for side in sides) and prod(side.confidence for side in sides) > TOGETHER


def taken(sides: Sequence[Meaning], match: str) -> list[Meaning]:
    """The sides with the occupation that is taken for each. Empty if one has none, or if only what is sure may be taken
    and not all sides are. `match`: one of MATCHES in occupations/text/asked.py."""
    if any(side.kind is Kind.NOTHING for side in sides):
        return []
    if match == LIKELIEST:
        return [side if side.slug else side._replace(**side.possible[0]._asdict()) for side in sides]
    return list(sides) if _sure(sides) else []
