from django.db import migrations


def publish(apps, schema_editor):
    """What is on the pages already, stays on them."""
    for note in apps.get_model("comparisons", "PairNote").objects.exclude(introduction="", verdict=""):
        note.live = note.published.create(number=1, introduction=note.introduction, verdict=note.verdict)
        note.save(update_fields=["live"])


def take_back(apps, schema_editor):
    apps.get_model("comparisons", "PairNote").objects.update(live=None)
    apps.get_model("comparisons", "PublishedWords").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("comparisons", "0003_published_words")]

    operations = [migrations.RunPython(publish, take_back)]
