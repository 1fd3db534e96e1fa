"""The form on which an occupation is published: now or at a moment, with what looks like a mistake to be confirmed."""

import datetime
import hashlib
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils import timezone

from occupations.profiles.document import Profile
from occupations.publishing import moments, scheduled

from .reviewing import ASK, ReviewFields
from .steps import StepForm

NOW, MONDAY, OTHER = "now", "monday", "other"
LOCAL = "%Y-%m-%dT%H:%M"  # as browsers send a day and time
TICK = "Tick what is right all the same, or go back and correct it."


def site_zone() -> ZoneInfo:
    return ZoneInfo(settings.SITE_TIME_ZONE)


class LocalField(forms.DateTimeField):
    """A day and time as clocks show it, without a zone."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=LOCAL)
    default_error_messages = {"invalid": "Enter a day and a time, such as 2026-12-07 06:00."}

    def to_python(self, value):
        found = super().to_python(value)
        return found.replace(tzinfo=None) if found else None


class MomentForm(forms.Form):
    """Asks for a moment in the site's time, at which a profile is to become public."""

    at = LocalField(label="Day and time", required=False)

    def __init__(self, *args, profile: Profile, **kwargs):
        super().__init__(*args, **kwargs)
        self.profile = profile
        self.fields["at"].help_text = f"Clocks in {site_zone().key.rpartition('/')[2].replace('_', ' ')} count."

    def moment(self, local: datetime.datetime | None) -> datetime.datetime | None:
        """In UTC; None after an error, which is then at the field."""
        if local is None:
            if "at" not in self.errors:
                self.add_error("at", "Enter the day and time at which visitors should see it.")
            return None
        try:
            found = moments.moment(local, site_zone(), timezone.now())
        except moments.NoMoment as why:
            self.add_error("at", str(why))
            return None
        if refusal := scheduled.ends_before(self.profile, found):
            self.add_error("at", refusal)
            return None
        return found


class MoveForm(MomentForm, StepForm):
    """Moves what is scheduled to another moment, or cancels it."""

    def clean(self):
        cleaned = super().clean()
        if "cancel" not in self.data:
            cleaned["moment"] = self.moment(cleaned.get("at"))
        return cleaned


class PublishForm(ReviewFields, MomentForm, StepForm):
    """`cautions`: sentences that have to be ticked before the page is published."""

    note = forms.CharField(
        required=False,
        max_length=300,
        help_text="For other editors, in the history of editions: what changed, and why.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, cautions: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.cautions = {_key(sentence): sentence for sentence in cautions}
        self.fields["checked"] = forms.MultipleChoiceField(
            choices=list(self.cautions.items()), required=False, widget=forms.CheckboxSelectMultiple
        )
        self.monday = moments.next_monday(timezone.now(), site_zone())
        monday = moments.in_words(self.monday.replace(tzinfo=site_zone()), site_zone())
        self.fields["when"] = forms.ChoiceField(
            choices=[(NOW, "Now"), (MONDAY, monday), (OTHER, "At another moment:")],
            initial=NOW,
            required=False,
            widget=forms.RadioSelect,
        )
        if request := self.review.request:
            self.fields["note"].initial = request.note
            if request.moment and request.moment > timezone.now():
                self.fields["when"].initial = OTHER
                self.fields["at"].initial = request.moment.astimezone(site_zone()).replace(tzinfo=None)

    def clean(self):
        cleaned = super().clean()
        if self.takes_step and self.cautions.keys() - set(cleaned.get("checked", [])):
            self.add_error("checked", TICK)
        if self.takes_step or self.action == ASK:
            cleaned["moment"] = self._moment(cleaned)
        return cleaned

    def _moment(self, cleaned: dict) -> datetime.datetime | None:
        match cleaned.get("when"):
            case "monday":
                return self.moment(self.monday)
            case "other":
                return self.moment(cleaned.get("at"))
        return None


def _key(sentence: str) -> str:
    """Ticks are for a sentence as it was shown, with its figures."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:12]
