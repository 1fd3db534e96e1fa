"""manage.py count_filled: for each row of a page, how many public occupations have a figure in it."""

from collections import Counter

from django.core.management.base import BaseCommand

from occupations.metrics import OVERVIEW, SECTIONS
from occupations.models import Edition, Occupation
from occupations.profiles.document import decode
from occupations.profiles.layout import lay_out
from occupations.profiles.sheet import Sheet

COLUMNS = ("own", "group's", "none", "filled")


class Command(BaseCommand):
    help = (
        "Count, for each row of a page, the public occupations with a figure of their own, those with a wider group's, "
        "and those with none; the last column is the share with either."
    )

    def handle(self, **options):
        counts: dict[str, Counter[str]] = {}
        live = Edition.objects.filter(pk__in=Occupation.objects.public().values("live")).order_by("pk")
        total = 0
        for document in live.values_list("document", flat=True).iterator(chunk_size=50):
            total += 1
            for row, kind in filled(lay_out(decode(document))):
                counts.setdefault(row, Counter())[kind] += 1
        self.stdout.write(f"{f'{total:,} occupations':40}" + "".join(f"{name:>10}" for name in COLUMNS))
        for row, found in counts.items():
            share = 100 * (total - found["none"]) / total
            numbers = "".join(f"{found[name]:>10,}" for name in COLUMNS[:-1])
            self.stdout.write(f"{row:40}{numbers}{share:>9.1f}%")


def filled(sheet: Sheet):
    """(row, column) for each row of one occupation's page."""
    yield "Description", "own" if sheet.profile.description else "none"
    yield "Responsibilities", "own" if sheet.profile.responsibilities else "none"
    slots = {slot.key: slot for section in (OVERVIEW, *SECTIONS) for slot in section.slots}
    for slot in slots.values():
        cell = sheet.own[slot.key]
        yield slot.label, "none" if cell.missing else "group's" if cell.group else "own"
