"""Percentiles count the pay of an official record once. Until they are next rebuilt, all that have one count."""

from django.db import migrations, models


def count_all(apps, schema_editor):
    standings = apps.get_model("occupations", "Standing").objects.using(schema_editor.connection.alias)
    standings.filter(salary_percentile__isnull=False).update(counts=True)


class Migration(migrations.Migration):
    dependencies = [("occupations", "0023_figures_end_by_themselves")]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="counts",
            field=models.BooleanField(
                default=False,
                help_text="Its salary counts in percentiles: of titles that share an official record, the first.",
            ),
        ),
        migrations.RunPython(count_all, migrations.RunPython.noop),
    ]
