"""The people employed in a group were kept as the sample size of its shares; they are the base. The rows of a release
never change; what a number of theirs is called does, for which the trigger steps aside."""

import pgtrigger
from django.db import migrations
from django.db.models import F


def move(old, new):
    def run(apps, schema_editor):
        figures = apps.get_model("occupations", "Figure").objects.using(schema_editor.connection.alias)
        with pgtrigger.ignore("occupations.Figure:release_rows_immutable"):
            figures.filter(record__system="cps", **{f"{old}__isnull": False}).update(**{new: F(old), old: None})

    return run


class Migration(migrations.Migration):
    dependencies = [("occupations", "0017_figure_base")]

    operations = [migrations.RunPython(move("sample_size", "base"), move("base", "sample_size"))]
