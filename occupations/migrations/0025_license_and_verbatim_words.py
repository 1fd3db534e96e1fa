from django.db import migrations, models
from django.db.models import Value
from django.db.models.functions import Replace


def rename_permissions(before, after):
    """Django renames the model's content type, not its permissions; groups keep them under the new names."""

    def rename(apps, schema_editor):
        permissions = apps.get_model("auth", "Permission").objects
        permissions.filter(content_type__app_label="occupations", codename__endswith=f"_{before}").update(
            codename=Replace("codename", Value(before), Value(after))
        )

    return rename


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("occupations", "0024_percentiles_count_records"),
    ]

    operations = [
        migrations.RenameField(model_name="source", old_name="licence", new_name="license"),
        migrations.RenameModel(old_name="KeptWord", new_name="VerbatimWord"),
        migrations.RunPython(
            rename_permissions("keptword", "verbatimword"), rename_permissions("verbatimword", "keptword")
        ),
        migrations.RemoveConstraint(model_name="verbatimword", name="keptword_one_word"),
        migrations.AddConstraint(
            model_name="verbatimword",
            constraint=models.CheckConstraint(
                condition=models.Q(("word__regex", "^\\S+$")),
                name="verbatimword_one_word",
                violation_error_message="Enter one word without spaces.",
            ),
        ),
    ]
