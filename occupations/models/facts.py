"""Facts: figures and wage estimates. Each belongs to a statistical record, or to an occupation, never to both."""

from collections.abc import Iterable

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from occupations.metrics import (
    FIGURE_METRICS,
    IMPACT,
    METRICS,
    MISSING_SENTENCES,
    NAMED_METRICS,
    PART_CODES,
    SCORE,
    SHARE_METRICS,
    Level,
    Method,
    Missing,
)
from occupations.metrics.wage_columns import NUMBERS, PAY_COLUMNS, PERCENTILES

from .history import with_history
from .kept import kept
from .records import StatisticalRecord
from .sources import LEVELS, METHODS, Release, period_in_order
from .workplaces import Area, Employer, Industry

SCORES = [key for key in FIGURE_METRICS if METRICS[key].unit is SCORE]
IMPACTS = [key for key in FIGURE_METRICS if METRICS[key].unit is IMPACT]


def _part_code_fits() -> Q:
    """Of a metric whose groups or items have codes, the form of these; of others, and of editors, there is none."""
    fits = Q(part_code="")
    for system, form in PART_CODES.items():
        coded = [key for key in FIGURE_METRICS if METRICS[key].coded_in == system]
        fits |= Q(release__isnull=False, metric__in=coded, part_code__regex=f"^{form}$")
    return fits


def _within(columns: Iterable[str], least: int, most: int | None = None) -> Q:
    """Each of these columns is empty or within the limits. Emptiness is spelled out because a check that evaluates to
    NULL passes."""
    condition = Q()
    for column in columns:
        limits = {f"{column}__gte": least} | ({} if most is None else {f"{column}__lte": most})
        condition &= Q(**{f"{column}__isnull": True}) | Q(**limits)
    return condition


class FactQuerySet(models.QuerySet):
    def entered(self):
        """Facts entered by editors, as opposed to those from a release."""
        return self.filter(release__isnull=True)


class Fact(models.Model):
    """What figures and wage estimates have in common: to whom the fact belongs and where it comes from."""

    record = models.ForeignKey(
        StatisticalRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss", editable=False
    )
    occupation = models.ForeignKey(
        "occupations.Occupation", on_delete=models.CASCADE, null=True, blank=True, related_name="%(class)ss"
    )
    release = models.ForeignKey(
        Release,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        editable=False,
        db_index=False,  # the index of releases and keys begins with it
    )
    method = models.CharField(
        max_length=12,
        choices=METHODS,
        blank=True,
        help_text="How the figure was made. Empty: the method of its release.",
    )
    population = models.CharField(
        max_length=200, blank=True, help_text="The population, if it differs from the usual one of the metric."
    )
    period_start = models.DateField(null=True, blank=True, help_text="First day of the reference period, if known.")
    period_end = models.DateField(null=True, blank=True, help_text="Last day of the reference period, if known.")
    note = models.CharField(
        max_length=300, blank=True, help_text="Shown to visitors: what they should know about this figure."
    )
    reason = models.CharField(
        max_length=300,
        blank=True,
        help_text="The source of the figure, or why it replaces the official one. Shown to visitors as its source.",
    )
    expires_on = models.DateField(
        null=True,
        blank=True,
        help_text="From this day on, visitors see the page without this figure. Empty: it does not expire.",
    )

    objects = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_of_record_or_occupation",
                condition=Q(record__isnull=False, occupation__isnull=True)
                | Q(record__isnull=True, occupation__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_of_record_has_release", condition=Q(record__isnull=True) | Q(release__isnull=False)
            ),
            models.CheckConstraint(
                name="%(class)s_entered_has_reason",
                condition=Q(release__isnull=False) | ~Q(reason=""),
                violation_error_message="Enter the source of the figure, or why it replaces the official one.",
            ),
            models.CheckConstraint(
                name="%(class)s_only_entered_expires", condition=Q(release__isnull=True) | Q(expires_on__isnull=True)
            ),
            models.CheckConstraint(
                name="%(class)s_period_in_order",
                condition=period_in_order(),
                violation_error_message="Enter both the first and the last day, in this order.",
            ),
            models.CheckConstraint(
                name="%(class)s_method_known", condition=Q(method__in=["", *(method.value for method in Method)])
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="release_rows_immutable",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__release__isnull=False),
            ),
            *kept("release_rows", "OLD.release_id IS NOT NULL"),
        ]


_NO_NUMBER = Q(value=None, low=None, high=None, at_least=None, at_most=None)


@with_history(exclude=["record", "release", "part_code"], entered=True)
class Figure(Fact):
    """One fact of one metric, in the unit of the metric: a value, a range, a bound, a name, or the reason it is
    missing."""

    metric = models.CharField(max_length=40, choices=[(key, METRICS[key].name) for key in FIGURE_METRICS])
    label = models.CharField(
        max_length=200,
        blank=True,
        help_text="The group, place or item: “Women”, “Bachelor's degree”, “New Jersey”.",
    )
    part_code = models.CharField(
        max_length=20,
        blank=True,
        editable=False,
        help_text="The code of the item: of a field of study in the CIP, of an element of O*NET its id.",
    )
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    low = models.DecimalField(
        max_digits=16, decimal_places=4, null=True, blank=True, help_text="Lower end of a range, in years."
    )
    high = models.DecimalField(
        max_digits=16,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="Upper end of a range. Empty: the range is open-ended.",
    )
    at_least = models.DecimalField(
        max_digits=16, decimal_places=4, null=True, blank=True, help_text="Lower bound: the source says “this or more”."
    )
    at_most = models.DecimalField(
        max_digits=16, decimal_places=4, null=True, blank=True, help_text="Upper bound: the source says “this or less”."
    )
    missing = models.CharField(
        "why it is missing",
        max_length=20,
        blank=True,
        choices=[(reason.value, MISSING_SENTENCES[reason]) for reason in Missing],
    )
    level = models.CharField(max_length=10, choices=LEVELS, default=Level.DETAILED, editable=False)
    group = models.CharField(
        max_length=300,
        blank=True,
        editable=False,
        help_text="The broader group, if the figure describes one.",
    )
    standard_error = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True, editable=False)
    sample_size = models.BigIntegerField(null=True, blank=True, help_text="Number of respondents, if known.")
    base = models.BigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="For shares and ages of people, total employment in the group.",
    )

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["metric", "id"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(name="figure_metric_known", condition=Q(metric__in=FIGURE_METRICS)),
            models.CheckConstraint(
                name="figure_value_or_range_or_bound_or_missing",
                condition=Q(value__isnull=False, low=None, high=None, at_least=None, at_most=None, missing="")
                | (Q(low__isnull=False) | Q(high__isnull=False))
                & Q(value=None, at_least=None, at_most=None, missing="")
                | Q(value=None, low=None, high=None, at_least__isnull=False, at_most=None, missing="")
                | Q(value=None, low=None, high=None, at_least=None, at_most__isnull=False, missing="")
                | _NO_NUMBER & ~Q(missing="")
                | _NO_NUMBER & Q(missing="", metric__in=NAMED_METRICS) & ~Q(label=""),
                violation_error_message="Enter exactly one of a value, a range, a bound, or the reason why the figure "
                "is missing.",
            ),
            models.CheckConstraint(
                name="figure_range_in_order",
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                violation_error_message="The lower end of a range must not be above the upper end.",
            ),
            models.CheckConstraint(
                name="figure_share_0_100",
                condition=~Q(metric__in=SHARE_METRICS) | _within(NUMBERS, 0, 100),
                violation_error_message="A percentage must be between 0 and 100.",
            ),
            models.CheckConstraint(
                name="figure_score_1_5",
                condition=~Q(metric__in=SCORES) | _within(NUMBERS, 1, 5),
                violation_error_message="A score must be between 1 and 5.",
            ),
            models.CheckConstraint(
                name="figure_impact_3",
                condition=~Q(metric__in=IMPACTS) | _within(NUMBERS, -3, 3),
                violation_error_message="The impact of a work style must be between −3 and 3.",
            ),
            models.CheckConstraint(
                name="figure_not_negative",
                condition=(Q(metric="growth") & _within(NUMBERS, -100) | Q(metric__in=IMPACTS) | _within(NUMBERS, 0))
                & _within(("standard_error", "sample_size", "base"), 0),
                violation_error_message="Only growth and work styles can be negative; growth not below −100 percent.",
            ),
            models.CheckConstraint(name="figure_part_code_fits", condition=_part_code_fits()),
            models.CheckConstraint(
                name="figure_missing_known", condition=Q(missing__in=["", *(reason.value for reason in Missing)])
            ),
            models.CheckConstraint(name="figure_level_known", condition=Q(level__in=[level.value for level in Level])),
            models.UniqueConstraint(
                fields=["record", "occupation", "metric", "label", "release"],
                name="figure_once",
                nulls_distinct=False,
                violation_error_message="There is already a figure for this metric and label.",
            ),
        ]
        indexes = [
            models.Index(fields=["release", "metric"], name="figure_release_metric"),
            models.Index(fields=["release", "id"], name="figure_release_in_order"),
        ]

    def __str__(self):
        name = METRICS[self.metric].name if self.metric in METRICS else self.metric
        return f"{name}: {self.label}" if self.label else name


def _amount(help_text: str = "") -> models.DecimalField:
    return models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, help_text=help_text)


def _falling_percentiles(period: str) -> models.CheckConstraint:
    columns = [f"{period}_{percentile}" for percentile in PERCENTILES]
    condition = Q()
    for index, lower in enumerate(columns):
        for upper in columns[index + 1 :]:
            condition &= (
                Q(**{f"{lower}__isnull": True}) | Q(**{f"{upper}__isnull": True}) | Q(**{f"{lower}__lte": F(upper)})
            )
    return models.CheckConstraint(
        name=f"wageestimate_{period}_percentiles_rise",
        condition=condition,
        violation_error_message=f"The {period} percentiles must not decrease: 10th, 25th, median, 75th, 90th.",
    )


@with_history(exclude=["record", "release", "area", "industry", "employer"], entered=True)
class WageEstimate(Fact):
    """One row of a wage survey, in US$; of a nation, area, industry or employer. Columns without a number are missing:
    named in `suppressed` (which may also name `employment`), or in `top_coded` (the source says `top_code_annual` or
    `top_code_hourly`, or more), or not collected."""

    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="wages"
    )
    industry = models.ForeignKey(
        Industry, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="wages"
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="wages"
    )
    annual_mean = _amount("Mean pay in a year, US$.")
    annual_p10 = _amount("One in ten earns less in a year, US$.")
    annual_p25 = _amount()
    annual_median = _amount("Half earn less in a year, US$.")
    annual_p75 = _amount()
    annual_p90 = _amount("Nine in ten earn less in a year, US$.")
    hourly_mean = _amount("Mean pay in an hour, US$, if it was measured. If empty, the site derives it and says so.")
    hourly_p10 = _amount()
    hourly_p25 = _amount()
    hourly_median = _amount()
    hourly_p75 = _amount()
    hourly_p90 = _amount()
    annual_average = _amount("Average pay in a year, US$, where the source does not say whether mean or median.")
    hourly_average = _amount("Average hourly pay, US$, where the source does not say whether mean or median.")
    mean_rse = models.DecimalField(
        "relative standard error of the mean, %", max_digits=6, decimal_places=2, null=True, blank=True, editable=False
    )
    employment = models.BigIntegerField("employees", null=True, blank=True, editable=False)
    employment_rse = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True, editable=False)
    sample_size = models.BigIntegerField(null=True, blank=True, help_text="Number of respondents or filings, if known.")
    annual_only = models.BooleanField(
        default=False,
        help_text="The survey publishes no hourly pay, because hours are unusual (teachers, pilots).",
    )
    hourly_only = models.BooleanField(
        default=False, help_text="The survey publishes no yearly pay, because few work all year (actors)."
    )
    top_coded = ArrayField(models.CharField(max_length=20), default=list, blank=True, editable=False)
    suppressed = ArrayField(models.CharField(max_length=20), default=list, blank=True, editable=False)
    top_code_annual = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, editable=False)
    top_code_hourly = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, editable=False)

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["id"]
        constraints = [
            *Fact.Meta.constraints,
            _falling_percentiles("annual"),
            _falling_percentiles("hourly"),
            models.CheckConstraint(
                name="wageestimate_not_negative",
                condition=_within((*PAY_COLUMNS, "employment", "sample_size"), 0)
                & _within(("mean_rse", "employment_rse", "top_code_annual", "top_code_hourly"), 0),
                violation_error_message="Pay and employment cannot be negative.",
            ),
            models.CheckConstraint(
                name="wageestimate_says_something",
                condition=Q(*(Q(**{f"{column}__isnull": False}) for column in PAY_COLUMNS), _connector=Q.OR)
                | Q(employment__isnull=False)
                | Q(annual_only=True)
                | Q(hourly_only=True)
                | Q(top_coded__len__gt=0)
                | Q(suppressed__len__gt=0),
                violation_error_message="Enter at least one amount, or delete the row.",
            ),
            models.CheckConstraint(
                name="wageestimate_annual_or_hourly_only",
                condition=~Q(annual_only=True, hourly_only=True),
                violation_error_message="A row cannot be both “annual only” and “hourly only”.",
            ),
            models.CheckConstraint(
                name="wageestimate_marks_known",
                condition=Q(
                    top_coded__contained_by=list(PAY_COLUMNS), suppressed__contained_by=[*PAY_COLUMNS, "employment"]
                )
                & ~Q(top_coded__overlap=F("suppressed")),
            ),
            models.UniqueConstraint(
                fields=["record", "occupation", "area", "industry", "employer", "release"],
                name="wageestimate_once",
                nulls_distinct=False,
                violation_error_message="There is already a row of pay for this survey.",
            ),
        ]

        indexes = [
            models.Index(fields=["release", "id"], name="wageestimate_release_in_order"),
            models.Index(
                fields=["release"],
                condition=Q(period_end__isnull=False) | ~Q(method=""),
                name="wageestimate_of_its_own",
            ),
        ]

    def __str__(self):
        return f"Pay of {self.record or self.occupation}"
