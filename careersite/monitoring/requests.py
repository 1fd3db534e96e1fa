"""Notes every request when it is answered: in the access log, the metrics, and Server-Timing of the demonstration.

In front of everything else, so that it sees what is refused and what comes from a cache, too. What it needs to know of
the inside it reads from the request's environ:

    careersite.view     name of the view, such as "comparisons:comparison"
    careersite.cache    where a cache of whole answers answered, or could have: "hit", "miss" or "stale"

It writes nothing about the reader: no address, no browser, no cookie, no query.
"""

import os
import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import msgspec
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from occupations.usage import usage

if TYPE_CHECKING:
    from careersite.monitoring.metrics import Metrics

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
VIEW, CACHE = "careersite.view", "careersite.cache"
HEALTH = "/health/"  # whatever watches the site, every few seconds
STANDARD_ERROR = 2
LONGEST_PATH = 500  # characters in the log; with it, a line is shorter than what a pipe takes at once (4 KiB)
METHOD = re.compile(r"[A-Z]{1,20}")
PLAIN_PATH = re.compile(r"[!-~]*")


class Request(NamedTuple):
    """A request that is answered. Times are in seconds, until the body is made; sending it is not counted."""

    request_id: str
    method: str
    path: str
    view: str
    status: int
    length: int | None  # bytes of the body; None if it is not known before it is sent
    cache: str
    seconds: float
    processor: float
    in_view: float
    in_database: float
    queries: int


class Observed:
    """A WSGI application in front of another one."""

    def __init__(
        self,
        application: Callable[..., Iterable[bytes]],
        *,
        log: Callable[[Request], None] | None = None,
        metrics: "Metrics | None" = None,
        timing: bool = False,
    ) -> None:
        self.application, self.log, self.metrics, self.timing = application, log, metrics, timing

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start, processor = time.perf_counter(), time.thread_time()
        usage.begin()
        request_id = environ["HTTP_X_REQUEST_ID"] = id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        answered: tuple[str, list[tuple[str, str]]] = "500", []

        def observing_start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal answered
            answered = status, headers
            if self.timing:
                headers.append(("Server-Timing", timing(time.perf_counter() - start)))
            return start_response(status, headers, exc_info)

        body = self.application(environ, observing_start)
        path = environ.get("PATH_INFO", "")
        if path.startswith(HEALTH) or not (self.log or self.metrics):
            return body
        status, headers = answered
        request = Request(
            request_id,
            environ.get("REQUEST_METHOD", ""),
            path,
            environ.get(VIEW) or ("static" if path.startswith("/static/") else "none"),
            int(status[:3]),
            next((int(value) for name, value in headers if name == "Content-Length"), None),
            environ.get(CACHE) or ("miss" if usage.misses else "hit" if usage.hits else "none"),
            time.perf_counter() - start,
            time.thread_time() - processor,
            usage.view,
            usage.database,
            usage.queries,
        )
        if self.log:
            self.log(request)
        if self.metrics:
            self.metrics.note(request)
        return body


class InView:
    """Middleware next to the view: what it is called, and how long it takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = time.perf_counter()
        response = self.get_response(request)
        usage.view = time.perf_counter() - start
        if match := request.resolver_match:
            request.META[VIEW] = match.view_name
        return response


def id_of(given: str) -> str:
    """That of the proxy in front, or a new one."""
    return given if REQUEST_ID.fullmatch(given) else os.urandom(16).hex()


def timing(seconds: float) -> str:
    """The header Server-Timing, in milliseconds."""
    times = {"db": usage.database, "view": usage.view, "total": seconds}
    return ", ".join(f"{name};dur={value * 1000:.1f}" for name, value in times.items())


def log_as_json(request: Request) -> None:
    """In one piece, so that lines of several threads and processes stay whole."""
    fields = {
        "event": "request",
        "level": "error" if request.status >= 500 else "info",
        "logger": "careersite.access",
        "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "request_id": request.request_id,
        "method": _method(request),
        "path": _path(request),
        "view": request.view,
        "status": request.status,
        "bytes": request.length,
        "cache": request.cache,
        "ms": _milliseconds(request.seconds),
        "cpu_ms": _milliseconds(request.processor),
        "view_ms": _milliseconds(request.in_view),
        "db_ms": _milliseconds(request.in_database),
        "queries": request.queries,
    }
    os.write(STANDARD_ERROR, msgspec.json.encode(fields) + b"\n")


def log_in_words(request: Request) -> None:
    line = (
        f"{_method(request)} {_path(request)} {request.status} {request.seconds * 1000:.1f} ms, "
        f"{request.queries} queries, cache: {request.cache}\n"
    )
    os.write(STANDARD_ERROR, line.encode())


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)


def _method(request: Request) -> str:
    return request.method if METHOD.fullmatch(request.method) else "other"


def _path(request: Request) -> str:
    """As it is on the wire: WSGI has its bytes as characters."""
    path = request.path[:LONGEST_PATH]
    return (path if PLAIN_PATH.fullmatch(path) else quote(path.encode("latin-1", "replace")))[:LONGEST_PATH]
