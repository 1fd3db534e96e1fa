"""Addresses of the admin that somebody has written by hand: what cannot be meant is ignored, as Django ignores most of
it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.http import HttpRequest

LARGEST_KEY = 2**63 - 1


class List(ChangeList):
    def get_filters(self, request):
        try:
            return super().get_filters(request)
        except OverflowError as error:  # a year that no calendar has
            raise IncorrectLookupParameters(error) from error


class KeySelect(AutocompleteSelect):
    """Shows nothing as chosen if what was sent cannot be a key, at which Django's own fails. `known`: rows by key that
    are not read again."""

    known: dict[str, Any] = {}

    def optgroups(self, name, value, attr=None):
        if len(value) == 1 and (row := self.known.get(str(value[0]))):
            empty = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
            label = self.choices.field.label_from_instance(row)
            return [(None, [*empty, self.create_option(name, row.pk, label, True, len(empty))], 0)]
        key = self.field.remote_field.model._meta.pk
        return super().optgroups(name, [one for one in value if one in ("", None) or is_key(key, one)], attr)


class ChoosesByKey(admin.options.BaseModelAdmin):
    """For pages and rows of forms with fields that are searched."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeySelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CarefulAdmin(ChoosesByKey, admin.ModelAdmin):
    """The base of all pages."""

    def get_changelist(self, request, **options):
        return List

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Without what the form could not show."""
        initial = super().get_changeform_initial_data(request)
        fields = {field.name: field.formfield() for field in self.opts.fields if field.name in initial}
        return {name: value for name, value in initial.items() if name not in fields or _is_shown(fields[name], value)}

    def changelist_view(self, request, extra_context=None):
        """Without chosen rows that cannot be there."""
        if chosen := request.POST.getlist(ACTION_CHECKBOX_NAME):
            possible = [key for key in chosen if is_key(self.opts.pk, key)]
            if possible != chosen:
                request.POST = request.POST.copy()
                request.POST.setlist(ACTION_CHECKBOX_NAME, possible)
        return super().changelist_view(request, extra_context)


def is_key(field: Any, word: str) -> bool:
    """Whether a word can be a value of this primary key."""
    try:
        key = field.to_python(word)
    except (ValidationError, ValueError, OverflowError):
        return False
    return not isinstance(key, int) or abs(key) <= LARGEST_KEY


def _is_shown(field: Any, value: Any) -> bool:
    if field is None:
        return True
    try:
        field.clean(value)
    except (ValidationError, ValueError, OverflowError):
        return False
    return True
