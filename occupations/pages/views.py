"""Pages about occupations for visitors. Every query starts at what is public."""

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from occupations.directory import employers
from occupations.links import occupation_url
from occupations.models import Occupation
from occupations.pages import sources
from occupations.pages.gone import look_up
from occupations.pages.job_description import compose
from occupations.pages.occupation import build_view, html_context, occupation_json
from occupations.pages.search import search_page, suggestions
from occupations.rendering import live
from occupations.rendering.as_of import dated, dated_view, editions_on, not_yet, with_day
from occupations.rendering.formats import as_csv, as_json, as_markdown
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
from occupations.rendering.templating import render_page
from occupations.rendering.view import View
from occupations.scope import figures
from occupations.scope.choice import ScopeChoice, choice_of
from occupations.scope.control import lead_on, refuse_both
from occupations.search.query import LONGEST_QUERY
from occupations.text import markdown


@dated
def occupation_detail(
    request: HttpRequest, slug: str, output_format: str = "html", day: datetime.date | None = None
) -> HttpResponse:
    """One occupation, in four formats; one query."""
    choice = choice_of(request.GET)
    if day and choice.given:
        return refuse_both(request)
    if day:
        return _occupation_on(request, slug, output_format, day)
    if choice.given:
        return _in_place(request, slug, output_format, choice)
    if "If-None-Match" in request.headers:
        known = live.live_versions([slug], alone=True).get(slug)
        if known and has_current(request, etag := etag_of(output_format, known.version)):
            return not_modified(etag)
    edition = live.live_edition(slug)
    if edition is None:
        return _gone(request, slug, output_format)
    view = build_view(edition, *edition.laid_out, site_of(request))
    return with_validator(_answer(view, edition, output_format), etag_of(output_format, edition.version))


def _occupation_on(request: HttpRequest, slug: str, output_format: str, day: datetime.date) -> HttpResponse:
    """The occupation as it was published on that day."""
    past = editions_on(day, [slug])
    edition = past.sides.get(slug)
    if edition is None:
        return not_yet(request, past, [slug], _address(slug, output_format)) or _gone(
            request, slug, output_format, lambda address: with_day(address, day)
        )
    etag = etag_of(output_format, past.sentence, edition.version)
    if has_current(request, etag):
        return not_modified(etag)
    view = dated_view(build_view(edition, *edition.laid_out, site_of(request)), past)
    return with_validator(_answer(view, edition, output_format), etag)


def _in_place(request: HttpRequest, slug: str, output_format: str, choice: ScopeChoice) -> HttpResponse:
    """The occupation with pay and employment of a place and a release. Two queries."""
    edition = live.live_edition(slug)
    if edition is None:
        return _gone(request, slug, output_format, choice.keep)
    scope = figures.read(choice, [edition])
    elsewhere = lead_on(request, choice, scope, _address(slug, output_format))
    if elsewhere:
        return elsewhere
    etag = etag_of(output_format, edition.version, scope.version)
    if has_current(request, etag):
        return not_modified(etag)
    edition = figures.placed(edition, scope) if scope.acts else edition
    view = build_view(edition, *edition.laid_out, site_of(request), scope)
    return with_validator(_answer(view, edition, output_format, scope), etag)


def _answer(
    view: View, edition: live.LiveDocument, output_format: str, scope: figures.Scope = figures.NOWHERE
) -> HttpResponse:
    sheet = edition.laid_out.sheet
    if output_format == "json":
        content = as_json(occupation_json(view, edition, sheet, scope))
    elif output_format in ("csv", "md"):
        content = as_csv(view) if output_format == "csv" else as_markdown(view)
    else:
        content = render_page("occupations/occupation.html", html_context(view, edition, sheet, scope))
    return HttpResponse(content, content_type=CONTENT_TYPES[output_format])


def _address(slug: str, output_format: str) -> str:
    address = occupation_url(slug)
    return address if output_format == "html" else f"{address[:-1]}.{output_format}"


def _gone(request: HttpRequest, slug: str, output_format: str, keep: Callable[[str], str] = str) -> HttpResponse:
    """An address that is not public: moved (redirect), withdrawn (410) or unknown (404). `keep` gives an address the
    parameters of this one."""
    what = look_up(slug.lower())
    to = what.moved_to or (slug.lower() if slug != slug.lower() else "")
    if to:
        return redirect(keep(_address(to, output_format)), permanent=True)
    suggestions = [(hit.title, occupation_url(hit.slug)) for hit in what.suggestions()]
    if what.withdrawn:
        explanation = what.reason or "This page has been withdrawn."
        return explain(request, 410, f"{what.title}: no longer available", explanation, suggestions)
    explanation = f"We have no occupation called “{slug.replace('-', ' ')}”."
    return explain(request, 404, "Occupation not found", explanation, suggestions)


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
    title = f"Occupations matching “{query}”" if query else "Find jobs by title"
    found = search_page(typed)
    # A page of results names the empty form as its canonical address; one without any has nothing to be found by.
    robots = "noindex,follow" if typed and not found["results"] else ""
    page = list_page(request, title, "Find an occupation by its title or by another name for it.", robots)
    context = {"page": page, "action": request.path, **found}
    return public_page(request, "occupations/search.html", context)


def search_suggest(request: HttpRequest) -> HttpResponse:
    """What a field proposes while somebody types; a piece of HTML for static/combobox.js."""
    response = public_page(request, "components/suggestions.html", {"options": suggestions(request.GET.get("q", ""))})
    response["Cache-Control"] = "public, max-age=60"
    return response


def job_description(request: HttpRequest) -> HttpResponse:
    """For employers: a description to copy, composed of what the live edition says."""
    slug = request.GET.get("occupation", "")
    edition = live.live_editions([slug]).get(slug) if slug else None
    draft = None
    if edition:
        sheet = edition.laid_out.sheet
        text = compose(sheet)
        draft = {
            "title": sheet.profile.names.title,
            "url": occupation_url(slug),
            "markdown": text,
            "html": Markup(markdown.render(text)),  # noqa: S704 (cleaned by nh3)
        }
    page = list_page(
        request,
        "Post a job: write its description",
        "A job description drafted from an occupation's responsibilities, skills and education, to copy and edit.",
        "noindex,follow" if slug else "",
    )
    context = {
        "page": page,
        "action": request.path,
        "options": list(Occupation.objects.public().order_by("live__title").values_list("slug", "live__title")),
        "chosen": slug if edition else "",
        "error": "Choose an occupation from the list; we do not recognize the one you entered."
        if slug and not edition
        else "",
        "draft": draft,
    }
    return public_page(request, "occupations/employers.html", context)


def source_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request, "Sources", "Who publishes the figures on this site, which periods they cover and how they were made."
    )
    return public_page(request, "sources.html", {"page": page, "sources": sources.sources_in_full()})
