"""Values made of all live editions, cached by the process for as long as the same editions are live.

Every use asks the database for the version first, which is one short query; so a value is never out of date.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from occupations.sql import prepared_cursor

# Editions never change: which are live, at which addresses and in which categories says it all. Plain SQL, because
# building this query with the ORM costs more than running it.
LIVE_EDITIONS = """
SELECT ARRAY[count(*), sum(hashtextextended(slug, live_id)),
             (SELECT sum(hashtextextended(slug, id)) FROM occupations_category)]::text
FROM occupations_occupation WHERE live_id IS NOT NULL AND withdrawn_at IS NULL
"""

T = TypeVar("T")


class LiveValue(Generic[T]):
    """What `make` returns. `statement`: gives one row, the version first and then the arguments of `make`, which may be
    empty where the version is `known` already."""

    def __init__(self, make: Callable[..., T], statement: str = LIVE_EDITIONS) -> None:
        self._make, self._statement = make, statement
        self._cached: tuple[Any, T] | None = None

    def get(self) -> T:
        """The present value: one query, and those of `make` where the version is another than last time."""
        cached = self._cached
        with prepared_cursor() as cursor:
            cursor.execute(self._statement, {"known": cached and cached[0]})
            version, *arguments = cursor.fetchone()
        if cached is None or cached[0] != version:
            # Replaced as a whole, so that threads see the old or the new one. What is read now is at least as new as
            # the version: where something was published in between, the next request reads it again.
            cached = self._cached = version, self._make(*arguments)
        return cached[1]

    def clear(self) -> None:
        self._cached = None
