import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("occupations", "0044_title_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlacePay",
            fields=[
                (
                    "occupation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="place_pay",
                        serialize=False,
                        to="occupations.occupation",
                    ),
                ),
                (
                    "document",
                    models.TextField(
                        blank=True,
                        help_text="As JSON (occupations/profiles/place_pay.py); empty without own pay in places.",
                    ),
                ),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="occupations.edition"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "pay in places",
                "ordering": ["occupation"],
                "indexes": [models.Index(fields=["digest"], name="placepay_digest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest", ""), ("document", "")),
                            models.Q(models.Q(("document", ""), _negated=True), ("digest__regex", "^[0-9a-f]{64}$")),
                            _connector="OR",
                        ),
                        name="placepay_digest_of_document",
                    )
                ],
            },
        ),
    ]
