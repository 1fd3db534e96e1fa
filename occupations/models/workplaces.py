"""Where people work: areas, industries and employers, which rows of wage surveys are for."""

from django.db import models
from django.db.models import Q


class Area(models.Model):
    KINDS = [("nation", "nation"), ("state", "state"), ("metro", "metropolitan area")]

    kind = models.CharField(max_length=6, choices=KINDS)
    code = models.CharField(max_length=10)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="area_unique"),
            models.CheckConstraint(name="area_kind_known", condition=Q(kind__in=["nation", "state", "metro"])),
        ]

    def __str__(self):
        return self.name


class Industry(models.Model):
    code = models.CharField("NAICS code", max_length=10, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "industries"

    def __str__(self):
        return self.name


class Employer(models.Model):
    name = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
