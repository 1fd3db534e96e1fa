"""Comparisons that cannot be shown: too many sides, or sides that are not public. Each answer says where to go
instead."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons.compare import MOST_SIDES
from comparisons.queries import Found
from occupations.addresses import Fate, fate
from occupations.http import explain
from occupations.page import comparison_url, occupation_url


def refuse_number(request: HttpRequest, slugs: Sequence[str]) -> HttpResponse:
    first = list(slugs[:MOST_SIDES])
    return explain(
        request,
        404,
        f"No more than {MOST_SIDES} at once",
        f"A comparison has two to {MOST_SIDES} sides; this address names {len(slugs)}.",
        [(f"Compare the first {MOST_SIDES}", comparison_url(first))],
    )


def refuse_unknown(
    request: HttpRequest, slugs: list[str], found: Found, address: Callable[[list[str]], str]
) -> HttpResponse:
    """Some of the addresses are not public: they moved (redirect), were withdrawn (410), or are unknown (404)."""
    fates = {slug: fate(slug) for slug in slugs if slug not in found.sides}
    if all(one.moved_to for one in fates.values()):
        present = [fates[slug].moved_to if slug in fates else slug for slug in slugs]
        return redirect(address(list(dict.fromkeys(present))), permanent=True)
    withdrawn = [one for one in fates.values() if one.withdrawn]
    suggestions = [link for one in fates.values() if not one.moved_to for link in _instead(one, slugs, found, fates)]
    if withdrawn:
        titles = " and ".join(one.withdrawn.live.title for one in withdrawn)
        reasons = " ".join(one.withdrawn.withdrawal_reason for one in withdrawn)
        return explain(request, 410, f"{titles}: no longer here", reasons or "It has been withdrawn.", suggestions)
    unknown = " and ".join(f"“{slug.replace('-', ' ')}”" for slug in fates)
    return explain(
        request,
        404,
        "We have no such comparison",
        f"There is no occupation {unknown} here. Did you mean one of these?",
        suggestions,
    )


def _instead(one: Fate, slugs: list[str], found: Found, fates: dict[str, Fate]) -> list[tuple[str, str]]:
    """Links that put what is public in the place of one address: the comparison where the others are public, too."""
    others_are_public = len(fates) == 1
    links = []
    for hit in one.suggestions()[:4]:
        if others_are_public and hit.slug not in found.sides:
            changed = [hit.slug if slug == one.slug else slug for slug in slugs]
            links.append((f"Compare with {hit.title}", comparison_url(changed)))
        else:
            links.append((hit.title, occupation_url(hit.slug)))
    return links
