"""manage.py make_catalogue --occupations 10000: adds synthetic occupations, to test the site at scale."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from occupations.importers import run, synthetic
from occupations.importers.progress import show_progress
from occupations.models import Category, Classification, Occupation, StatisticalRecord
from occupations.text.slugs import slug_of

BATCH = 2000


class Command(BaseCommand):
    help = "Add synthetic occupations and figures, labeled as such in their source. Publish them with publish_changed."

    def add_arguments(self, parser):
        parser.add_argument(
            "--occupations", type=int, default=1000, help=f"number of occupations, up to {synthetic.MOST:,}"
        )
        parser.add_argument("--seed", type=int, default=1, help="the same number gives the same catalogue")
        parser.add_argument("--quiet", action="store_true")

    def handle(self, *, occupations: int, seed: int, quiet: bool, **options):
        if Classification.objects.filter(record__vintage="synthetic").exists():
            raise CommandError("There is already a synthetic catalogue; nothing was added.")
        taken = frozenset(title.casefold() for title in Occupation.objects.values_list("title", flat=True))
        try:
            names = synthetic.titles(occupations, seed, taken)
        except ValueError as error:
            raise CommandError(f"--occupations {occupations}: {error}.") from error
        batch = synthetic.batch(names, seed)
        with transaction.atomic(), show_progress("rows", batch.rows_read, self.stdout, quiet=quiet) as on_progress:
            run.import_batch(batch, on_progress=on_progress, accept_changes=True)  # random each time
            self._add(names)
        if not quiet:
            self.stdout.write(f"{occupations:,} synthetic occupations added; publish them with publish_changed.")

    def _add(self, names: list[str]) -> None:
        categories = [
            Category.objects.get_or_create(slug=slug_of(name), defaults={"name": name})[0] for name in synthetic.GROUPS
        ]
        created = Occupation.objects.bulk_create(
            [
                Occupation(title=name, slug=slug_of(name), category=categories[number % len(categories)])
                for number, name in enumerate(names)
            ],
            batch_size=BATCH,
        )
        records = {record.key: record for record in StatisticalRecord.objects.filter(vintage="synthetic")}
        Classification.objects.bulk_create(
            [
                Classification(occupation=occupation, record=records[synthetic.key(number)], quality="exact")
                for number, occupation in enumerate(created)
            ],
            batch_size=BATCH,
        )
