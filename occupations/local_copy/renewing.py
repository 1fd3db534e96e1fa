"""Makes the local copy equal to the database: looks what differs, and writes that in one transaction."""

import logging
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.utils import CursorWrapper

from occupations import background
from occupations.local_copy import state
from occupations.local_copy.tables import STATE, Table, all_tables
from occupations.sql import LIVE

logger = logging.getLogger(__name__)
AT_ONCE = 100  # keys copied in one statement: of editions, some megabytes
ROWS = 2_000  # fetched at a time


def renew() -> bool:
    """Afterwards, the copy has what the database had when this was called. Returns whether anything differed. Processes
    that do so at the same time wait for each other. Raises DatabaseError if either cannot be reached."""
    own = connections[LIVE]
    with as_of_now() as database, transaction.atomic(using=LIVE):
        # From here on nobody else writes: the lock comes before the first look.
        if not _has_tables(own.connection):
            for statement in [STATE, *(one for table in all_tables() for one in table.created)]:
                own.connection.execute(statement)
        there, wanted = _known(own.connection), _wanted()
        differed = [table for table in all_tables() if there[table.name] != wanted[table.name].keys()]
        for table in differed:
            copy = _copy_keys if table.key else _copy_whole
            copy(table, database, own.connection, there[table.name], wanted[table.name])
    if differed and not own.in_atomic_block:
        own.connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    state.confirm(changed=bool(differed))
    return bool(differed)


def at_once() -> None:
    """Something was published here, and who did it should see it now. Others see it as soon as they hear of it."""
    try:
        if is_there():
            renew()
    except DatabaseError as error:
        logger.warning("The local copy could not be renewed at once, but will be soon: %s", error)


def is_there() -> bool:
    """Whether there is a copy, however old."""
    own = connections[LIVE]
    own.ensure_connection()
    return _has_tables(own.connection)


def replace_unreadable() -> None:
    """Makes another in the place of a copy that cannot be read any more. Other processes notice when they read theirs.
    Raises DatabaseError."""
    own = connections[LIVE]
    own.close()
    path = own.get_connection_params()["database"]
    try:
        own.ensure_connection()
        own.connection.execute("PRAGMA quick_check").fetchall()
        renew()
    except DatabaseError:
        own.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        logger.exception("The local copy cannot be read, and is made again.")
        renew()


def _has_tables(own: sqlite3.Connection) -> bool:
    return own.execute("SELECT 1 FROM sqlite_master WHERE name = 'copied'").fetchone() is not None


@contextmanager
def as_of_now() -> Iterator[CursorWrapper]:
    """Everything is read as of one moment."""
    inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not inside:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            background.lift_time_limit()
        yield cursor


def _known(own: sqlite3.Connection) -> dict[str, set[str]]:
    """Table → what the copy has of it: keys, or the signature of a table that is replaced as a whole."""
    found: dict[str, set[str]] = defaultdict(set)
    for table, key in own.execute('SELECT "table", key FROM copied'):
        found[table].add(key)
    return found


def _wanted() -> dict[str, dict[str, Any]]:
    """Table → the same as the database has it, as text → as it is there. One statement, planned once for a connection,
    because nearly always nothing differs."""
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    with connection.wrap_database_errors:
        for table, key, number in psycopg.Cursor(connection.connection).execute(_everything(), prepare=True):
            found[table][key] = key if number is None else number
    return found


@cache
def _everything() -> str:
    parts = []
    for table in all_tables():
        if table.key:
            number = "key" if table.is_numbered else "NULL"
            parts.append(f"SELECT '{table.name}', key::text, {number}::bigint FROM ({table.keys}) keys (key)")
        else:
            columns = ", ".join(column.sql for column in table.copied)
            parts.append(
                f"SELECT '{table.name}', concat(count(*), ' ', sum(hashtextextended(of::text, 0))), NULL::bigint "
                f"FROM (SELECT {columns} FROM {table.rows}) of"
            )
    return " UNION ALL ".join(parts)


def _copy_whole(
    table: Table, database: CursorWrapper, own: sqlite3.Connection, there: set[str], wanted: dict[str, Any]
) -> None:
    own.execute(f'DELETE FROM "{table.name}"')
    _insert(table, database, own, "", [])
    _note(table, own, there, wanted)


def _copy_keys(
    table: Table, database: CursorWrapper, own: sqlite3.Connection, there: set[str], wanted: dict[str, Any]
) -> None:
    gone, new = there - wanted.keys(), [key for key in wanted if key not in there]
    own.executemany(f'DELETE FROM "{table.name}" WHERE "{table.key}" = ?', [(key,) for key in gone])
    for start in range(0, len(new), AT_ONCE):
        some = [wanted[key] for key in new[start : start + AT_ONCE]]
        _insert(table, database, own, f" AND {table.key_sql} = ANY(%s)", [some])
    _note(table, own, gone, new)


def _note(table: Table, own: sqlite3.Connection, gone: Iterable[str], new: Iterable[str]) -> None:
    own.executemany('DELETE FROM copied WHERE "table" = ? AND key = ?', [(table.name, key) for key in gone])
    own.executemany("INSERT INTO copied VALUES (?, ?)", [(table.name, key) for key in new])


def _insert(
    table: Table, database: CursorWrapper, own: sqlite3.Connection, condition: str, parameters: list[Any]
) -> None:
    columns = table.copied
    database.execute(f"SELECT {', '.join(column.sql for column in columns)} FROM {table.rows}{condition}", parameters)
    names, marks = ", ".join(f'"{column.name}"' for column in columns), ", ".join("?" * len(columns))
    while rows := database.fetchmany(ROWS):
        own.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)


def versions(tables: Sequence[str]) -> str:
    """Another text whenever one of these tables of the copy has changed; empty if there is no copy."""
    generation = state.generation()
    cached = _versions.get(tuple(tables))
    if cached is None or cached[0] != generation:
        cached = _versions[tuple(tables)] = generation, _versions_now(tables)
    return cached[1]


_versions: dict[tuple[str, ...], tuple[int, str]] = {}


def _versions_now(tables: Sequence[str]) -> str:
    own = connections[LIVE]
    own.ensure_connection()
    if not _has_tables(own.connection):
        return ""
    there = _known(own.connection)
    return sha256("\n".join(key for table in tables for key in [table, *sorted(there[table])]).encode()).hexdigest()
