"""Many occupations that somebody chose to publish, and how far that has come."""

import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

STALLED_AFTER = datetime.timedelta(seconds=60)


class Phase(models.TextChoices):
    CHECKING = "checking", "checking"
    READY = "ready", "to be confirmed"
    PUBLISHING = "publishing", "publishing"
    DONE = "done", "done"


class PublishingRun(models.Model):
    """Nothing is published before it is confirmed. The editions that it makes carry its key as their batch."""

    batch = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    chosen = models.JSONField(help_text="Keys of the occupations, in the order in which they are gone through.")
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.CHECKING)
    done = models.PositiveIntegerField(default=0, help_text="How many of them this phase has gone through.")
    active_at = models.DateTimeField(default=timezone.now, help_text="When it last got on.")
    failure = models.TextField(blank=True, help_text="What stopped it, for whoever runs the site.")
    would_publish = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list, help_text="[[slug, title, [what is lacking, …]], …].")

    def __str__(self) -> str:
        return f"{len(self.chosen):,} occupations to publish, {self.get_phase_display()}"

    @property
    def working(self) -> bool:
        return self.phase in (Phase.CHECKING, Phase.PUBLISHING)

    @property
    def stalled(self) -> bool:
        """Nobody gets on with it any longer: its process has ended, or met an error."""
        return self.working and (bool(self.failure) or timezone.now() - self.active_at > STALLED_AFTER)
