"""Pages about places, industries, employers, and what occupations use. Every query starts from what is public."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from occupations.directory import employers, industries, listed_places, places, skills
from occupations.directory.members import whose
from occupations.directory.places import LONGEST_TYPED
from occupations.links import employer_url, use_url
from occupations.rendering import cache_control
from occupations.rendering.http import explain, list_page, public_page
from occupations.rendering.pagination import Which, which_page
from occupations.rendering.view import Page

NAMES = 80  # technologies on a page
EMPLOYERS_SHOWN = 40  # on a page
RANKED = 20  # occupations in each ranking of a page
EMPLOYERS = "/employers/"  # the masthead entry for employers and industries


def place_list(request: HttpRequest) -> HttpResponse:
    """The list of places; a search that finds a single one leads to it."""
    typed = " ".join(request.GET.get("q", "").split())
    context = listed_places.list_context(
        typed, listed_places.listed_places(), lambda total: which_page(request, total, listed_places.METROS)
    )
    if len(context["found"]) == 1:
        return redirect(context["found"][0].url)
    page = list_page(
        request,
        f"Places: “{context['query']}”" if typed else "Pay by place",
        "What occupations pay in each state and metropolitan area of the United States.",
        "noindex,follow" if typed else "",
    )
    page = _numbered(page, context["pages"])
    return public_page(request, "directory/places.html", {"page": page, "action": request.path, **context})


def place_suggest(request: HttpRequest) -> HttpResponse:
    """Suggestions for a place field, as an HTML fragment for static/combobox.js."""
    found = places.suggested(request.GET.get("q", "")[:LONGEST_TYPED])
    options = [{"title": place.label, "about": ""} for place in found]
    response = public_page(request, "components/suggestions.html", {"options": options})
    response["Cache-Control"] = cache_control.SUGGESTIONS
    return response


def place_detail(request: HttpRequest, slug: str) -> HttpResponse:
    kind, _, rest = slug.partition("-")
    context = places.place_page(f"{kind}-{rest.partition('-')[0]}")
    if context is None:
        return _no_place(request, slug)
    place = context["place"]
    if request.path != place.url:
        return redirect(place.url, permanent=True)
    page = list_page(
        request,
        f"Pay in {place.name}",
        f"Which occupations pay best in {place.name}, {context['period']}, with the source of every figure.",
    )
    known = listed_places.listed_places()
    context |= {"compare": {"place": place.key, "name": place.name}, "keep": f"?place={place.key}"}
    context |= {
        "around": known.rows(known.around(place)),
        "around_title": listed_places.AROUND[place.kind],
        "nation": known.nation_beside(place),
    }
    return _ranking_page(request, page, context, ("Places", reverse("occupations:place-list")))


def _ranking_page(request: HttpRequest, page: Page, context: dict[str, Any], kicker: tuple[str, str]) -> HttpResponse:
    rankings = [context[key] for key in ("paid", "employed") if context[key]]
    which = which_page(request, max(len(ranking.rows) for ranking in rankings), RANKED)
    context |= {"tables": _ranked(which, context), "pages": which, "kicker": kicker}
    return public_page(request, "directory/place.html", {"page": _numbered(page, which), **context})


def _no_place(request: HttpRequest, slug: str) -> HttpResponse:
    public = places.public_places()
    meant = places.by_name(_title(slug), public)
    if len(meant) == 1:
        return redirect(meant[0].url)
    near = meant[: places.MOST_NAMED] or places.alike(_title(slug), public)
    suggestions = [(place.name, place.url) for place in near]
    return explain(request, 404, "Place not found", f"We have no figures for “{_title(slug)}”.", suggestions)


def industry_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request, "Industries", "The sectors of the economy: which occupations they pay best and which they employ most."
    )
    return public_page(
        request, "directory/industries.html", {"page": page._replace(current=EMPLOYERS), **industries.industry_list()}
    )


def industry_detail(request: HttpRequest, slug: str) -> HttpResponse:
    context = industries.sector_page(slug)
    if context is None:
        return _no_industry(request, slug)
    sector = context["sector"]
    if request.path != sector.url:
        return redirect(sector.url, permanent=True)
    page = list_page(
        request,
        sector.name,
        f"Which occupations {sector.name} pays best and employs most, {context['period']}.",
    )
    context |= {"compare": {"place": "", "name": ""}, "keep": "", "around": [], "around_title": "", "nation": ""}
    return _ranking_page(
        request, page._replace(current=EMPLOYERS), context, ("Industries", reverse("occupations:industry-list"))
    )


def _no_industry(request: HttpRequest, slug: str) -> HttpResponse:
    sectors = industries.sectors()
    for sector in sectors:
        if sector.slug.endswith(f"-{slug.lower()}"):
            return redirect(sector.url)
    suggestions = [(sector.name, sector.url) for sector in sectors]
    explanation = f"We have no industry called “{_title(slug)}”. These are the industries that our sources distinguish."
    return explain(request, 404, "Industry not found", explanation, suggestions)


def employer_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "Employers",
        "Employers that filed wages in visa applications, and those that sources name as highest-paying.",
    )
    context = employers.employer_list()
    which = which_page(request, len(context["filed"]), EMPLOYERS_SHOWN)
    context |= {
        "total": len(context["filed"]),
        "filed": which.of(context["filed"]),
        "named": context["named"] if which.number == 1 else [],
        "pages": which,
    }
    return public_page(request, "directory/employers.html", {"page": _numbered(page, which), **context})


def employer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    context = employers.employer_page(slug.lower())
    if context is None:
        suggestions = [(one.name, one.url) for one in employers.near(slug)]
        explanation = (
            f"No employer like “{_title(slug)}” filed at least {employers.FEWEST_FILINGS} applications in the releases "
            "we use, and no source names one as highest-paying."
        )
        return explain(request, 404, "Employer not found", explanation, suggestions)
    if slug != slug.lower():
        return redirect(employer_url(slug.lower()), permanent=True)
    name = context["name"]
    page = list_page(request, name, f"Wages that {name} filed in visa applications, by occupation.")
    page = page._replace(current=EMPLOYERS)
    return public_page(request, "directory/employer.html", {"page": page, **context})


def skill_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "Skills, knowledge and technology",
        "The skills, knowledge and technology that occupations use, and which use them most.",
    )
    technology = ("All technology, A to Z", reverse("occupations:technology-list"))
    titles = {
        "skill": "Skills",
        "knowledge": "Knowledge",
        "technology": "Technology that the most occupations use",
    }
    shown = [
        {
            "title": titles[kind],
            "key": skills.KINDS[kind],
            "uses": links,
            "more": technology if kind == "technology" else None,
        }
        for kind, links in skills.groups()
    ]
    return public_page(request, "directory/skills.html", {"page": page, "groups": shown})


def technology_list(request: HttpRequest) -> HttpResponse:
    """The most used technologies, or all of one letter, because there are thousands."""
    letters = skills.by_letter("technology")
    requested = request.GET.get("letter", "").upper()
    letter = requested if requested in letters else ""
    shown = letters[letter] if letter else skills.most_used("technology")
    which = which_page(request, len(shown), NAMES, f"{request.path}?{urlencode({'letter': letter})}" if letter else "")
    page = list_page(
        request,
        f"Technology: {letter}" if letter else "Technology from A to Z",
        "Software and tools, and the occupations that use them.",
        "noindex,follow" if requested else "",
    )
    context = {
        "page": page,
        "letters": [(one, f"?{urlencode({'letter': one})}") for one in letters],
        "letter": letter,
        "error": f"No technology begins with “{requested[:20]}”." if requested and not letter else which.error,
        "uses": skills.links(which.of(shown)),
        "pages": which,
    }
    return public_page(request, "directory/technology.html", context)


def use_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    context = skills.use_page(kind, slug)
    if context is None:
        if slug != slug.lower():
            return redirect(use_url(f"{kind}:{slug.lower()}"), permanent=True)
        suggestions = [(use.name, use_url(use.key)) for use in skills.near(kind, slug)]
        explanation = f"No source lists “{_title(slug)}” for any occupation."
        return explain(request, 404, "Page not found", explanation, suggestions)
    name, count = context["name"], context["count"]
    which = which_page(request, max(len(table["rows"]) for table in context["tables"]))
    robots = "noindex,follow" if context["thin"] else ""
    description = f"{count} occupations that use {name}, with their pay."
    page = list_page(request, f"Occupations that use {name}", description, robots)
    page = _numbered(page, which)
    for table in context["tables"]:
        shown = which.of(table["rows"])
        table |= {"total": len(table["rows"]), "rows": [skills.row(user, table["usual"]) for user in shown]}
    return public_page(request, "directory/use.html", {"page": page, **context, "pages": which})


def _ranked(which: Which, context: dict[str, Any]) -> list[dict[str, Any]]:
    """The rankings of a place or an industry for its page: one page of rows of each."""
    members = context.pop("members")
    tables = []
    for key, title in (("paid", "Highest-paying occupations here"), ("employed", "Largest occupations here")):
        ranking = context.pop(key)
        if ranking:
            rows = [
                {"rank": rank, **whose(wage.record, members[wage.key]), "text": text}
                for rank, wage, text in which.of(ranking.rows)
            ]
            above = [whose(wage.record, members[wage.key]) for wage in ranking.above] if which.number == 1 else []
            tables.append(
                {
                    "key": key,
                    "title": title,
                    "total": len(ranking.rows),
                    **ranking._asdict(),
                    "rows": rows,
                    "above": above,
                }
            )
    return tables


def _numbered(page: Page, which: Which) -> Page:
    """The frame of one of several pages; search engines index only the first."""
    return page._replace(robots="noindex,follow") if which.number > 1 else page


def _title(slug: str) -> str:
    return slug.replace("-", " ")[:80]
