"""The mark by which Excel recognizes UTF-8 when a file is opened with a double click, on request: `?bom=1`. Without it,
Excel shows “2024–2034” as “2024â€“2034”; for programs, it would be part of the first heading."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from occupations.api.parameters import BOM

MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()


class ByteOrderMark:
    """Puts the mark in front of CSV."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_csv = response.headers.get("Content-Type", "").startswith("text/csv")
        if is_csv and not response.streaming and response.content and request.GET.get(BOM.name) == "1":
            response.content = MARK + response.content
            if "Content-Length" in response.headers:
                response.headers["Content-Length"] = str(len(response.content))
        return response
