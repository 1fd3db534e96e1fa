"""Rescues what was typed in the admin if it would be lost before or in its view."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.views import csrf

from careersite.logs import DATABASE_ERRORS
from occupations.admin.typed_work import (
    NO_DATABASE,
    OLD_TOKEN,
    SIGNED_OUT,
    from_this_site,
    has_typed_work,
    typed_work_page,
)

logger = logging.getLogger(__name__)


class TypedWork:
    """Responds with what was typed if nobody is signed in any longer, or if the database does not respond."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not _typed(request):
            return None
        try:
            return None if admin.site.has_permission(request) else typed_work_page(request, SIGNED_OUT)
        except DATABASE_ERRORS as error:
            return after_error(request, error)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return after_error(request, exception)


def after_error(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """What was typed, if the database has failed."""
    if not isinstance(error, DATABASE_ERRORS) or not _typed(request):
        return None
    logger.error("The database did not respond; what was typed went back.", exc_info=error)
    return typed_work_page(request, NO_DATABASE)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of this site that was opened before somebody signed in can be sent again; one of another site cannot."""
    if _typed(request) and from_this_site(request):
        return typed_work_page(request, OLD_TOKEN)
    return csrf.csrf_failure(request, reason)


def _typed(request: HttpRequest) -> bool:
    path = request.path_info
    return (
        path.startswith(settings.GATE_SESSIONS) and path != resolve_url(settings.LOGIN_URL) and has_typed_work(request)
    )
