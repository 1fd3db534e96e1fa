"""Django's SQLite backend for the local copy, with types that PostgreSQL has and SQLite has not.

Each form of the tables has a file of its own, so that a new version of the site makes its copy beside the old one's.
"""

import datetime
import json
import sqlite3
from decimal import Decimal
from typing import Any

from django.db.backends.sqlite3 import base

from occupations.local_copy import state

# Types of columns, as tables.py declares them: what SQLite calls decimal, Django reads itself.
sqlite3.register_converter("exact", lambda text: Decimal(text.decode()))
sqlite3.register_converter("day", lambda text: datetime.date.fromisoformat(text.decode()))
sqlite3.register_converter(
    "moment", lambda text: datetime.datetime.fromisoformat(text.decode()).replace(tzinfo=datetime.UTC)
)
sqlite3.register_converter("list", json.loads)

# The file is read, not mapped: the kernel has it in memory once either way, a page takes as long, and a process that
# maps it seems to have all of it.
_PRAGMAS = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA mmap_size = 0; PRAGMA cache_size = -512"


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        from occupations.local_copy.tables import form  # needs the models

        folder = state.folder()
        folder.mkdir(parents=True, exist_ok=True)
        return super().get_connection_params() | {"database": str(folder / f"{form()}.sqlite3"), "timeout": 10}

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.executescript(_PRAGMAS)
        return connection

    def ensure_connection(self) -> None:
        if state.before_reading:
            state.before_reading()
        super().ensure_connection()
