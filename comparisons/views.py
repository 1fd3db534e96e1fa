"""Comparison pages in four formats, the ways to reach them, and how figures are compared."""

import datetime
import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons import sitemaps
from comparisons.home import examples, home_context
from comparisons.method import method_context
from comparisons.not_found import refuse_incomplete, refuse_number, refuse_unknown
from comparisons.page.arrangement import Arrangement, arrangement_of
from comparisons.page.assemble import assemble
from comparisons.page.formats import render
from comparisons.picker import NAMES, pick
from comparisons.queries import ComparisonRows, PairWords, Side, find, find_versions
from comparisons.rules.compare import MOST_SIDES
from occupations.links import comparison_url, occupation_url
from occupations.rendering.as_of import dated, dated_view, editions_on, not_yet, with_day
from occupations.rendering.http import (
    CONTENT_TYPES,
    etag_of,
    has_current,
    list_page,
    not_modified,
    public_page,
    site_of,
    with_validator,
)
from occupations.scope import figures
from occupations.scope.choice import ScopeChoice, choice_of
from occupations.scope.control import lead_on, refuse_both
from occupations.text.slugs import SLUG_PATTERN, split_pair


@dated
def comparison_detail(
    request: HttpRequest, pair: str, output_format: str = "html", day: datetime.date | None = None
) -> HttpResponse:
    """Two to five occupations side by side. One query, whether or not anybody asked for the pair before."""
    slugs = split_pair(pair)
    distinct = list(dict.fromkeys(slug.lower() for slug in slugs if slug))
    if len(distinct) > MOST_SIDES:
        return refuse_number(request, distinct)
    if not all(slugs) or (len(slugs) == 1 and not find_versions(distinct).sides):
        return refuse_incomplete(request, distinct)
    choice = choice_of(request.GET)
    if distinct != slugs or len(distinct) == 1:
        return redirect(choice.keep(_address(distinct, output_format, day)), permanent=True)
    if day and choice.given:
        return refuse_both(request)
    arrangement = arrangement_of(request.GET, [("as_of", str(day))] if day else choice.fields)
    if day:
        return _comparison_on(request, slugs, output_format, day, arrangement)
    if choice.given:
        return _in_place(request, slugs, output_format, choice, arrangement)
    if "If-None-Match" in request.headers:
        known = find_versions(slugs)
        if len(known.sides) == len(slugs) and has_current(
            request, etag := _etag(known, slugs, output_format, arrangement)
        ):
            return not_modified(etag)
    found = find(slugs)
    if len(found.sides) < len(slugs):
        return refuse_unknown(request, slugs, found, lambda known: choice.keep(_address(known, output_format)))
    assembled = assemble(found, slugs, site_of(request), arrangement)
    response = HttpResponse(render(assembled, output_format), content_type=CONTENT_TYPES[output_format])
    return with_validator(response, _etag(found, slugs, output_format, arrangement))


def _comparison_on(
    request: HttpRequest, slugs: list[str], output_format: str, day: datetime.date, arrangement: Arrangement
) -> HttpResponse:
    """The sides as they were published on that day, without the editors' words: those are today's."""
    past = editions_on(day, slugs)
    if len(past.sides) < len(slugs):
        return not_yet(request, past, slugs, _address(slugs, output_format)) or refuse_unknown(
            request, slugs, find(slugs), lambda known: _address(known, output_format, day)
        )
    found = ComparisonRows(past.sides, PairWords())
    etag = etag_of(past.sentence, _etag(found, slugs, output_format, arrangement))
    if has_current(request, etag):
        return not_modified(etag)
    assembled = assemble(found, slugs, site_of(request), arrangement)
    content = render(assembled._replace(view=dated_view(assembled.view, past)), output_format)
    return with_validator(HttpResponse(content, content_type=CONTENT_TYPES[output_format]), etag)


def _in_place(
    request: HttpRequest, slugs: list[str], output_format: str, choice: ScopeChoice, arrangement: Arrangement
) -> HttpResponse:
    """The sides with pay and employment of a place and a release. Two queries."""
    found = find(slugs)
    if len(found.sides) < len(slugs):
        return refuse_unknown(request, slugs, found, lambda known: choice.keep(_address(known, output_format)))
    scope = figures.read(choice, found.sides.values())
    elsewhere = lead_on(request, choice, scope, _address(slugs, output_format))
    if elsewhere:
        return elsewhere
    etag = etag_of(scope.version, _etag(found, slugs, output_format, arrangement))
    if has_current(request, etag):
        return not_modified(etag)
    if scope.acts:
        found = found._replace(sides={slug: figures.placed(live, scope) for slug, live in found.sides.items()})
    content = render(assemble(found, slugs, site_of(request), arrangement, scope), output_format)
    return with_validator(HttpResponse(content, content_type=CONTENT_TYPES[output_format]), etag)


def _address(slugs: list[str], output_format: str, day: datetime.date | None = None) -> str:
    address = comparison_url(slugs) if len(slugs) > 1 else occupation_url(slugs[0])
    return with_day(address if output_format == "html" else f"{address[:-1]}.{output_format}", day)


def _etag(found: ComparisonRows[Side], slugs: list[str], output_format: str, arrangement: Arrangement) -> str:
    return etag_of(output_format, repr(arrangement), *(found.sides[slug].version for slug in slugs), *found.words)


def home(request: HttpRequest) -> HttpResponse:
    return public_page(request, "home.html", home_context(site_of(request)))


def picker(request: HttpRequest) -> HttpResponse:
    """The form for two to five titles; leads on to the comparison when each is one occupation."""
    arrangement = arrangement_of(request.GET, choice_of(request.GET).fields)
    ticked = [slug for slug in request.GET.getlist("side") if re.fullmatch(SLUG_PATTERN, slug)]
    if ticked:
        return redirect(comparison_url(ticked[: MOST_SIDES + 1]) + arrangement.query)
    picked = pick([request.GET.get(name, "") for name in NAMES])
    if picked.address:
        return redirect(picked.address + arrangement.query)
    page = list_page(
        request,
        "Compare occupations",
        "Choose two to five occupations and see pay, jobs, growth, education, people and skills side by side.",
        robots="noindex,follow" if request.GET else "",
    )
    context = {
        "page": page,
        "error": picked.error,
        "picker": {"action": request.path, "fields": picked.fields, "keep": arrangement.fields},
        "examples": examples(),
    }
    return public_page(request, "comparisons/picker.html", context)


def method(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "How figures are compared",
        "What every figure means, and the six rules that decide when two can be compared.",
    )
    return public_page(request, "method.html", {"page": page, **method_context()})


def sitemap(request: HttpRequest) -> HttpResponse:
    return _xml(request, sitemaps.index(site_of(request)))


def sitemap_shard(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    content = sitemaps.shard(site_of(request), kind, number)
    if content is None:
        raise Http404
    return _xml(request, content)


def _xml(request: HttpRequest, content: str) -> HttpResponse:
    etag = etag_of(content)
    if has_current(request, etag):
        return not_modified(etag)
    return with_validator(HttpResponse(content, content_type="application/xml; charset=utf-8"), etag)
