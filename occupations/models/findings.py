"""What is wrong with occupations as far as the site can tell by itself, prepared for the lists of the admin."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .editions import Edition
from .occupations import Occupation


class Findings(models.Model):
    """What was found in the live edition of an occupation, or in its draft if it was never published. Scheduled work
    prepares it (occupations/publishing/findings.py)."""

    occupation = models.OneToOneField(Occupation, on_delete=models.CASCADE, primary_key=True, related_name="findings")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, null=True, related_name="+")
    version = models.PositiveIntegerField(null=True, help_text="Of the draft, if that was looked at.")
    lacks = ArrayField(models.CharField(max_length=100), default=list, help_text="What visitors miss.")
    contradictions = ArrayField(models.CharField(max_length=400), default=list)
    found_at = models.DateTimeField()

    class Meta:
        ordering = ["occupation"]
        verbose_name_plural = "findings"
        constraints = [
            models.CheckConstraint(
                name="findings_of_edition_or_draft",
                condition=models.Q(edition__isnull=True) ^ models.Q(version__isnull=True),
            )
        ]

    def __str__(self):
        return f"Findings about {self.occupation}"
