"""manage.py load_occupation_texts [FOLDER]: loads descriptions and responsibilities written for this project."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from occupations.importers.errors import LoadError
from occupations.importers.project_texts import FOLDER, load_project_texts

NAMED = 5  # codes in a line


class Command(BaseCommand):
    help = "Load the descriptions and responsibilities written for this project: all or nothing. Texts by editors stay."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, nargs="?", default=FOLDER, help="default: fixtures/occupation_texts")

    def handle(self, *, folder: Path, **options):
        try:
            loaded = load_project_texts(folder)
        except LoadError as error:
            raise CommandError(f"{error}. Nothing was written.") from error
        if loaded.unreviewed:
            self.stdout.write(f"{loaded.unreviewed} texts are left out because no second reader has reviewed them.")
        if loaded.unknown:
            named = ", ".join(loaded.unknown[:NAMED]) + ", …" * (len(loaded.unknown) > NAMED)
            self.stdout.write(
                f"{len(loaded.unknown)} texts are left out because no record here has their code: {named}"
            )
        if loaded.unchanged:
            self.stdout.write(f"{loaded.texts} texts were loaded before; nothing changed.")
            return
        self.stdout.write(
            f"{loaded.texts} texts loaded: {loaded.shown} occupations have them, {loaded.kept} their editors' own. "
            f"{loaded.changed} occupations have unpublished changes. Publish with: manage.py publish_changed"
        )
