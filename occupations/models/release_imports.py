"""Releases that editors import: the files, what a worker is doing with them, and what it found."""

import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .publishing_runs import PublishingRun
from .sources import Release

STALLED_AFTER = datetime.timedelta(seconds=15)  # a worker says twice a second that it is alive
NOBODY_AFTER = datetime.timedelta(seconds=30)


class ImportPhase(models.TextChoices):
    CHECKING = "checking", "being checked"
    READY = "ready", "checked, to be imported"
    IMPORTING = "importing", "being imported"
    COMPARING = "comparing", "imported, pages being compared"
    DONE = "done", "imported"
    UNDOING = "undoing", "being undone"
    UNDONE = "undone", "undone"
    REFUSED = "refused", "refused"
    STOPPED = "stopped", "stopped; nothing was imported"


AT_WORK = (ImportPhase.CHECKING, ImportPhase.IMPORTING, ImportPhase.COMPARING, ImportPhase.UNDOING)


class ReleaseImport(models.Model):
    """Nothing is imported before somebody has seen what it would change and has confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200, help_text="The names of the files, or of the folder.")
    folder = models.CharField(max_length=300, blank=True, help_text="Below RELEASES_DIR; empty: the files are here.")
    created_at = models.DateTimeField(auto_now_add=True)
    phase = models.CharField(max_length=10, choices=ImportPhase, default=ImportPhase.CHECKING)

    asked_at = models.DateTimeField(default=timezone.now, help_text="When this phase was asked for.")
    worker = models.UUIDField(null=True, help_text="Who works on it; empty while it waits for a worker.")
    active_at = models.DateTimeField(null=True, help_text="When the worker last said that it is alive.")
    step = models.CharField(max_length=200, blank=True, help_text="What it is doing, for editors.")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0, help_text="0: nobody knows how much there is.")
    stop_asked = models.BooleanField(default=False)
    failure = models.TextField(blank=True, help_text="The error that stopped it, for the operators of the site.")

    problems = models.JSONField(default=list, help_text="Why it was refused, in sentences.")
    report = models.JSONField(default=dict, help_text="What it changes (occupations/importers/requested/report.py).")
    findings = models.BinaryField(default=bytes, help_text="The same, row by row, as compressed JSON.")
    consent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    consent_reason = models.CharField(max_length=500, blank=True, help_text="Why it may change more than is usual.")

    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField(null=True)
    releases = models.ManyToManyField(Release, related_name="+", help_text="Those that it brought.")
    touched = models.JSONField(default=list, help_text="Keys of the occupations that draw on them.")
    drafted = models.JSONField(default=list, help_text="Those of them that had unpublished changes before.")
    run = models.OneToOneField(PublishingRun, models.SET_NULL, null=True, related_name="+")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at"]
        permissions = [("accept_release", "Can import a release that changes more than is usual")]
        constraints = [
            models.CheckConstraint(
                name="releaseimport_consent_has_a_reason", condition=Q(consent_by=None) | ~Q(consent_reason="")
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def working(self) -> bool:
        return self.phase in AT_WORK

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


class ReleaseImportFile(models.Model):
    """A file that was uploaded, until the import is over."""

    release_import = models.ForeignKey(ReleaseImport, models.CASCADE, related_name="files")
    name = models.CharField(max_length=150)
    content = models.BinaryField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["release_import", "name"], name="releaseimportfile_name_unique"),
            models.CheckConstraint(
                name="releaseimportfile_name_plain", condition=Q(name__regex=r"^[^/\\.~\s][^/\\\x00-\x1f]*$")
            ),
        ]

    def __str__(self) -> str:
        return self.name
