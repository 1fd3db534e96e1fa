"""Occupations that were merged into others."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .occupations import Occupation


class Merge(models.Model):
    """One occupation was merged into another: its page is withdrawn and its addresses lead to the other. `moved` says
    what was moved, so that it can be taken back (occupations/publishing/merging/)."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    moved = models.JSONField(default=dict, help_text="{part: what it needs to take it back}.")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation"], condition=Q(taken_back_at=None), name="merge_of_occupation_once"
            ),
            models.CheckConstraint(name="merge_into_another", condition=~Q(occupation=F("into"))),
        ]

    def __str__(self):
        return f"{self.occupation} into {self.into}"
