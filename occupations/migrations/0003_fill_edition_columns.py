"""Reads the columns that lists show, filter and sort by off the documents of editions that are there already."""

import pgtrigger
from django.db import migrations

CHUNK = 200


def fill(apps, schema_editor):
    # What the columns say follows from the document alone, by the one rule there is for it.
    from occupations.profiles.document import decode
    from occupations.profiles.layout import lay_out
    from occupations.publishing.columns import columns

    Edition = apps.get_model("occupations", "Edition")
    new = {field.name for field in Edition._meta.get_fields()}
    with pgtrigger.ignore("occupations.Edition:edition_immutable"):
        keys = list(Edition.objects.order_by("pk").values_list("pk", flat=True))
        for start in range(0, len(keys), CHUNK):
            editions = list(Edition.objects.filter(pk__in=keys[start : start + CHUNK]))
            for edition in editions:
                made = columns(lay_out(decode(edition.document)))
                for name in new & made.keys():
                    setattr(edition, name, made[name])
            Edition.objects.bulk_update(editions, sorted(new & made.keys()))
    # Profiles hold more than they did, so that what is live may be published again.
    apps.get_model("occupations", "Occupation").objects.update(changed=True)


class Migration(migrations.Migration):
    dependencies = [("occupations", "0002_edition_columns")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
