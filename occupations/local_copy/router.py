"""The local copy is read where the code says so, and written by renewing.py alone."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS

from occupations.sql import LIVE


class OnlyRead:
    """A row from the copy that somebody saves goes to the database; the copy has no migrations."""

    def db_for_write(self, model: Any, **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == LIVE else None
