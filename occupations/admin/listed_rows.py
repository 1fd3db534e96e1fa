"""Rows of lists on the page of an occupation: an item of a source, or what editors wrote."""

from textwrap import shorten
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.forms.formsets import DELETION_FIELD_NAME

from occupations.text.spaces import looks, tidy

from .formsets import RowForm
from .merging import wanted_place

CALLED = 60  # characters of a row in the names of its buttons


class ListedForm(RowForm):
    """`own`: the field with the editors' words."""

    own: ClassVar[str]
    instead_of = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["position"].required = False
        self.fields["position"].widget.attrs["min"] = 1
        for field in self.fields.values():
            field.help_text = ""  # said once for the list

    def clean(self):
        cleaned = super().clean()
        text = tidy(cleaned.get(self.own) or "")
        words = cleaned["instead_of"] = tidy(cleaned.get("instead_of") or "")
        # Words that are not changed stay the source's, and so do those of what is left out.
        cleaned[self.own] = "" if words and (cleaned.get("hidden") or looks(text) == looks(words)) else text
        if not cleaned[self.own] and not words and self.own not in self.errors and not self.is_removed:
            self.add_error(self.own, self.empty_message)
        return cleaned

    empty_message = "Write it, or remove the row."

    @property
    def is_removed(self) -> bool:
        return bool(self.value(DELETION_FIELD_NAME))

    def value(self, name: str) -> Any:
        """What was typed, or what the row shows if nothing was."""
        cleaned = getattr(self, "cleaned_data", {})
        if name in cleaned:
            return cleaned[name]
        return self[name].value() if name in self.fields else None

    def has_changed(self):
        # A row that has nothing but a place is no row yet.
        if self.instance.pk or self.official:
            return super().has_changed()
        return bool(str(self[self.own].value() or "").strip())

    @property
    def text(self) -> str:
        return str(self.value(self.own) or "")

    @property
    def official(self) -> str:
        return str(self.value("instead_of") or "")

    @property
    def index(self) -> str:
        return str(self.prefix).rpartition("-")[2]

    @property
    def called(self) -> str:
        """Which row it is, for the names of its buttons."""
        return shorten(self.shown, CALLED, placeholder="…") or "new row"

    @property
    def own_field(self) -> BoundField:
        return self[self.own]

    @property
    def share_field(self) -> BoundField | None:
        return self["share"] if "share" in self.fields and self.has_share else None

    has_share = False

    def name_controls(self) -> None:
        """Each control says which row it belongs to."""
        label = str(self.fields[self.own].label or "").capitalize()
        self.fields["position"].widget.attrs["aria-label"] = f"Place: {self.called}"
        self.fields[self.own].widget.attrs["aria-label"] = f"{label}: {self.called}"
        for name in ("hidden", DELETION_FIELD_NAME, "share"):
            if name in self.fields:
                self.fields[name].widget.attrs.pop("aria-label", None)  # inside of a label

    @property
    def shown(self) -> str:
        """What visitors see in this row once it is saved and published."""
        return self.text or self.official

    @property
    def state(self) -> str:
        """“own”, “official”, “adapted” or “hidden”."""
        if not self.official:
            return "own"
        if self.value("hidden"):
            return "hidden"
        return "adapted" if self[self.own].value() else "official"

    def wanted_place(self) -> tuple[float, int]:
        """The sort key of a row: its number, and whether it comes before or after the row that has this number now."""
        typed = self.value("position")
        number = int(typed) if str(typed or "").isdecimal() else None
        return wanted_place(number, self.initial.get("position"))


class ResponsibilityForm(ListedForm):
    own = "text"
    empty_message = "Write the responsibility, or remove it."


class SkillForm(ListedForm):
    own = "name"
    empty_message = "Name the skill, or remove it."
    not_looked_at = ("position", "skill")  # the skill is known when all names are
    name = forms.CharField(
        label="Skill", required=False, max_length=80, widget=forms.TextInput(attrs={"class": "desk-wide"})
    )

    @property
    def source_of_share(self) -> str:
        return str(self.instance.release.dataset.source) if self.instance.release_id else ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.skill_id:
            self.initial["name"] = self.instance.skill.name
