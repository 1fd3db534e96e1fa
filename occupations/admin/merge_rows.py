"""Merging rows that occupations share, in a guided step: for the admins of skills and categories."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any, NamedTuple

import pghistory
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from occupations.publishing.merging import Effect

from .choosing import chosen, keys_sent
from .reviewing import groups_with

OLD = "Nothing was done, because something was changed after you opened this page. You now see the current state."


class Merging(NamedTuple):
    """Two functions of the one and the other. `merge` returns how many occupations are still to be compared with what
    visitors see."""

    effects: Callable[[Any, Any], Iterable[Effect]]
    merge: Callable[[Any, Any], int]


class RowMergingAdmin(admin.ModelAdmin):
    merging: Merging

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change and self.has_merge_permission(request):
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_merge"
            context["merge_address"] = reverse(name, args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        """One of the two goes."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def merge_refusal(self, one: models.Model, into: models.Model) -> str:
        return f"A {self.opts.verbose_name} cannot be merged into itself. Choose another one." if one == into else ""

    @method_decorator([require_http_methods(["GET", "HEAD", "POST"]), csrf_protect, transaction.atomic])
    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Asks for the other one, shows what will happen, and does it."""
        if not self.has_merge_permission(request):
            raise PermissionDenied(
                f"{groups_with(f'delete_{self.opts.model_name}')} can merge {self.opts.verbose_name_plural}."
            )
        if request.method == "POST":
            both = self.model._default_manager.filter(pk__in=keys_sent(self, request, pk)).order_by("pk")
            list(both.select_for_update().values_list("pk"))
        one = self.get_object(request, str(pk))
        if one is None:
            raise Http404
        choice = chosen(self, request, self.get_queryset(request))
        error = choice.error or (self.merge_refusal(one, choice.row) if choice.row else "")
        if choice.row is None or error:
            rows = [row for row in choice.rows if row.pk != one.pk]
            return self._merge_page(request, one, {"choice": choice._replace(rows=rows), "error": error})
        into = choice.row
        effects = list(self.merging.effects(one, into))
        seen = sha256(repr((one.pk, into.pk, effects)).encode()).hexdigest()
        if request.method == "POST" and request.POST.get("seen") == seen:
            return self._merged(request, one, into)
        context = {"into": into, "effects": effects, "seen": seen, "error": OLD if "seen" in request.POST else ""}
        return self._merge_page(request, one, context)

    def _merged(self, request: HttpRequest, one: models.Model, into: models.Model) -> HttpResponse:
        name = str(one)
        pghistory.context(merged=[name, str(into)])
        self.log_change(request, into, f"Merged “{name}” into it.")
        waiting = self.merging.merge(one, into)
        more = f" {waiting:,} occupations are being compared with what visitors see." if waiting else ""
        self.message_user(request, f"“{name}” was merged into “{into}”.{more}", messages.SUCCESS)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", into.pk)

    def _merge_page(self, request: HttpRequest, one: models.Model, context: dict[str, Any]) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            "title": "Merge into another",
            "subtitle": str(one),
            "opts": self.opts,
            "original": one,
            "back": reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[one.pk]),
            "back_label": str(one),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/merging/rows.html", {**shared, **context})
