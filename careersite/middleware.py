"""The gate in front, request ids, the headers of all answers, and sessions for the admin only."""

import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from typing import cast
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import DisallowedHost
from django.db import Error, OperationalError, connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, is_valid_path, resolve
from django.utils.deprecation import MiddlewareMixin
from django_otp.middleware import OTPMiddleware
from structlog.contextvars import bind_contextvars, clear_contextvars

from careersite import typed_work
from careersite.accounts import SIGNED_IN_AT
from careersite.compression import encodings
from careersite.failures import Failure, failure_of
from careersite.monitoring.requests import id_of
from careersite.open_data import open_to_all
from careersite.refusals import refusal
from occupations.api import problems
from occupations.local_copy import keeping, renewing
from occupations.rendering import cache_control

View = Callable[[HttpRequest], HttpResponseBase]

CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# Bytes of the path that are not UTF-8, which Django has percent-encoded again.
BROKEN_BYTES = re.compile(r"%[89A-F][0-9A-F]")

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def largest_body(path: str) -> int:
    """In bytes."""
    return settings.GATE_LARGEST_FILE if path.startswith(settings.GATE_SESSIONS) else settings.GATE_LARGEST_BODY


class Gate:
    """Rejects what no view should ever see, before sessions, templates and the database are involved."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        status = self.reason_to_refuse(request)
        # Whatever compresses looks for names only.
        request.META["HTTP_ACCEPT_ENCODING"] = encodings(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if not request.path_info.startswith(settings.GATE_SESSIONS):
            request.META.pop("HTTP_COOKIE", None)  # a public page is the same for everybody
        if status:
            headers = {"Allow": self.allow(request.path_info)} if status == 405 else {}
            response: HttpResponseBase = refusal(request, status, headers)
        else:
            response = self.methods_of(request) or self.get_response(request)
        if request.method == "HEAD":
            # The headers of GET, including Content-Length, and no body, whatever the server does.
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = ()
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response

    def reason_to_refuse(self, request: HttpRequest) -> int | None:
        """The status of the rejection, or None."""
        path = request.path_info
        query = request.META.get("QUERY_STRING", "")
        try:
            # WSGI gives the bytes of the query as Latin-1.
            words = unquote_to_bytes(query.encode("latin-1")).decode() if "%" in query or not query.isascii() else query
            if CONTROL_CHARACTERS.search(path) or CONTROL_CHARACTERS.search(words) or BROKEN_BYTES.search(path):
                return 400
            request.get_host()
        except (UnicodeError, DisallowedHost):
            return 400
        if len(path) > settings.GATE_LONGEST_PATH or len(query) > settings.GATE_LONGEST_QUERY:
            return 414
        if request.method not in self.methods(path):
            return 405
        length = request.META.get("CONTENT_LENGTH") or "0"
        return 413 if not length.isdecimal() or int(length) > largest_body(path) else None

    def methods_of(self, request: HttpRequest) -> HttpResponse | None:
        """The answer to OPTIONS. Resources of the API say themselves what other sites' scripts may do."""
        path = request.path_info
        if request.method != "OPTIONS" or problems.wanted_here(request) or not is_valid_path(path):
            return None
        return HttpResponse(status=204, headers={"Allow": self.allow(path)})

    def methods(self, path: str) -> tuple[str, ...]:
        return (*settings.GATE_METHODS, "POST") if path.startswith(settings.GATE_WRITABLE) else settings.GATE_METHODS

    def allow(self, path: str) -> str:
        """The header: of a view that is a class, only what the class has."""
        with suppress(Resolver404):
            if view := getattr(resolve(path).func, "view_class", None):
                return ", ".join(method for method in self.methods(path) if method.lower() in view.http_method_names)
        return ", ".join(self.methods(path))


class RequestId:
    """Gives each request an id, or uses that of the proxy in front, for log lines and the response."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = id_of(request.META.get("HTTP_X_REQUEST_ID", ""))
        # Not cleared afterwards: Django logs a failed request when all middleware is done.
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response


class Headers:
    """What every answer says besides its content: policies for browsers, and how long it may be kept.

    The Content-Security-Policy is that of Django 6's middleware, which takes it over with Django 6.2. What other sites
    may show in a frame has a policy of its own, and what other sites may load is said here for all addresses.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response
        self.security = SecurityMiddleware(get_response)
        self.policy = policy(settings.SECURE_CSP)
        self.framed_policy = policy(settings.FRAMED_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        path = request.path_info
        # Refusals of the gate have not seen Django's own middleware.
        response = self.security.process_response(request, cast(HttpResponse, open_to_all(request, response)))
        headers = response.headers
        framed = path.startswith(settings.FRAMED)
        # As in Django 6: its pages for developers have inline styles and scripts.
        if not (settings.DEBUG and response.status_code in (404, 500)):
            headers.setdefault("Content-Security-Policy", self.framed_policy if framed else self.policy)
        headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if framed:
            del headers["X-Frame-Options"]
        shared = path.startswith(settings.CROSS_ORIGIN) or path.endswith(settings.CROSS_ORIGIN_ENDINGS)
        headers["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
        headers.setdefault("Cache-Control", self.cache_control(request, response.status_code))
        if response.status_code == 200 and (ranges := self.accept_ranges(path)):
            headers.setdefault("Accept-Ranges", ranges)
        if response.status_code in (204, 304):
            del headers["Content-Length"]  # of nothing, where a 304 would have to name that of the page
        return response

    def accept_ranges(self, path: str) -> str:
        """Of files: whether a part of one can be asked for. Those that are made for each request come whole."""
        if path.startswith(settings.STATIC_URL):
            return "bytes"
        return "none" if path.startswith("/api/") or path.endswith(settings.OPEN_DATA_ENDINGS) else ""

    def cache_control(self, request: HttpRequest, status: int) -> str:
        """For an answer that does not say it itself."""
        if request.path_info.startswith(settings.GATE_SESSIONS):
            return cache_control.EDITORS
        # A cache that does not tell http from https would send browsers round in a circle.
        to_https = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        is_read = request.method in ("GET", "HEAD")
        return cache_control.by_status(status) if is_read and not to_https else cache_control.NEVER


class OutOfTouch:
    """Says with each public answer if nobody has known for a while whether the local copy equals the database."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        seconds = keeping.unconfirmed()
        if seconds and not request.path_info.startswith(settings.GATE_SESSIONS):
            response.headers["Warning"] = f'111 - "The database has not been reached for {int(seconds)} seconds"'
        return response


class SecondTry:
    """Retries reads if the database closed the connection in the middle, as it does when it is restarted, and if the
    local copy was damaged."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or request.method not in ("GET", "HEAD") or connection.in_atomic_block:
            return None
        if isinstance(exception.__cause__, sqlite3.DatabaseError):
            renewing.replace_unreadable()
        elif (
            isinstance(exception, OperationalError) and connection.connection is not None and not connection.is_usable()
        ):
            connection.close()  # it has ended; where none can be opened, the next attempt would fail as well
        else:
            return None
        view, args, kwargs = match
        return view(request, *args, **kwargs)


class _ForWriters(MiddlewareMixin):
    """Does nothing for public requests: they have no session, user or messages that a view could depend on."""

    def __call__(self, request):
        if not request.path_info.startswith(settings.GATE_SESSIONS):
            return self.get_response(request)
        try:
            return super().__call__(request)
        except Error as error:
            if answer := typed_work.after_error(request, error, is_unsaved=request.resolver_match is None):
                return answer
            raise


class WritersSession(_ForWriters, SessionMiddleware):
    """Where nothing can be saved, editors may go on reading: that the session is in use is not recorded."""

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except SessionInterrupted as interrupted:
            # Django says so also of a database that has failed.
            error = interrupted.__context__ and interrupted.__context__.__context__
        failure = failure_of(error)
        if failure is Failure.READ_ONLY:
            return response
        if error is not None and failure is not None:
            raise error
        return typed_work.after_lost_session(request)


class WritersUser(_ForWriters, AuthenticationMiddleware):
    """Ends sessions that are too old, even if they are in use."""

    def process_request(self, request):
        session, now = request.session, time.time()
        if SESSION_KEY in session and now > session.setdefault(SIGNED_IN_AT, now) + settings.SESSION_LONGEST:
            session.flush()
        super().process_request(request)


class WritersSecondFactor(OTPMiddleware):
    """Records whether the user of a session has entered a code."""

    def __call__(self, request):
        if request.path_info.startswith(settings.GATE_SESSIONS):
            return super().__call__(request)
        return self.get_response(request)


class WritersMessages(_ForWriters, MessageMiddleware):
    pass


def policy(directives: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
