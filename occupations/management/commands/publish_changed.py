"""manage.py publish_changed: publishes all occupations with unpublished changes, or those that a filter selects, in one
batch."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q

from occupations.importers.progress import show_progress
from occupations.models import Category, Edition, Occupation
from occupations.publishing import common_names
from occupations.publishing.batches import Published, Refused, publish_batch

NOTE_LENGTH = Edition._meta.get_field("note").max_length
SHOWN = 5  # titles in the summary


class Command(BaseCommand):
    help = (
        "Publish what has changed, all of it or nothing; withdrawn occupations are left out. Exit codes: 0 all "
        "published, 1 some refused because visitors would find too little, 2 wrong arguments, 130 interrupted."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--category",
            action="append",
            default=[],
            metavar="SLUG",
            help="also publish the occupations of this category",
        )
        parser.add_argument(
            "--slug", action="append", nargs="+", default=[], metavar="SLUG", help="also publish these occupations"
        )
        parser.add_argument("--note", default="", help="a note on each edition, for other editors")
        parser.add_argument("--dry-run", action="store_true", help="show what would be published without publishing")
        parser.add_argument("--quiet", action="store_true", help="report refusals only")

    def handle(self, *, category, slug, note, dry_run, quiet, **options):
        if len(note) > NOTE_LENGTH:
            raise CommandError(f"The note is longer than {NOTE_LENGTH} characters.", returncode=2)
        wanted = named(set(category), {one for given in slug for one in given})
        try:
            if not dry_run:
                common_names.update()  # what an earlier version of the site has imported has none yet
            with transaction.atomic():
                occupations = list(wanted.filter(withdrawn_at=None).only("pk").order_by("pk"))
                with show_progress("Publishing", len(occupations), self.stdout, quiet=quiet) as on_progress:
                    published = publish_batch(occupations, note=note, on_progress=on_progress)
                transaction.set_rollback(dry_run)
        except KeyboardInterrupt:
            raise CommandError("Interrupted; nothing was published.", returncode=130) from None
        if not quiet:
            self.stdout.writelines(f"{line}\n" for line in report(published, dry_run=dry_run))
            if withdrawn := wanted.exclude(withdrawn_at=None).count():
                self.stdout.write(f"{withdrawn:,} withdrawn occupations were skipped.")
        if published.refused:
            raise CommandError("\n".join(refusals(published.refused)), returncode=1)


def named(categories: set[str], slugs: set[str]):
    """The occupations that the filter selects, whether they are marked as changed or not (an editor's figure may have
    expired); without a filter, those that are marked."""
    if not categories and not slugs:
        return Occupation.objects.changed()
    for model, given in ((Category, categories), (Occupation, slugs)):
        if unknown := given.difference(model.objects.filter(slug__in=given).values_list("slug", flat=True)):
            what = model._meta.verbose_name
            raise CommandError(f"There is no {what} “{'”, “'.join(sorted(unknown))}”.", returncode=2)
    return Occupation.objects.filter(Q(category__slug__in=categories) | Q(slug__in=slugs))


def report(published: Published, *, dry_run: bool):
    if not published.editions:
        yield "Nothing to publish: every draft is the same as its live edition."
        return
    titles = [edition.title for edition in published.editions]
    more = f" and {len(titles) - SHOWN:,} more" if len(titles) > SHOWN else ""
    yield f"{len(titles):,} editions {'would be ' if dry_run else ''}published: {', '.join(titles[:SHOWN])}{more}."
    if not dry_run:
        yield f"They are batch {published.batch}; manage.py undo_publish {published.batch} takes it back."


def refusals(refused: list[Refused]):
    yield f"{len(refused):,} not published, because visitors would find too little:"
    for entry in refused:
        yield f"  {entry.slug} ({entry.title}): {', '.join(entry.lacks)}"
