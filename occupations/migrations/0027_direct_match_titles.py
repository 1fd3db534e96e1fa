from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("occupations", "0026_recheck_due")]

    operations = [
        migrations.RemoveConstraint("recordtext", "recordtext_kind_known"),
        migrations.AlterField(
            "recordtext",
            "kind",
            models.CharField(
                choices=[
                    ("description", "description"),
                    ("responsibility", "responsibility"),
                    ("alternate_title", "alternate title"),
                    ("reported_title", "title reported by people in the occupation"),
                    ("direct_match_title", "title that belongs to this code alone"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            "recordtext",
            models.CheckConstraint(
                name="recordtext_kind_known",
                condition=models.Q(
                    kind__in=[
                        "description",
                        "responsibility",
                        "alternate_title",
                        "reported_title",
                        "direct_match_title",
                    ]
                ),
            ),
        ),
    ]
