import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("occupations", "0006_corrections"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchVocabulary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                "verbose_name_plural": "search vocabularies",
            },
        ),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=100, unique=True)),
                ("count", models.PositiveIntegerField(help_text="Number of searches.")),
                ("last_on", models.DateField(verbose_name="last")),
            ],
            options={
                "verbose_name_plural": "search misses",
                "ordering": ["-count", "words"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("count__gte", 5)), name="searchmiss_five_or_more")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchTitle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(help_text="The title as shown.", max_length=120)),
                ("folded", models.TextField(help_text="Its normalized words, as searched, with single spaces.")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "title"), (1, "the title, put differently"), (2, "also called"), (3, "job title")]
                    ),
                ),
                (
                    "size",
                    models.PositiveBigIntegerField(
                        help_text="Employment: of equal matches, the larger occupation comes first."
                    ),
                ),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.Func(models.F("folded"), models.Value(" "), function="string_to_array"),
                            function="array_to_tsvector",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="occupations.edition"
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "folded"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="searchtitle_words"
                    ),
                    models.Index(fields=["folded"], name="searchtitle_folded", opclasses=["text_pattern_ops"]),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", [0, 1, 2, 3])), name="searchtitle_kind_known"
                    )
                ],
            },
        ),
    ]
