"""manage.py make_country FOLDER: writes the current releases into a folder, as a package that load_country imports."""

from pathlib import Path

from django.core.management.base import BaseCommand

from occupations.importers.country import package, stored


class Command(BaseCommand):
    help = (
        "Write facts, numbers and names of the current releases into a folder: a Frictionless data package. The same "
        "releases give the same bytes."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **options):
        files = package.write(folder, stored.batches())
        for path in files:
            self.stdout.write(f"{path.name:<20} {path.stat().st_size:>12,} bytes")
        self.stdout.write(f"{'together':<20} {sum(path.stat().st_size for path in files):>12,} bytes")
