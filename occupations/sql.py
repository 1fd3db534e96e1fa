"""Plain SQL on the local copy, for what pages ask most, where building a query with the ORM costs more than running
it."""

from collections.abc import Iterable
from typing import Any

from django.db import connections

LIVE = "live"
"""The alias of the copy of everything that is live (occupations/local_copy/), for `using`."""


def rows(sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a statement of SQLite with `?` for its parameters. Raises DatabaseError."""
    database = connections[LIVE]
    database.ensure_connection()
    with database.wrap_database_errors:
        found: list[tuple[Any, ...]] = database.connection.execute(sql, tuple(parameters)).fetchall()
        return found


def marks(values: Iterable[Any]) -> str:
    """ "?, ?, ?": for the values of an IN."""
    return ", ".join("?" for _ in values)
