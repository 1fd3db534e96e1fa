"""Rescues what was typed in the admin if it would be lost before or in its view."""

import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.views import csrf

from careersite.failures import Failure, failure_of
from occupations.admin.typed_work import (
    OLD_TOKEN,
    SIGNED_OUT,
    UNAVAILABLE,
    Reason,
    from_this_site,
    has_typed_work,
    typed_work_page,
)

logger = logging.getLogger(__name__)

CONFLICT = 409
INTERRUPTED = Reason(
    403,
    "You were signed out at the same moment",
    "It may not have been saved. What you typed is on this page: sign in in another tab, come back here and send it "
    "again. What is stored by then is compared with it, and nothing is saved twice.",
)
HERE = "What you typed is on this page"
NOT_SAVED = f"Nothing was saved. {HERE}"
UNSURE = Reason(
    UNAVAILABLE,
    "The database is not responding",
    f"It may not have been saved. {HERE}: try again in a minute. What is stored by then is compared with it, and "
    "nothing is saved twice.",
)
REASONS = {
    Failure.AWAY: UNSURE,
    Failure.SLOW: Reason(
        UNAVAILABLE, "The database took too long", f"It ended the work after some seconds. {NOT_SAVED}: send it again."
    ),
    Failure.LOCKED: Reason(
        UNAVAILABLE,
        "Somebody else is changing the same",
        f"A person, an import or a publishing run holds what you want to save. {NOT_SAVED}: send it again in a minute.",
    ),
    Failure.CLASH: Reason(
        UNAVAILABLE,
        "Somebody saved something at the same moment",
        f"The two changes were in each other's way, and the other one was accepted. {NOT_SAVED}: send it again.",
    ),
    Failure.READ_ONLY: Reason(
        UNAVAILABLE,
        "Nothing can be saved for now",
        "The database can only be read at the moment, because of maintenance or because a standby has taken over. "
        f"{NOT_SAVED}: leave it open, and send it again in a few minutes.",
    ),
    Failure.FULL: Reason(
        UNAVAILABLE,
        "The database has no room left",
        f"{NOT_SAVED}: leave it open, tell whoever runs the site to make room, and send it again afterwards.",
    ),
    Failure.TWICE: Reason(
        CONFLICT,
        "The same was saved at the same moment",
        f"By a second click on the button, or by somebody else. This one was not saved. {HERE}: before you send it "
        "again, look whether everything is there.",
    ),
    Failure.GONE: Reason(
        CONFLICT,
        "Something was deleted at the same moment",
        f"What you saved refers to a row that somebody has just deleted. {NOT_SAVED}: open the form again, choose "
        "another one there, and copy your text from here.",
    ),
    Failure.REFUSED: Reason(
        CONFLICT,
        "The database refuses a value",
        f"It breaks a rule that the form does not know, and this has been noted. {NOT_SAVED}, to copy from.",
        again="",
    ),
}


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
        except Error as error:
            return after_error(request, error)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return after_error(request, exception)


def after_error(request: HttpRequest, error: Exception, *, is_unsaved: bool = True) -> HttpResponse | None:
    """What was typed, if the database has failed. `is_unsaved`: the view had not ended."""
    failure = failure_of(error)
    if failure is None or not _typed(request):
        return None
    logger.error("The database failed (%s); what was typed went back.", failure.name.lower(), exc_info=error)
    return typed_work_page(request, REASONS[failure] if is_unsaved else UNSURE)


def after_lost_session(request: HttpRequest) -> HttpResponse:
    """Of a session that was ended, in another window or by a publisher, while it was used."""
    if _typed(request):
        return typed_work_page(request, INTERRUPTED)
    return redirect_to_login(request.get_full_path() if request.method == "GET" else resolve_url("admin:index"))


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
