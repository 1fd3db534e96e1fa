"""Names are rows as they are shown; what is looked for in them stands in models of titles."""

import django.utils.timezone
from django.db import migrations, models

KINDS = [
    (0, "title"),
    (1, "the title, put differently"),
    (2, "also called"),
    (3, "belongs to one code alone"),
    (4, "reported by people in the occupation"),
    (5, "job title"),
]


class Migration(migrations.Migration):
    dependencies = [("occupations", "0032_fill_statistics_of_pay")]

    operations = [
        migrations.DeleteModel("SearchVocabulary"),
        migrations.RemoveIndex("searchtitle", "searchtitle_words"),
        migrations.RemoveIndex("searchtitle", "searchtitle_folded"),
        migrations.RemoveConstraint("searchtitle", "searchtitle_kind_known"),
        migrations.RemoveField("searchtitle", "words"),
        migrations.AlterField("searchtitle", "folded", models.TextField(default="")),
        migrations.RemoveField("searchtitle", "folded"),
        migrations.AlterModelOptions("searchtitle", options={"ordering": ["kind", "text"]}),
        migrations.AlterField("searchtitle", "kind", models.PositiveSmallIntegerField(choices=KINDS)),
        migrations.AddConstraint(
            "searchtitle",
            models.CheckConstraint(name="searchtitle_kind_known", condition=models.Q(kind__in=[0, 1, 2, 3, 4, 5])),
        ),
        migrations.CreateModel(
            name="TitleModel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "version",
                    models.CharField(help_text="The first letters of the digest of its content.", max_length=12),
                ),
                ("built_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("content", models.BinaryField()),
                (
                    "figures",
                    models.JSONField(help_text="{kind of title: what it gave on titles that it had not learned from}."),
                ),
                (
                    "learned_from",
                    models.CharField(help_text="Version of the titles it learned from.", max_length=12),
                ),
                ("editions", models.TextField(help_text="Which editions were live.")),
            ],
            options={"ordering": ["-id"]},
        ),
    ]
