"""Pages about occupations for visitors. Every query starts at what is public."""

from collections.abc import Iterable
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from occupations import live
from occupations.addresses import fate
from occupations.blocks import render
from occupations.faces import as_csv, as_json, as_markdown
from occupations.http import (
    CONTENT_TYPES,
    etag_of,
    explain,
    has_current,
    not_modified,
    public_page,
    site_of,
    with_validator,
)
from occupations.job_description import compose
from occupations.models import Category, Edition, Occupation, Release
from occupations.occupation_page import build_view, nearest, occupation_json, standing_text
from occupations.page import Page, category_url, occupation_url
from occupations.search import LONGEST_QUERY, near, search as find
from occupations.wording import day, period


def occupation_detail(request: HttpRequest, slug: str, face: str = "html") -> HttpResponse:
    """One occupation, in four faces; one query."""
    if face not in CONTENT_TYPES:
        raise Http404
    if "If-None-Match" in request.headers:
        known = live.live_editions([slug], documents=False).get(slug)
        if known and has_current(request, etag := etag_of(face, known.version)):
            return not_modified(etag)
    edition = live.live_editions([slug]).get(slug)
    if edition is None:
        return _gone(request, slug, face)
    sheet, blocks = live.cache.get(edition.digest, edition.document)
    view = build_view(edition, sheet, blocks, site_of(request))
    if face == "json":
        content = as_json(occupation_json(view, edition, sheet))
    elif face in ("csv", "md"):
        content = as_csv(view) if face == "csv" else as_markdown(view)
    else:
        context = view._asdict() | {
            "side": view.sides[0],
            "standing": standing_text(edition),
            "also_called": sheet.profile.also_called,
            "nearest": [(title, f"/compare/{slug}-vs-{other}/") for other, title, _ in nearest(edition)],
        }
        content = render("occupations/occupation.html", **context)
    return with_validator(HttpResponse(content, content_type=CONTENT_TYPES[face]), etag_of(face, edition.version))


def _gone(request: HttpRequest, slug: str, face: str) -> HttpResponse:
    """An address that is not public: moved (redirect), withdrawn (410) or unknown (404)."""
    what = fate(slug.lower())
    to = what.moved_to or (slug.lower() if slug != slug.lower() else "")
    if to:
        address = occupation_url(to)
        return redirect(address if face == "html" else f"{address[:-1]}.{face}", permanent=True)
    suggestions = [(hit.title, occupation_url(hit.slug)) for hit in what.suggestions()]
    if what.withdrawn:
        explanation = what.withdrawn.withdrawal_reason or "This page has been withdrawn."
        return explain(request, 410, f"{what.withdrawn.live.title}: no longer here", explanation, suggestions)
    explanation = f"There is no occupation “{slug.replace('-', ' ')}” here. Did you mean one of these?"
    return explain(request, 404, "We have no such occupation", explanation, suggestions)


def _page(request: HttpRequest, title: str, description: str, robots: str = "") -> Page:
    return Page(
        title=title,
        heading=title,
        description=description,
        canonical=site_of(request) + request.path,
        current=request.path,
        robots=robots,
    )


def _initial(title: str) -> str:
    letter = title.lstrip(".")[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else "#"


def occupation_list(request: HttpRequest) -> HttpResponse:
    rows = Occupation.objects.public().values_list("live__title", "slug")
    ordered = sorted(rows, key=lambda row: (_initial(row[0]), row[0].lstrip(".").casefold()))
    letters = [
        (letter, [(title, occupation_url(slug)) for title, slug in group])
        for letter, group in groupby(ordered, key=lambda row: _initial(row[0]))
    ]
    page = _page(request, "Careers from A to Z", "Every occupation with figures on pay, jobs, growth, education and skills.")
    return public_page(request, "occupations/index.html", {"page": page, "letters": letters, "total": len(ordered)})


def category_list(request: HttpRequest) -> HttpResponse:
    rows = (
        Occupation.objects.public()
        .order_by("live__category__name", "live__title")
        .values_list("live__category__name", "live__category__slug", "live__title", "slug")
    )
    categories = [
        (name, category_url(slug), [(title, occupation_url(address)) for _, _, title, address in group])
        for (name, slug), group in groupby(rows, key=lambda row: row[:2])
    ]
    page = _page(request, "Professions by category", "Families of occupations, and the occupations in each.")
    return public_page(request, "occupations/categories.html", {"page": page, "categories": categories})


def category_detail(request: HttpRequest, slug: str) -> HttpResponse:
    category = get_object_or_404(Category, slug=slug)
    editions = Edition.objects.filter(pk__in=Occupation.objects.public().values("live"), category=category)
    rows = editions.order_by("title").values_list("title", "occupation__slug", "salary", "growth")
    occupations = [
        {
            "title": title,
            "url": occupation_url(address),
            "salary": f"${salary:,.0f}" if salary is not None else "",
            "growth": f"{growth:.1f}%".replace("-", "−") if growth is not None else "",
        }
        for title, address, salary, growth in rows
    ]
    if not occupations:
        raise Http404
    page = _page(request, category.name, f"{category.name} jobs: pay and growth of {len(occupations)} occupations.")
    return public_page(
        request,
        "occupations/category.html",
        {"page": page, "category": category.name, "description": category.description, "occupations": occupations},
    )


def _named(field: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """[(name, [(title, address), …]), …] for the employers or industries that live editions name."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = Occupation.objects.public().order_by("live__title").values_list(f"live__{field}", "live__title", "slug")
    for names, title, slug in rows:
        for name in names:
            found.setdefault(name, []).append((title, occupation_url(slug)))
    return sorted(found.items(), key=lambda entry: entry[0].casefold())


def company_list(request: HttpRequest) -> HttpResponse:
    page = _page(request, "Companies and industries", "The employers and industries that our figures name, and for which occupations.")
    context = {"page": page, "employers": _named("employers"), "industries": _named("industries")}
    return public_page(request, "occupations/companies.html", context)


def company_best(request: HttpRequest) -> HttpResponse:
    rows = (
        Occupation.objects.public()
        .order_by("live__title")
        .values_list("live__title", "slug", "live__employers", "live__industries")
    )
    best = [
        {"title": title, "url": occupation_url(slug), "employers": employers, "industries": industries}
        for title, slug, employers, industries in rows
        if employers or industries
    ]
    page = _page(request, "Best-paying companies and industries", "Which employer or industry pays each occupation best, as sources name it.")
    return public_page(request, "occupations/best_companies.html", {"page": page, "occupations": best})


def search(request: HttpRequest) -> HttpResponse:
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    hits = find(query) if query else []
    page = _page(request, f"Jobs called “{query}”" if query else "Find jobs by title", "Find an occupation by its title or another name for it.", "noindex,follow" if query else "")
    context = {
        "page": page,
        "query": query,
        "hits": [{"title": hit.title, "url": occupation_url(hit.slug), "why": hit.why} for hit in hits],
        "suggestions": [(hit.title, occupation_url(hit.slug)) for hit in near(query)] if query and not hits else [],
    }
    return public_page(request, "occupations/search.html", context)


def job_description(request: HttpRequest) -> HttpResponse:
    """For employers: a description to copy, composed of what the live edition says."""
    wanted = request.GET.get("occupation", "")[:200].strip()
    hits = find(wanted) if wanted else []
    slug = hits[0].slug if hits else ""
    edition = live.live_editions([slug]).get(slug) if slug else None
    composed = compose(live.cache.get(edition.digest, edition.document).sheet) if edition else ""
    titles = Occupation.objects.public().order_by("live__title").values_list("live__title", flat=True)
    page = _page(request, "Post a job: write its description", "A job description made of duties, skills and education, to copy and adapt.", "noindex,follow" if wanted else "")
    context = {
        "page": page,
        "wanted": wanted,
        "title": hits[0].title if edition else "",
        "text": composed,
        "titles": list(titles[:500]),
        "suggestions": [(hit.title, f"?occupation={hit.slug}") for hit in near(wanted)] if wanted and not edition else [],
    }
    return public_page(request, "occupations/employers.html", context)


def source_list(request: HttpRequest) -> HttpResponse:
    """The releases that live editions are built from, by source."""
    releases = (
        Release.objects.filter(editions__in=Occupation.objects.public().values("live"))
        .distinct()
        .select_related("dataset__source")
        .order_by("dataset__source__publisher", "dataset__source__title", "dataset__table", "-period_end")
    )
    sources = [
        {
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "licence": source.licence,
            "attribution": source.attribution,
            "releases": _releases(group),
        }
        for source, group in groupby(releases, key=lambda release: release.dataset.source)
    ]
    page = _page(request, "Sources", "Who publishes the figures on this site, for which period, and how they were made.")
    return public_page(request, "sources.html", {"page": page, "sources": sources})


def _releases(releases: Iterable[Release]) -> list[dict[str, str]]:
    return [
        {
            "title": release.title or release.dataset.table,
            "period": period(release.period_start, release.period_end),
            "method": release.get_method_display(),
            "population": release.population,
            "retrieved": day(release.retrieved) if release.retrieved else "",
            "next_expected": day(release.next_expected) if release.next_expected else "",
        }
        for release in releases
    ]
