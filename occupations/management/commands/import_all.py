"""manage.py import_all FOLDER: imports every file in a folder that a source recognizes, in the right order."""

from pathlib import Path

from django.core.management.base import CommandError

from occupations.importers import run
from occupations.importers.errors import LoadError
from occupations.importers.report import complaint, named
from occupations.management.commands.import_release import ImportCommand


class Command(ImportCommand):
    help = "Recognize the statistical files in a folder by their content and import all of them."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        super().add_arguments(parser)

    def handle(self, *, folder: Path, **options):
        try:
            found = run.recognise([folder])
            # All files are read and checked before the first is written.
            batches = [batch for source, files in found.files.items() for batch in run.READERS[source].read(files)]
        except LoadError as error:
            raise CommandError(f"{complaint(error, [folder])}. Nothing was written.") from error
        if not found.files:
            raise CommandError(f"{folder}: no source recognizes any file in this folder.")
        if not (options["quiet"] or options["json"]):
            for path in found.unknown:
                self.stdout.write(f"skipped, because no source recognizes it: {named(path, [folder])}")
        self.import_batches(batches, options)
