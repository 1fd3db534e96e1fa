"""manage.py undo_publish BATCH: takes back what publish_changed published in one batch."""

from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from occupations.publishing.batches import NoBatch, undo_batch


class Command(BaseCommand):
    help = (
        "Make the editions live again that were so before a batch; occupations published again since are left. Exit "
        "codes: 0 done, 2 wrong arguments, 130 interrupted."
    )

    def add_arguments(self, parser):
        parser.add_argument("batch", type=UUID, help="the batch that publish_changed reported")
        parser.add_argument("--dry-run", action="store_true", help="show what would change without changing anything")

    def handle(self, *, batch: UUID, dry_run: bool, **options):
        try:
            with transaction.atomic():
                undone = undo_batch(batch)
                transaction.set_rollback(dry_run)
        except NoBatch as error:
            raise CommandError(str(error), returncode=2) from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted; nothing was changed.", returncode=130) from None
        for title, before, after in undone.moved:
            self.stdout.write(f"{title}: edition {before} → {after or 'none, no longer public'}")
        for title, number in undone.left:
            self.stdout.write(f"{title}: left at edition {number}, which was published since")
        self.stdout.write(
            f"{len(undone.moved):,} live editions {'would be ' if dry_run else ''}moved back; "
            f"{len(undone.left):,} left as they are."
        )
