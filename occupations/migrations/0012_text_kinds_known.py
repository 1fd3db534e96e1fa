from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("occupations", "0011_rename_duties")]

    operations = [
        migrations.AddConstraint(
            "recordtext",
            models.CheckConstraint(
                name="recordtext_kind_known",
                condition=models.Q(kind__in=["description", "responsibility", "alternate_title", "reported_title"]),
            ),
        ),
    ]
