"""The pages of a history: its entries, two of its states compared, and one of them restored."""

import datetime
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlencode

import pghistory
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from occupations.admin import form_states
from occupations.admin.edit_conflicts import FIELD, Opened, VersionedAdmin
from occupations.admin.parameters import is_key

from . import restoring, store
from .entries import ShownEntry, in_words, moment
from .kinds import History, Kind, State
from .words import Section, sections

NOT_RECORDED = "not recorded"
SORTS = {
    "": "everything",
    store.CHANGE: "changes",
    store.RESTORED: "restored versions",
    store.EDITION: "editions",
    store.SCHEDULED: "scheduled editions",
    store.REVIEW: "reviews",
    store.WITHDRAWAL: "withdrawals",
    store.LOG: "earlier entries of the log",
}
LAST_PAGE = 100_000


class Version(NamedTuple):
    """A state that can be asked for by its name."""

    name: str
    label: str
    at: datetime.datetime
    state: State


class FilterForm(forms.Form):
    sort = forms.ChoiceField(label="Show", choices=list(SORTS.items()), required=False)
    who = forms.ChoiceField(label="By", required=False)

    def __init__(self, *args, people: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        names = [(name or NOT_RECORDED, name or NOT_RECORDED) for name in sorted(people)]
        self.fields["who"].choices = [("", "everybody"), *names]  # type: ignore[attr-defined]


class HistoryAdmin(VersionedAdmin):
    """For models with a history (occupations/models/history.py)."""

    history: History  # of the row alone, unless an admin says more

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        if not hasattr(self, "history"):
            self.history = History((Kind(model, owner="pgh_obj_id"),))

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_history"
        steps = {
            "compare": self.compare_versions_view,
            "restore": self.restore_version_view,
            "undo": self.undo_save_view,
        }
        return [
            *(
                path(f"<int:pk>/history/{step}/", self.admin_site.admin_view(view), name=f"{name}_{step}")
                for step, view in steps.items()
            ),
            *super().get_urls(),
        ]

    # Reading

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        obj = self.get_object(request, object_id) if is_key(self.opts.pk, object_id) else None
        if obj is None or not self.has_view_or_change_permission(request, obj):
            return super().history_view(request, object_id, extra_context)  # which says so
        asked = request.GET.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdecimal() and 0 < int(asked) <= LAST_PAGE else 1
        sort, who = request.GET.get("sort", ""), request.GET.get("who", "")
        sorts = [sort] if sort in SORTS and sort else []
        found = store.page(
            self.history, obj.pk, sorts=sorts, who={"": None, NOT_RECORDED: ""}.get(who, who), number=number
        )
        context = {
            "title": "History",
            "entries": list(self._shown(obj, found.entries)),
            "total": found.total,
            "filter": FilterForm(request.GET, people=found.people),
            "query": {"sort": sort, "who": who},
            "newer": number - 1,
            "older": number + 1 if number * store.PAGE < found.total else 0,
            "compares": sum(bool(entry.version) for entry in found.entries) > 1,
            "may_change": self.has_change_permission(request, obj),
            "with_live": self._compared_with_live(obj),
        }
        return self._history_page(request, obj, "timeline", context)

    def _compared_with_live(self, obj: models.Model) -> str:
        """The address that compares what visitors see with what is stored now; empty where nothing is live."""
        live = getattr(obj, "live", None)
        if not self.history.editions or live is None:
            return ""
        query = urlencode({"from": f"e{live.number}", "to": store.version_at(timezone.now())})
        return f"{self._address('history_compare', obj)}?{query}"

    def _shown(self, obj: models.Model, entries: list[store.Entry]) -> Iterator[ShownEntry]:
        saves = [entry.key for entry in entries if entry.sort in store.SAVES]
        changed = store.changes(self.history, obj.pk, saves)
        for entry in entries:
            link = self.edition_address(obj, int(entry.key)) if entry.sort == store.EDITION else ""
            yield in_words(self.history, entry, changed.get(entry.key), link)

    def edition_address(self, obj: models.Model, number: int) -> str:
        """Where an edition can be seen; empty if nowhere."""
        return ""

    @method_decorator(require_safe)
    def compare_versions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Two versions, the older one first."""
        obj = self._with_history(request, pk)
        chosen = [self._version(obj, request.GET.get(name, "")) for name in ("from", "to")]
        if None in chosen:
            self.message_user(request, "Choose two versions of the history to compare.", messages.WARNING)
            return redirect(self._address("history", obj))
        older, newer = sorted((one for one in chosen if one), key=lambda version: version.at)
        context = {
            "title": "Compare two versions",
            "older": older,
            "newer": newer,
            "sections": sections(self.history, older.state, newer.state),
            "may_restore": [one for one in (older, newer) if self.may_restore(request, obj, one.name)],
        }
        return self._history_page(request, obj, "compare", context)

    # Writing

    def may_restore(self, request: HttpRequest, obj: models.Model, version: str) -> bool:
        """What was only saved, whoever may change it; what was published, whoever may say so."""
        return self.has_change_permission(request, obj)

    def before_restoring(self, state: State) -> None:
        """Make whatever else the state needs."""

    @method_decorator(require_safe)
    def undo_save_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Leads to what restores the state before the last save."""
        obj = self._with_history(request, pk)
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        last = store.page(self.history, obj.pk, sorts=[store.CHANGE, store.RESTORED]).entries[:1]
        before = last[0].began - store.MICROSECOND if last else store.EPOCH
        if store.state(self.history, obj.pk, before) is None:
            self.message_user(request, "There is nothing to undo: it is as it was first saved.", messages.INFO)
            return redirect(self._address("history", obj))
        return redirect(f"{self._address('history_restore', obj)}?version={store.version_at(before)}&undo=1")

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect])
    def restore_version_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shows what restoring a version would change, and restores all of it or one field, as a save of the form."""
        obj = self._with_history(request, pk)
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        version = self._version(obj, request.GET.get("version", ""))
        if version is None:
            self.message_user(request, "Choose the version that is to be restored.", messages.WARNING)
            return redirect(self._address("history", obj))
        if not self.may_restore(request, obj, version.name):
            raise PermissionDenied
        now = store.state(self.history, obj.pk, timezone.now()) or {}
        differs = sections(self.history, now, version.state)
        seen = sha256(repr(now).encode()).hexdigest()
        if request.method == "POST" and request.POST.get("seen") == seen:
            only = request.POST.get("only", "")
            if not only or only in {section.key for section in differs}:
                return self._restore(request, obj, version, next((one for one in differs if one.key == only), None))
        context = {
            "title": "Undo the last save" if "undo" in request.GET else "Restore a version",
            "undo": "undo" in request.GET,
            "version": version,
            "sections": differs,
            "more": len(differs) > 1,
            "seen": seen,
            "is_old": request.method == "POST",
        }
        return self._history_page(request, obj, "restore", context)

    def _restore(self, request: HttpRequest, obj: models.Model, version: Version, only: Section | None):
        self.before_restoring(version.state)
        form, lists = self.shown_forms(request, obj)
        data = restoring.data_of(self.history, version.state, only.key if only else "", form, lists)
        data["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
        data[FIELD] = Opened(form_states.stored_state(form, lists), []).sealed(obj)
        request.POST = data  # type: ignore[assignment]
        what = f"{only.label} of {version.label}" if only else version.label
        pghistory.context(restored=what)
        return self.changeform_view(request, str(obj.pk), self._address("change", obj))

    def save_model(self, request, obj, form, change):
        if replaced := request.merged.overruled if hasattr(request, "merged") else []:
            pghistory.context(replaced=replaced)
        super().save_model(request, obj, form, change)

    # Shared

    def _with_history(self, request: HttpRequest, pk: int) -> models.Model:
        """Raises Http404 and PermissionDenied."""
        obj = self.get_object(request, str(pk)) if is_key(self.opts.pk, str(pk)) else None
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return obj

    def _version(self, obj: models.Model, name: str) -> Version | None:
        """The state of that name; None if there is none."""
        if name.startswith("e") and name[1:].isdecimal() and self.history.editions:
            edition = self.history.editions.state(obj.pk, int(name[1:]))
            return Version(name, f"edition {name[1:]}", *edition) if edition else None
        try:
            at = store.time_of(name)
            state = store.state(self.history, obj.pk, at) if name.startswith("s") else None
        except (ValueError, OverflowError):
            return None
        return Version(name, f"the state of {moment(at)}", at, state) if state else None

    def _address(self, name: str, obj: models.Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=[obj.pk])

    def _history_page(self, request: HttpRequest, obj: models.Model, name: str, context: dict) -> HttpResponse:
        addresses = {step: self._address(f"history_{step}", obj) for step in ("compare", "restore", "undo")}
        shared = {
            **self.admin_site.each_context(request),
            "subtitle": str(obj),
            "opts": self.opts,
            "original": obj,
            "back": self._address("change", obj),
            "history": self._address("history", obj),
            "addresses": addresses,
            "media": self.media,
        }
        return TemplateResponse(request, f"admin/history/{name}.html", {**shared, **context})
