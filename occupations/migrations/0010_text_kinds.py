"""A text that says what people do is a "responsibility", as on the page; 0011 renames those that are stored."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("occupations", "0009_help_texts")]

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
                ],
                max_length=20,
            ),
        ),
    ]
