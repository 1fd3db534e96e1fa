"""manage.py load_occupations FILE [--publish]: loads occupations from a JSON file, all or nothing. docs/data.md
describes its format."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from occupations.importers.errors import LoadError
from occupations.importers.occupation_file.load import load


class Command(BaseCommand):
    help = "Create or update occupations from a JSON file, all or nothing. docs/data.md describes the file."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the JSON file")
        parser.add_argument("--publish", action="store_true", help="also publish the occupations in the file")

    def handle(self, *, file: Path, publish: bool, **options):
        try:
            report = load(file.read_bytes(), publish=publish)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except LoadError as error:
            raise CommandError(f"{file}: {error}. Nothing was written.") from error
        for notice in report.notices:
            self.stdout.write(f"note: {notice}")
        if report.unchanged:
            self.stdout.write(f"{file.name}: this file was loaded before; nothing changed.")
            return
        self.stdout.write(
            f"{file.name}: {len(report.created)} occupations created, {len(report.updated)} updated, "
            f"{len(report.releases)} releases added, {len(report.editions)} editions published."
        )
