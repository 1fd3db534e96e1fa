"""Releases that editors import: the files, what a worker is doing with them, and what it found."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from .publishing_runs import PublishingRun
from .sources import Release
from .worker_tasks import WorkerTask


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


class ReleaseImport(WorkerTask):
    """Nothing is imported before somebody has seen what it would change and has confirmed it."""

    AT_WORK = (ImportPhase.CHECKING, ImportPhase.IMPORTING, ImportPhase.COMPARING, ImportPhase.UNDOING)
    # What was checked can still be imported.
    STOPS_AS = {
        ImportPhase.CHECKING: ImportPhase.STOPPED,
        ImportPhase.READY: ImportPhase.STOPPED,
        ImportPhase.IMPORTING: ImportPhase.READY,
    }
    GIVEN_UP = (ImportPhase.REFUSED, ImportPhase.STOPPED)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200, help_text="The names of the files, or of the folder.")
    folder = models.CharField(max_length=300, blank=True, help_text="Below RELEASES_DIR; empty: the files are here.")
    created_at = models.DateTimeField(auto_now_add=True)
    phase = models.CharField(max_length=10, choices=ImportPhase, default=ImportPhase.CHECKING)

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

    def let_go(self) -> None:
        self.files.all().delete()


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
