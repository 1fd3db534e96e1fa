"""What a connection of the project is set up with."""

import time
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import OperationalError, close_old_connections, connection
from psycopg.errors import LockNotAvailable

from careersite.management.commands.migrate import MIGRATING, Command
from careersite.postgresql.base import DatabaseUnreachable, DatabaseWrapper
from tests.servers import Project

SHOW = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
    print(*cursor.fetchone(), connection.connection.longest)
"""


def shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]


@pytest.mark.django_db
def test_statements_and_locks_of_the_web_alone_have_time_limits(tmp_path):
    assert (shown("statement_timeout"), shown("lock_timeout"), connection.connection.longest) == ("0", "0", None)
    project = Project(tmp_path)
    web = project.start("-c", f"import careersite.wsgi\n{SHOW}")
    assert web.communicate(timeout=120)[0] == "3s 2s 4.0\n"


@pytest.mark.django_db
def test_migrations_wait_one_second_for_a_table(monkeypatch):
    seen = []
    monkeypatch.setattr(migrate.Command, "handle", lambda *args, **options: seen.append(shown("lock_timeout")))
    call_command("migrate")
    assert (seen, shown("lock_timeout")) == (["1s"], "0")


@pytest.mark.django_db
def test_migration_that_meets_a_lock_says_so_in_one_sentence(monkeypatch):
    def meet_a_lock(*args, **options):
        raise OperationalError from LockNotAvailable()

    monkeypatch.setattr(migrate.Command, "handle", meet_a_lock)
    with pytest.raises(CommandError, match="A table is in use. No migration is half-applied; run migrate again."):
        call_command("migrate")


@pytest.mark.django_db(transaction=True)
def test_one_process_migrates_at_a_time(monkeypatch):
    other = connection.copy()

    def is_free() -> bool:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [MIGRATING])
            return cursor.fetchone()[0]

    seen = []
    monkeypatch.setattr(migrate.Command, "handle", lambda *args, **options: seen.append(is_free()))
    call_command("migrate")
    assert (seen, is_free()) == ([False], True)
    other.close()


def test_long_migrations_are_named(monkeypatch):
    errors = StringIO()
    command = Command(stdout=StringIO(), stderr=errors)
    command.verbosity = 1
    clock = iter([0.0, 0.9, 10.0, 12.5])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    for migration in ("occupations.0001_quick", "occupations.0002_long"):
        command.migration_progress_callback("apply_start", migration)
        command.migration_progress_callback("apply_success", migration)
    assert errors.getvalue() == (
        "occupations.0002_long took 2.5 s; until it ended, others waited for the tables that it changes.\n"
    )


@pytest.mark.django_db(transaction=True)
def test_connection_that_was_cut_is_replaced_before_the_next_query():
    first = connection.cursor().connection.info.backend_pid
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.connection.pgconn.finish()
    assert connection.cursor().connection.info.backend_pid != first


@pytest.mark.django_db(transaction=True)
def test_connection_whose_server_process_ended_is_replaced_before_the_next_query():
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (victim,) = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [victim])
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (victim,)
    other.close()


@pytest.mark.django_db(transaction=True)
def test_connection_that_ended_is_not_replaced_before_a_request_where_nothing_would_catch_an_error(monkeypatch):
    """As Django does when it gets a request; the next query says that no connection can be opened, and once one can, has
    it."""
    connection.ensure_connection()
    connection.connection.pgconn.finish()
    with monkeypatch.context() as patched:
        patched.setattr(DatabaseWrapper, "_connect", refuse)
        close_old_connections()
        with pytest.raises(DatabaseUnreachable):
            connection.cursor()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def refuse(self, params):
    raise psycopg.OperationalError("FATAL: sorry, too many clients already")
