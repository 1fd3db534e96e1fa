"""An editor's words about a pair. Pairs themselves are computed, never stored."""

from django.db import models
from django.db.models import F, Q

from occupations.models import Occupation
from occupations.models.fields import LongText


class PairNoteQuerySet(models.QuerySet):
    def featured(self):
        return self.filter(featured=True)


class PairNote(models.Model):
    """Introduction and verdict for one unordered pair of occupations."""

    first = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    introduction = LongText(blank=True, help_text="Shown above the figures. Markdown, no HTML.")
    verdict = LongText(blank=True, help_text="Shown below the figures: which one suits whom. Markdown, no HTML.")
    featured = models.BooleanField(default=False, help_text="Show the pair on the home page.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PairNoteQuerySet.as_manager()

    class Meta:
        ordering = ["first__title", "second__title"]
        verbose_name = "note on a pair"
        verbose_name_plural = "notes on pairs"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pairnote_unique"),
            models.CheckConstraint(
                name="pairnote_ordered",
                condition=Q(first__lt=F("second")),
                violation_error_message="Choose two different occupations.",
            ),
        ]

    def __str__(self):
        return f"{self.first} vs {self.second}"

    def save(self, *args, **kwargs):
        # One order only, so that a pair cannot have words twice.
        if self.first_id and self.second_id and self.first_id > self.second_id:
            self.first_id, self.second_id = self.second_id, self.first_id
        return super().save(*args, **kwargs)
