"""The parts of an occupation that are edited on its page."""

from collections.abc import Sequence
from functools import cached_property

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models

from occupations.admin.formsets import RowForm, RowFormSet
from occupations.admin.given import Given, given_for
from occupations.admin.listed import ResponsibilityFormSet, SkillFormSet
from occupations.admin.listed_rows import ResponsibilityForm, SkillForm
from occupations.admin.official_titles import AlternateTitleFormSet, TitleForm
from occupations.admin.overrides import FactFormSet, FigureForm, WageForm
from occupations.admin.parameters import ChoosesByKey
from occupations.metrics import FIGURE_METRICS, METRICS, SECTIONS, share_totals
from occupations.metrics.wage_columns import NUMBERS
from occupations.models import (
    AlternateTitle,
    Classification,
    Figure,
    OccupationSkill,
    Responsibility,
    StatisticalRecord,
    WageEstimate,
)
from occupations.profiles import formatting
from occupations.text.english import sentence_start

WIDE = forms.TextInput(attrs={"class": "desk-wide"})
NARROW = forms.NumberInput(attrs={"class": "desk-place"})


def without_links(field: forms.Field | None, *, add: bool = False) -> forms.Field | None:
    """A choice of a related row without the icons that lead away from the page; `add` keeps the one for a new row."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        field.widget.can_add_related &= add
    return field


class ClassificationFormSet(RowFormSet):
    once = ("record",)

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "record" in form.fields:
            form.fields["record"].widget.widget.known = self.known

    @cached_property
    def known(self) -> dict[str, StatisticalRecord]:
        return {str(row.record_id): row.record for row in self.get_queryset()}


class FigureFormSet(FactFormSet):
    """Editors' shares replace the official shares of a group as a whole or not at all."""

    once = ("metric", "label")

    def clean(self):
        super().clean()
        remaining = [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]
        if any(form.errors for form in remaining):
            return  # the sum is known only if each share is valid
        touched = self._touched_metrics()
        groups: dict[str, list[forms.ModelForm]] = {}
        for form in self.remaining_forms():
            groups.setdefault(form.instance.metric, []).append(form)
        for metric, rows in groups.items():
            if metric in touched:
                _check_group(metric, rows)

    def _touched_metrics(self) -> set[str | None]:
        """The metrics with a new, changed or deleted row. Others, which a file may have brought, must not block a save
        that does not concern them."""
        changed = [form for form in self.forms if form.has_changed()]
        return {name for form in changed for name in (form.initial.get("metric"), form.cleaned_data.get("metric"))}


def _check_group(metric: str, rows: list[forms.ModelForm]) -> None:
    figures = [form.instance for form in rows]
    shares = [
        share_totals.share(f.label, missing=f.missing, **{name: getattr(f, name) for name in NUMBERS}) for f in figures
    ]
    if problem := share_totals.fault(metric, shares):
        rows[-1].add_error("value", problem)
    elif metric in share_totals.WHOLE and len({figure.expires_on for figure in figures}) > 1:
        # Otherwise the remaining shares would be shown alone from that day on.
        name = sentence_start(METRICS[metric].name)
        rows[-1].add_error("expires_on", f"{name}: all shares expire on the same day, or none does.")


class AlternateTitleInline(admin.TabularInline):
    model = AlternateTitle
    form = TitleForm
    formset = AlternateTitleFormSet
    extra = 0
    template = "admin/occupations/occupation/rows.html"
    verbose_name = "job title"
    verbose_name_plural = "job titles"
    fields = ["title", "instead_of"]
    formfield_overrides = {models.CharField: {"widget": WIDE}}

    def get_queryset(self, request):
        return super().get_queryset(request).filter(hidden=False)


class ClassificationInline(ChoosesByKey, admin.TabularInline):
    model = Classification
    form = RowForm
    formset = ClassificationFormSet
    extra = 0
    template = "admin/occupations/occupation/rows.html"
    autocomplete_fields = ["record"]
    verbose_name = "record"
    verbose_name_plural = "official records: the sources of official figures"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("record")

    formfield_overrides = {models.CharField: {"widget": WIDE}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_links(super().formfield_for_dbfield(db_field, request, **kwargs))


class ListedInline(admin.TabularInline):
    """`given`: the fields of Given with what the source says and with its name."""

    extra = 0
    template = "admin/occupations/occupation/list.html"
    formfield_overrides = {models.PositiveSmallIntegerField: {"widget": NARROW}}

    def official(self, given: Given) -> tuple[Sequence[str], str]:
        """The source's words of each item, and the name of the source."""
        raise NotImplementedError

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)  # a class for this request only
        formset.official, formset.source = self.official(given_for(request, obj))
        formset.may_change = self.has_change_permission(request, obj)
        return formset


class ResponsibilityInline(ListedInline):
    model = Responsibility
    form = ResponsibilityForm
    formset = ResponsibilityFormSet
    fields = ["position", "text", "instead_of", "hidden"]
    formfield_overrides = {
        **ListedInline.formfield_overrides,
        models.CharField: {"widget": forms.Textarea(attrs={"rows": 2, "class": "desk-wide"})},
    }

    def official(self, given):
        return given.responsibilities, given.listed_by


class SkillInline(ListedInline):
    model = OccupationSkill
    form = SkillForm
    formset = SkillFormSet
    fields = ["position", "name", "instead_of", "hidden", "share"]
    verbose_name = "skill"
    verbose_name_plural = "skills"

    def official(self, given):
        return [figure.label for figure in given.skills], given.rated_by

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("skill", "release__dataset__source")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.may_add = request.user.has_perm("occupations.add_skill")
        formset.ratings = {
            figure.label: formatting.amount(figure, METRICS[figure.metric]) for figure in given_for(request, obj).skills
        }
        return formset


class EnteredInline(admin.StackedInline):
    """Only facts that editors entered. Those from a release are shown elsewhere and cannot be reached from here."""

    extra = 0
    formfield_overrides = {models.CharField: {"widget": WIDE}}

    def get_queryset(self, request):
        return super().get_queryset(request).filter(release__isnull=True)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)  # a class for this request only
        formset.profile = given_for(request, obj).profile
        return formset


STATISTICS = {
    "median": "Median",
    "mean": "Mean",
    "average": "Average (kind not stated)",
    "p10": "10th percentile",
    "p25": "25th percentile",
    "p75": "75th percentile",
    "p90": "90th percentile",
}


class LabelledWageForm(WageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            period, _, statistic = name.partition("_")
            if statistic in STATISTICS:
                field.label = f"{STATISTICS[statistic]} {'a year' if period == 'annual' else 'an hour'}"


class WageInline(EnteredInline):
    model = WageEstimate
    form = LabelledWageForm
    formset = FactFormSet
    max_num = 1
    verbose_name = verbose_name_plural = "pay entered by editors"
    fieldsets = [
        (
            None,
            {
                "description": "Pay from one survey, in US$ before tax. It comes before the official figures, which "
                "stay on record. Leave empty what the survey does not publish.",
                "fields": [
                    ("annual_median", "annual_mean", "annual_p10", "annual_p25", "annual_p75", "annual_p90"),
                    ("hourly_median", "hourly_mean", "annual_only", "hourly_only"),
                    ("annual_average", "hourly_average"),
                    ("reason", "note"),
                    ("period_start", "period_end", "expires_on"),
                    "checked",
                    ("method", "population", "sample_size"),
                ],
            },
        )
    ]

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, validate_max=True, **kwargs)


def metric_choices() -> list[tuple]:
    """The metrics by section of the page, each with the unit its numbers are in."""
    section_of = {key: section.title for section in SECTIONS for slot in section.slots for key in slot.metrics}
    groups: dict[str, list[tuple[str, str]]] = {}
    for key in FIGURE_METRICS:
        groups.setdefault(section_of.get(key, "Other"), []).append((key, _metric_label(key)))
    return [("", "---------"), *groups.items()]


def _metric_label(key: str) -> str:
    metric = METRICS[key]
    return metric.name if metric.unit.key == "name" else f"{metric.name} ({metric.unit.name})"


class GroupedFigureForm(FigureForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "metric" in self.fields:
            self.fields["metric"].choices = metric_choices()
        if "value" in self.fields:
            self.fields["value"].help_text = "In the unit of the metric: percent, years, US$."


class FigureInline(EnteredInline):
    model = Figure
    form = GroupedFigureForm
    formset = FigureFormSet
    verbose_name = "figure"
    verbose_name_plural = "figures entered by editors"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("metric", "label"),
                    ("value", "low", "high"),
                    ("at_least", "at_most", "missing"),
                    ("reason", "note"),
                    ("period_start", "period_end", "expires_on"),
                    "checked",
                    ("method", "population", "sample_size"),
                ]
            },
        )
    ]
