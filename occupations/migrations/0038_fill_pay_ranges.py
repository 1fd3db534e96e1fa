"""Editions say between which amounts eight in ten people earn, and where their job titles are from; and all occupations
are marked as changed, because their next edition says which titles people reported. Publishes nothing."""

import pgtrigger
from django.db import migrations

CHUNK = 200
COLUMNS = ["pay_low", "pay_high", "pay_high_at_least", "pay_range_period_end", "sources", "groups", "title_sources"]


def fill(apps, schema_editor):
    # What the columns say follows from the document alone, by the one rule there is for it.
    from occupations.profiles.document import decode
    from occupations.profiles.layout import lay_out
    from occupations.publishing.columns import columns

    Edition = apps.get_model("occupations", "Edition")
    with pgtrigger.ignore("occupations.Edition:edition_immutable"):
        keys = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            editions = list(Edition.objects.filter(pk__in=keys[start : start + CHUNK]).only("document"))
            for edition in editions:
                made = columns(lay_out(decode(edition.document)))
                for name in COLUMNS:
                    setattr(edition, name, made[name])
            Edition.objects.bulk_update(editions, COLUMNS)
    apps.get_model("occupations", "Occupation").objects.filter(live__isnull=False).update(changed=True)


class Migration(migrations.Migration):
    dependencies = [("occupations", "0037_pay_ranges_of_editions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
