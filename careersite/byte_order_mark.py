"""The mark by which Excel recognizes UTF-8 when a file is opened with a double click, on request: `?bom=1`. Without it,
Excel shows “2024–2034” as “2024â€“2034”; for programs, it would be part of the first heading."""

from collections.abc import Callable
from itertools import chain

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from occupations.api.parameters import BOM

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()


class ByteOrderMark:
    """Puts the mark in front of CSV."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_csv = response.headers.get("Content-Type", "").startswith("text/csv")
        if not is_csv or request.GET.get(BOM.name) != "1":
            return response
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = chain([MARK], iter(response))
        elif isinstance(response, HttpResponse) and response.content:
            response.content = MARK + response.content
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        return response
