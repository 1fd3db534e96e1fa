"""Whether the squashed migrations leave what those leave that they replace.

    python -m tests.squashed

makes databases on the server of CAREERSITE_VAR: by the squashed migrations; by the others one after the other; by the others
from two places in the middle, as a site is updated; and once more after all have been taken back. What pg_dump says of schema and rows
has to be the same.
"""

import difflib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

MIDDLE = [("occupations", "0053_history"), ("comparisons", "0006_history")]
ONE_APP_BEHIND = [
    ("occupations", "0068_spreadsheets_done_by_a_worker"),
    ("comparisons", "0009_names_of_published_words"),
]


def main() -> int:
    from django.core.management import call_command

    def at_once() -> None:
        call_command("migrate", verbosity=0)

    def one_by_one() -> None:
        _go_to(_replaced_last())
        at_once()

    def from_the_middle() -> None:
        _go_to(MIDDLE)
        at_once()

    def with_one_app_behind() -> None:
        _go_to(ONE_APP_BEHIND)
        at_once()

    def back_and_again() -> None:
        _go_to(_replaced_last())
        _go_to([(app, None) for app, _ in reversed(_replaced_last())])
        at_once()

    wanted, failed = _made(at_once), False
    for way in (one_by_one, from_the_middle, with_one_app_behind, back_and_again):
        found = _made(way)
        different = list(islice(difflib.unified_diff(wanted, found, "at_once", way.__name__, n=0, lineterm=""), 40))
        said = "different" if different else f"the same {len(wanted):,} lines"
        sys.stdout.write("\n".join([f"{way.__name__}: {said}", *different, ""]))
        failed = failed or bool(different)
    return failed


def _replaced_last() -> list[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    return [one.replaces[-1] for one in MigrationLoader(None).replacements.values()]


def _go_to(targets: Sequence[tuple[str, str | None]]) -> None:
    """As before there were squashed migrations."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    class Loader(MigrationLoader):
        def load_disk(self) -> None:
            super().load_disk()
            self.disk_migrations = {key: one for key, one in self.disk_migrations.items() if not one.replaces}

    executor = MigrationExecutor(connection)
    executor.loader = Loader(connection)
    executor.migrate(targets)


def _made(way: Callable[[], None]) -> list[str]:
    with _empty_database(f"squashed_{way.__name__}"):
        way()
        return _dumped()


@contextmanager
def _empty_database(name: str) -> Iterator[None]:
    from django.db import connection

    from tests.databases import connected_to

    def on_server(statement: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)

    on_server(f"DROP DATABASE IF EXISTS {name}")
    on_server(f"CREATE DATABASE {name}")
    try:
        with connected_to(name):
            yield
    finally:
        on_server(f"DROP DATABASE {name}")


def _dumped() -> list[str]:
    """All but which migrations were applied."""
    from django.db import connection

    from careersite.postgresql import account

    server = connection.connection.info
    program = account.binaries() / "pg_dump" if not os.environ.get("DATABASE_URL") else shutil.which("pg_dump")
    address = ["--host", server.host, "--port", str(server.port), "--username", server.user, server.dbname]
    done = subprocess.run(
        [str(program), "--inserts", "--no-owner", "--restrict-key=none", "--exclude-table=django_migrations", *address],
        env={**os.environ, "PGPASSWORD": server.password or ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    sys.exit(main())
