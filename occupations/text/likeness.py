"""Finds the names that are most similar to what somebody typed."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process, utils

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
