"""The control for place and release year on pages of occupations and comparisons, and its effects."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from occupations.profiles.sheet import Sheet
from occupations.profiles.source_keys import source_of
from occupations.rendering.http import explain
from occupations.rendering.view import View
from occupations.scope.choice import NATION, ScopeChoice, is_canonical
from occupations.scope.figures import OTHERS, PLACED_ROWS, Scope

SUGGESTIONS = "/places/suggest/"


def control(
    scope: Scope, address: str, sheets: Sequence[Sheet], carried: Sequence[tuple[str, str]] = ()
) -> dict[str, Any] | None:
    """The context of components/place_control.html; None if no side has official pay, which other places could have.
    `address`: the URL of the page without parameters; `carried`: those that are no choice."""
    choice = scope.choice
    whole = f"{address}?{urlencode(carried, safe=',')}" if carried else address
    years = scope.years if scope.acts else _national_years(sheets)
    if not years and not choice.given:
        return None
    return {
        "action": address,
        "carried": carried,
        "suggest": SUGGESTIONS,
        "heading": scope.heading,
        "note": f"{'For all sides. ' if len(sheets) > 1 else ''}Rows marked “{OTHERS}” stay as they are.",
        "place": choice.typed_place or scope.area,
        "years": [(str(year), year == choice.year) for year in years],
        "error": scope.error,
        "wrong": ("place" if choice.typed_place else "release") if scope.error else "",
        "matches": [
            (place.label, choice._replace(place=place.key, typed_place="").keep(whole)) for place in scope.matches
        ],
        "without": whole if scope.acts else "",
        "without_place": choice._replace(place="").keep(whole) if choice.place else "",
    }


def _national_years(sheets: Sequence[Sheet]) -> list[int]:
    """The years of the releases with the editions' national pay, newest first."""
    found = set()
    for sheet in sheets:
        pay = (*sheet.cells["pay"], sheet.gaps["pay"])
        survey = next((cell.dataset for cell in pay if cell.record), None)
        found |= {ref.period_end.year for ref in sheet.profile.releases if ref.dataset == survey and ref.period_end}
    return sorted(found, reverse=True)


def placed_view(view: View, scope: Scope) -> View:
    """The view for that place and release: it says so, is not indexed by search engines, and its links keep the
    choice."""
    keep = scope.choice.keep
    page = view.page._replace(
        title=f"{view.page.title} {scope.where}".strip(),
        robots="noindex,follow",
        formats=[(label, keep(url)) for label, url in view.page.formats],
    )
    return view._replace(page=page, scope=scope.sentence)


def scope_json(scope: Scope) -> dict[str, Any] | None:
    """The choice in data formats; None if there is none."""
    if not scope.acts:
        return None
    release, choice = scope.release, scope.choice
    return {
        "place": choice.place or NATION,
        "place_name": (scope.area or choice.place) if choice.place else "United States",
        "source": source_of(release) if release else None,
        "release": release.key if release else None,
        "release_title": release.title if release else None,
        "period_start": release.period_start if release else None,
        "period_end": release.period_end if release else None,
        "years": list(scope.years),
        "row_keys": list(PLACED_ROWS),
        "other_rows_text": OTHERS,
        "error": scope.error or None,
    }


def lead_on(request: HttpRequest, choice: ScopeChoice, scope: Scope, address: str) -> HttpResponse | None:
    """The response if a URL is not in canonical form (a redirect), or if a file was requested with invalid values (an
    error page). None if the page can be shown."""
    settled: Mapping[str, str] = request.GET
    if scope.choice != choice and scope.choice.given and not scope.error:
        return redirect(scope.choice.keep(address))
    if not scope.error and not is_canonical(choice, settled):
        return redirect(choice.keep(address))
    if scope.error and not scope.acts and not address.partition("?")[0].endswith("/"):
        places = [
            (place.label, choice._replace(place=place.key, typed_place="").keep(address)) for place in scope.matches
        ]
        return explain(request, 404, "We could not tell which place or year you mean", scope.error, places)
    return None


def refuse_both(request: HttpRequest) -> HttpResponse:
    """A past day has only the figures of its editions, which are national."""
    return explain(
        request,
        400,
        "Choose a place or a date, not both",
        "A page for an earlier date shows what was published then, which is national pay. Choose either a date, "
        "or a place and a release.",
        [("The current page", request.path)],
    )
