"""Searches that found nothing become titles to review, which count answers in doubt and answers not meant, too."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

RENAMED = """
UPDATE auth_permission SET codename = replace(codename, '{0}', '{1}'), name = replace(name, '{2}', '{3}')
WHERE codename LIKE '%\\_{0}'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("occupations", "0035_title_overrides"),
    ]

    operations = [
        migrations.RemoveConstraint("searchmiss", "searchmiss_five_or_more"),
        migrations.RenameModel("SearchMiss", "TitleToReview"),
        # Groups keep what they may do.
        migrations.RunSQL(
            RENAMED.format("searchmiss", "titletoreview", "search miss", "title to review"),
            RENAMED.format("titletoreview", "searchmiss", "title to review", "search miss"),
        ),
        migrations.AlterModelOptions(
            "titletoreview",
            options={
                "ordering": ["-count", "words"],
                "verbose_name": "title to review",
                "verbose_name_plural": "titles to review",
            },
        ),
        migrations.AlterField("titletoreview", "words", models.CharField("title", max_length=100, unique=True)),
        migrations.RenameField("titletoreview", "count", "nothing"),
        migrations.AlterField(
            "titletoreview",
            "nothing",
            models.PositiveIntegerField(default=0, help_text="How often nothing was found."),
        ),
        migrations.AddField(
            "titletoreview",
            "unsure",
            models.PositiveIntegerField(default=0, help_text="How often the answer could be one of several."),
        ),
        migrations.AddField(
            "titletoreview",
            "rejected",
            models.PositiveIntegerField("not meant", default=0, help_text="How often visitors said so."),
        ),
        migrations.AddField(
            "titletoreview",
            "count",
            models.GeneratedField(
                expression=F("nothing") + F("unsure") + F("rejected"),
                output_field=models.IntegerField(),
                db_persist=True,
            ),
        ),
        migrations.AddField(
            "titletoreview",
            "dismissed",
            models.BooleanField(default=False, help_text="It is not shown again, however often it is typed."),
        ),
        migrations.AddConstraint(
            "titletoreview",
            models.CheckConstraint(name="titletoreview_five_or_more", condition=Q(count__gte=5)),
        ),
        migrations.CreateModel(
            name="MeantInstead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveIntegerField()),
                (
                    "occupation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="occupations.occupation"
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="meant",
                        to="occupations.titletoreview",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "-count", "occupation"],
                "constraints": [
                    models.UniqueConstraint(fields=("title", "occupation"), name="meantinstead_unique"),
                    models.CheckConstraint(name="meantinstead_five_or_more", condition=Q(count__gte=5)),
                ],
            },
        ),
    ]
