"""Names that look most like what somebody typed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

T = TypeVar("T")


def most_alike(text: str, things: Sequence[T], name: Callable[[T], str], least: int = 60, most: int = 5) -> list[T]:
    """The things with the most similar names, best first; `least`: likeness, of 100, from which one is meant."""
    found = process.extract(
        text,
        [name(one) for one in things],
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        score_cutoff=least,
        limit=most,
    )
    return [things[index] for _, _, index in found]
