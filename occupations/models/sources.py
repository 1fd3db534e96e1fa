"""Sources of figures, their tables, and the releases of those tables."""

from itertools import chain, count

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from occupations.metrics import METHOD_NAMES, Level, Method
from occupations.profiles.document import ReleaseRef
from occupations.profiles.source_keys import first_source_key
from occupations.text.slugs import SLUG_PATTERN

from .announcing import announced
from .history import with_history
from .kept import kept

METHODS = [(method.value, METHOD_NAMES[method]) for method in Method]
LEVELS = [(level.value, level.value) for level in Level]


def period_in_order() -> Q:
    """Both days or neither, the first not after the last."""
    both = Q(period_start__isnull=False, period_end__isnull=False, period_start__lte=F("period_end"))
    return both | Q(period_start__isnull=True, period_end__isnull=True)


@with_history(exclude=["key"])
class Source(models.Model):
    """A publisher's statistical program, or what a loaded file says about its origin."""

    key = models.CharField(
        max_length=420,
        unique=True,
        editable=False,
        help_text="The name in data formats. It is made once, and stays when the source is renamed.",
    )
    title = models.CharField(max_length=200, help_text="As cited: “Occupational Employment and Wage Statistics”.")
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField("home page", blank=True)
    license = models.CharField(max_length=200, blank=True)
    attribution = models.TextField(blank=True, help_text="The sentence that the license asks us to show.")

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["title", "publisher"], name="source_unique"),
            models.CheckConstraint(name="source_key_form", condition=Q(key__regex=SLUG_PATTERN)),
        ]
        triggers = [announced(), pgtrigger.ReadOnly(name="source_key_stays", fields=["key"])]

    def __str__(self):
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    def save(self, *args, **kwargs):
        self.key = self.key or self._free_key()
        super().save(*args, **kwargs)

    def _free_key(self) -> str:
        """Of the first names of the source, with the lowest number appended that no source has."""
        key = first_source_key(self.publisher, self.title)
        taken = set(Source.objects.filter(key__startswith=key).values_list("key", flat=True))
        candidates = chain([key], (f"{key}-{number}" for number in count(2)))
        return next(candidate for candidate in candidates if candidate not in taken)


@with_history()
class Dataset(models.Model):
    """A table of a source for one geography. Its releases replace each other."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="datasets")
    key = models.CharField(max_length=200, unique=True, editable=False)
    table = models.CharField(max_length=120, help_text="Table of the source: “national”, “table 1.2”.")
    geography = models.CharField(max_length=120, blank=True)
    pinned = models.ForeignKey(
        "Release",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Use this release even if there is a newer one. Empty: the newest reference period.",
    )

    class Meta:
        ordering = ["key"]
        triggers = [announced()]

    def __str__(self):
        return f"{self.source.title}, {self.table}" if self.table else self.source.title


class ReleaseQuerySet(models.QuerySet):
    def newest_first(self):
        """In order of reference period, whatever the order of import; undated releases come last, the most recently
        loaded first."""
        return self.order_by(F("period_end").desc(nulls_last=True), "-id")

    def current(self):
        """The current release of each dataset, from which editions are built: the pinned one, else the newest."""
        standing = Release.objects.filter(dataset=models.OuterRef("dataset"), undone_at=None)
        newest = standing.newest_first().values("pk")[:1]
        return self.filter(pk=Coalesce(F("dataset__pinned"), models.Subquery(newest)))


class Release(models.Model):
    """A dataset as published at one time. Its rows are written together with it and never changed afterwards."""

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="releases")
    title = models.CharField(max_length=200)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    method = models.CharField(max_length=12, choices=METHODS, default=Method.UNSTATED)
    population = models.CharField(max_length=200, blank=True)
    retrieved = models.DateField(null=True, blank=True)
    next_expected = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the imported files.")
    files = models.JSONField(default=list, editable=False, help_text="[[name, SHA-256], …] of the imported files.")
    whole = models.BooleanField(
        default=True,
        editable=False,
        help_text="Whether all that its files have is here. Importing the files adds what is missing.",
    )
    report = models.JSONField(
        default=dict, editable=False, help_text="The import report: rows read, written, left out and changed."
    )
    loaded_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="From this time on, the release counts as not imported; its rows stay.",
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["dataset", "-period_end", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "digest"], name="release_bytes_once"),
            models.CheckConstraint(name="release_method_known", condition=Q(method__in=[m.value for m in Method])),
            models.CheckConstraint(
                name="release_period_in_order",
                condition=period_in_order(),
            ),
            models.CheckConstraint(name="release_digest_form", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
        ]
        triggers = [
            announced(),
            pgtrigger.ReadOnly(
                name="release_immutable",
                fields=["dataset", "title", "period_start", "period_end", "method", "population", "digest"],
            ),
            *kept("release"),
        ]

    def __str__(self):
        return f"{self.dataset}: {self.title}"

    @property
    def key(self) -> str:
        return f"{self.dataset.key}@{self.period_end or 'undated'}/{self.digest[:8]}"

    def as_ref(self) -> ReleaseRef:
        """The release as profiles carry it. Reads dataset and source."""
        source = self.dataset.source
        return ReleaseRef(
            key=self.key,
            dataset=self.dataset.key,
            source=source.title,
            source_key="" if source.key == first_source_key(source.publisher, source.title) else source.key,
            title=self.title,
            method=self.method,
            publisher=source.publisher,
            url=source.url,
            license=source.license,
            attribution=source.attribution,
            geography=self.dataset.geography,
            population=self.population,
            period_start=self.period_start,
            period_end=self.period_end,
            retrieved=self.retrieved,
        )
