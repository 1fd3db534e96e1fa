"""The page for people who are signed in and may not do what they asked for: it says who may."""

import re

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from occupations.admin.reviewing import groups_with

# The last word of the names that Django gives to addresses of a model, and what it takes to open them.
VERBS = {
    "changelist": ("view", "look at {}"),
    "history": ("view", "look at {}"),
    "add": ("add", "add {}"),
    "change": ("change", "change {}"),
    "delete": ("delete", "delete {}"),
}


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
    for model in admin.site._registry:
        of_model = re.fullmatch(rf"{model._meta.app_label}_{model._meta.model_name}_(\w+)", name)
        if of_model and of_model[1] in VERBS:
            verb, words = VERBS[of_model[1]]
            may = groups_with(f"{verb}_{model._meta.model_name}", model._meta.app_label)
            return f"{may} can {words.format(model._meta.verbose_name_plural)}."
    return "An administrator can tell you who may."
