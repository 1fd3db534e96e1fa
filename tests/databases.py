"""The databases of a test run, cloned from two templates: one that is migrated, and one with the demonstration in it.

Whoever needs a template first makes it, for all workers of the run: migrating and loading take seconds, cloning takes a
fraction of one. The last clone that goes takes the templates with it.
"""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from urllib.parse import quote, urlencode

from django.core.management import call_command
from django.db import connection, connections

from careersite import first_start
from tests import local_copy

# Two runs at the same time, in one checkout, do not take each other's databases away; workers inherit the name.
RUN = os.environ.setdefault("CAREERSITE_TEST_RUN", str(os.getpid()))
EMPTY, DEMONSTRATION = (f"test_careersite_{RUN}_{kind}" for kind in ("empty", "demonstration"))
LOCK = 2_026  # of the advisory locks of the database "postgres", which nothing else takes
# Beyond what tests reach elsewhere: what a process keeps by primary key never meets a row of the other database.
DEMONSTRATION_BEGINS = 1_000_000


@contextmanager
def clone(template: str) -> Iterator[str]:
    """The name of a database of one's own; gone afterwards, whoever is still connected to it."""
    with _server() as cursor:
        if not _exists(cursor, template):
            _make(cursor, template)
        number = 1
        while _exists(cursor, name := f"test_careersite_{RUN}_{number}"):
            number += 1
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield name
    with _server() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"test_careersite_{RUN}_"])
        left = {name for (name,) in cursor.fetchall()}
        if left <= {EMPTY, DEMONSTRATION}:
            for template in left:
                cursor.execute(f"DROP DATABASE {template}")


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Django's connection leads there. To be used outside of transactions."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        with local_copy.of(name):
            yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def unblocked_at_its_ends(blocker, context: AbstractContextManager[str]) -> Iterator[str]:
    """Enters and leaves the context with the database allowed, and leaves what is allowed in between as it was: fixtures
    of a session begin in the middle of those of a module, and end after them."""
    stack = ExitStack()
    with blocker.unblock():
        value = stack.enter_context(context)
    yield value
    with blocker.unblock():
        stack.close()


def left_open() -> list[str]:
    """The connections of this thread that are in a transaction; they are in none, and closed, afterwards."""
    found = [one for one in connections.all(initialized_only=True) if one.in_atomic_block]
    for one in found:
        one.in_atomic_block = one.closed_in_transaction = one.needs_rollback = False
        one.savepoint_ids = []
        one.close()
    return [one.alias for one in found]


def address(name: str) -> str:
    """The DATABASE_URL by which another process reaches that database."""
    connection.ensure_connection()
    server = connection.connection.info
    account = f"{quote(server.user)}:{quote(server.password)}" if server.password else quote(server.user)
    return f"postgres://{account}@/{name}?{urlencode({'host': server.host, 'port': server.port})}"


@contextmanager
def unreachable(name: str) -> Iterator[None]:
    """Nobody is connected to that database, and nobody can be."""
    with _server() as cursor:
        cursor.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
    try:
        yield
    finally:
        with _server() as cursor:
            cursor.execute(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")


@contextmanager
def _server():
    """A cursor beside all databases of the tests; one worker at a time."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield cursor  # closing the connection unlocks


def _exists(cursor, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def _make(cursor, template: str) -> None:
    if template == EMPTY:
        cursor.execute(f"CREATE DATABASE {EMPTY}")
        with connected_to(EMPTY):
            call_command("migrate", interactive=False, verbosity=0)
        return
    if not _exists(cursor, EMPTY):
        _make(cursor, EMPTY)
    cursor.execute(f"CREATE DATABASE {DEMONSTRATION} TEMPLATE {EMPTY}")
    with connected_to(DEMONSTRATION):
        with connection.cursor() as inside:
            inside.execute(
                "SELECT setval(format('%%I.%%I', schemaname, sequencename)::regclass, %s) FROM pg_sequences",
                [DEMONSTRATION_BEGINS],
            )
        first_start.load_small()
