"""Editions that are agreed on and become public at a moment."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .editions import Edition
from .occupations import Category, Occupation
from .sources import Release


class Progress(models.TextChoices):
    WAITING = "waiting", "waiting"
    PUBLISHED = "published", "published"
    HELD = "held", "held back"
    CANCELED = "canceled", "canceled"


class ScheduledEdition(models.Model):
    """What visitors will see of an occupation from `moment` on: exactly the document that was agreed on, whatever is
    drafted meanwhile. It is published in the place of `replaces`, and held back if something else is live by then."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="scheduled")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    document = models.TextField(help_text="The profile as canonical JSON.")
    digest = models.CharField(max_length=64)
    replaces = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    releases = models.ManyToManyField(Release, related_name="+")
    moment = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField("agreed", default=timezone.now)
    progress = models.CharField("state", max_length=10, choices=Progress, default=Progress.WAITING)
    ended_at = models.DateTimeField("ended", null=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was held back.")
    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["moment", "pk"]
        verbose_name = "scheduled edition"
        constraints = [
            models.UniqueConstraint(
                fields=["occupation"], condition=Q(progress=Progress.WAITING), name="scheduled_one_waiting"
            ),
            models.CheckConstraint(
                name="scheduled_waits_until_ended",
                condition=Q(progress=Progress.WAITING, ended_at=None)
                | ~Q(progress=Progress.WAITING) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="scheduled_edition_if_published",
                condition=Q(progress=Progress.PUBLISHED, edition__isnull=False)
                | ~Q(progress=Progress.PUBLISHED) & Q(edition=None),
            ),
            models.CheckConstraint(
                name="scheduled_held_for_a_reason", condition=~Q(progress=Progress.HELD) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.occupation} at {self.moment:%Y-%m-%d %H:%M} UTC"
