"""All states and metropolitan areas of a comparison, with the median of each side: a page of its own, and files."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from comparisons.page.where_flips import Flips, flips_json, flips_of
from comparisons.prose import area_sentences as words
from comparisons.queries import find, places
from comparisons.rules.areas import METRIC, Area
from comparisons.rules.compare import MOST_SIDES
from occupations.directory.places import STATES, Named
from occupations.links import comparison_url, pay_in_places_url
from occupations.metrics import in_unit
from occupations.profiles.document import Names
from occupations.profiles.place_pay import MEAN_AT_LEAST, MEDIAN_AT_LEAST, Place
from occupations.profiles.sheet import Sheet
from occupations.rendering.formats import as_json
from occupations.rendering.http import CONTENT_TYPES, explain, list_page, public_page, site_of, validated
from occupations.rendering.json_members import period_days, source_json
from occupations.rendering.origins import release_origin
from occupations.rendering.pagination import Which, which_page
from occupations.rendering.sources import SourceView
from occupations.rendering.tables import table
from occupations.text import english
from occupations.text.slugs import split_pair

ROWS = 25  # metropolitan areas on a page
FILES = (("JSON", "json"), ("CSV", "csv"))
COLUMNS = (
    *("place", "place_name", "kind", "occupation", "title", "outcome", "highest", "text"),
    *("pay_median", "pay_median_at_least", "pay_mean", "pay_mean_at_least", "pay_mean_rse_percent", "because", "unit"),
    *("employees", "source", "release", "period_start", "period_end"),
)


class Compared(NamedTuple):
    """What the table is made of."""

    slugs: list[str]
    sheets: list[Sheet]
    flips: Flips

    @property
    def names(self) -> list[Names]:
        return [sheet.profile.names for sheet in self.sheets]

    @property
    def title(self) -> str:
        return " vs ".join(name.title for name in self.names)


def place_table(request: HttpRequest, pair: str, output_format: str = "html") -> HttpResponse:
    """Two queries at most. Addresses that are not exactly of public occupations lead to the comparison, which explains
    them or leads on."""
    slugs = split_pair(pair)
    if not 2 <= len(slugs) <= MOST_SIDES or len(set(slugs)) < len(slugs) or not all(slugs):
        return redirect(comparison_url(slugs))
    found = find(slugs)
    if len(found.sides) < len(slugs):
        return redirect(comparison_url(slugs))
    sheets = [found.sides[slug].laid_out.sheet for slug in slugs]
    flips = flips_of(places(found, slugs))
    if flips is None:
        return _none(request, slugs, sheets)
    compared = Compared(slugs, sheets, flips)
    if output_format == "html":
        return _page(request, compared)
    content = as_json(_json(compared, site_of(request))) if output_format == "json" else _csv(compared)
    return validated(request, HttpResponse(content, content_type=CONTENT_TYPES[output_format]))


def _none(request: HttpRequest, slugs: Sequence[str], sheets: Sequence[Sheet]) -> HttpResponse:
    return explain(
        request,
        404,
        "No places to compare",
        "We have no pay for states or metropolitan areas that is of each of these occupations alone.",
        [(" vs ".join(sheet.profile.names.title for sheet in sheets), comparison_url(slugs))],
    )


def ordered(areas: Sequence[Area], first: int) -> list[Area]:
    """By the gap, from the largest in favor of the first side to the largest in favor of the other; those without two
    medians last. Of more than two sides: by name."""
    if any(len(area.sides) > 2 for area in areas):
        return sorted(areas, key=lambda area: area.name)

    def key(area: Area) -> tuple[bool, int, str]:
        here, there = area.sides[first], area.sides[1 - first]
        known = here is not None and there is not None and here.median is not None and there.median is not None
        gap = (here.median or 0) - (there.median or 0) if here and there and known else 0
        return not known, -gap, area.name

    return sorted(areas, key=key)


def _page(request: HttpRequest, compared: Compared) -> HttpResponse:
    areas, names = compared.flips.areas, compared.names
    state = request.GET.get("state", "").upper()[:40]
    error = f"We have no state “{state}”; all are shown." if state and state not in STATES else ""
    of_state = "" if error else state
    first = words.leader(areas)
    states, metros = (
        ordered([area for area in areas.areas if area.key.startswith(kind) and _is_in(area, of_state)], first)
        for kind in ("state", "metro")
    )
    address = pay_in_places_url(compared.slugs)
    which = which_page(request, len(metros), ROWS, f"{address}?state={of_state}" if of_state else address)
    page = list_page(
        request,
        f"{compared.title}: pay by place",
        f"The median pay of {' and '.join(name.plural for name in names)} in each state and metropolitan area.",
        "noindex,follow",
    )
    files = [(label, pay_in_places_url(compared.slugs, ending)) for label, ending in FILES]
    period = compared.flips.period(compared.sheets[0])
    context = {
        "page": page._replace(canonical="", heading=compared.title, formats=files),
        "back": comparison_url(compared.slugs),
        "sentence": words.headline(areas, names),
        "basis": f"Medians for {period}, {words.NOT_ADJUSTED}.",
        "notes": list(words.notes(areas, names)),
        "action": address,
        "options": [(letters, name, letters == of_state) for letters, name in _options(areas.areas)],
        "error": error or which.error,
        "columns": [english.sentence_start(name.plural) for name in names],
        "tables": [
            table
            for table in (
                _table("States", states if which.number == 1 else [], compared),
                _table("Metropolitan areas", which.of(metros), compared, which),
            )
            if table["rows"]
        ],
        "pages": which,
        "total": len(metros),
        "sources": [release_origin(ref) for ref in compared.flips.refs(compared.sheets[0])],
    }
    return public_page(request, "comparisons/place_table.html", context)


def _is_in(area: Area, letters: str) -> bool:
    return not letters or STATES[letters] in Named(area.key, area.name).states


def _options(areas: Sequence[Area]) -> list[tuple[str, str]]:
    """The states that there are areas in, by name."""
    present = {name for area in areas for name in Named(area.key, area.name).states}
    return sorted(((two, name) for two, name in STATES.items() if name in present), key=lambda entry: entry[1])


def _table(title: str, areas: Sequence[Area], compared: Compared, which: Which | None = None) -> dict[str, Any]:
    return {"title": title, "rows": [_row(area, compared) for area in areas], "which": which}


def _row(area: Area, compared: Compared) -> dict[str, Any]:
    return {
        "name": area.name,
        "url": f"{comparison_url(compared.slugs)}?place={area.key}",
        "cells": [(words.amount(place), _employed(place)) for place in area.sides],
        "verdict": english.sentence_start(words.verdict(area, compared.names)),
        "decided": area.highest is not None,
    }


def _employed(place: Place | None) -> str:
    return f"{place.employment:,} employed" if place and place.employment is not None else ""


def _json(compared: Compared, site: str) -> dict[str, Any]:
    refs = compared.flips.refs(compared.sheets[0])
    return {
        "title": compared.title,
        **flips_json(compared.flips, compared.sheets, compared.slugs, site),
        "sources": [source_json(SourceView(number, release_origin(ref))) for number, ref in enumerate(refs, start=1)],
        "places": [_place_json(area, compared, site) for area in compared.flips.areas.areas],
    }


def _place_json(area: Area, compared: Compared, site: str) -> dict[str, Any]:
    place = Named(area.key, area.name)
    return {
        "key": place.key,
        "kind": place.kind,
        "code": place.key.partition("-")[2],
        "name": place.name,
        **place.addresses(site),
        "outcome": area.outcome.value,
        "highest": None if area.highest is None else compared.slugs[area.highest],
        "sides": {slug: _side_json(place) for slug, place in zip(compared.slugs, area.sides, strict=True)},
    }


def _side_json(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    data: dict[str, Any] = {"employees": place.employment}
    for name, amount, bound in (
        ("pay_median", place.median, place.marks & MEDIAN_AT_LEAST),
        ("pay_mean", place.mean, place.marks & MEAN_AT_LEAST),
    ):
        data[name] = None if amount is None or bound else in_unit(amount, METRIC.unit)
        if amount is not None and bound:
            data[f"{name}_at_least"] = in_unit(amount, METRIC.unit)
    data["pay_mean_rse_percent"] = None if place.error is None else place.error / 100
    if place.median is None:
        data["because"] = words.amount(place)
    return data


def _csv(compared: Compared) -> str:
    return table(COLUMNS, _lines(compared))


def _lines(compared: Compared) -> Iterator[dict[str, Any]]:
    """A line for each place and side; then the sentence and the notes."""
    names, areas = compared.names, compared.flips.areas
    origins = [release_origin(ref) for ref in compared.flips.refs(compared.sheets[0])]
    source = {
        "source": list(dict.fromkeys(origin.source for origin in origins)),
        "release": [origin.release for origin in origins],
        **period_days(origins[0].days if origins else None),
    }
    for area in ordered(areas.areas, words.leader(areas)):
        about = {
            "place": area.key,
            "place_name": area.name,
            "kind": area.kind.value,
            "outcome": area.outcome.value,
            "highest": None if area.highest is None else compared.slugs[area.highest],
            "text": words.verdict(area, names),
        }
        for slug, name, place in zip(compared.slugs, names, area.sides, strict=True):
            figures = (_side_json(place) or {"because": words.amount(place)}) | {"unit": METRIC.unit.key}
            yield about | {"occupation": slug, "title": name.title, **figures, **source}
    yield from ({"text": sentence} for sentence in (words.headline(areas, names), *words.notes(areas, names)))
