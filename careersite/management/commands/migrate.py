import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

# Arbitrary; no other lock in this database has it.
MIGRATING = 7_215_000
LONG = 1.0  # seconds: longer, and visitors notice


class Command(migrate.Command):
    """Django's command, but it gives way to visitors: it waits a second for a table, not indefinitely while visitors
    queue up. Of several at the same time, as when several machines are updated, one works and the others wait for it
    and then find nothing to do."""

    new = False  # a database without tables, for which nobody waits

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
            self.new = not connection.introspection.table_names(cursor)
            cursor.execute("SET lock_timeout = '1s'")
        try:
            super().handle(*args, **options)
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
            raise CommandError("A table is in use. No migration is half-applied; run migrate again.") from error
        finally:
            if connection.connection is not None and connection.is_usable():
                with connection.cursor() as cursor:
                    cursor.execute("RESET lock_timeout")
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])

    def migration_progress_callback(self, action: str, migration: Any = None, fake: bool = False) -> None:
        """Also says which migrations took long, because visitors may have had to wait for their locks."""
        if action in ("apply_start", "unapply_start"):
            self.started = time.monotonic()
        super().migration_progress_callback(action, migration, fake)
        if self.new:
            return
        if action in ("apply_success", "unapply_success") and (took := time.monotonic() - self.started) > LONG:
            self.stderr.write(
                f"{migration} took {took:.1f} s; until it ended, others waited for the tables that it changes."
            )
