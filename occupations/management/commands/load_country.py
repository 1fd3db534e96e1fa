"""manage.py load_country FOLDER: imports a package of public statistics that make_country has written."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from occupations.importers.country.load import load
from occupations.importers.errors import LoadError
from occupations.importers.progress import show_progress


class Command(BaseCommand):
    help = "Import a package made by make_country: all of it or nothing. What is already here stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("--quiet", action="store_true", help="report errors only")

    def handle(self, *, folder: Path, quiet: bool, **options):
        try:
            with show_progress("Rows of public statistics", None, self.stdout, quiet=quiet) as on_progress:
                new = load(folder, on_progress=on_progress)
        except LoadError as error:
            raise CommandError(f"{error}. Nothing was written.") from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted; nothing was written.", returncode=130) from None
        if not quiet:
            self.stdout.write(f"{len(new)} releases are new. Publish with: manage.py publish_changed")
