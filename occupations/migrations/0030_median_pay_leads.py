"""Columns that say which statistic of pay they hold: what leads (the median, where there is one), and the mean; and the
percentile of pay is that of the median."""

import pgtrigger.migrations
from django.db import migrations, models

RENAMED = ("", "_metric", "_period_end", "_at_least")


class Migration(migrations.Migration):
    dependencies = [("occupations", "0029_taking_back")]

    operations = [
        # The next migration makes it again, with the columns under their new names.
        pgtrigger.migrations.RemoveTrigger(model_name="edition", name="edition_immutable"),
        migrations.RemoveConstraint("standing", "standing_percentile_0_100"),
        migrations.RenameField("standing", "salary_percentile", "pay_median_percentile"),
        *(migrations.RenameField("edition", f"salary{end}", f"pay{end}") for end in RENAMED),
        migrations.AddField(
            "edition",
            "pay_mean",
            models.DecimalField("mean pay a year, US$", max_digits=12, decimal_places=2, null=True),
        ),
        migrations.AddField("edition", "pay_mean_period_end", models.DateField(null=True)),
        migrations.AddField(
            "edition", "pay_mean_at_least", models.DecimalField(max_digits=12, decimal_places=2, null=True)
        ),
    ]
