"""The page for people who are signed in and may not do what they asked for: it says who may."""

import re
from copy import copy

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from occupations.admin.reviewing import groups_with

# By the last words of the names that Django and the desk give to addresses of a model: the permission it takes. All
# others take the one to view.
WHAT = {"view": "look at {}", "add": "add {}", "change": "change {}", "delete": "delete {}"}
WRITING = {
    "add": "add",
    "delete": "delete",
    "history_restore": "change",
    "history_undo": "change",
    "password_change": "change",
    "second_factor": "change",
}
WRITING_IF_SENT = {"change", "here", "check", "home"}
NOBODY = "Nobody"


def wanted_here(request: HttpRequest) -> bool:
    """Whether somebody who is signed in asked for a page of the admin."""
    match = request.resolver_match
    return match is not None and "admin" in match.namespaces and admin.site.has_permission(request)


def page(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": "You may not do this", "who": who_may(request, exception)}
    return TemplateResponse(request, "admin/accounts/refused.html", context, status=403).render()


def who_may(request: HttpRequest, exception: Exception | None) -> str:
    """Who may, in a sentence: that of the refusal if it has one, else what the address says."""
    if isinstance(exception, PermissionDenied) and str(exception):
        return str(exception)
    name = request.resolver_match.url_name or "" if request.resolver_match else ""
    for model, of in admin.site._registry.items():
        of_model = re.fullmatch(rf"{model._meta.app_label}_{model._meta.model_name}_(\w+)", name)
        if of_model:
            sent = request.method == "POST" and of_model[1] in WRITING_IF_SENT
            verb = WRITING.get(of_model[1], "change" if sent else "view")
            who = _who_may(verb, of, request)
            return f"{who} can {WHAT[verb].format(model._meta.verbose_name_plural)}{' by hand' * (who == NOBODY)}."
    return "Administrators can tell you who may."


def _who_may(verb: str, of: admin.ModelAdmin, request: HttpRequest) -> str:
    everything = copy(request)
    everything.user = User(is_superuser=True)
    if not getattr(of, f"has_{verb}_permission")(everything):
        return NOBODY
    return groups_with(f"{verb}_{of.opts.model_name}", of.opts.app_label)
