"""Occupations that went out as a spreadsheet, and the changes that came back."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from .publishing_runs import PublishingRun
from .worker_tasks import WorkerTask


class SpreadsheetExport(models.Model):
    """What was exported, so that a file that comes back is compared with it. Deleted after a while."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    occupations = models.PositiveIntegerField()
    content = models.BinaryField(help_text="Its rows, as compressed JSON (occupations/admin/spreadsheets/exports.py).")

    def __str__(self) -> str:
        return f"{self.occupations:,} occupations as a spreadsheet"


class SpreadsheetPhase(models.TextChoices):
    CHECKING = "checking", "being checked"
    READY = "ready", "checked, to be saved"
    SAVING = "saving", "being saved"
    SAVED = "saved", "saved"
    UNDOING = "undoing", "being undone"
    UNDONE = "undone", "undone"
    UNCHANGED = "unchanged", "changes nothing"
    REFUSED = "refused", "refused"
    STOPPED = "stopped", "stopped; nothing was changed"


class SpreadsheetBatch(WorkerTask):
    """A file that came back: first what it would change, for a day and its editor alone; once saved, for good."""

    AT_WORK = (SpreadsheetPhase.CHECKING, SpreadsheetPhase.SAVING, SpreadsheetPhase.UNDOING)
    STOPS_AS = {
        SpreadsheetPhase.CHECKING: SpreadsheetPhase.STOPPED,
        SpreadsheetPhase.SAVING: SpreadsheetPhase.READY,
        SpreadsheetPhase.UNDOING: SpreadsheetPhase.SAVED,
    }
    GIVEN_UP = (SpreadsheetPhase.UNCHANGED, SpreadsheetPhase.REFUSED, SpreadsheetPhase.STOPPED)

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField("name of the batch", max_length=200, help_text="For other editors: what changed, and why.")
    file_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    phase = models.CharField(max_length=10, choices=SpreadsheetPhase, default=SpreadsheetPhase.CHECKING)
    content = models.BinaryField(default=bytes, help_text="The file, until it is checked.")
    edits = models.BinaryField(
        default=bytes, help_text="The changed cells, as compressed JSON; once saved, those that undo it."
    )
    seen = models.CharField(max_length=64, blank=True, help_text="Which differences were shown when it was saved.")
    from_file = models.JSONField(default=list, help_text="Numbers of the conflicts in which the file is right.")
    publishes = models.BooleanField(default=False, help_text="Whether it is to be published once it is saved.")
    written_at = models.DateTimeField(null=True)
    occupations = models.JSONField(default=list, help_text="Keys of the occupations that it changed.")
    cells = models.PositiveIntegerField(default=0, help_text="How many cells it changed.")
    run = models.OneToOneField(PublishingRun, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    left = models.PositiveIntegerField(default=0, help_text="How many cells undoing left as edited since.")

    class Meta:
        indexes = [models.Index(fields=["written_at", "created_at"], name="spreadsheetbatch_age")]

    def __str__(self) -> str:
        return self.name

    def let_go(self) -> None:
        SpreadsheetBatch.objects.filter(pk=self.pk).update(content=b"", edits=b"")
