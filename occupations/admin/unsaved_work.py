"""What is typed into a form is kept while it is typed, and offered when the form is opened again.

A script sends the form to one address every few seconds. Going on with it fills the form with what was typed, merged
with what was saved since as any save would be (edit_conflicts.py), and saves nothing.
"""

import datetime
import json
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from occupations.admin.edit_conflicts import VersionedAdmin
from occupations.admin.history.words import Section
from occupations.admin.parameters import is_key
from occupations.admin.state_words import differences
from occupations.admin.typed_work import SECRET, TOKEN_FIELD
from occupations.models import UnsavedWork

LARGEST = 1024**2  # bytes of a form as JSON
KEPT_FOR = datetime.timedelta(days=30)
FORM, ROW, REVERTED = "_form", "_row", "_reverted"  # what the script says besides the fields
CONTINUE, DISCARD = "_continue", "_discard"  # buttons of the offer


class Offer(NamedTuple):
    work: UnsavedWork
    differences: list[Section]


def of(user, model: type[models.Model], row: int | None) -> models.QuerySet[UnsavedWork]:
    """That of this form, if there is any."""
    return UnsavedWork.objects.filter(by=user, kind=ContentType.objects.get_for_model(model), row=row)


def forget(now: datetime.datetime) -> int:
    """Delete what nobody has gone on with. Returns how many."""
    return UnsavedWork.objects.filter(typed_at__lt=now - KEPT_FOR).delete()[0]


class KeepsUnsavedWork(VersionedAdmin):
    """An admin whose forms are kept while somebody types."""

    @property
    def media(self):
        return super().media + forms.Media(js=["unsaved-work.js"])

    def keep(self, request: HttpRequest) -> HttpResponse:
        """What the script has sent. Raises PermissionDenied and Http404."""
        word = request.POST.get(ROW, "")
        row = self.get_object(request, word) if is_key(self.opts.pk, word) else None
        if word and row is None:
            raise Http404
        if not (self.has_change_permission(request, row) if row else self.has_add_permission(request)):
            raise PermissionDenied
        sent = {
            name: [value.replace("\0", "") for value in values]  # which PostgreSQL does not store
            for name, values in request.POST.lists()
            if _is_kept(name)
        }
        if REVERTED in request.POST:
            of(request.user, self.model, row and row.pk).delete()
        elif len(json.dumps(sent).encode()) > LARGEST:
            return JsonResponse({"error": "It is too much to be kept: save it."}, status=413)
        else:
            kind = ContentType.objects.get_for_model(self.model)
            UnsavedWork.objects.bulk_create(
                [UnsavedWork(by=request.user, kind=kind, row=row and row.pk, sent=sent)],  # type: ignore[misc]
                update_conflicts=True,
                unique_fields=["by", "kind", "row"],
                update_fields=["sent", "typed_at"],
            )
        return JsonResponse({"typed_at": f"{timezone.now():%H:%M}"})

    def _changeform_view(self, request, object_id, form_url, extra_context):
        may = self.has_add_permission(request) if object_id is None else self.has_view_or_change_permission(request)
        if request.method == "POST" and may and {CONTINUE, DISCARD} & request.POST.keys():
            own = of(request.user, self.model, _key(object_id))
            work = own.first()
            if DISCARD in request.POST:
                own.delete()
            if work is None or DISCARD in request.POST:
                gone = "What you had typed is discarded." if work else "There is no unsaved work of yours any more."
                self.message_user(request, gone, messages.INFO)
                return redirect(request.path)
            request.unsaved = work
            request.POST = _as_sent(work, request.POST.get(TOKEN_FIELD, ""))
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.withheld = hasattr(request, "unsaved")
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        of(request.user, self.model, form.instance.pk if change else None).delete()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        may = self.has_add_permission(request) if add else self.has_change_permission(request, obj)
        if may:
            context["keeps"] = {"form": self.opts.label_lower, "row": obj.pk if change and obj else ""}
            context["unsaved"] = getattr(request, "unsaved", None)
            if request.method == "GET":
                context["offer"] = self.offer(request, obj if change else None)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def offer(self, request: HttpRequest, obj: Any) -> Offer | None:
        """What the user has typed and not saved, if it differs from what is stored by now."""
        work = of(request.user, self.model, obj and obj.pk).first()
        if work is None:
            return None
        form, lists = self.shown_forms(request, obj)
        found = differences(_as_sent(work, ""), form, lists, obj)
        if not found:
            work.delete()  # it has been saved
            return None
        return Offer(work, found)


def _is_kept(name: str) -> bool:
    return name not in (TOKEN_FIELD, FORM, ROW, REVERTED) and "\0" not in name and not SECRET.search(name)


def _key(object_id: str | None) -> int | None:
    word = unquote(object_id or "")
    return int(word) if word.isascii() and word.isdecimal() else None


def _as_sent(work: UnsavedWork, token: str) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in work.sent.items():
        data.setlist(name, values)
    data[TOKEN_FIELD] = token
    return data
