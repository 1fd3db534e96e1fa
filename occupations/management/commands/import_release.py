"""manage.py import_release SOURCE FILE…: imports downloaded public statistics, each release in one transaction."""

import datetime
import json
from argparse import ArgumentTypeError
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from occupations.importers import run
from occupations.importers.batch import Batch
from occupations.importers.errors import LoadError
from occupations.importers.impact import Consequences
from occupations.importers.plausibility import ImplausibleRelease
from occupations.importers.progress import show_progress
from occupations.importers.report import complaint, lines, mapping_lines


def past_day(text: str) -> datetime.date:
    """For the command line: a day that is not in the future."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day such as 2026-11-22") from None
    if day > timezone.localdate():
        raise ArgumentTypeError(f"“{text}” is in the future")
    return day


class ImportCommand(BaseCommand):
    """What importing one source and importing all have in common. Exit codes: 0 done, 1 refused, 130 interrupted."""

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="show what would change without changing anything")
        parser.add_argument(
            "--json", action="store_true", help="report as JSON: one object for each release and one for the mappings"
        )
        parser.add_argument(
            "--retrieved", type=past_day, metavar="YYYY-MM-DD", help="the day of the download, stored with the releases"
        )
        parser.add_argument(
            "--accept-changes",
            action="store_true",
            help="import a release even if unusually much of it is gone or changed",
        )
        parser.add_argument("--quiet", action="store_true", help="report errors only")

    def execute(self, *args, **options):
        try:
            return super().execute(*args, **options)
        except KeyboardInterrupt:
            message = "Interrupted; the release in progress was rolled back."
            raise CommandError(message, returncode=130) from None

    def import_batches(self, batches: list[Batch], options: dict) -> None:
        """Each release is imported in a transaction of its own; a dry run uses one around all, because later releases
        need earlier ones. An implausible release is refused, and those after it are imported."""
        refused: list[ImplausibleRelease] = []
        try:
            with transaction.atomic() if options["dry_run"] else nullcontext():
                for batch in batches:
                    batch.retrieved = options["retrieved"]
                    try:
                        self._import(batch, options)
                    except ImplausibleRelease as error:
                        refused.append(error)
                mapped = run.map_occupations()
                self._report(options, asdict(mapped), mapping_lines(mapped))
                if options["dry_run"]:
                    transaction.set_rollback(True)
            if not options["dry_run"] and (waiting := run.compare_with_public()) is not None:
                self._say(options, f"{waiting:,} public occupations have changes to publish.")
        except LoadError as error:
            message = "".join(f"{one}. Nothing of this release was written.\n" for one in [*refused, error])
            raise CommandError(message.rstrip()) from error
        if refused:
            raise CommandError("".join(f"{one}. Nothing of this release was written.\n" for one in refused).rstrip())

    def _import(self, batch: Batch, options: dict) -> None:
        def report(meaning: Consequences) -> None:
            self._report(options, meaning.as_json(), lines(meaning))

        rows = sum(frame.height for frame in (batch.figures, batch.wages, batch.texts, batch.links))
        with show_progress(batch.title, rows, self.stdout, quiet=options["quiet"] or options["json"]) as on_progress:
            run.import_batch(batch, report, on_progress, accept_changes=options["accept_changes"])

    def _say(self, options: dict, line: str) -> None:
        if not (options["quiet"] or options["json"]):
            self.stdout.write(line)

    def _report(self, options: dict, data: dict, text: Iterable[str]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(data, ensure_ascii=False))
        elif not options["quiet"]:
            self.stdout.writelines(f"{line}\n" for line in text)


class Command(ImportCommand):
    help = "Import downloaded files of one source. docs/statistics.md lists where to download them."

    def add_arguments(self, parser):
        parser.add_argument("source", choices=run.READERS, help="the source of the files")
        parser.add_argument("files", nargs="+", type=Path, help="files, or folders of files")
        super().add_arguments(parser)

    def handle(self, *, source: str, files: list[Path], **options):
        try:
            batches = run.read(source, files)
        except LoadError as error:
            raise CommandError(f"{complaint(error, files)}. Nothing was written.") from error
        self.import_batches(batches, options)
