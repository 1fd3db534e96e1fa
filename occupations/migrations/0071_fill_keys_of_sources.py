"""Sources keep the keys that data formats had for them until now: made of publisher and title."""

from itertools import count

from django.db import migrations

from occupations.profiles.source_keys import first_source_key


def fill(apps, schema_editor):
    taken = set()
    for source in apps.get_model("occupations", "Source").objects.filter(key="").order_by("pk"):
        first = first_source_key(source.publisher, source.title)
        source.key = first
        for number in count(2):
            if source.key not in taken:
                break
            source.key = f"{first}-{number}"
        taken.add(source.key)
        source.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("occupations", "0070_codes_of_items_and_keys_of_sources")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
