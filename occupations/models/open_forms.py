"""Who has the form of an occupation open."""

from django.conf import settings
from django.db import models

from .occupations import Occupation


class OpenForm(models.Model):
    """Renewed while the form is open (`occupations/admin/presence.py`)."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occupation", "user"], name="openform_unique")]

    def __str__(self):
        return f"{self.occupation}, opened by {self.user}"
