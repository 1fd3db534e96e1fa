"""Values made from all live editions, cached in the process while the same editions are live."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from occupations.local_copy import state
from occupations.local_copy.renewing import versions

TABLES = ("occupations_occupation", "occupations_category", "occupations_edition", "published_release")
"""Of the local copy: what such values are made from. Editions never change, so it is enough to know which are live."""

T = TypeVar("T")


class LiveValue(Generic[T]):
    """The result of `make`. `tables`: those of the local copy that it is made from."""

    def __init__(self, make: Callable[[], T], tables: Sequence[str] = TABLES) -> None:
        self._make, self._tables = make, tables
        self._generation = -1
        self._cached: tuple[str, T] | None = None

    def get(self) -> T:
        """The current value. Nothing is asked while the local copy is the same."""
        cached, generation = self._cached, state.generation()
        if cached is not None and generation == self._generation:
            return cached[1]
        version = versions(self._tables)
        if cached is None or cached[0] != version:
            # Replaced as a whole, so that threads see either the old or the new one. What is read now is at least as
            # new as the version; if something was published in between, the next request reads it again.
            cached = self._cached = version, self._make()
        self._generation = generation
        return cached[1]

    def clear(self) -> None:
        self._cached = None
