"""manage.py undo_release DATASET [--release ID]: makes the current release of a dataset count as never imported."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from occupations.importers.undo import undo
from occupations.models import Dataset, Release


class Command(BaseCommand):
    help = "Undo the current release of a dataset and the live editions built on it."

    def add_arguments(self, parser):
        parser.add_argument(
            "dataset", help="key of the dataset, as in the import report with --json; an unknown key lists all keys"
        )
        parser.add_argument("--release", type=int, help="number of the release, if not the current one")
        parser.add_argument("--dry-run", action="store_true", help="show what would change without changing anything")

    def handle(self, *, dataset: str, release: int | None, dry_run: bool, **options):
        if not Dataset.objects.filter(key=dataset).exists():
            known = ", ".join(Dataset.objects.filter(releases__undone_at=None).distinct().values_list("key", flat=True))
            raise CommandError(f"There is no dataset “{dataset}”. Known datasets: {known or 'none'}.")
        releases = Release.objects.filter(dataset__key=dataset)
        found = releases.filter(pk=release).first() if release else releases.current().first()
        if found is None:
            raise CommandError(f"The dataset “{dataset}” has no such release.")
        try:
            with transaction.atomic():
                undone = undo(found)
                transaction.set_rollback(dry_run)
        except ValueError as error:
            raise CommandError(f"{error}.") from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted; nothing was changed.", returncode=130) from None
        for title, before, now in undone.moved:
            self.stdout.write(f"{title}: edition {before} → {now or 'none, no longer public'}")
        self.stdout.write(
            f"{found}: {'would be ' if dry_run else ''}undone; current is now {undone.current or 'no release'}. "
            f"{len(undone.moved)} live editions moved to what is left, {undone.changed} occupations have unpublished "
            "changes."
        )
