"""Addresses of the admin that somebody has written by hand: what cannot be meant is ignored, as Django ignores most of
it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.http import HttpRequest

LARGEST_KEY = 2**63 - 1


class List(ChangeList):
    def get_filters(self, request):
        try:
            return super().get_filters(request)
        except OverflowError as error:  # a year that no calendar has
            raise IncorrectLookupParameters(error) from error


class CarefulAdmin(admin.ModelAdmin):
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
            possible = [key for key in chosen if self._is_key(key)]
            if possible != chosen:
                request.POST = request.POST.copy()
                request.POST.setlist(ACTION_CHECKBOX_NAME, possible)
        return super().changelist_view(request, extra_context)

    def _is_key(self, word: str) -> bool:
        try:
            key = self.opts.pk.to_python(word)
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
