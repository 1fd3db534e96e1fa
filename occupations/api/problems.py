"""Error responses of the API, in the format of RFC 9457 with stable types. They need no framework, because the
middleware in front of all views and the error pages send them as well."""

from typing import Any, NamedTuple

import msgspec
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

PREFIX = "/api/v1/"
DOCS = "/api/"
CONTENT_TYPE = "application/problem+json"
# Scripts on any site may read this; it is public, and no cookie gives access to anything here.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, "
    "RateLimit-Reset, RateLimit-Policy, Deprecation, Sunset, Content-Range, X-Request-ID",
}


class ProblemKind(NamedTuple):
    status: int
    title: str
    meaning: str


KINDS = {
    "unknown-parameter": ProblemKind(
        400, "Unknown parameter", "The URL has a parameter that this resource does not support."
    ),
    "invalid-parameter": ProblemKind(400, "Invalid parameter", "A parameter has a value that is not allowed."),
    "invalid-body": ProblemKind(400, "Invalid body", "The request body does not match the schema of this resource."),
    "bad-request": ProblemKind(
        400, "Bad request", "The request has invalid or invisible characters, or the wrong host."
    ),
    "not-found": ProblemKind(404, "Not found", "There is nothing public at this URL; `near` lists similar titles."),
    "unknown-cursor": ProblemKind(404, "Unknown cursor", "The cursor does not belong to this list in this order."),
    "method-not-allowed": ProblemKind(
        405, "Method not allowed", "The Allow header lists the methods of this resource."
    ),
    "not-acceptable": ProblemKind(406, "Not acceptable", "The resource has no format that the Accept header allows."),
    "withdrawn": ProblemKind(410, "Withdrawn", "This resource has been withdrawn; `detail` says why."),
    "too-large": ProblemKind(413, "Body too large", "The request body exceeds the limit of this resource."),
    "address-too-long": ProblemKind(414, "URL too long", "The URL is longer than any valid one."),
    "unsupported-media-type": ProblemKind(
        415, "Unsupported media type", "This resource does not accept that content type."
    ),
    "range-not-satisfiable": ProblemKind(416, "Range not satisfiable", "The range starts after the end of the file."),
    "too-many-requests": ProblemKind(429, "Too many requests", "The Retry-After header says how many seconds to wait."),
    "unavailable": ProblemKind(
        503,
        "Not available right now",
        "It will be soon; the Retry-After header says how many seconds to wait.",
    ),
    "server-error": ProblemKind(500, "Something went wrong", "The error is ours, and it has been logged."),
}
OF_STATUS = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    414: "address-too-long",
    429: "too-many-requests",
    500: "server-error",
}


class Problem(Exception):
    """Raised if a request cannot be answered. `more`: further members of the response; `headers`: its headers."""

    def __init__(self, kind: str, detail: str, *, headers: dict[str, str] | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.kind, self.detail, self.more, self.headers = kind, detail, more, headers or {}


def wanted_here(request: HttpRequest) -> bool:
    """Whether the client expects errors as JSON rather than a page."""
    path = request.path_info
    return path.startswith(DOCS) and path != DOCS


def type_of(kind: str, request: HttpRequest) -> str:
    """The address that says what the problem is; only its path if the request is for no host of this site."""
    try:
        return f"{request.scheme}://{request.get_host()}{DOCS}#{kind}"
    except DisallowedHost:
        return f"{DOCS}#{kind}"


def answer(
    request: HttpRequest, kind: str, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any
) -> HttpResponse:
    status, title, meaning = KINDS[kind]
    body = {"type": type_of(kind, request), "title": title, "status": status, "detail": detail or meaning, **more}
    response = HttpResponse(
        msgspec.json.encode(body),
        status=status,
        content_type=CONTENT_TYPE,
        headers={**CORS, "Vary": "Accept-Encoding", **(headers or {})},
    )
    response.headers["Content-Length"] = str(len(response.content))
    return response


def media_type(request: HttpRequest) -> str:
    return parse_header_parameters(request.headers.get("Content-Type", ""))[0]
