"""A resource of the API, asked from inside a page."""

import io
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import msgspec
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from occupations.api import problems
from occupations.api.endpoint import Endpoint
from occupations.api.parameters import read

LONGEST = 20_000
"""Characters of an answer that are shown."""
# What a visitor's browser says about the page, and not about the resource.
_OF_THE_PAGE = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE")


class Shown(NamedTuple):
    """An answer to look at. `text`: its body, indented if it is JSON; `length`: characters, also of what is left out;
    `location`: where a redirect leads, or empty."""

    status: int
    phrase: str
    content_type: str
    text: str
    length: int
    location: str

    @property
    def is_cut(self) -> bool:
        return self.length > len(self.text)


def _inner(request: HttpRequest, address: str) -> WSGIRequest:
    """The same client's request for another address of this site, which accepts JSON."""
    parts = urlsplit(address)
    environ = {name: value for name, value in request.META.items() if name not in _OF_THE_PAGE}
    path = unquote(parts.path).encode().decode("latin-1")  # as WSGI has it
    return WSGIRequest(
        environ
        | {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": parts.query,
            "HTTP_ACCEPT": "application/json",
            "wsgi.input": io.BytesIO(),
        }
    )


def ask(request: HttpRequest, address: str) -> Shown:
    """What the API answers at an address below it. It counts as one of the client's requests."""
    inner = _inner(request, address)
    response: HttpResponseBase
    try:
        found = resolve(inner.path_info)
        response = found.func(inner, *found.args, **found.kwargs)
    except Resolver404:
        response = problems.answer(inner, "not-found")
    body = response.content.decode() if hasattr(response, "content") else ""
    content_type = response.headers.get("Content-Type", "")
    text = _indented(body) if "json" in content_type and body else body
    return Shown(
        response.status_code,
        HTTPStatus(response.status_code).phrase,
        content_type,
        text[:LONGEST],
        len(text),
        response.headers.get("Location", ""),
    )


def example(request: HttpRequest, resource: type[Endpoint], address: str) -> str:
    """The JSON of a resource at this address, indented. It counts as nobody's request."""
    view = resource()
    inner = _inner(request, address)
    view.request = inner  # type: ignore[assignment]  # lists need no more of a request than this
    view.params = read(inner.GET, view.known())
    answer = view.answer(view.params)
    content = answer.content("json")  # type: ignore[union-attr]  # lists never redirect
    return _indented(content if isinstance(content, str) else content.decode())


def _indented(body: str) -> str:
    return msgspec.json.format(body, indent=2)
