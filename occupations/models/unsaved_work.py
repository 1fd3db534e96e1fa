"""What somebody has typed into a form of the admin and not saved yet."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class UnsavedWork(models.Model):
    """One form of one person. Nobody else sees it, nothing publishes it, and saving the form deletes it."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    row = models.BigIntegerField(null=True, help_text="The key of what the form edits; empty for a new one.")
    sent = models.JSONField(help_text="{name of a field: [value, …]}, as a browser sends the form.")
    typed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-typed_at"]
        verbose_name_plural = "unsaved work"
        constraints = [
            models.UniqueConstraint(
                fields=["by", "kind", "row"], name="unsavedwork_one_for_a_form", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"Unsaved work of {self.by}"
