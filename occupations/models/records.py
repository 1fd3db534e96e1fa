"""Statistical records, to which official figures belong; the texts and links that releases have about them; and the
mapping of occupations to records."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from occupations.metrics import Level

from .history import with_history
from .kept import kept
from .record_keys import key_of, parts_of
from .sources import LEVELS, Release

VINTAGE_PATTERN = r"^[A-Za-z0-9.]+$"
"""Refuses hyphens and colons, which separate the parts of a record's key."""


class StatisticalRecordQuerySet(models.QuerySet["StatisticalRecord"]):
    def by_key(self, key: str) -> "StatisticalRecord":
        """The record with a key such as "oews-2018:11-1021". Raises StatisticalRecord.DoesNotExist."""
        system, vintage, code = parts_of(key)
        return self.get(system=system, vintage=vintage, code=code)


class StatisticalRecord(models.Model):
    """A line of an official classification or a row of a survey. Official figures belong to it, not to an
    occupation."""

    SYSTEMS = [
        ("soc", "SOC"),
        ("onet-soc", "O*NET-SOC"),
        ("nem", "National Employment Matrix"),
        ("oews", "OEWS"),
        ("cps", "CPS title"),
        ("acs", "ACS survey row"),
        ("cip", "CIP"),
    ]

    system = models.CharField(max_length=12, choices=SYSTEMS)
    vintage = models.CharField(max_length=10, help_text="Vintage of the classification: “2018”.")
    code = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    level = models.CharField(max_length=10, choices=LEVELS, default=Level.DETAILED)
    is_total = models.BooleanField(
        "all workers", default=False, help_text="The row for all workers: the benchmark for shares of people."
    )

    objects = StatisticalRecordQuerySet.as_manager()

    class Meta:
        ordering = ["system", "vintage", "code"]
        constraints = [
            models.UniqueConstraint(fields=["system", "vintage", "code"], name="statisticalrecord_unique"),
            models.CheckConstraint(
                name="statisticalrecord_system_known",
                condition=Q(system__in=["soc", "onet-soc", "nem", "oews", "cps", "acs", "cip"]),
            ),
            models.CheckConstraint(name="statisticalrecord_vintage_form", condition=Q(vintage__regex=VINTAGE_PATTERN)),
            models.CheckConstraint(
                name="statisticalrecord_level_known", condition=Q(level__in=[level.value for level in Level])
            ),
        ]

    def __str__(self):
        return f"{self.get_system_display()} {self.code} {self.title}"

    @property
    def key(self) -> str:
        return key_of(self.system, self.vintage, self.code)


@with_history()
class Classification(models.Model):
    """The mapping of an occupation to a statistical record, and how well it fits. An editor's decision, shown to
    readers."""

    QUALITIES = [
        ("exact", "exact: the same occupation"),
        ("narrower", "narrower: the occupation is part of the record"),
        ("broader", "broader: the occupation is wider than the record"),
        ("shared", "shared: the record covers several occupations, including this one"),
        ("approximate", "approximate: the closest available record"),
        ("none", "none: considered, but does not fit; no figures are taken from it"),
    ]

    occupation = models.ForeignKey("Occupation", on_delete=models.CASCADE, related_name="classifications")
    record = models.ForeignKey(StatisticalRecord, on_delete=models.PROTECT, related_name="classifications")
    quality = models.CharField(max_length=12, choices=QUALITIES)
    note = models.CharField(max_length=300, blank=True, help_text="The reason, if a reader might doubt the match.")

    class Meta:
        ordering = ["occupation", "record"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "record"], name="classification_unique"),
            models.CheckConstraint(
                name="classification_quality_known",
                condition=Q(quality__in=["exact", "narrower", "broader", "shared", "approximate", "none"]),
            ),
        ]

    def __str__(self):
        return f"{self.record} ({self.quality})"


class ReleaseRow(models.Model):
    """What a release says about a record. Written with the release and never changed afterwards."""

    record = models.ForeignKey(StatisticalRecord, on_delete=models.PROTECT, related_name="%(class)ss")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="%(class)ss")
    position = models.PositiveIntegerField(default=1, help_text="1 comes first.")

    class Meta:
        abstract = True
        ordering = ["release", "record", "position", "id"]
        constraints = [models.CheckConstraint(name="%(class)s_position_from_one", condition=Q(position__gte=1))]
        triggers = [pgtrigger.ReadOnly(name="release_rows_immutable"), *kept("release_rows")]


class RecordText(ReleaseRow):
    """A source's text about a record. Texts that editors write take precedence."""

    KINDS = [
        ("title", "title, where the description is not here"),
        ("description", "description"),
        ("responsibility", "responsibility"),
        ("alternate_title", "alternate title"),
        ("reported_title", "title reported by people in the occupation"),
        ("direct_match_title", "title that belongs to this code alone"),
    ]

    kind = models.CharField(max_length=20, choices=KINDS)
    text = models.TextField()

    class Meta(ReleaseRow.Meta):
        abstract = False
        constraints = [
            *ReleaseRow.Meta.constraints,
            models.UniqueConstraint(fields=["record", "release", "kind", "position"], name="recordtext_once"),
            models.CheckConstraint(name="recordtext_not_empty", condition=~Q(text="")),
            models.CheckConstraint(
                name="recordtext_kind_known",
                condition=Q(
                    kind__in=[
                        "title",
                        "description",
                        "responsibility",
                        "alternate_title",
                        "reported_title",
                        "direct_match_title",
                    ]
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.record}"


class FoldedTitle(models.Model):
    """A job title of a current release in the form in which titles are compared. Made by
    occupations/publishing/common_names/folded.py alone."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(StatisticalRecord, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=RecordText.KINDS)
    name = models.TextField(db_index=True)
    words = ArrayField(models.TextField(), help_text="Those of it that count.")
    version = models.PositiveSmallIntegerField(help_text="Of the form.")

    def __str__(self):
        return self.name


class RecordLink(ReleaseRow):
    """A source's statement about two records: that one is mapped to the other, and how well, or that they are
    related."""

    QUALITIES = [
        *Classification.QUALITIES,
        ("related", "related: similar work"),
        ("prepares", "prepares: a field of study that leads to it"),
    ]

    other = models.ForeignKey(StatisticalRecord, on_delete=models.PROTECT, related_name="+")
    quality = models.CharField(max_length=12, choices=QUALITIES)
    note = models.CharField(max_length=300, blank=True)

    class Meta(ReleaseRow.Meta):
        abstract = False
        constraints = [
            *ReleaseRow.Meta.constraints,
            models.UniqueConstraint(fields=["record", "other", "release"], name="recordlink_once"),
            models.CheckConstraint(
                name="recordlink_quality_known",
                condition=Q(
                    quality__in=["exact", "narrower", "broader", "shared", "approximate", "none", "related", "prepares"]
                ),
            ),
        ]

    def __str__(self):
        return f"{self.record} → {self.other} ({self.quality})"
