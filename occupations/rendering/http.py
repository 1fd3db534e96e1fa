"""What public answers have in common: validators, caching, and pages that explain a refusal."""

import hashlib
import ipaddress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import register_converter
from django.urls.converters import StringConverter
from django.utils.http import parse_etags

from occupations.links import picker_url
from occupations.metrics import REGISTRY_VERSION
from occupations.rendering.view import Page

# Browsers ask again each time, which a 304 answers; a cache shared by many may keep a page for a minute.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, must-revalidate"
CONTENT_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}


class FormatConverter(StringConverter):
    """The ending of an address that names another format of its page. HTML is the format without one."""

    regex = "|".join(ending for ending in CONTENT_TYPES if ending != "html")


register_converter(FormatConverter, "format")


def etag_of(*parts: str) -> str:
    """A validator that stands for these parts, the code and the registry, and nothing else."""
    text = "\n".join((settings.BUILD, REGISTRY_VERSION, *parts))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def has_current(request: HttpRequest, etag: str) -> bool:
    """Whether the client holds this very answer already. Compressed copies have a weak validator; they count."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return given == ["*"] or etag in (value.removeprefix("W/") for value in given)


def not_modified(etag: str) -> HttpResponse:
    response = with_validator(HttpResponseNotModified(), etag)
    response["Vary"] = "Accept-Encoding"  # as on the page: compression says so only where there is a body
    return response


def with_validator(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    response["Cache-Control"] = CACHE_CONTROL
    return response


def site_of(request: HttpRequest) -> str:
    """Scheme and host, for absolute addresses."""
    return f"{request.scheme}://{request.get_host()}"


def client_network(request: HttpRequest) -> str:
    """The address a request comes from; of its network, where one person has a whole one (IPv6). Empty if unknown.

    What the client itself can write into a header is not looked at: behind proxies the address is the one that the
    outermost trusted proxy has seen, counted from the right.
    """
    parts = [part.strip() for part in request.META.get(settings.CLIENT_ADDRESS_KEY, "").split(",")]
    try:
        address = ipaddress.ip_address(parts[-min(settings.TRUSTED_PROXIES, len(parts))])
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def public_page(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    """A page for visitors. Its ETag stands for its bytes."""
    response = render(request, template, context, status=status, using="public")
    if status != 200:
        return response
    etag = etag_of(hashlib.sha256(response.content).hexdigest())
    return not_modified(etag) if has_current(request, etag) else with_validator(response, etag)


def list_page(request: HttpRequest, title: str, description: str, robots: str = "") -> Page:
    """The frame of a page that is found at its own path."""
    return Page(
        title=title,
        heading=title,
        description=description,
        canonical=site_of(request) + request.path,
        current=request.path,
        robots=robots,
    )


def explain(
    request: HttpRequest, status: int, heading: str, explanation: str, suggestions: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """The page for what cannot be shown: what is wrong, and where to go instead as (label, url)."""
    page = Page(title=heading, heading=heading, description=explanation, robots="noindex,follow")
    context = {
        "page": page,
        "status": status,
        "heading": heading,
        "explanation": explanation,
        "suggestions": suggestions or [],
        "picker": {"action": picker_url(), "a": "", "b": ""},
    }
    return render(request, "error.html", context, status=status, using="public")
