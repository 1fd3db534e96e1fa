"""Immutable editions, which are what the public sees; the standing of each among all occupations; and the switch for
sensitive metrics."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.utils import timezone

from occupations.metrics import METRICS, SENSITIVE
from occupations.models.occupations import Category, Occupation

from .announcing import announced
from .history import with_history
from .kept import kept
from .sources import Release


def _of_category(key: str) -> models.GeneratedField:
    """The category as the document has it. The row may have been renamed since, which is not public yet."""
    return models.GeneratedField(
        expression=KeyTextTransform(key, KeyTransform("category", Cast("document", models.JSONField()))),
        output_field=models.CharField(max_length=80),
        db_persist=True,
    )


class Edition(models.Model):
    """A published snapshot of one occupation. Never changed or deleted; a correction is a new edition."""

    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    document = models.TextField(help_text="The profile as canonical JSON (occupations/profiles/document.py).")
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    batch = models.UUIDField(
        null=True, blank=True, db_index=True, help_text="Shared by editions that were published together."
    )
    releases = models.ManyToManyField(Release, related_name="editions")
    # What lists filter and sort by, read off the document when it is stored.
    title = models.CharField(max_length=120)
    official_title = models.CharField(max_length=120, blank=True, help_text="If a short common name is the title.")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="editions")
    category_name = _of_category("name")
    category_slug = _of_category("slug")
    pay = models.DecimalField(
        "pay a year, US$",
        max_digits=12,
        decimal_places=2,
        null=True,
        help_text="The statistic that leads: the median, else the mean, else an average of unstated kind.",
    )
    pay_metric = models.CharField(max_length=40, blank=True)
    pay_period_end = models.DateField(null=True)
    pay_at_least = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    pay_mean = models.DecimalField("mean pay a year, US$", max_digits=12, decimal_places=2, null=True)
    pay_mean_period_end = models.DateField(null=True)
    pay_mean_at_least = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    pay_low = models.DecimalField("10th percentile of pay a year, US$", max_digits=12, decimal_places=2, null=True)
    pay_high = models.DecimalField("90th percentile of pay a year, US$", max_digits=12, decimal_places=2, null=True)
    pay_high_at_least = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    pay_range_period_end = models.DateField(null=True)
    growth = models.DecimalField("projected growth, %", max_digits=16, decimal_places=2, null=True)
    growth_period_end = models.DateField(null=True)
    jobs = models.BigIntegerField("number of jobs", null=True)
    jobs_metric = models.CharField(max_length=40, blank=True)
    jobs_period_end = models.DateField(null=True)
    openings = models.BigIntegerField("openings a year", null=True)
    openings_period_end = models.DateField(null=True)
    entry_education = models.CharField(max_length=200, blank=True)
    entry_experience = models.CharField(max_length=200, blank=True)
    entry_training = models.CharField(max_length=200, blank=True)
    sources = models.JSONField(default=dict, help_text="{slot, or pay: release of its figure}.")
    groups = models.JSONField(
        default=dict, help_text="{slot, or pay, or key of an official record: wider group that the figures are for}."
    )
    records = models.JSONField(default=dict, help_text="{key of an official record: quality}, without “none”.")
    related = ArrayField(models.CharField(max_length=140), default=list, help_text="Keys of related records.")
    uses = models.JSONField(
        default=dict, help_text="{key: [name, weight or null, metric, note]} (occupations/publishing/columns.py)."
    )
    importances = models.JSONField(
        default=dict,
        help_text="{skill or field of knowledge: score}, whether or not it counts as part of the occupation.",
    )
    also_called = ArrayField(models.CharField(max_length=120), default=list)
    title_sources = ArrayField(
        models.TextField(), default=list, help_text="Releases that job titles are from, those of editors aside."
    )
    employers = models.JSONField(
        default=list, help_text="[[name, US$ a year or null, source], …]: highest-paying employers."
    )
    industries = models.JSONField(default=list, help_text="Highest-paying industries, in the same form.")

    class Meta:
        ordering = ["occupation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["occupation", "number"], name="edition_number_unique"),
            models.CheckConstraint(name="edition_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="edition_digest_form", condition=Q(digest__regex=r"^[0-9a-f]{64}$")),
        ]
        indexes = [
            models.Index(fields=["category", "title"], name="edition_category_title"),
            GinIndex(fields=["uses"], name="edition_uses"),
            GinIndex(fields=["records"], name="edition_records"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="edition_immutable", exclude=["by", "category_name", "category_slug"]),
            *kept("edition"),
        ]

    def __str__(self):
        return f"{self.title}, edition {self.number}"


class EditionRelease(Edition.releases.through):  # type: ignore[name-defined]
    """Which releases an edition names: what takes it back asks for them. Never deleted, as editions are."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [pgtrigger.ReadOnly(name="edition_release_immutable"), *kept("edition_release")]


class Standing(models.Model):
    """How a live edition compares with all others. Rebuilt after publishing, because other occupations affect it."""

    occupation = models.OneToOneField(Occupation, on_delete=models.CASCADE, primary_key=True, related_name="standing")
    pay_median_percentile = models.PositiveSmallIntegerField(
        null=True, help_text="Percent of the median yearly pay figures that count that are lower."
    )
    counts = models.BooleanField(
        default=False,
        help_text="Its median counts in percentiles: of titles that share an official record, the first.",
    )
    nearest = models.JSONField(default=list, help_text="[[slug, title], …]: what to compare with next.")
    related = models.JSONField(default=list, help_text="[[slug, title], …]: related occupations according to a source.")
    stands_out = models.JSONField(
        default=dict,
        help_text="What sets it apart from all others: StandsOut in occupations/profiles/portrait.py.",
    )

    class Meta:
        ordering = ["occupation"]
        constraints = [
            models.CheckConstraint(
                name="standing_percentile_0_100",
                condition=Q(pay_median_percentile__isnull=True) | Q(pay_median_percentile__lte=100),
            )
        ]
        triggers = [announced()]

    def __str__(self):
        return f"Standing of {self.occupation}"


class PlacePay(models.Model):
    """The pay of a public occupation in states and metropolitan areas, which comparisons read. Prepared after
    publishing, and right as long as the edition is live."""

    occupation = models.OneToOneField(Occupation, on_delete=models.CASCADE, primary_key=True, related_name="place_pay")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    document = models.TextField(
        blank=True, help_text="As JSON (occupations/profiles/place_pay.py); empty without own pay in places."
    )
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["occupation"]
        verbose_name_plural = "pay in places"
        indexes = [models.Index(fields=["digest"], name="placepay_digest")]
        constraints = [
            models.CheckConstraint(
                name="placepay_digest_of_document",
                condition=Q(document="", digest="") | ~Q(document="") & Q(digest__regex=r"^[0-9a-f]{64}$"),
            )
        ]
        triggers = [announced()]

    def __str__(self):
        return f"Pay of {self.occupation} in places"


class Spreads(models.Model):
    """How far public occupations lie apart, in one row. Rebuilt with the standings."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    of = models.JSONField(
        default=dict,
        help_text="Measure, or item of a list → its standard deviation over all occupations, in the scale of its unit.",
    )

    class Meta:
        verbose_name_plural = "spreads"
        constraints = [models.CheckConstraint(name="spreads_one_row", condition=Q(id=1))]
        triggers = [announced()]

    def __str__(self):
        return "Spreads"


class ShownFacts(models.Model):
    """The facts of releases behind the figures that the page of a public occupation shows. Prepared after publishing,
    and right as long as the edition is live and the same metrics are hidden."""

    occupation = models.OneToOneField(
        Occupation, on_delete=models.CASCADE, primary_key=True, related_name="shown_facts"
    )
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    hidden = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    figures = ArrayField(models.BigIntegerField(), default=list, blank=True)
    wages = ArrayField(models.BigIntegerField(), default=list, blank=True)
    wage_columns = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, help_text="One for each of the wages."
    )

    class Meta:
        ordering = ["occupation"]
        verbose_name_plural = "shown facts"
        constraints = [
            models.CheckConstraint(name="shownfacts_wages_have_columns", condition=Q(wages__len=F("wage_columns__len")))
        ]

    def __str__(self):
        return f"Facts shown of {self.occupation}"


@with_history()
class MetricPolicy(models.Model):
    """The switch of a sensitive metric. Off means that it is shown nowhere: on no page, in no file, in no earlier
    edition."""

    metric = models.CharField(max_length=40, unique=True, choices=[(key, METRICS[key].name) for key in SENSITIVE])
    shown = models.BooleanField(default=True, help_text="Clear the box and the metric disappears everywhere at once.")
    reason = models.CharField(max_length=300, blank=True, help_text="The reason, for other editors.")

    class Meta:
        ordering = ["metric"]
        verbose_name_plural = "metric policies"
        constraints = [models.CheckConstraint(name="metricpolicy_metric_known", condition=Q(metric__in=SENSITIVE))]
        triggers = [announced()]

    def __str__(self):
        return self.get_metric_display()
