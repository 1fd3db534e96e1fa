from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections

from careersite.postgresql.base import DatabaseWrapper
from careersite.postgresql.cluster import MAJOR_VERSION, ServerError
from careersite.postgresql.upgrades import upgrade


class Command(BaseCommand):
    help = "Turn the embedded database of an earlier PostgreSQL into one of the version that this code brings."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--programs", type=Path, help="directory with `postgres` of the version of before, if it is not found"
        )

    def handle(self, *args: Any, programs: Path | None, **options: Any) -> None:
        database = connections[DEFAULT_DB_ALIAS]
        if not isinstance(database, DatabaseWrapper) or not database.cluster:
            raise CommandError("DATABASE_URL names a server of its own; upgrade it as its manual says.")
        try:
            before = upgrade(database.cluster, programs)
        except ServerError as error:
            raise CommandError(str(error)) from error
        if not before:
            self.stdout.write(f"The database is PostgreSQL {MAJOR_VERSION}'s already.")
            return
        with database.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(
            f"The database is PostgreSQL {MAJOR_VERSION}'s now. The old one is in {before}; delete it when all is well."
        )
