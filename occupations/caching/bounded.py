"""A cache in the process with a budget in bytes and statistics on its use."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, NamedTuple, TypeVar

from occupations.usage import usage

T = TypeVar("T")


class CacheNumbers(NamedTuple):
    entries: int
    size: int  # bytes, as stated with each entry
    budget: int  # bytes
    hits: int
    misses: int


class BoundedCache(Generic[T]):
    """The most recently used values whose total size fits the budget. The caller states the size of each value.

    For values that are never out of date, because their keys contain everything they depend on. Threads may share it.
    """

    def __init__(self, budget: int) -> None:
        self._entries: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()  # in order of use, the most recent last
        self._lock = threading.Lock()
        self._budget = budget
        self._size = self._hits = self._misses = 0

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                self._misses += 1
                usage.misses += 1
                return None
            self._hits += 1
            usage.hits += 1
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: T, size: int) -> T:
        """Returns the value to use: one that another thread has added in the meantime, else this one. A value larger
        than the budget is not cached."""
        with self._lock:
            if (entry := self._entries.get(key)) is not None:
                return entry[0]
            if size <= self._budget:
                self._entries[key] = value, size
                self._size += size
            while self._size > self._budget:
                _, (_, dropped) = self._entries.popitem(last=False)
                self._size -= dropped
            return value

    def numbers(self) -> CacheNumbers:
        with self._lock:
            return CacheNumbers(len(self._entries), self._size, self._budget, self._hits, self._misses)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._size = self._hits = self._misses = 0
