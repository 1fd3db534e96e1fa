"""Comparisons that cannot be shown: too many sides, or sides that are not public. Each answer says where to go
instead."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons.queries import ComparisonRows
from comparisons.rules.compare import MOST_SIDES
from occupations.links import comparison_url, occupation_url
from occupations.pages.gone import GoneAddress, look_up
from occupations.rendering.http import explain
from occupations.rendering.live import LiveDocument
from occupations.search.query import near


def refuse_number(request: HttpRequest, slugs: Sequence[str]) -> HttpResponse:
    first = list(slugs[:MOST_SIDES])
    return explain(
        request,
        404,
        "Too many occupations",
        f"You can compare two to {MOST_SIDES} occupations; this address names {len(slugs)}.",
        [(f"Compare the first {MOST_SIDES}", comparison_url(first))],
    )


def refuse_unknown(
    request: HttpRequest, slugs: list[str], found: ComparisonRows[LiveDocument], address: Callable[[list[str]], str]
) -> HttpResponse:
    """Some of the addresses are not public: they moved (redirect), were withdrawn (410), or are unknown (404)."""
    fates = {slug: look_up(slug) for slug in slugs if slug not in found.sides}
    if all(one.moved_to for one in fates.values()):
        present = [fates[slug].moved_to if slug in fates else slug for slug in slugs]
        return redirect(address(list(dict.fromkeys(present))), permanent=True)
    withdrawn = [one for one in fates.values() if one.withdrawn]
    suggestions = _instead(slugs, found, fates)
    if withdrawn:
        titles = " and ".join(one.title for one in withdrawn)
        reasons = " ".join(one.reason for one in withdrawn)
        return explain(request, 410, f"{titles}: no longer available", reasons or "We have withdrawn it.", suggestions)
    unknown = " or ".join(f"“{slug.replace('-', ' ')}”" for slug in fates)
    return explain(request, 404, "Comparison not found", f"We have no occupation called {unknown}.", suggestions)


def refuse_incomplete(request: HttpRequest, slugs: Sequence[str]) -> HttpResponse:
    """The address names one occupation, or none, where a comparison needs two."""
    hits = {hit.slug: hit.title for slug in slugs for hit in near(slug)}
    return explain(
        request,
        404,
        "A comparison needs two occupations",
        "This address names only one. Choose the other one below.",
        [(title, occupation_url(slug)) for slug, title in hits.items()],
    )


def _instead(
    slugs: list[str], found: ComparisonRows[LiveDocument], fates: dict[str, GoneAddress]
) -> list[tuple[str, str]]:
    """First the comparison that was most likely meant; then other ways to fill its one gap or, where there are several
    gaps, the occupations that each may mean."""
    hits = {slug: one.suggestions()[:4] for slug, one in fates.items() if not one.moved_to}
    best: dict[str, tuple[str, str]] = {}  # asked for → address and title
    for slug in slugs:
        if slug in found.sides:
            best[slug] = (slug, found.sides[slug].laid_out.sheet.profile.names.title)
        elif fates[slug].moved_to:
            best[slug] = (fates[slug].moved_to, fates[slug].moved_to.replace("-", " "))
        elif hits[slug]:
            best[slug] = (hits[slug][0].slug, hits[slug][0].title)
    links: dict[str, str] = {}
    whole = len(best) == len(slugs) and len({address for address, _ in best.values()}) == len(slugs)
    if whole:
        links[comparison_url([best[slug][0] for slug in slugs])] = " vs ".join(best[slug][1] for slug in slugs)
    for slug, ways in hits.items():
        for hit in ways:
            if len(hits) == 1 and len(best) == len(slugs) and hit.slug not in found.sides:
                address = comparison_url([hit.slug if side == slug else best[side][0] for side in slugs])
                links.setdefault(address, f"Compare with {hit.title}")
            elif len(hits) > 1 or not whole:
                links.setdefault(occupation_url(hit.slug), hit.title)
    return [(label, address) for address, label in links.items()]
