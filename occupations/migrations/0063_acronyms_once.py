from django.db import migrations


def keep_the_first(apps, schema_editor):
    """Of words that differ only in their letters' case, the one that was entered first stays."""
    words = apps.get_model("occupations", "VerbatimWord")
    seen = set()
    for row in words.objects.order_by("pk"):
        if row.word.lower() in seen:
            row.delete()
        seen.add(row.word.lower())


class Migration(migrations.Migration):
    dependencies = [("occupations", "0062_releases_imported_by_editors")]
    operations = [migrations.RunPython(keep_the_first, migrations.RunPython.noop)]
