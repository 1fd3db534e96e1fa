"""Pages about occupations for visitors. Every query starts from what is public."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from occupations.directory import employers
from occupations.links import feeds, occupation_url
from occupations.pages import by_title, sources
from occupations.pages.by_title import Wanted, in_format
from occupations.pages.gone import look_up
from occupations.pages.occupation import AskedTitle, build_view, html_context, occupation_json
from occupations.pages.search import search_page, suggestions
from occupations.rendering import cache_control, live
from occupations.rendering.as_of import dated, dated_view, editions_on, not_yet
from occupations.rendering.citation import cite
from occupations.rendering.formats import as_json, as_markdown
from occupations.rendering.http import (
    CONTENT_TYPES,
    etag_of,
    explain,
    has_current,
    list_page,
    not_modified,
    public_page,
    site_of,
    with_validator,
)
from occupations.rendering.page_table import as_csv
from occupations.rendering.templating import render_page
from occupations.rendering.view import View
from occupations.scope import figures
from occupations.scope.choice import choice_of
from occupations.scope.control import lead_on, refuse_both
from occupations.search.engine import LONGEST_QUERY
from occupations.text.slugs import slug_in_address


@dated
def occupation_detail(
    request: HttpRequest, slug: str, output_format: str = "html", day: datetime.date | None = None
) -> HttpResponse:
    """An occupation in four formats; one query. A slug that is no occupation's is read as a job title."""
    choice = choice_of(request.GET)
    if day and choice.given:
        return refuse_both(request)
    if refused := by_title.refuse_match(request, output_format):
        return refused
    wanted = by_title.wanted(request.GET, slug, Wanted(output_format, day, choice))
    return _show(request, slug, wanted) or _gone(request, slug, wanted)


def _show(request: HttpRequest, slug: str, wanted: Wanted) -> HttpResponse | None:
    """None if the occupation is not public."""
    if wanted.day:
        return _on_day(request, slug, wanted, wanted.day)
    if wanted.choice.given:
        return _in_place(request, slug, wanted)
    if "If-None-Match" in request.headers:
        known = live.live_versions([slug], alone=True).get(slug)
        if known and has_current(request, etag := _etag(known, wanted)):
            return not_modified(etag)
    edition = live.live_edition(slug)
    if edition is None:
        return None
    view = build_view(edition, *edition.laid_out, site_of(request))
    return with_validator(_answer(view, edition, wanted), _etag(edition, wanted))


def _on_day(request: HttpRequest, slug: str, wanted: Wanted, day: datetime.date) -> HttpResponse | None:
    """The occupation as published on a past day."""
    past = editions_on(day, [slug])
    edition = past.sides.get(slug)
    if edition is None:
        return not_yet(request, past, [slug], in_format(slug, wanted.output_format))
    etag = etag_of(past.sentence, _etag(edition, wanted))
    if has_current(request, etag):
        return not_modified(etag)
    view = dated_view(build_view(edition, *edition.laid_out, site_of(request)), past)
    return with_validator(_answer(view, edition, wanted), etag)


def _in_place(request: HttpRequest, slug: str, wanted: Wanted) -> HttpResponse | None:
    """The occupation with pay and employment for a place and a release. Two queries."""
    edition = live.live_edition(slug)
    if edition is None:
        return None
    scope = figures.read(wanted.choice, [edition])
    elsewhere = lead_on(request, wanted.choice, scope, request.path + wanted.query)
    if elsewhere:
        return elsewhere
    etag = etag_of(scope.version, _etag(edition, wanted))
    if has_current(request, etag):
        return not_modified(etag)
    edition = figures.placed(edition, scope) if scope.acts else edition
    view = build_view(edition, *edition.laid_out, site_of(request), scope)
    return with_validator(_answer(view, edition, wanted, scope), etag)


def _etag(edition: live.Live, wanted: Wanted) -> str:
    asked = (wanted.asked_sentence, repr(wanted.taken)) if wanted.asked or wanted.taken else ()
    return etag_of(wanted.output_format, edition.version, *asked)


def _answer(
    view: View, edition: live.LiveDocument, wanted: Wanted, scope: figures.Scope = figures.NOWHERE
) -> HttpResponse:
    sheet = edition.laid_out.sheet
    view = view._replace(taken=wanted.taken)
    output_format = wanted.output_format
    asked = None
    if wanted.asked:
        choose = wanted.keep(by_title.choices_url(wanted.asked))
        asked = AskedTitle(wanted.asked_sentence, choose, wanted.own)
    if output_format == "json":
        content = as_json(occupation_json(view, edition, sheet, scope))
    elif output_format == "bib":
        content = cite(view, [edition]).bibtex
    elif output_format in ("csv", "md"):
        content = as_csv(view, [edition.slug]) if output_format == "csv" else as_markdown(view)
    else:
        content = render_page("occupations/occupation.html", html_context(view, edition, sheet, scope, asked))
    return HttpResponse(content, content_type=CONTENT_TYPES[output_format])


def _gone(request: HttpRequest, slug: str, wanted: Wanted) -> HttpResponse:
    """The response for a slug that is not public: moved (redirect), withdrawn (410), or a job title."""
    meant = slug_in_address(slug)
    what = look_up(meant)
    to = what.moved_to or (meant if slug != meant else "")
    if to:
        return redirect(wanted.keep(in_format(to, wanted.output_format) + wanted.query), permanent=True)
    if what.withdrawn:
        explanation = what.reason or "This page has been withdrawn."
        suggestions = [(hit.title, occupation_url(hit.slug)) for hit in what.suggestions()]
        return explain(request, 410, f"{what.title}: no longer available", explanation, suggestions)
    taken = by_title.taken_for(slug, wanted.match) if wanted.match else None
    shown = _show(request, taken.slug, wanted._replace(taken=(taken,))) if taken else None
    return shown or by_title.answer(request, slug, wanted)


def company_best(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request, "Highest-paying employers", "Which employer pays most for each occupation, where a source names one."
    )
    context = {
        "page": page,
        "explanation": [*employers.ABOUT_BEST, *employers.ABOUT_FILINGS],
        **employers.best_companies(),
    }
    return public_page(request, "occupations/best_companies.html", context)


def search(request: HttpRequest) -> HttpResponse:
    typed = " ".join(request.GET.get("q", "").split())
    query = typed[:LONGEST_QUERY]
    title = f"Search results for “{query}”" if query else "Search by job title"
    found = search_page(typed)
    # A page of results has the empty form as its canonical URL; one without results is not indexed.
    robots = "noindex,follow" if typed and found["categories"] else ""
    page = list_page(request, title, "Find an occupation by its title or by another name for it.", robots)
    context = {"page": page, "action": request.path, **found}
    return public_page(request, "occupations/search.html", context)


def search_suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions while somebody types, as an HTML fragment for static/combobox.js."""
    response = public_page(request, "components/suggestions.html", {"options": suggestions(request.GET.get("q", ""))})
    response["Cache-Control"] = cache_control.SUGGESTIONS
    return response


def source_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request, "Sources", "Who publishes the figures on this site, which periods they cover and how they were made."
    )
    page = page._replace(feeds=feeds())
    context = {"page": page, "sources": sources.sources_in_full(), "as_of": sources.as_of_if_old()}
    return public_page(request, "sources.html", context)
