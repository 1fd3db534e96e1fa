"""Publishing many selected occupations at once, and the progress of that."""

import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone

STALLED_AFTER = datetime.timedelta(seconds=60)
TAKING_BACK_STALLED_AFTER = datetime.timedelta(minutes=5)  # it is one part


class Phase(models.TextChoices):
    CHECKING = "checking", "checking"
    READY = "ready", "to be confirmed"
    PUBLISHING = "publishing", "publishing"
    DONE = "done", "done"
    TAKING_BACK = "undoing", "taking back"
    TAKEN_BACK = "undone", "taken back"
    STOPPED = "stopped", "stopped, with nothing published"


class PublishingRun(models.Model):
    """Nothing is published until the run is confirmed. The editions it creates have its key as their batch."""

    batch = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    chosen = models.JSONField(help_text="Keys of the occupations, in order of processing.")
    phase = models.CharField(max_length=10, choices=Phase, default=Phase.CHECKING)
    done = models.PositiveIntegerField(default=0, help_text="How many of them this phase has processed.")
    followed = models.PositiveIntegerField(
        default=0,
        help_text="How many steps of making them public together are done.",
    )
    active_at = models.DateTimeField(default=timezone.now, help_text="When it last made progress.")
    failure = models.TextField(blank=True, help_text="The error that stopped it, for the operators of the site.")
    would_publish = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    cautions = models.JSONField(
        default=dict, help_text="{kind: [[key of the occupation, title, [sentence, …]], …]}: what looks like a mistake."
    )
    refused = models.JSONField(default=list, help_text="[[slug, title, [what is lacking, …]], …].")

    taken_back = models.PositiveIntegerField(
        default=0, help_text="How many of its editions were live, and are not now."
    )
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{len(self.chosen):,} occupations to publish, {self.get_phase_display()}"

    @property
    def working(self) -> bool:
        return self.phase in (Phase.CHECKING, Phase.PUBLISHING, Phase.TAKING_BACK)

    @property
    def over(self) -> bool:
        """Whether what it published can be taken back: it publishes nothing more."""
        return self.phase in (Phase.DONE, Phase.TAKEN_BACK)

    @property
    def stalled(self) -> bool:
        """Whether nobody is working on it any longer: its process has ended or met an error."""
        limit = TAKING_BACK_STALLED_AFTER if self.phase == Phase.TAKING_BACK else STALLED_AFTER
        return self.working and (bool(self.failure) or timezone.now() - self.active_at > limit)
