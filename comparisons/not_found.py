"""Error pages for comparisons: too many sides, or sides that are not public. Each suggests where to go instead."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons.queries import ComparisonRows
from comparisons.rules.compare import MOST_SIDES
from occupations.links import comparison_url, occupation_url, picker_url
from occupations.pages.gone import GoneAddress, look_up
from occupations.rendering.http import explain
from occupations.rendering.live import LiveDocument
from occupations.search.engine import Hit
from occupations.search.in_addresses import written


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
    request: HttpRequest,
    slugs: Sequence[str],
    found: ComparisonRows[LiveDocument],
    understood: Collection[str],
    address: Callable[[list[str]], str],
) -> HttpResponse:
    """Some of the slugs are not public: they moved (redirect), were withdrawn (410), or are unknown (404); those that
    are `understood` are job titles."""
    fates = {slug: look_up(slug) for slug in slugs if slug not in found.sides}
    if all(one.moved_to or (one.slug in understood and not one.withdrawn) for one in fates.values()):
        fates = {slug: one for slug, one in fates.items() if one.moved_to}
        present = [fates[slug].moved_to if slug in fates else slug for slug in slugs]
        return redirect(address(list(dict.fromkeys(present))), permanent=True)
    withdrawn = [one for one in fates.values() if one.withdrawn]
    unknown = [one for one in fates.values() if not one.withdrawn and not one.moved_to]
    sides = {slug: fates[slug].moved_to if slug in fates else slug for slug in slugs}
    titles = {slug: written(slug) if slug in fates else _title(found, slug) for slug in slugs}
    answers = {one.slug: one.answer(partial(_with, sides, titles, one.slug)) for one in unknown}
    if withdrawn:
        gone = " and ".join(one.title for one in withdrawn)
        reasons = " ".join(one.reason for one in withdrawn)
        suggestions = [
            (hit.title, _with(sides, titles, one.slug, hit)) for one in withdrawn for hit in one.suggestions()
        ]
        heading = f"{gone}: no longer available"
        return explain(request, 410, heading, reasons or "We have withdrawn it.", suggestions, list(answers.values()))
    named = " or ".join(f"“{one.words}”" for one in unknown if one.slug not in understood)
    explanation = f"We have no occupation called {named}."
    typed = list(titles.values()) if len(titles) == 2 else []
    return explain(request, 404, "Comparison not found", explanation, answers=list(answers.values()), typed=typed)


def refuse_incomplete(request: HttpRequest, slugs: Sequence[str]) -> HttpResponse:
    """The URL names one occupation, or none, where a comparison needs two."""
    return explain(
        request,
        404,
        "A comparison needs two occupations",
        "This address names only one. Choose the other one below.",
        answers=[GoneAddress(slug).answer() for slug in slugs],
    )


def _title(found: ComparisonRows[LiveDocument], slug: str) -> str:
    return found.sides[slug].laid_out.sheet.profile.names.title


def _with(sides: dict[str, str], titles: dict[str, str], asked: str, hit: Hit) -> str:
    """The comparison with that occupation for one slug if it is the only gap, else the form with its title. `sides`:
    requested slug → public one, or empty; `titles`: requested slug → title, or words."""
    filled = list(dict.fromkeys({**sides, asked: hit.slug}.values()))
    if all(filled):
        return comparison_url(filled) if len(filled) > 1 else occupation_url(hit.slug)
    return picker_url(list({**titles, asked: hit.title}.values()))
