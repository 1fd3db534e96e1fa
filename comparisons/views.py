"""Comparison pages in their four faces, the way to them, and how figures are compared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons import method as methods
from comparisons.compare import MOST_SIDES, compare_sheets
from comparisons.faces import comparison_json, html_context
from comparisons.home import home_context
from comparisons.models import PairNote
from comparisons.narrative import narrate
from comparisons.page import build_view, comparison_url
from comparisons.picking import Picked, pick
from comparisons.queries import Found, find
from comparisons.refusals import refuse_number, refuse_unknown
from occupations import live
from occupations.blocks import render
from occupations.faces import as_csv, as_json, as_markdown
from occupations.http import CONTENT_TYPES, etag_of, has_current, not_modified, public_page, site_of, with_validator
from occupations.page import Page, occupation_url
from occupations.slugs import split_pair


def comparison_detail(request: HttpRequest, pair: str, face: str = "html") -> HttpResponse:
    """Two to five occupations side by side. One query, whether or not anybody asked for the pair before."""
    if face not in CONTENT_TYPES:
        raise Http404
    slugs = split_pair(pair)
    distinct = list(dict.fromkeys(slug.lower() for slug in slugs))
    if len(distinct) > MOST_SIDES:
        return refuse_number(request, distinct)
    if distinct != slugs or len(distinct) == 1:
        return redirect(_address(distinct, face), permanent=True)
    if "If-None-Match" in request.headers:
        found = find(slugs, documents=False)
        if len(found.sides) == len(slugs) and has_current(request, etag := _etag(found, slugs, face)):
            return not_modified(etag)
    found = find(slugs)
    if len(found.sides) < len(slugs):
        return refuse_unknown(request, slugs, found, lambda known: _address(known, face))
    response = HttpResponse(_render(found, slugs, face, site_of(request)), content_type=CONTENT_TYPES[face])
    return with_validator(response, _etag(found, slugs, face))


def _address(slugs: list[str], face: str) -> str:
    address = comparison_url(slugs) if len(slugs) > 1 else occupation_url(slugs[0])
    return address if face == "html" else f"{address[:-1]}.{face}"


def _etag(found: Found, slugs: list[str], face: str) -> str:
    return etag_of(face, *(found.sides[slug].version for slug in slugs), *found.words)


def _render(found: Found, slugs: list[str], face: str, site: str) -> str:
    lives = [found.sides[slug] for slug in slugs]
    kept = [live.cache.get(side.digest, side.document) for side in lives]
    comparison = compare_sheets([entry.sheet for entry in kept], frozenset(lives[0].hidden))
    narrative = narrate(comparison)
    view = build_view(comparison, narrative, lives, [entry.blocks for entry in kept], site)
    match face:
        case "json":
            return as_json(comparison_json(view, comparison, narrative, lives))
        case "csv":
            return as_csv(view)
        case "md":
            return as_markdown(view)
        case _:
            return render("comparisons/comparison.html", **html_context(view, comparison, narrative, lives, found.words))


def home(request: HttpRequest) -> HttpResponse:
    return public_page(request, "home.html", home_context(site_of(request), PairNote.objects.featured()))


def picker(request: HttpRequest) -> HttpResponse:
    """The form for two to five titles; leads on to the comparison when each is one occupation."""
    picked: Picked = pick([request.GET.get(name, "") for name in "abcde"])
    if picked.address:
        return redirect(picked.address)
    page = Page(
        title="Compare occupations",
        heading="Compare occupations",
        description="Choose two to five occupations and see pay, jobs, growth, education, people and skills side by side.",
        canonical=site_of(request) + request.path,
        current=request.path,
        robots="noindex,follow" if request.GET else "",
    )
    return public_page(request, "comparisons/picker.html", {"page": page, **picked.context()})


def method(request: HttpRequest) -> HttpResponse:
    page = Page(
        title="How figures are compared",
        heading="How figures are compared",
        description="What every figure means, and the six rules that decide whether two may be compared.",
        canonical=site_of(request) + request.path,
        current=request.path,
    )
    return public_page(request, "method.html", {"page": page, **methods.context()})
