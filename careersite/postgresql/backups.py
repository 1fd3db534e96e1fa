"""The whole database in one file, written by PostgreSQL's own `pg_dump`, and back. Also for a server elsewhere."""

import os
import subprocess
from pathlib import Path
from typing import NamedTuple

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from careersite.postgresql import account


class BackupError(Exception):
    """One sentence for the person at the terminal."""


class Content(NamedTuple):
    rows: int
    digest: str


def write(file: Path) -> None:
    """The file appears when it is complete, readable by its owner only: it has the hashes of passwords."""
    if file.exists():
        raise BackupError(f"{file} exists; a backup never replaces a file. Choose another name.")
    if not file.parent.is_dir():
        raise BackupError(f"{file.parent} is not a directory.")
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={draft}")
        os.link(draft, file)  # fails if the file exists by now
    except OSError as error:
        raise BackupError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def read(file: Path) -> None:
    """Into an empty database, in one transaction: all of the file, or nothing."""
    if not file.is_file():
        raise BackupError(f"{file} is not a file.")
    if tables := contents():
        raise BackupError(
            f"The database has tables already ({min(tables)}, for example). A backup is restored into an empty "
            "database: name a new one in DATABASE_URL, or a new directory in CAREERSITE_VAR."
        )
    connection.close()
    _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(file))


def contents() -> dict[str, Content]:
    """How many rows each table has, and a digest of them all that does not depend on their order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        tables = sorted(name for (name,) in cursor.fetchall())
        found = {}
        for table in tables:
            cursor.execute(_CONTENT.format(Identifier(table)))
            rows, digest = cursor.fetchone()
            found[table] = Content(rows, str(digest))
        return found


_CONTENT = SQL("SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0) FROM {} t")


def _run(program: str, *options: str) -> None:
    """A program of the wheel, connected as Django is. The password is in its environment, not in its arguments."""
    connection.ensure_connection()
    info = connection.connection.info
    given = {name: value for name, value in info.get_parameters().items() if name not in ("options", "password")}
    own = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    done = subprocess.run(
        [str(account.binaries() / program), f"--dbname={make_conninfo(**given)}", *options],
        env={**own, "PGPASSWORD": info.password or ""},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last_words = " ".join(done.stderr.strip().splitlines()[-2:]) or f"exit code {done.returncode}"
        raise BackupError(f"{program} failed: {last_words}")
