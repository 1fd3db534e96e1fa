"""Comparison pages in their four faces, the way to them, and how figures are compared."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons.compare import MOST_SIDES
from comparisons.faces import make, render
from comparisons.home import examples, home_context
from comparisons.method import method_context
from comparisons.picking import NAMES, pick
from comparisons.queries import Found, find
from comparisons.refusals import refuse_incomplete, refuse_number, refuse_unknown
from occupations.http import (
    CONTENT_TYPES,
    etag_of,
    has_current,
    list_page,
    not_modified,
    public_page,
    site_of,
    with_validator,
)
from occupations.lists import titles
from occupations.page import comparison_url, occupation_url
from occupations.slugs import split_pair


def comparison_detail(request: HttpRequest, pair: str, face: str = "html") -> HttpResponse:
    """Two to five occupations side by side. One query, whether or not anybody asked for the pair before."""
    slugs = split_pair(pair)
    distinct = list(dict.fromkeys(slug.lower() for slug in slugs if slug))
    if len(distinct) > MOST_SIDES:
        return refuse_number(request, distinct)
    if not all(slugs) or (len(slugs) == 1 and not find(distinct).sides):
        return refuse_incomplete(request, distinct)
    if distinct != slugs or len(distinct) == 1:
        return redirect(_address(distinct, face), permanent=True)
    if "If-None-Match" in request.headers:
        found = find(slugs, documents=False)
        if len(found.sides) == len(slugs) and has_current(request, etag := _etag(found, slugs, face)):
            return not_modified(etag)
    found = find(slugs)
    if len(found.sides) < len(slugs):
        return refuse_unknown(request, slugs, found, lambda known: _address(known, face))
    response = HttpResponse(render(make(found, slugs, site_of(request)), face), content_type=CONTENT_TYPES[face])
    return with_validator(response, _etag(found, slugs, face))


def _address(slugs: list[str], face: str) -> str:
    address = comparison_url(slugs) if len(slugs) > 1 else occupation_url(slugs[0])
    return address if face == "html" else f"{address[:-1]}.{face}"


def _etag(found: Found, slugs: list[str], face: str) -> str:
    return etag_of(face, *(found.sides[slug].version for slug in slugs), *found.words)


def home(request: HttpRequest) -> HttpResponse:
    return public_page(request, "home.html", home_context(site_of(request)))


def picker(request: HttpRequest) -> HttpResponse:
    """The form for two to five titles; leads on to the comparison when each is one occupation."""
    picked = pick([request.GET.get(name, "") for name in NAMES])
    if picked.address:
        return redirect(picked.address)
    page = list_page(
        request,
        "Compare occupations",
        "Choose two to five occupations and see pay, jobs, growth, education, people and skills side by side.",
        robots="noindex,follow" if request.GET else "",
    )
    context = {
        "page": page,
        "error": picked.error,
        "picker": {"action": request.path, "fields": picked.fields},
        "titles": titles(),
        "examples": examples(),
    }
    return public_page(request, "comparisons/picker.html", context)


def method(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "How figures are compared",
        "What every figure means, and the six rules that decide whether two may be compared.",
    )
    return public_page(request, "method.html", {"page": page, **method_context()})
