"""Values made from all live editions, cached in the process while the same editions are live.

Every use first reads the version from the database with one short query, so a value is never out of date.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from occupations.sql import prepared_cursor

# Editions never change, so the version is which of them are live, at which addresses and in which categories. Plain
# SQL, because building this query with the ORM costs more than running it.
LIVE_EDITIONS = """
SELECT ARRAY[count(*), sum(hashtextextended(slug, live_id)),
             (SELECT sum(hashtextextended(slug, id)) FROM occupations_category)]::text
FROM occupations_occupation WHERE live_id IS NOT NULL AND withdrawn_at IS NULL
"""

T = TypeVar("T")


class LiveValue(Generic[T]):
    """The result of `make`."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._cached: tuple[Any, T] | None = None

    def get(self) -> T:
        """The current value: one query, plus those of `make` if the version has changed since last time."""
        cached = self._cached
        with prepared_cursor() as cursor:
            cursor.execute(LIVE_EDITIONS)
            (version,) = cursor.fetchone()
        if cached is None or cached[0] != version:
            # Replaced as a whole, so that threads see either the old or the new one. What is read now is at least as
            # new as the version; if something was published in between, the next request reads it again.
            cached = self._cached = version, self._make()
        return cached[1]

    def clear(self) -> None:
        self._cached = None
