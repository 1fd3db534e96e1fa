"""manage.py make_bulk: writes the bulk files of everything live, which the API serves."""

from django.core.management.base import BaseCommand, CommandError

from occupations.bulk.export import Busy, make


class Command(BaseCommand):
    help = "Write bulk files of everything that is live to var/bulk. Does nothing if they exist already."

    def handle(self, *args, **options):
        try:
            written = make()
        except (Busy, ValueError) as why:
            raise CommandError(str(why)) from None
        state = "Made" if written.new else "Nothing has been published since"
        self.stdout.write(f"{state}: {written.name} in {written.folder}")
