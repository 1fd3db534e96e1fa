"""Editors put the pairs that the home page features in order, and see which pairs fill the places that are left."""

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from comparisons.home import EXAMPLES, examples
from comparisons.models import PairNote

NAME = "comparisons_pairnote_home"
STEPS = {"up": -1, "down": 1}


class Place(NamedTuple):
    """A featured pair. `shown`: whether it is on the home page now."""

    note: PairNote
    shown: bool
    why_not: str


def moved(keys: Sequence[int], key: int, step: int) -> list[int]:
    """The same keys with one of them a place further, as far as there is one."""
    order = list(keys)
    if key in order:
        at = order.index(key)
        order.insert(min(max(at + step, 0), len(order) - 1), order.pop(at))
    return order


@transaction.atomic
def put_in_order(key: int, step: int) -> None:
    """Moves a featured pair up (−1) or down (1). Whoever does so at the same time waits."""
    notes = {note.pk: note for note in PairNote.objects.featured().select_for_update(of=("self",))}
    for place, one in enumerate(moved(list(notes), key, step), start=1):
        if notes[one].place != place:
            notes[one].place = place
            notes[one].save(update_fields=["place"])


def places() -> list[Place]:
    found: list[Place] = []
    left = EXAMPLES
    for note in PairNote.objects.featured().select_related("first__live", "second__live"):
        absent = [side.title for side in (note.first, note.second) if not side.is_public]
        why_not = f"{absent[0]} is not public" if absent else "" if left else f"only {EXAMPLES} are shown"
        left -= not why_not
        found.append(Place(note, not why_not, why_not))
    return found


class FeaturingAdmin(admin.ModelAdmin):
    def get_urls(self):
        return [path("home/", self.admin_site.admin_view(self.home_view), name=NAME), *super().get_urls()]

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect])
    def home_view(self, request: HttpRequest) -> HttpResponse:
        may_change = self.has_change_permission(request)
        if not self.has_view_permission(request) or (request.method == "POST" and not may_change):
            raise PermissionDenied
        if request.method == "POST":
            step, _, key = request.POST.get("move", "").partition(" ")
            if step not in STEPS or not key.isdecimal() or len(key) > 18:
                messages.error(request, "Nothing was moved: the button that was sent is not one of this page.")
            else:
                put_in_order(int(key), STEPS[step])
            return redirect(f"admin:{NAME}")
        found = places()
        shown = sum(place.shown for place in found)
        context = {
            **self.admin_site.each_context(request),
            "title": "Comparisons on the home page",
            "opts": self.opts,
            "media": self.media,
            "places": found,
            "others": examples()[shown:],
            "may_change": may_change,
        }
        return TemplateResponse(request, "admin/comparisons/pairnote/home.html", context)
