from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from careersite.postgresql import backups


class Command(BaseCommand):
    help = "Read a file that `backup` wrote into an empty database, and build the model of job titles from it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            backups.read(file)
        except backups.BackupError as error:
            raise CommandError(str(error)) from error
        found = backups.contents().values()
        self.stdout.write(f"{len(found)} tables with {sum(content.rows for content in found):,} rows")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("build_titles", quiet=True)
        self.stdout.write("The database is up to date, and the model of job titles is built.")
