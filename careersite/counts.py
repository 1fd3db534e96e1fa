"""Counts of requests, in a process that shares none with others."""

from itertools import islice

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache

LOOKED_AT = 2  # for each that is added, so that more go than come


class Counts(LocMemCache):
    """Django's cache in the process, which keeps what has expired until it is full. Here those of windows that are over
    make room at once, beginning with what was not used for longest."""

    def _set(self, key, value, timeout=DEFAULT_TIMEOUT):
        for oldest in list(islice(reversed(self._cache), LOOKED_AT)):
            if self._has_expired(oldest):
                self._delete(oldest)
            else:
                self._cache.move_to_end(oldest, last=False)  # so that those behind it are looked at, too
        super()._set(key, value, timeout)
