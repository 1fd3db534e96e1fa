"""What a worker does for editors in phases: its state, as the worker writes it and pages read it."""

import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils import timezone

STALLED_AFTER = datetime.timedelta(seconds=15)  # a worker says twice a second that it is alive
NOBODY_AFTER = datetime.timedelta(seconds=30)


class WorkerTask(models.Model):
    """A subclass has a `phase`, and says which phases a worker does, and what comes of those that are stopped."""

    AT_WORK: ClassVar[tuple[str, ...]] = ()
    STOPS_AS: ClassVar[Mapping[str, str]] = {}
    GIVEN_UP: ClassVar[tuple[str, ...]] = ()
    """Phases after which nobody goes on."""

    phase: models.Field

    asked_at = models.DateTimeField(default=timezone.now, help_text="When this phase was asked for.")
    worker = models.UUIDField(null=True, help_text="Who works on it; empty while it waits for a worker.")
    active_at = models.DateTimeField(null=True, help_text="When the worker last said that it is alive.")
    step = models.CharField(max_length=200, blank=True, help_text="What it is doing, for editors.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="0: nobody knows how much there is.")
    stop_asked = models.BooleanField(default=False)
    failure = models.TextField(blank=True, help_text="The error that stopped it, for the operators of the site.")
    problems = models.JSONField(default=list, help_text="Why it was refused, in sentences.")

    class Meta:
        abstract = True

    def let_go(self) -> None:
        """Delete what only going on would need. Called once nobody goes on."""

    @property
    def working(self) -> bool:
        return self.phase in self.AT_WORK

    @property
    def waiting(self) -> bool:
        """Whether no worker has begun."""
        return self.working and self.worker is None

    @property
    def lonely(self) -> bool:
        """Whether it has waited so long that probably no worker is running."""
        return self.waiting and timezone.now() - self.asked_at > NOBODY_AFTER

    @property
    def stalled(self) -> bool:
        """Whether its worker has ended or met an error."""
        alive = self.active_at is not None and timezone.now() - self.active_at <= STALLED_AFTER
        return self.working and (bool(self.failure) or not (self.waiting or alive))
