"""Where the answer flips, as the page and the data formats show it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

from comparisons.page import tile_map
from comparisons.prose import area_sentences as words
from comparisons.rules.areas import CONFIDENCE, METRIC, Area, Areas, compare_areas
from occupations.links import comparison_url, pay_in_places_url
from occupations.profiles import formatting
from occupations.profiles.document import Names, ReleaseRef
from occupations.profiles.place_pay import PayInPlaces, PlaceKind
from occupations.profiles.sheet import Cell, Sheet
from occupations.text import english

MOST_LISTED = 6  # exceptions of one kind that the page names


_NAMES = {PlaceKind.STATE: "states", PlaceKind.METRO: "metropolitan_areas", PlaceKind.TERRITORY: "territories"}


class Elsewhere(NamedTuple):
    """A place where the other occupation earns more: "Boise City, ID", "$4,300 more; 4,020 … employed"."""

    name: str
    url: str
    text: str


class FlipsView(NamedTuple):
    """The block of the page. `legend`: (kind of tile, what it means, number of states)."""

    heading: str
    sentence: str
    best: str  # where the median is highest for each side; empty if unknown
    covered: str  # the share of jobs in the places counted; empty if unknown
    basis: str
    map: Markup
    legend: list[tuple[str, str, int]]
    others: str  # who earns more in the exceptions, as the heading of their list
    exceptions: list[Elsewhere]
    more: int  # exceptions that are not listed
    notes: list[str]
    table: str  # address of the table of all places


class Flips(NamedTuple):
    """What the areas of a comparison add up to, and the keys of the releases that they are of."""

    areas: Areas
    releases: tuple[str, ...]

    def refs(self, sheet: Sheet) -> list[ReleaseRef]:
        """The releases, as one of the editions names them."""
        return [ref for ref in sheet.profile.releases if ref.key in self.releases]

    def period(self, sheet: Sheet) -> str:
        """ "May 2025"."""
        return next((formatting.period(ref.period_start, ref.period_end) for ref in self.refs(sheet)), "")


def flips_of(places: Sequence[PayInPlaces | None]) -> Flips | None:
    """`places`: of each side. None if nothing can be said."""
    areas = compare_areas(places) if places else None
    return Flips(areas, places[0].releases) if areas and places[0] else None


def flips_view(flips: Flips, sheets: Sequence[Sheet], slugs: Sequence[str], best: Sequence[Cell]) -> FlipsView:
    """`slugs`: of the sides, in their order; `best`: the cells of the row on their highest-paying states."""
    areas, names = flips.areas, [sheet.profile.names for sheet in sheets]
    period = flips.period(sheets[0])
    two = len(names) == 2
    first = words.leader(areas)
    other = names[1 - first] if two else names[first]
    found = _exceptions(areas, first) if two else []
    shown = [area for kind in words.ANSWERING for area in found if area.kind is kind][:MOST_LISTED]
    return FlipsView(
        heading="Where the answer flips" if words.flips(areas) else "State by state",
        sentence=words.headline(areas, names),
        best=words.best_paying(best, names),
        covered=words.covered(areas),
        basis=f"Medians for {period}, {words.NOT_ADJUSTED}." if period else f"Medians, {words.NOT_ADJUSTED}.",
        map=_map(areas, names, first) if two and areas.states else Markup(""),
        legend=_legend(areas, names, first) if two and areas.states else [],
        others=f"Where {other.plural} earn more",
        exceptions=[_exception(area, names, slugs) for area in shown],
        more=len(found) - len(shown),
        notes=list(words.notes(areas, names)),
        table=pay_in_places_url(slugs),
    )


def _exceptions(areas: Areas, first: int) -> list[Area]:
    """Areas where the other side earns more, those with the most jobs first."""
    found = [area for area in areas.led_by_others(first) if area.kind in words.ANSWERING]
    return sorted(found, key=lambda area: -sum((place and place.employment) or 0 for place in area.sides))


def _exception(area: Area, names: Sequence[Names], slugs: Sequence[str]) -> Elsewhere:
    gap = words.gap(area)
    text = "; ".join(part for part in (f"{gap} more" if gap else "", words.employed(area, names)) if part)
    return Elsewhere(area.name, f"{comparison_url(slugs)}?place={area.key}", text)


def _map(areas: Areas, names: Sequence[Names], first: int) -> Markup:
    title = f"Map: who earns more in each state, {names[0].plural} or {names[1].plural}"
    return tile_map.tile_map(areas.states, first, title, words.map_description(areas, names))


def _legend(areas: Areas, names: Sequence[Names], first: int) -> list[tuple[str, str, int]]:
    tally = areas.tallies[PlaceKind.STATE]
    without = len(tile_map.TILES) - tally.counted
    rows = [
        (tile_map.LEAD, f"{names[first].plural} earn more", tally.highest[first]),
        (tile_map.OTHER, f"{names[1 - first].plural} earn more", tally.highest[1 - first]),
        (tile_map.CLOSE, "too close to call", tally.close),
        (tile_map.NONE, "no median published for both", without),
    ]
    return [(kind, english.sentence_start(text), count) for kind, text, count in rows if count]


def flips_json(flips: Flips, sheets: Sequence[Sheet], slugs: Sequence[str], site: str) -> dict[str, Any]:
    """The counts, for the data formats."""
    areas, names = flips.areas, [sheet.profile.names for sheet in sheets]
    refs = flips.refs(sheets[0])
    return {
        "sentence": words.headline(areas, names),
        "metric": METRIC.key,
        "period_start": refs[0].period_start if refs else None,
        "period_end": refs[0].period_end if refs else None,
        "confidence_percent": CONFIDENCE,
        "places_page_url": site + pay_in_places_url(slugs),
        **{name: _counts(areas, kind, slugs) for kind, name in _NAMES.items()},
    }


def _counts(areas: Areas, kind: PlaceKind, slugs: Sequence[str]) -> dict[str, Any]:
    tally = areas.tallies[kind]
    shares = areas.covered(kind)
    return {
        "places_count": tally.counted,
        "highest_counts": dict(zip(slugs, tally.highest, strict=True)),
        "same_count": tally.same,
        "too_uncertain_count": tally.uncertain,
        "not_published_count": tally.missing,
        "jobs_covered_percent": {
            slug: None if share is None else round(100 * share, 1) for slug, share in zip(slugs, shares, strict=True)
        },
    }
