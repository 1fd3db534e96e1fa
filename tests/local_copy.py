"""The local copy in tests: as fresh as the database, although nobody hears of changes that are never committed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase

from occupations.local_copy import renewing, state
from occupations.sql import LIVE

# Tests go on writing rows of a release after they have looked at a page.
NEVER_CHANGING = ("wage_row", "area_of_release", "industry_of_release", "employer_of_release", "release_row")
_READS = ("SELECT", "WITH", "FETCH", "SHOW", "EXPLAIN")


class _Changes:
    """Whether anything may have changed in the database since the copy was renewed."""

    def __init__(self) -> None:
        self.any = True
        self.renewing = False

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.any = self.any or not str(sql).lstrip().upper().startswith(_READS)
        return execute(sql, params, many, context)

    def copy(self) -> None:
        if self.renewing:
            return
        if not self.any:
            state.confirm(changed=False)
            return
        self.renewing = True
        counted, connection.force_debug_cursor = connection.force_debug_cursor, False  # it is nobody's query
        try:
            own = connections[LIVE]
            if renewing.is_there():
                for table in NEVER_CHANGING:
                    own.connection.execute(f"DELETE FROM {table}")
                    own.connection.execute('DELETE FROM copied WHERE "table" = ?', [table])
            renewing.renew()
            self.any = False
        finally:
            self.renewing, connection.force_debug_cursor = False, counted


_changes = _Changes()


def use_own_folder() -> None:
    """A copy for each process of tests, rolled back after each test together with its database."""
    settings.DATABASES[LIVE]["NAME"] = tempfile.mkdtemp(prefix="careersite-live-")
    TransactionTestCase.databases = {"default", LIVE}


@contextmanager
def as_fresh_as_the_database() -> Iterator[None]:
    """Every use of the copy renews it first, if something may have changed."""
    state.before_reading = _changes.copy
    with connection.execute_wrapper(_changes.note):
        yield
    state.before_reading = None


def changed() -> None:
    """The database was rolled back, or is another one."""
    _changes.any = True


@contextmanager
def of(database: str) -> Iterator[None]:
    """The copy of that database."""
    own = connections[LIVE]
    before = own.settings_dict["NAME"]
    own.close()
    own.settings_dict["NAME"] = str(Path(settings.DATABASES[LIVE]["NAME"]) / database)
    changed()
    try:
        yield
    finally:
        own.close()
        own.settings_dict["NAME"] = before
        changed()
