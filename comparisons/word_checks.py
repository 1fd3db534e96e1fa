"""The page of words about a pair says what is wrong with them: when it is opened, and while somebody types."""

from collections.abc import Mapping

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from comparisons.drafting import Checked, Words, check, drafted
from occupations.models import Occupation
from occupations.rendering.http import site_of

NAME = "comparisons_pairnote_check"
LONGEST = 50_000  # characters of either text: far more than anybody writes about a pair
KEY_DIGITS = 18
NO_PAIR = "Choose two different occupations, and the words are checked against their comparison."
TOO_LONG = f"The words are longer than {LONGEST:,} characters, and are not checked."


class WordChecksAdmin(admin.ModelAdmin):
    def get_urls(self):
        return [path("check/", self.admin_site.admin_view(self.check_view), name=NAME), *super().get_urls()]

    @method_decorator([require_POST, csrf_protect])
    def check_view(self, request: HttpRequest) -> HttpResponse:
        """A part of the page, for words that are not saved."""
        if not (self.has_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        return TemplateResponse(request, "admin/comparisons/pairnote/check.html", checked(request, request.POST))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        typed = request.POST if request.method == "POST" else _stored(obj) if obj else {}
        return super().render_change_form(request, context | checked(request, typed), *args, obj=obj, **kwargs)


def _stored(note) -> dict[str, str]:
    stored = {"introduction": note.introduction, "verdict": note.verdict}
    return stored | {"first": str(note.first_id), "second": str(note.second_id)}


def checked(request: HttpRequest, typed: Mapping[str, str]) -> dict[str, Checked | str | None]:
    """For the template check.html. Occupations that are not public count with their drafts."""
    words = Words(typed.get("introduction", ""), typed.get("verdict", ""))
    if max(map(len, words)) > LONGEST:
        return {"checked": None, "why_not": TOO_LONG}
    keys = [typed.get(name, "") for name in ("first", "second")]
    if not all(key.isdecimal() and len(key) <= KEY_DIGITS for key in keys):
        return {"checked": None, "why_not": NO_PAIR}
    known = Occupation.objects.select_related("category", "live").in_bulk([int(key) for key in keys])
    if len(known) < len(keys):
        return {"checked": None, "why_not": NO_PAIR}
    first, second = (known[int(key)] for key in keys)
    site = site_of(request)
    page = drafted((first, second), words, site) or drafted((first, second), words, site, drafts=True)
    return {"checked": check(page, words) if page else None}
