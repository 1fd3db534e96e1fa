"""The list of all places: states and metropolitan areas by number of employees, found by name, and which belong
together.

Cached while the same editions are live, because it is made from the rows of all places.
"""

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from occupations.directory.places import LONGEST_TYPED, STATES, Named, alike, by_key, by_name, public_places
from occupations.directory.released_rows import NAMED
from occupations.local_copy.live_value import LiveValue
from occupations.profiles import formatting
from occupations.rendering.pagination import Which
from occupations.sql import rows

FIRST_STATES = 10  # shown at once
METROS = 20  # on a page
AROUND = {"state": "Metropolitan areas here", "metro": "Statewide"}
"""Kind of a place → heading of the places around it."""

# The row for all workers of the nation and of each place, in the newest release that live editions name.
_TOTALS = f"""
SELECT place, employment, annual_median, period_end, publisher, title FROM (
    SELECT coalesce(a.kind || '-' || a.code, '') AS place, w.employment, w.annual_median, r.period_end, t.publisher,
           r.title, row_number() OVER (
        PARTITION BY a.kind, a.code ORDER BY r.period_end DESC NULLS LAST, r.id DESC) AS turn
    FROM wage_row w
    JOIN occupations_release r ON r.id = w.release_id AND {NAMED}
    JOIN occupations_dataset d ON d.id = r.dataset_id
    JOIN occupations_source t ON t.id = d.source_id
    LEFT JOIN area_of_release a ON a.release_id = r.id AND a.id = w.area_id
    WHERE w.is_total AND w.industry_id IS NULL AND w.employer_id IS NULL)
WHERE turn = 1
"""  # noqa: S608 (nothing in it comes from a visitor)


class Total(NamedTuple):
    """The row for all workers: their median pay in US$ a year, and the release it is in."""

    employees: int | None = None
    median: Decimal | None = None
    end: datetime.date | None = None
    publisher: str = ""
    release: str = ""


class PlaceRow(NamedTuple):
    """A line of the list; `employees` and `pay` are texts, empty where they are not published."""

    name: str
    url: str
    employees: str
    pay: str


class PlaceList:
    """All places. `states` and `metros`: largest first, those without a number of employees last."""

    def __init__(self) -> None:
        totals = {key: Total(*rest) for key, *rest in rows(_TOTALS)}
        self.nation = totals.get("", Total())
        self.totals = totals
        places = public_places()
        places.sort(key=lambda place: -(self._of(place).employees or 0))  # public_places() are by name
        self.places = places
        self.states = [place for place in places if place.kind == "state"]
        self.metros = [place for place in places if place.kind == "metro"]

    def _of(self, place: Named) -> Total:
        return self.totals.get(place.key, Total())

    def rows(self, places: Sequence[Named]) -> list[PlaceRow]:
        return [
            PlaceRow(
                place.name,
                place.url,
                "" if total.employees is None else f"{total.employees:,}",
                "" if total.median is None else formatting.usd(total.median),
            )
            for place in places
            for total in [self._of(place)]
        ]

    def origins(self, places: Sequence[Named]) -> list[str]:
        """Publisher and release of the figures in these rows."""
        totals = [total for total in map(self._of, places) if total.release]
        return list(dict.fromkeys(f"{total.publisher}: {total.release}" for total in totals))

    def nation_beside(self, place: Named) -> str:
        """The median of the nation in the same period, to compare that of the place with; empty if there is none."""
        here, nation = self._of(place), self.nation
        if here.end != nation.end or here.median is None or nation.median is None:
            return ""
        return f"United States: {formatting.usd(nation.median)}"

    def around(self, place: Named) -> list[Named]:
        """For a state, its metropolitan areas; for one of these, the states it is in."""
        if place.kind == "state":
            return [metro for metro in self.metros if place.name in metro.states]
        return [state for state in self.states if state.name in place.states]


_places = LiveValue(PlaceList)


def listed_places() -> PlaceList:
    """The current list."""
    return _places.get()


def found(typed: str, known: PlaceList) -> list[Named]:
    """The places that the text may mean, states first, then largest first: by key, by the letters of a state ("OH"),
    by name, or by the state they are in."""
    letters = STATES.get(typed.upper())
    if letters:
        places = [place for place in known.states if place.name == letters]
        return [*places, *(metro for metro in known.metros if letters in metro.states)]
    return sorted(by_key(typed, known.places) or by_name(typed, known.places), key=lambda place: place.kind != "state")


def list_context(typed: str, known: PlaceList, which: Callable[[int], Which]) -> dict[str, Any]:
    """The context of directory/places.html. `which`: the requested page for a number of metropolitan areas."""
    query = typed[:LONGEST_TYPED]
    hits = found(query, known) if query else []
    near = alike(query, known.places) if query and not hits else []
    pages = which(len(known.metros))
    metros = [] if hits else list(pages.of(known.metros))
    states = known.states if pages.number == 1 and not hits else []
    return {
        "query": query,
        "error": f"We have no figures for a place called “{query}”." if query and not hits else "",
        "near": [(place.name, place.url) for place in near],
        "found": known.rows(hits),
        "states": known.rows(states[:FIRST_STATES]),
        "more_states": known.rows(states[FIRST_STATES:]),
        "metros": known.rows(metros),
        "count": len(known.places),
        "metro_count": len(known.metros),
        "origins": known.origins([*hits, *states, *metros]),
        "pages": pages,
    }
