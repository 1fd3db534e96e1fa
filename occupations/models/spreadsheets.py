"""Occupations that went out as a spreadsheet, and the changes that came back."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from .publishing_runs import PublishingRun


class SpreadsheetExport(models.Model):
    """What was exported, so that a file that comes back is compared with it. Deleted after a while."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    occupations = models.PositiveIntegerField()
    content = models.BinaryField(help_text="Its rows, as compressed JSON (occupations/admin/spreadsheets/exports.py).")

    def __str__(self) -> str:
        return f"{self.occupations:,} occupations as a spreadsheet"


class SpreadsheetBatch(models.Model):
    """A file that came back: first what it would change, for a day and its editor alone; once written, for good."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField("name of the batch", max_length=200, help_text="For other editors: what changed, and why.")
    file_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    edits = models.BinaryField(help_text="The changed cells, as compressed JSON; once written, those that undo it.")
    written_at = models.DateTimeField(null=True)
    occupations = models.JSONField(default=list, help_text="Keys of the occupations that it changed.")
    cells = models.PositiveIntegerField(default=0, help_text="How many cells it changed.")
    run = models.OneToOneField(PublishingRun, models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["written_at", "created_at"], name="spreadsheetbatch_age")]

    def __str__(self) -> str:
        return self.name
