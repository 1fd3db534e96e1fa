"""Comparison pages in four formats, the ways to reach them, and how figures are compared."""

import datetime
import re
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons import sitemaps
from comparisons.home import examples, home_context
from comparisons.method import method_context
from comparisons.not_found import refuse_incomplete, refuse_number
from comparisons.page.arrangement import arrangement_of
from comparisons.picker import NAMES, pick
from comparisons.queries import find_versions
from comparisons.response import Wanted, compare
from comparisons.rules.compare import MOST_SIDES
from comparisons.sharing import card, picture
from comparisons.sharing import oembed as embeds
from comparisons.title_pages import answer as titles
from occupations.links import comparison_url, not_meant_url
from occupations.pages.by_title import refuse_match
from occupations.rendering.as_of import dated
from occupations.rendering.formats import as_json
from occupations.rendering.http import (
    etag_of,
    has_current,
    list_page,
    not_modified,
    public_page,
    site_of,
    validated,
    with_validator,
)
from occupations.rendering.live import live_edition
from occupations.scope.choice import choice_of
from occupations.scope.control import refuse_both
from occupations.text.asked import ASKED, titles_in
from occupations.text.slugs import SLUG_PATTERN, slug_in_address, split_pair


@dated
def comparison_detail(
    request: HttpRequest, pair: str, output_format: str = "html", day: datetime.date | None = None
) -> HttpResponse:
    """Two to five occupations side by side. One query, even for a pair that nobody has requested before. Sides that are
    no occupations are read as job titles."""
    slugs = split_pair(pair)
    distinct = list(dict.fromkeys(slug_in_address(slug) for slug in slugs if slug))
    if len(distinct) > MOST_SIDES:
        return refuse_number(request, distinct)
    repeated = len(slugs) > 1 and len(distinct) == 1
    named = all(slugs) and len(distinct) == 1 and find_versions(distinct).sides
    if not all(slugs) or (len(slugs) == 1 and not named):
        return refuse_incomplete(request, distinct)
    choice = choice_of(request.GET)
    if day and choice.given and distinct == slugs:
        return refuse_both(request)
    if refused := refuse_match(request, output_format):
        return refused
    arrangement = arrangement_of(request.GET, [("as_of", str(day))] if day else choice.fields)
    wanted = titles.wanted(request.GET, distinct, Wanted(output_format, day, choice, arrangement))
    if repeated and not named:
        return titles.answer(request, [*distinct, *distinct], wanted)
    if distinct != slugs or named:
        return redirect(wanted.address(distinct), permanent=True)
    return compare(request, slugs, wanted) or titles.answer(request, slugs, wanted)


def comparison_card(request: HttpRequest, pair: str) -> HttpResponse:
    """The comparison as a card for other sites, which also show it if it says that there is none."""
    response = comparison_detail(request, pair, "card")
    return (
        response
        if response.status_code < 400
        else card.unavailable(request, comparison_url([quote(pair)]), response.status_code)
    )


def occupation_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture of one occupation, which its page names."""
    edition = live_edition(slug)
    if edition is None:
        raise Http404
    etag = etag_of("png", edition.version)
    if has_current(request, etag):
        return not_modified(etag)
    return picture.answer(request, picture.svg_of_one(edition), [edition], etag)


def oembed(request: HttpRequest) -> HttpResponse:
    """How other sites embed a comparison, for programs."""
    try:
        status, data = 200, embeds.answer(request.GET, site_of(request))
    except embeds.Refused as why:
        status, data = why.status, {"status": why.status, "detail": str(why)}
    response = HttpResponse(as_json(data), "application/json", status, headers={"Access-Control-Allow-Origin": "*"})
    return validated(request, response) if status == 200 else response


def home(request: HttpRequest) -> HttpResponse:
    return public_page(request, "home.html", home_context(site_of(request)))


def picker(request: HttpRequest) -> HttpResponse:
    """The form for two to five titles; redirects to the comparison if each title means one occupation."""
    arrangement = arrangement_of(request.GET, choice_of(request.GET).fields)
    ticked = [slug for slug in request.GET.getlist("side") if re.fullmatch(SLUG_PATTERN, slug)]
    if ticked:
        return redirect(comparison_url(ticked[: MOST_SIDES + 1]) + arrangement.query)
    asked = titles_in(request.GET.get(ASKED, ""))
    picked = pick([request.GET.get(name, "") for name in NAMES], arrangement.fields, asked)
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
        "picker": {
            "action": request.path,
            "fields": picked.fields,
            "keep": arrangement.fields,
            "rejection": not_meant_url(),
        },
        "examples": examples(),
    }
    return public_page(request, "comparisons/picker.html", context)


def method(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "How figures are compared",
        "What every figure means, and the rules that decide when two can be compared.",
    )
    return public_page(request, "method.html", {"page": page, **method_context()})


def sitemap(request: HttpRequest, kind: str = "", number: int = 1) -> HttpResponse:
    """One shard, or the list of all."""
    found = sitemaps.sitemap(site_of(request), kind, number)
    if found is None:
        raise Http404
    if has_current(request, found.etag):
        return not_modified(found.etag)
    return with_validator(HttpResponse(found.content, content_type="application/xml; charset=utf-8"), found.etag)
