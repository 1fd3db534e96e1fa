"""Scripts of other sites may read what is data: the API, the files of pages, and permanent addresses; also where these
redirect, refuse or are written without a slash."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from occupations.api.problems import CORS

READ = "GET, HEAD, OPTIONS"
USUAL = "Accept, Content-Type, If-None-Match, Range, If-Range"
LONGEST = 1_000
_NAMES = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+(?:[ \t]*,[ \t]*[A-Za-z0-9!#$%&'*+.^_`|~-]+)*")


def is_open(path: str) -> bool:
    return path.startswith(settings.OPEN_DATA) or path.endswith(settings.OPEN_DATA_ENDINGS)


def open_to_all(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response with what browsers look for, if it is to data. A preflight request is allowed any headers, and
    succeeds where the request itself would be redirected, because browsers do not follow redirects of preflights."""
    if not is_open(request.path_info):
        return response
    meta = request.META
    if request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in meta:
        if response.status_code in (301, 302, 303, 308, 404, 410):
            response = HttpResponse(status=204)
        asked = meta.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "").strip()
        named = len(asked) <= LONGEST and _NAMES.fullmatch(asked)
        response.headers.setdefault("Access-Control-Allow-Methods", READ)
        response.headers["Access-Control-Allow-Headers"] = asked if named else USUAL
        response.headers.setdefault("Access-Control-Max-Age", "86400")
    for name, value in CORS.items():
        response.headers.setdefault(name, value)
    return response
