"""Answers whose bytes are finished: pages, files and the API, compressed, in front of Django.

An answer is kept if it is public, was made without the database, and its address was asked for before. It is given
while the local copy of what is live is the same, on the same day, for as long as it says itself that a shared cache may
keep it. Its key has everything that such an answer depends on: whatever refuses an address, a host or a method has seen
the same request before. Anything unusual about a request, and the site makes the answer as always.

Of requests for the same answer that arrive together, one makes it, and the others wait.
"""

import re
import sys
import threading
import time
from collections.abc import Callable, Hashable, Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.http import parse_etags

from careersite.compression import ACCEPTED, encodings
from careersite.monitoring.requests import CACHE, VIEW, id_of
from occupations.caching.hot import HotCache
from occupations.local_copy import keeping, state
from occupations.usage import usage

Headers = list[tuple[str, str]]
Key = tuple[str, ...]
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

LONGEST = 60  # seconds, also for what says that it may be kept for a year
LARGEST = 512 * 1024  # bytes of a body
PATIENCE = 5.0  # seconds to wait for somebody else who makes the same answer
WAITS = 2  # times
API = "/api/"
VARIES = {"accept-encoding"}  # the request's headers that are in every key; those of the API also have Accept
NEVER = ("/admin/", "/static/", "/health/")
UNUSUAL = ("HTTP_RANGE", "HTTP_AUTHORIZATION", "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT", "HTTP_UPGRADE")
# Of one request, or what one client has left; not of the answer.
NOT_KEPT = re.compile(r"x-request-id|server-timing|date|connection|ratelimit-.*", re.IGNORECASE)
OF_A_BODY = re.compile(r"content-(?:length|type|encoding|disposition)", re.IGNORECASE)
UNKEEPABLE = re.compile(r"set-cookie|warning|retry-after|location", re.IGNORECASE)
LIFETIME = re.compile(r"\b(s-maxage|max-age)=(\d+)")
GZIP = re.compile(r"\bgzip\b")
SECONDS_A_DAY = 86_400
OVERHEAD = 1_000  # bytes of an entry besides its texts: the objects, the key, its places in the tables


class Finished(NamedTuple):
    """An answer, and until when it may be given (on the monotonic clock) of which version of the site. `etag` is
    without the mark of weak ones; `unchanged`: the headers of a 304."""

    version: Hashable
    until: float
    view: str
    headers: Headers
    unchanged: Headers
    etag: str
    body: bytes


cache: HotCache[Finished] = HotCache(settings.ANSWER_CACHE_MB * 2**20)


class _Making:
    """An answer that somebody makes just now."""

    def __init__(self) -> None:
        self.is_wanted = False  # whether somebody else waits for it
        self.done = threading.Event()
        self.answer: Finished | None = None


class FinishedAnswers:
    """A WSGI application in front of another one. `version`: of everything public; None while nobody knows, and answers
    say so."""

    def __init__(self, application: Application, version: Callable[[], Hashable | None]) -> None:
        self.application, self.version = application, version
        self.making: dict[Hashable, _Making] = {}
        self.lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None or (version := self.version()) is None:
            return self.application(environ, start_response)
        found = cache.get(key)
        if found is not None and found.version == version and time.monotonic() < found.until:
            environ[CACHE], environ[VIEW] = "hit", found.view
            return give(found, environ, start_response)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        return self.make_once(key, version, environ, start_response, is_known=found is not None)

    def make_once(
        self,
        key: Key,
        version: Hashable,
        environ: dict[str, Any],
        start_response: Start,
        *,
        is_known: bool,
        waited: int = 0,
    ) -> Iterable[bytes]:
        with self.lock:
            others = self.making.get((key, version))
            making = others or self.making.setdefault((key, version), _Making())
            making.is_wanted = others is not None
        if others is not None:
            if waited < WAITS and others.done.wait(PATIENCE) and others.answer is None:
                # That one was of no use, so one of those who waited makes another.
                return self.make_once(key, version, environ, start_response, is_known=True, waited=waited + 1)
            if others.answer is None:
                return self.application(environ, start_response)
            environ[CACHE], environ[VIEW] = "hit", others.answer.view
            return give(others.answer, environ, start_response)
        try:
            return self.make(key, version, environ, start_response, making, is_known=is_known or cache.was_asked(key))
        finally:
            with self.lock:
                del self.making[key, version]
            making.done.set()

    def make(
        self,
        key: Key,
        version: Hashable,
        environ: dict[str, Any],
        start_response: Start,
        making: _Making,
        *,
        is_known: bool,
    ) -> Iterable[bytes]:
        # Who has the page already is told so in any case; if it is asked for again and again, the page is made.
        asked = environ.pop("HTTP_IF_NONE_MATCH", None) if is_known else None
        started: list[Any] = []
        result = self.application(environ, lambda *given: started.extend(given))
        if asked is not None:
            environ["HTTP_IF_NONE_MATCH"] = asked
        status, headers = started[:2]
        seconds = lifetime(environ["PATH_INFO"], status, headers)
        if not seconds or usage.queries:
            start_response(*started)
            return result
        body = b"".join(result)
        if (close := getattr(result, "close", None)) is not None:
            close()
        answer = finished(version, seconds, environ.get(VIEW, ""), headers, body)
        if is_known or making.is_wanted:
            making.answer = answer
            cache.put(key, answer, size_of(key, answer))
            environ[CACHE] = "miss"
        own = [one for one in headers if NOT_KEPT.fullmatch(one[0])]
        return give(answer, environ, start_response, own)


def key_of(environ: dict[str, Any]) -> Key | None:
    """What an answer from memory depends on besides the version; None where it is not even looked for."""
    path = environ.get("PATH_INFO", "")
    host = environ.get("HTTP_HOST")
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not host or path.startswith(NEVER):
        return None
    if environ.get("CONTENT_LENGTH", "") not in ("", "0") or any(name in environ for name in UNUSUAL):
        return None
    accepted = encodings(environ.get("HTTP_ACCEPT_ENCODING", ""))
    encoding = "br" if ACCEPTED.search(accepted) else "gzip" if GZIP.search(accepted) else ""
    return (
        environ.get("wsgi.url_scheme", ""),
        environ.get(settings.SECURE_PROXY_SSL_HEADER[0], "") if settings.SECURE_PROXY_SSL_HEADER else "",
        host,
        environ.get("SCRIPT_NAME", ""),
        path,
        environ.get("QUERY_STRING", ""),
        encoding,
        environ.get("HTTP_ACCEPT", "") if path.startswith(API) else "",
    )


def lifetime(path: str, status: str, headers: Headers) -> float:
    """For how many seconds the answer may be kept; 0 for what is not kept here."""
    named: dict[str, str] = {name.lower(): value for name, value in headers}
    control = named.get("cache-control", "")
    if not status.startswith("200") or not control.startswith("public") or "no-cache" in control:
        return 0
    if any(UNKEEPABLE.fullmatch(name) for name in named):
        return 0
    varies = {one.strip().lower() for one in named.get("vary", "").split(",") if one.strip()}
    if not varies <= (VARIES | {"accept"} if path.startswith(API) else VARIES):
        return 0
    if int(named.get("content-length") or LARGEST + 1) > LARGEST:  # without a length, it is made while it is sent
        return 0
    seconds: dict[str, str] = dict(LIFETIME.findall(control))
    return min(LONGEST, int(seconds.get("s-maxage") or seconds.get("max-age") or 0))


def finished(version: Hashable, seconds: float, view: str, headers: Headers, body: bytes) -> Finished:
    kept = [one for one in headers if not NOT_KEPT.fullmatch(one[0])]
    return Finished(
        version,
        time.monotonic() + seconds,
        view,
        kept,
        [one for one in kept if not OF_A_BODY.fullmatch(one[0])],
        next((value.removeprefix("W/") for name, value in kept if name.lower() == "etag"), ""),
        body,
    )


def size_of(key: Key, answer: Finished) -> int:
    """Bytes in memory, the key's included."""
    texts = [*key, *(text for header in answer.headers for text in header)]
    return len(answer.body) + sum(sys.getsizeof(text) for text in texts) + OVERHEAD


def give(answer: Finished, environ: dict[str, Any], start_response: Start, own: Headers | None = None) -> list[bytes]:
    """The answer, or that the client has it. `own`: headers of this request alone; if None, its id."""
    if own is None:
        own = [("X-Request-ID", id_of(environ.get("HTTP_X_REQUEST_ID", "")))]
    if answer.etag and has_current(environ.get("HTTP_IF_NONE_MATCH", ""), answer.etag):
        start_response("304 Not Modified", [*answer.unchanged, *own])
        return []
    start_response("200 OK", [*answer.headers, *own])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def has_current(given: str, etag: str) -> bool:
    """As `has_current` of the pages; what browsers send needs no parsing."""
    if not given or given == etag:
        return bool(given)
    parsed = parse_etags(given)
    return parsed == ["*"] or etag in (value.removeprefix("W/") for value in parsed)


def live_version() -> Hashable | None:
    """Of everything public: which generation of the local copy, on which day. None while the database is away, because
    answers say for how long."""
    return None if keeping.unconfirmed() else (state.generation(), int(time.time() // SECONDS_A_DAY))
