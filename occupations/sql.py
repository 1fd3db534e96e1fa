"""Plain SQL, for the few places where building a query with the ORM costs more than running it."""

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.postgresql.base import CursorDebugWrapper, CursorMixin
from django.db.backends.utils import CursorWrapper


class PreparedCursor(CursorMixin, psycopg.Cursor):
    def execute(self, query, params=None, *, prepare=True, binary=None):
        return super().execute(query, params, prepare=prepare, binary=binary)


def prepared_cursor() -> CursorWrapper:
    """A cursor whose statements are planned once per connection, for the few with which pages are made, where planning
    costs as much as running. Everything else uses Django's cursor, which binds parameters on the client."""
    database = connections[DEFAULT_DB_ALIAS]
    database.close_if_health_check_failed()
    with database.wrap_database_errors:
        database.ensure_connection()
        cursor = PreparedCursor(database.connection)
    wrapper = CursorDebugWrapper if database.queries_logged else CursorWrapper
    return wrapper(cursor, database)
