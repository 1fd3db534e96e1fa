"""manage.py import_release SOURCE FILE…: public statistics from downloaded files, one transaction a release."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from occupations.importers import run
from occupations.importers.batch import Batch
from occupations.importers.consequences import Consequences
from occupations.importers.progress import shown
from occupations.importers.reading import LoadError
from occupations.importers.telling import lines, mapping_lines


class ImportCommand(BaseCommand):
    """What importing one source and importing all have in common. Exit codes: 0 done, 1 refused, 130 interrupted."""

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--json", action="store_true", help="say it as JSON, one object a release")
        parser.add_argument("--quiet", action="store_true", help="say nothing but errors")

    def import_batches(self, batches: list[Batch], options: dict) -> None:
        try:
            for batch in batches:
                self._import(batch, options)
            if not options["dry_run"]:
                mapped = run.map_occupations()
                if not (options["quiet"] or options["json"]):
                    self.stdout.writelines(f"{line}\n" for line in mapping_lines(mapped))
        except LoadError as error:
            raise CommandError(f"{error}. Nothing of this release was written.") from error
        except KeyboardInterrupt:
            said = "Interrupted; the release that was being written is not kept."
            raise CommandError(said, returncode=130) from None

    def _import(self, batch: Batch, options: dict) -> None:
        quiet = options["quiet"] or options["json"]

        def tell(meaning: Consequences) -> None:
            if options["json"]:
                self.stdout.write(json.dumps(meaning.as_json(), ensure_ascii=False))
            elif not options["quiet"]:
                self.stdout.writelines(f"{line}\n" for line in lines(meaning))

        rows = sum(frame.height for frame in (batch.figures, batch.wages, batch.texts, batch.links))
        with shown(batch.title, rows, self.stdout, quiet=quiet) as told:
            run.import_batch(batch, tell, dry_run=options["dry_run"], told=told)


class Command(ImportCommand):
    help = "Import the downloaded files of one source (docs/data.md says where they are published)."

    def add_arguments(self, parser):
        parser.add_argument("source", choices=run.READERS, help="whose files they are")
        parser.add_argument("files", nargs="+", type=Path, help="files, or folders with them")
        super().add_arguments(parser)

    def handle(self, *, source: str, files: list[Path], **options):
        try:
            batches = run.read(source, files)
        except LoadError as error:
            raise CommandError(f"{error}. Nothing was written.") from error
        self.import_batches(batches, options)
