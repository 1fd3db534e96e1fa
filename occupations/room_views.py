"""Pages about places, industries, employers, and what occupations use. Each starts at what is public."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from occupations import employers, industries, places, uses
from occupations.http import explain, list_page, public_page
from occupations.ranking import SHOWN

ALL = "all"


def place_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request, "Pay by place", "States and metropolitan areas of the United States, and what occupations pay in each."
    )
    listed = places.public_places()
    context = {"page": page, "states": places.by_state(listed), "count": len(listed)}
    return public_page(request, "rooms/places.html", context)


def place_suggest(request: HttpRequest) -> HttpResponse:
    """Places that what was typed may mean, as the items of a list box."""
    found = places.named(request.GET.get("q", "")[:120])[: places.MOST_NAMED]
    return public_page(request, "rooms/place_options.html", {"places": found})


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
    context |= {"compare": {"place": place.key, "name": place.name}, "keep": f"?place={place.key}", "kicker": PLACES}
    return public_page(request, "rooms/place.html", {"page": page, **_shortened(request, context)})


PLACES = ("Places", "/places/")


def _no_place(request: HttpRequest, slug: str) -> HttpResponse:
    near = places.near(slug.replace("-", " "))
    if len(near) == 1 and near[0].name.casefold().startswith(slug.replace("-", " ")):
        return redirect(near[0].url)
    suggestions = [(place.name, place.url) for place in near]
    return explain(
        request, 404, "We have no such place", f"There are no figures for “{_said(slug)}” here.", suggestions
    )


def industry_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request, "Industries", "The sectors of the economy, and which occupations they pay best and employ."
    )
    return public_page(request, "rooms/industries.html", {"page": page, **industries.industry_list()})


def industry_detail(request: HttpRequest, slug: str) -> HttpResponse:
    sector = industries.find(slug)
    context = industries.sector_page(sector.code) if sector else None
    if sector is None or context is None:
        suggestions = [(sector.name, sector.url) for sector in industries.sectors()]
        explanation = f"There is no industry “{_said(slug)}” here. These are the ones that our sources tell apart."
        return explain(request, 404, "We have no such industry", explanation, suggestions)
    if request.path != sector.url:
        return redirect(sector.url, permanent=True)
    page = list_page(
        request,
        sector.name,
        f"Which occupations {sector.name} pays best and employs most, {context['period']}.",
    )
    context |= {"compare": {"place": "", "name": ""}, "keep": "", "kicker": ("Industries", "/industries/")}
    return public_page(request, "rooms/place.html", {"page": page, **_shortened(request, context)})


def employer_list(request: HttpRequest) -> HttpResponse:
    page = list_page(
        request,
        "Employers",
        "Employers that filed wages for visa applications, and those that sources name as paying best.",
    )
    return public_page(request, "rooms/employers.html", {"page": page, **employers.employer_list()})


def employer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    context = employers.employer_page(slug.lower())
    if context is None:
        suggestions = [(one.name, one.url) for one in employers.near(slug)]
        explanation = (
            f"No employer like “{_said(slug)}” filed at least {employers.FEWEST_FILINGS} applications in the releases "
            "used here, and no source names one as paying best."
        )
        return explain(request, 404, "We have no such employer", explanation, suggestions)
    if slug != slug.lower():
        return redirect(employers.employer_url(slug.lower()), permanent=True)
    name = context["name"]
    page = list_page(request, name, f"Wages that {name} filed in visa applications, by occupation.")
    return public_page(request, "rooms/employer.html", {"page": page, **context})


def skill_list(request: HttpRequest) -> HttpResponse:
    page = list_page(request, "Skills, knowledge and technology", "What occupations use, and which use it most.")
    groups = [
        {"title": "Skills", "key": "skills", "uses": uses.listed("skill"), "more": None},
        {"title": "Knowledge", "key": "knowledge", "uses": uses.listed("knowledge"), "more": None},
        {
            "title": "Technology used by most occupations",
            "key": "technology",
            "uses": uses.most_used("technology"),
            "more": ("All technology, A to Z", "/technology/"),
        },
    ]
    return public_page(request, "rooms/skills.html", {"page": page, "groups": [one for one in groups if one["uses"]]})


def technology_list(request: HttpRequest) -> HttpResponse:
    """By letter, because there are thousands."""
    letters = uses.letters("technology")
    asked = request.GET.get("letter", "").upper()
    letter = asked if asked in letters else next(iter(letters), "")
    page = list_page(
        request,
        f"Technology: {letter}" if asked == letter else "Technology from A to Z",
        "Software and tools that job advertisements name, and the occupations that use them.",
        "noindex,follow" if asked else "",
    )
    context = {
        "page": page,
        "letters": letters,
        "letter": letter,
        "error": f"There is no letter “{asked[:20]}” here." if asked and asked != letter else "",
        "uses": [row for row in uses.listed("technology") if uses.initial(row["name"]) == letter],
    }
    return public_page(request, "rooms/technology.html", context)


def use_detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    context = uses.use_page(kind, slug)
    if context is None:
        if slug != slug.lower():
            return redirect(uses.use_url(f"{kind}:{slug.lower()}"), permanent=True)
        suggestions = [(use.name, uses.use_url(use.key)) for use in uses.near(kind, slug)]
        explanation = f"No occupation here uses anything called “{_said(slug)}”."
        return explain(request, 404, "We have no such page", explanation, suggestions)
    page = list_page(
        request,
        f"{context['name']}: who uses it",
        f"{context['count']} occupations that use {context['name']}, with their pay.",
    )
    whole = request.GET.get("show") == ALL
    for table in context["tables"]:
        table["total"] = len(table["rows"])
        table["rows"] = table["rows"] if whole else table["rows"][:SHOWN]
    return public_page(request, "rooms/use.html", {"page": page, **context, "all": f"{request.path}?show={ALL}"})


def _shortened(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The context with the first rows of each ranking, or with all where they are asked for."""
    rankings = {name: context[name] for name in ("paid", "employed") if context[name]}
    most = None if request.GET.get("show") == ALL else SHOWN
    short = {name: ranking._replace(rows=ranking.rows[:most]) for name, ranking in rankings.items()}
    return context | short | {"all": f"{request.path}?show={ALL}", "tables": _tables(short)}


def _tables(rankings: dict[str, Any]) -> Iterable[dict[str, Any]]:
    titles = {"paid": "Paid best here", "employed": "Most employed here"}
    return [{"key": key, "title": titles[key], **ranking._asdict()} for key, ranking in rankings.items()]


def _said(slug: str) -> str:
    return slug.replace("-", " ")[:80]
