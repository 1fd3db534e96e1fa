"""Figures that editors enter instead of official ones: their effects, and which of them need a second look."""

import datetime
from typing import NamedTuple

from django import forms

from occupations.admin.formsets import RowForm, RowFormSet
from occupations.metrics import METRICS, PAY, SLOT_OF, Shape
from occupations.models import Occupation
from occupations.profiles import formatting
from occupations.profiles.document import Figure, Profile
from occupations.profiles.doubts import disagreement, doubt, official_figure
from occupations.publishing.building import WAGE_METRIC_OF
from occupations.publishing.building.rows import entered
from occupations.publishing.columns import RANKED
from occupations.text.english import sentence_start


class Effect(NamedTuple):
    """The effects of one entered figure, in words."""

    name: str
    entered: str
    page: str
    comparisons: str
    ends: str


def effects(occupation: Occupation, profile: Profile) -> list[Effect]:
    """The effects of all figures that editors have entered by now, in page order. `profile`: has the official
    figures."""
    today = datetime.datetime.now(datetime.UTC).date()
    figures = [
        figure
        for figure in entered(occupation)
        if not figure.missing and (figure.expires_on is None or figure.expires_on > today)
    ]
    figures.sort(key=lambda figure: list(METRICS).index(figure.metric))
    return [_effect(occupation, profile, figure) for figure in figures]


def _effect(occupation: Occupation, profile: Profile, figure: Figure) -> Effect:
    metric = METRICS[figure.metric]
    official = official_figure(profile, figure.metric, figure.label)
    shown = formatting.value(figure, metric.unit) or figure.label
    instead = ""
    if official is not None:
        source = formatting.release(profile.releases[official.release])
        instead = f" in place of the official {formatting.value(official, metric.unit)} ({source})"
    return Effect(
        name=sentence_start(metric.name) + (f": {figure.label}" if figure.label else ""),
        entered=shown,
        page=f"The page shows {shown}{instead}.",
        comparisons=_comparisons(occupation, profile, figure, official),
        ends=f"It ends on {formatting.day(figure.expires_on)}." if figure.expires_on else "It does not end by itself.",
    )


def _comparisons(occupation: Occupation, profile: Profile, figure: Figure, official: Figure | None) -> str:
    if official is None:
        return "Comparisons show it, and compare it with figures of other sources only where those measure the same."
    slot = _ranked_by(figure.metric)
    if not slot:
        return "Comparisons use the official figure if both sides have one from the same release; otherwise, this one."
    others = Occupation.objects.public().exclude(pk=occupation.pk)
    source = formatting.release(profile.releases[official.release])
    same = others.filter(**{f"live__sources__{slot}": source}).count()
    return (
        f"Comparisons with {same:,} of {others.count():,} other occupations use the official figure, because both "
        "sides have one from the same release; the others use this one."
    )


def _ranked_by(metric: str) -> str:
    """The slot by which editions say what the figure of a metric is from; empty where they do not."""
    slot = PAY.key if metric == PAY.metrics[0] else SLOT_OF.get(metric, "")
    return slot if slot in RANKED else ""


class FactForm(RowForm):
    bound_field_class = forms.BoundField  # with help text below each field
    checked = forms.BooleanField(
        label="I have checked it",
        required=False,
        help_text="Needed if the figure is far from the official one. Say in the reason why it is right all the same.",
    )

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("period_start"), cleaned.get("period_end")
        if bool(start) != bool(end):
            self.add_error("period_end" if start else "period_start", "Enter both days of the period, or neither.")
        ends = cleaned.get("expires_on")
        if ends and "expires_on" in self.changed_data and ends <= datetime.datetime.now(datetime.UTC).date():
            self.add_error("expires_on", "Nobody would see it: it ends on that day. Enter a later day, or none.")
        return cleaned

    def entered(self) -> dict[str, tuple[str, str]]:
        """The fields with numbers: metric and label of each."""
        raise NotImplementedError


class FactFormSet(RowFormSet):
    """Questions implausible numbers: whoever enters one has to confirm that they have checked it."""

    profile: Profile | None = None  # what would be published now, set for each page

    def clean(self):
        super().clean()
        for form in self.remaining_forms():
            if form.has_changed() and not form.cleaned_data.get("checked"):
                self._question(form)

    def _question(self, form):
        for field, (metric, label) in form.entered().items():
            value = form.cleaned_data.get(field)
            if value is None or self.profile is None or field not in form.changed_data:
                continue
            if why := doubt(self.profile, metric, value, label):
                form.add_error(field, f"{why} If it is right, tick “I have checked it” and say in the reason why.")


class WageForm(FactForm):
    places = {"wageestimate_says_something": "annual_median", "wageestimate_entered_has_reason": "reason"}

    def entered(self):
        return {column: (metric, "") for column, metric in WAGE_METRIC_OF.items()}

    def clean(self):
        cleaned = super().clean()
        for kind in ("median", "mean", "average"):
            annual, hourly = cleaned.get(f"annual_{kind}"), cleaned.get(f"hourly_{kind}")
            if hourly is None:
                continue
            if annual is None and not cleaned.get("hourly_only"):
                self.add_error(
                    f"annual_{kind}",
                    f"Enter the {kind} a year, too, or tick “hourly only”. Otherwise, the two may disagree.",
                )
            elif annual and not cleaned.get("note") and (how := disagreement(annual, hourly)):
                self.add_error(f"hourly_{kind}", f"{how} Correct one of them, or tell visitors why in the note.")
        return cleaned


class FigureForm(FactForm):
    places = {"figure_value_or_range_or_bound_or_missing": "value", "figure_entered_has_reason": "reason"}

    def entered(self):
        metric = self.cleaned_data.get("metric")
        numbers = metric and METRICS[metric].shape is not Shape.SET
        return {"value": (metric, self.cleaned_data.get("label", ""))} if numbers else {}
