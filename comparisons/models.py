"""Editors' notes on a pair of occupations. Pairs themselves are computed, never stored."""

import pgtrigger
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from occupations.models import Occupation
from occupations.models.announcing import announced
from occupations.models.fields import LongText
from occupations.models.history import with_history
from occupations.models.kept import kept


class PairNoteQuerySet(models.QuerySet):
    def featured(self):
        """In the order in which the home page shows them."""
        return self.filter(featured=True).order_by(F("place").asc(nulls_last=True), "pk")


@with_history(exclude=["version", "live"])
class PairNote(models.Model):
    """A draft of the introduction and verdict for an unordered pair of occupations. Visitors see the published words in
    `live`."""

    first = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    introduction = LongText(blank=True, help_text="Shown above the figures. Markdown, no HTML.")
    verdict = LongText(blank=True, help_text="Shown below the figures: which one suits whom. Markdown, no HTML.")
    featured = models.BooleanField(default=False, help_text="Show the pair on the home page.")
    place = models.PositiveSmallIntegerField(
        null=True, blank=True, editable=False, help_text="Among the featured pairs: 1 comes first, empty last."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    live = models.OneToOneField(
        "PublishedWords", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

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
        triggers = [announced()]

    def __str__(self):
        return f"{self.first} vs {self.second}"

    def save(self, *args, **kwargs):
        # In one order only, so that a pair cannot have two notes.
        if self.first_id and self.second_id and self.first_id > self.second_id:
            self.first_id, self.second_id = self.second_id, self.first_id
        return super().save(*args, **kwargs)

    @property
    def has_unpublished_words(self) -> bool:
        words = (self.live.introduction, self.live.verdict) if self.live else ("", "")
        return words != (self.introduction, self.verdict)

    @transaction.atomic
    def publish(self, by=None) -> "PublishedWords":
        """Publish the draft."""
        last = self.published.aggregate(last=Max("number"))["last"] or 0
        self.live = self.published.create(number=last + 1, introduction=self.introduction, verdict=self.verdict, by=by)
        self.save(update_fields=["live"])
        return self.live

    def take_back(self) -> None:
        """Withdraw the words about the pair; the draft and the history stay."""
        self.live = None
        self.save(update_fields=["live"])


class PublishedWords(models.Model):
    """Words about a pair as published. Never changed or deleted; a correction is published as new words."""

    pair = models.ForeignKey(PairNote, on_delete=models.PROTECT, related_name="published")
    number = models.PositiveIntegerField()
    introduction = LongText(blank=True)
    verdict = LongText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pair", "-number"]
        verbose_name = "version of the published words about a pair"
        verbose_name_plural = "versions of the published words about pairs"
        constraints = [
            models.UniqueConstraint(fields=["pair", "number"], name="publishedwords_number_unique"),
            models.CheckConstraint(name="publishedwords_number_from_one", condition=Q(number__gte=1)),
        ]
        triggers = [
            announced(),
            pgtrigger.ReadOnly(name="publishedwords_immutable", exclude=["by"]),
            *kept("publishedwords"),
        ]

    def __str__(self):
        return f"{self.pair}, words {self.number}"
