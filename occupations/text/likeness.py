"""Finds the names and codes that are most similar to what somebody typed."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

T = TypeVar("T")


def most_alike(text: str, things: Sequence[T], name: Callable[[T], str], least: int = 60, most: int = 5) -> list[T]:
    """The items with the most similar names, best first; `least`: the minimum similarity, from 0 to 100."""
    found = process.extract(
        text,
        [name(one) for one in things],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=least,
        limit=most,
    )
    return [things[index] for _, _, index in found]


SLIPS = 2  # letters or digits that are missing, too many, wrong or swapped
_WORD = re.compile(r"[^\W_]+")


def nearest_codes(text: str, things: Sequence[T], code: Callable[[T], str], most: int = 5) -> list[T]:
    """The items whose codes differ by few slips, the fewest first; of as many, those with the nearest numbers."""
    found = process.extract(
        text, [code(one) for one in things], scorer=OSA.distance, score_cutoff=SLIPS, limit=len(things)
    )
    wanted = _number(text)
    order = sorted((slips, abs(_number(written) - wanted), index) for written, slips, index in found)
    return [things[index] for _, _, index in order[:most]]


def _number(code: str) -> int:
    return int("".join(letter for letter in code if letter.isdecimal()) or 0)


def most_alike_from_the_start(text: str, things: Sequence[T], name: Callable[[T], str], most: int = 5) -> list[T]:
    """As most_alike, for long names that people begin: “chicgo” of “Chicago-Naperville-Elgin, IL-IN”."""
    asked = _words(text)

    def start(one: T) -> str:
        return " ".join(_words(name(one))[: len(asked)])

    found = process.extract(
        " ".join(asked), [start(one) for one in things], scorer=fuzz.ratio, score_cutoff=70, limit=most
    )
    return [things[index] for _, _, index in found]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
