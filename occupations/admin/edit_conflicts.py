"""Nobody overwrites what somebody else has saved in between without having seen it.

Every form carries the version it was opened at. On a conflict nothing is saved: the form comes back with what was
typed, beside what is stored now, and carries the new version, so that saving again is a decision.
"""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import InlineAdminFormSet
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import BaseInlineFormSet
from django.http import QueryDict

from occupations.profiles.formatting import day

from .constraints import ConstraintForm, SlugField

FIELD = "opened_version"


class FieldConflict(NamedTuple):
    """One field, or one list, where what was typed is not what is stored now."""

    label: str
    stored: str | list[str]
    typed: str

    @property
    def is_list(self) -> bool:
        return isinstance(self.stored, list)


def version_of(instance: models.Model) -> str:
    """The row's own count of its saves, or for rows that keep none, a digest of what they say."""
    if hasattr(instance, "version"):
        return str(instance.version)
    values = [getattr(instance, field.attname) for field in instance._meta.concrete_fields]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:16]


class VersionedForm(ConstraintForm):
    class Meta:
        """Empty, for the admin says which model it is; mypy's plugin for Django would search for it without end."""

    opened_version = forms.CharField(required=False, widget=forms.HiddenInput)
    differences: list[FieldConflict] | None = None  # a list once there was a conflict

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[FIELD] = version_of(self.instance)

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name != FIELD]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get(FIELD) != version_of(self.instance):
            self.differences = [self._difference(name) for name in self.changed_data]
            self.data = self.data.copy()
            self.data[self.add_prefix(FIELD)] = version_of(self.instance)
            raise ValidationError(f"Nothing was saved. {last_save(self.instance)}", code="conflict")
        return cleaned

    def _difference(self, name: str) -> FieldConflict:
        bound = self[name]
        return FieldConflict(str(bound.label), self._shown(name, bound.initial), self._shown(name, bound.data))

    def _shown(self, name: str, value: object) -> str:
        if value in (None, "", []):
            return "(empty)"
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return "yes" if field.to_python(value) else "no"
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            rows = field.queryset.model._default_manager
            return str((str(value).isdecimal() and rows.filter(pk=value).first()) or value)
        return str(value)


def last_save(instance: models.Model) -> str:
    """Who saved it last, as far as the log knows."""
    kind = ContentType.objects.get_for_model(instance)
    entry = LogEntry.objects.filter(content_type=kind, object_id=str(instance.pk)).select_related("user").first()
    name = instance._meta.verbose_name
    if entry is None:
        return f"Since you opened this {name}, it was changed."
    who = entry.user.get_full_name() or entry.user.get_username()
    when = f"{day(entry.action_time.date())}, {entry.action_time:%H:%M} UTC"
    what = str(entry.get_change_message()).rstrip(".")
    return f"Since you opened this {name}, it was changed; last by {who} on {when}{f': {what}' if what else ''}."


class VersionedAdmin(admin.ModelAdmin):
    """An admin whose every save knows what it replaces."""

    form = VersionedForm
    formfield_overrides = {models.SlugField: {"form_class": SlugField}}
    change_form_template = "admin/versioned_change_form.html"

    class Media:
        css = {"all": ["admin-desk.css"]}
        js = ["admin-desk.js"]

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        writes = request.method == "POST" and transaction.get_connection().in_atomic_block
        return self.hold(found) if found is not None and writes else found

    def hold(self, instance: models.Model) -> models.Model:
        """The row as it is now, held until the transaction of this request ends."""
        held = self.model._default_manager.select_for_update(of=("self",))
        return held.get(pk=instance.pk)

    def save_model(self, request, obj, form, change):
        if change and hasattr(obj, "version"):
            obj.version += 1
        super().save_model(request, obj, form, change)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "POST" and obj.pk and request.POST.get(FIELD) != version_of(obj):
            stored = inline.get_formset(request, obj)(instance=obj, prefix=prefix, queryset=kwargs["queryset"])
            kwargs["data"] = rebased(kwargs["data"], stored)
        return kwargs

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        differences = getattr(form, "differences", None)
        if differences is not None:
            context["differences"] = [*differences, *list_differences(context["inline_admin_formsets"])]
        return super().render_change_form(request, context, add, change, form_url, obj)


def list_differences(inlines: Iterable[InlineAdminFormSet]) -> list[FieldConflict]:
    return [
        FieldConflict(
            str(inline.opts.verbose_name_plural).capitalize(),
            # Asked again: the rows that the formset holds say by now what was typed.
            [_described(row, inline.formset) for row in inline.formset.get_queryset().all()] or ["(none)"],
            "the list below",
        )
        for inline in inlines
        if inline.formset.is_bound and inline.formset.has_changed()
    ]


def _described(row: models.Model, formset: BaseInlineFormSet) -> str:
    """What a row says, without its place."""
    labels = []
    for name in formset.form.base_fields:
        value = getattr(row, f"get_{name}_display", lambda name=name: getattr(row, name))()
        if name != "position" and value not in (None, "", False):
            labels.append(str(value))
    return ", ".join(labels)


def rebased(data: QueryDict, stored: BaseInlineFormSet) -> QueryDict:
    """What was typed in a list, on top of the rows that are stored now.

    Rows that somebody added in between join it as they are; rows that somebody deleted become new ones, so that what
    was typed there is still to be seen.
    """
    prefix = stored.prefix
    try:
        total = min(int(str(data[f"{prefix}-TOTAL_FORMS"])), stored.absolute_max)
    except (KeyError, ValueError):
        return data
    names = [*stored.empty_form.fields, "DELETE"]
    key = stored.fk.model._meta.pk.name
    typed = [
        {name: str(data[f"{prefix}-{index}-{name}"]) for name in names if f"{prefix}-{index}-{name}" in data}
        for index in range(total)
    ]
    by_key = {row[key]: row for row in typed if row.get(key)}
    remaining = [
        by_key.pop(str(form.instance.pk), {})
        or {name: _as_posted(form[name].value()) for name in names if name in form.fields and form[name].value()}
        for form in stored.initial_forms
    ]
    orphans = [{**row, key: ""} for row in by_key.values() if not row.get("DELETE")]
    rows = [*remaining, *orphans, *(row for row in typed if not row.get(key))]
    result = data.copy()
    for index in range(total):
        for name in names:
            result.pop(f"{prefix}-{index}-{name}", "")
    for index, row in enumerate(rows):
        for name, value in row.items():
            result[f"{prefix}-{index}-{name}"] = value
    result[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
    result[f"{prefix}-INITIAL_FORMS"] = str(len(remaining))
    return result


def _as_posted(value: object) -> str:
    return "on" if value is True else str(value)
