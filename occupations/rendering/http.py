"""What public responses have in common: validators, caching, and pages that explain an error."""

import hashlib
import ipaddress
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urljoin

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import register_converter
from django.urls.converters import StringConverter
from django.utils.http import parse_etags

from occupations.links import picker_url
from occupations.metrics import REGISTRY_VERSION
from occupations.rendering import cache_control
from occupations.rendering.view import Page

CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "png": "image/png",
    "sheet": "text/html; charset=utf-8",
    "card": "text/html; charset=utf-8",
}


FILES = ("json", "csv", "md")
"""The formats with all data, of every page of occupations."""
PROBLEMS = {400: "invalid-parameter", 404: "not-found", 410: "withdrawn"}  # kinds of the API's


Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FormatConverter(StringConverter):
    """The URL ending of another format of a page. HTML is the format without one."""

    regex = "|".join(FILES)


register_converter(FormatConverter, "format")


def etag_of(*parts: str) -> str:
    """A validator for these parts, the code and the registry. It is weak, because it is the same whether the answer is
    compressed or not."""
    text = "\n".join((settings.BUILD, REGISTRY_VERSION, *parts))
    return f'W/"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def has_current(request: HttpRequest, etag: str) -> bool:
    """Whether the client already has this response, by weak comparison (RFC 9110, 8.8.3.2)."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return given == ["*"] or etag.removeprefix("W/") in (value.removeprefix("W/") for value in given)


def not_modified(etag: str) -> HttpResponse:
    response = with_validator(HttpResponseNotModified(), etag)
    response["Vary"] = "Accept-Encoding"  # as on the page: compression says so only where there is a body
    return response


def with_validator(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = cache_control.PAGE
    return response


def site_of(request: HttpRequest) -> str:
    """Scheme and host, for absolute URLs."""
    return f"{request.scheme}://{request.get_host()}"


def client_address(request: HttpRequest) -> Address | None:
    """The client address of a request, if it is known.

    Header values that a client can set itself are ignored: behind proxies, the address is the one seen by the outermost
    trusted proxy, counted from the right.
    """
    parts = [part.strip() for part in request.META.get(settings.CLIENT_ADDRESS_KEY, "").split(",")]
    try:
        return ipaddress.ip_address(parts[-min(settings.TRUSTED_PROXIES, len(parts))])
    except ValueError:
        return None


def network_of(address: Address) -> str:
    """The address; for IPv6 its network, because one person has a whole network."""
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def client_network(request: HttpRequest) -> str:
    """The network that a request comes from. Empty if unknown."""
    address = client_address(request)
    return network_of(address) if address else ""


def public_page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """A page for visitors. Its ETag is a hash of its bytes."""
    response = render(request, template, context, status=status, using="public")
    return response if status != 200 else validated(request, response)


def validated(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The response, or that the client has it; its ETag is a hash of its bytes."""
    etag = etag_of(hashlib.sha256(response.content).hexdigest())
    return not_modified(etag) if has_current(request, etag) else with_validator(response, etag)


def list_page(request: HttpRequest, title: str, description: str, robots: str = "") -> Page:
    """The frame of a page whose canonical URL is its own path."""
    return Page(
        title=title,
        heading=title,
        description=description,
        canonical=site_of(request) + request.path,
        current=request.path,
        robots=robots,
    )


class Way(Protocol):
    """An occupation to go to."""

    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...


class Answered(Protocol):
    """What a title may mean."""

    @property
    def choices(self) -> Sequence[Way]: ...


def _ways(suggestions: Sequence[tuple[str, str]], answers: Sequence[Answered]) -> dict[str, str]:
    """Where to go instead: label by URL."""
    choices = [(choice.title, choice.url) for answer in answers for choice in answer.choices]
    return {url: label for label, url in [*choices, *suggestions]}


def _problem(ending: str, status: int, heading: str, explanation: str, ways: dict[str, str], site: str) -> HttpResponse:
    if ending == "json":
        near = [{"title": label, "page_url": urljoin(site, url)} for url, label in ways.items()]
        kind = f"{site}/api/#{PROBLEMS.get(status, 'bad-request')}"
        body = {"type": kind, "title": heading, "status": status, "detail": explanation, "near": near}
        return HttpResponse(msgspec.json.encode(body), status=status, content_type="application/problem+json")
    lines = [f"{heading}. {explanation}", *(f"{label}: {url}" for url, label in ways.items())]
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain; charset=utf-8")


def explain(
    request: HttpRequest,
    status: int,
    heading: str,
    explanation: str,
    suggestions: list[tuple[str, str]] | None = None,
    answers: Sequence["Answered"] = (),
    typed: Sequence[str] = (),
) -> HttpResponse:
    """A page for what cannot be shown: what is wrong, where to go instead as (label, URL), and what the titles in the
    address may mean, each as a TitleAnswer. `typed`: titles for the fields of its form. Where a file was asked for, it
    is a problem of RFC 9457, or plain text."""
    _, _, ending = request.path.rpartition("/")[2].rpartition(".")
    if ending in (*FILES, "bib", "png"):
        return _problem(ending, status, heading, explanation, _ways(suggestions or [], answers), site_of(request))
    first, second, *_ = [*typed, "", ""]
    page = Page(title=heading, heading=heading, description=explanation, robots="noindex,follow")
    context = {
        "page": page,
        "status": status,
        "heading": heading,
        "explanation": explanation,
        "suggestions": suggestions or [],
        "answers": answers,
        "picker": {"action": picker_url(), "a": first, "b": second},
    }
    return render(request, "error.html", context, status=status, using="public")
