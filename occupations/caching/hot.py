"""A cache of what is asked for again and again, which what is asked for once does not push out."""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

from occupations.caching.bounded import CacheNumbers

T = TypeVar("T")
NEW = 0.2  # of the budget: values that nobody has asked for since they came
REMEMBERED = 1 << 14  # keys, twice


class HotCache(Generic[T]):
    """Values whose total size fits the budget; the caller states each size. A value that was asked for since it came
    makes room only for others of that kind. Threads may share it."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._new: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()  # in order of use, the most recent last
        self._hot: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._new_size = self._hot_size = self._hits = self._misses = 0
        self._lock = threading.Lock()
        self._asked: tuple[set[int], set[int]] = set(), set()

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            if (entry := self._hot.get(key)) is not None:
                self._hot.move_to_end(key)
            elif (entry := self._new.pop(key, None)) is not None:
                self._new_size -= entry[1]
                self._hot[key] = entry
                self._hot_size += entry[1]
                self._make_room()
            self._hits += entry is not None
            self._misses += entry is None
            return entry[0] if entry else None

    def put(self, key: Hashable, value: T, size: int) -> None:
        """Takes the place of what was there. A value larger than the room for new ones is not kept."""
        with self._lock:
            if (before := self._hot.pop(key, None)) is not None:
                self._hot_size -= before[1]
                self._hot[key] = value, size
                self._hot_size += size
            else:
                _, old = self._new.pop(key, (None, 0))
                self._new_size -= old
                if size <= self._budget * NEW:
                    self._new[key] = value, size
                    self._new_size += size
            self._make_room()

    def _make_room(self) -> None:
        while self._hot_size > self._budget * (1 - NEW):
            _, (_, size) = self._hot.popitem(last=False)
            self._hot_size -= size
        while self._new_size > self._budget * NEW:
            _, (_, size) = self._new.popitem(last=False)
            self._new_size -= size

    def was_asked(self, key: Hashable) -> bool:
        """Whether that was asked for lately, which it is from now on: after some ten thousand other keys it is
        forgotten."""
        mark = hash(key)
        with self._lock:
            now, before = self._asked
            known = mark in now or mark in before
            now.add(mark)
            if len(now) >= REMEMBERED:
                self._asked = set(), now
            return known

    def numbers(self) -> CacheNumbers:
        with self._lock:
            size = self._new_size + self._hot_size
            return CacheNumbers(len(self._new) + len(self._hot), size, self._budget, self._hits, self._misses)

    def clear(self) -> None:
        with self._lock:
            self._new.clear()
            self._hot.clear()
            self._asked = set(), set()
            self._new_size = self._hot_size = self._hits = self._misses = 0
