"""What a merge does, for the page on which it is confirmed."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from occupations.models import Occupation

NAMED = 5  # rows that a sentence names


class Choices(NamedTuple):
    """What editors decide. `titles`, `texts`, `records`: whether those of the one are added to the other. `words`:
    where both have words about the same pair, those of the one become the draft."""

    titles: bool = True
    texts: bool = False
    records: bool = False
    words: bool = False


class Effect(NamedTuple):
    """`outcome`: a word. `choice`: the field of Choices that decides on it; its text then says what happens if it is
    chosen."""

    what: str
    outcome: str
    text: str
    choice: str = ""


MOVES, STAYS, ENDS, CHOOSE = "moves", "stays", "ends", "to choose"


class Part(Protocol):
    """One thing that a merge moves. `move` and `back` are called within its transaction, with both locked."""

    key: str

    def effects(self, one: Occupation, into: Occupation) -> Iterator[Effect]:
        """Nothing where there is nothing to say."""

    def move(self, one: Occupation, into: Occupation, choices: Choices) -> Any:
        """Returns what `back` needs, as JSON."""

    def back(self, one: Occupation, into: Occupation, moved: Any) -> None:
        """What is not as it was moved stays."""


def counted(number: int, noun: str, plural: str = "") -> str:
    """ "1 address", "2 addresses"."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def named(words: list[str]) -> str:
    """ "A, B, C, D, E and 3 more"."""
    more = len(words) - NAMED
    shown = ", ".join(words[:NAMED])
    return f"{shown} and {more:,} more" if more > 0 else shown
