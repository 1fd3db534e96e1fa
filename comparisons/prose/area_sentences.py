"""Sentences on where the answer flips: in how many states and metropolitan areas who earns more. Pure."""

import re
from collections.abc import Iterable, Sequence

from comparisons.rules.areas import CONFIDENCE, METRIC, Area, Areas, Tally
from comparisons.rules.difference import Outcome
from occupations.metrics import RANKED_FROM
from occupations.profiles import formatting
from occupations.profiles.document import Names
from occupations.profiles.place_pay import MEDIAN_AT_LEAST, SUPPRESSED, Place, PlaceKind
from occupations.profiles.sheet import Cell
from occupations.text import english
from occupations.text.lists import clauses, listed

NOUNS = {
    PlaceKind.STATE: ("state", "states"),
    PlaceKind.METRO: ("metropolitan area", "metropolitan areas"),
    PlaceKind.TERRITORY: ("area", "areas"),
}
ANSWERING = (PlaceKind.STATE, PlaceKind.METRO)  # territories are counted apart
NOT_ADJUSTED = "not adjusted for what living costs there"


def leader(areas: Areas) -> int:
    """The side that earns the most in the most states; if that is a tie, in the most metropolitan areas."""
    wins = zip(*(areas.tallies[kind].highest for kind in ANSWERING), strict=True)
    return max(enumerate(wins), key=lambda entry: (entry[1], -entry[0]))[0]


def flips(areas: Areas) -> bool:
    """Whether more than one side earns the most somewhere."""
    return sum(any(areas.tallies[kind].highest[side] for kind in ANSWERING) for side in range(len(areas.jobs))) > 1


def headline(areas: Areas, names: Sequence[Names]) -> str:
    """ "Physician assistants earn more in 50 of 51 states (1 too close to call) and in 328 of 338 metropolitan areas (9
    too close to call); registered nurses in 1 metropolitan area."""
    counted = [kind for kind in ANSWERING if areas.tallies[kind].counted]
    if not any(sum(areas.tallies[kind].highest) for kind in counted):
        return f"Pay is too close to call {listed([f'in {_all(areas.tallies[kind], kind)}' for kind in counted])}."
    first = leader(areas)
    most = "earn more" if len(names) == 2 else "earn the most"
    where = listed([_leads(areas.tallies[kind], kind, first) for kind in counted])
    behind = sorted(
        (side for side in range(len(names)) if side != first),
        key=lambda side: [-areas.tallies[kind].highest[side] for kind in ANSWERING],
    )
    others = [f"{names[side].plural} {_wins(areas, side)}" for side in behind if _wins(areas, side)]
    return english.sentence_start("; ".join([f"{names[first].plural} {most} {where}", *others])) + "."


def _all(tally: Tally, kind: PlaceKind) -> str:
    one, several = NOUNS[kind]
    if tally.counted == 1:
        return f"the only {one} with a median for all"
    return f"all {tally.counted} {several}{' that can be compared' if tally.missing else ''}"


def _leads(tally: Tally, kind: PlaceKind, side: int) -> str:
    won, counted = tally.highest[side], tally.counted
    if won == counted:
        return f"in {_all(tally, kind)}"
    close = f" ({tally.close} too close to call)" if tally.close else ""
    return f"in {won or 'none'} of {number(counted, kind)}{close}"


def _wins(areas: Areas, side: int) -> str:
    won = [(areas.tallies[kind].highest[side], kind) for kind in ANSWERING]
    return " and ".join(f"in {number(count, kind)}" for count, kind in won if count)


def number(count: int, kind: PlaceKind) -> str:
    """ "1 state", "338 metropolitan areas"."""
    return f"{count} {NOUNS[kind][count != 1]}"


def notes(areas: Areas, names: Sequence[Names]) -> Iterable[str]:
    """How the areas were counted, and which were not."""
    many = len(names) > 2
    all_of_them = "all of them" if many else "both"
    tallies = [areas.tallies[kind] for kind in ANSWERING]
    if uncertain := sum(tally.uncertain for tally in tallies):
        same = sum(tally.same for tally in tallies)
        alike = f"{same} {_have(same)} medians within {METRIC.tolerance_percent}% of each other; in "
        where = f"{alike}{uncertain} the gap is" if same else "the gap is"
        yield english.sentence_start(
            f"of the {same + uncertain} too close to call, {where} within sampling error, or the means do not agree."
            if same + uncertain > 1
            else "where it is too close to call, the gap is within sampling error, or the means do not agree."
        )
    if missing := listed(
        [number(areas.tallies[kind].missing, kind) for kind in ANSWERING if areas.tallies[kind].missing]
    ):
        yield f"Not counted: {missing} where the survey does not publish a median with its error for {all_of_them}."
    if territories := _territories(areas, names):
        yield territories
    yield (
        "States include the District of Columbia. An area counts for an occupation if its median is more than "
        f"{METRIC.tolerance_percent}% higher, the gap is larger than sampling error at {CONFIDENCE}% confidence, and "
        "the mean is higher, too. The survey publishes no error for medians in places: the relative standard error of "
        "the mean stands in."
    )


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def covered(areas: Areas) -> str:
    """The share of jobs in the areas counted, of the occupation of which it is smallest; empty if unknown."""
    parts = []
    for kind in ANSWERING:
        shares = [share for share in areas.covered(kind) if share is not None]
        if areas.tallies[kind].counted and len(shares) == len(areas.jobs):
            parts.append(f"the {NOUNS[kind][1]} counted have at least {int(100 * min(shares))}% of the jobs of each")
    return english.sentence_start(clauses(parts)) + "." if parts else ""


def best_paying(cells: Sequence[Cell], names: Sequence[Names]) -> str:
    """Where the median is highest for each side, as its row about that says. `cells`: of that row."""
    parts = []
    for cell, name in zip(cells, names, strict=True):
        if not (cell.missing or cell.group):
            place, _, amount = cell.text.rpartition(", ")
            close = _CLOSE.search(" ".join(cell.notes))
            also = f"; {close[1]} more {'is' if close[1] == '1' else 'are'} close" if close else ""
            the = "the " if place.startswith("District") else ""
            parts.append(f"in {the}{place} for {name.plural} ({amount}{also})")
    return f"Pay is highest {listed(parts)}, of states with at least {RANKED_FROM} employed." if parts else ""


_CLOSE = re.compile(r"(\d+) more ha(?:s|ve) a (?:median|mean) within")


def _territories(areas: Areas, names: Sequence[Names]) -> str:
    tally = areas.tallies[PlaceKind.TERRITORY]
    if not tally.counted:
        return ""
    won = [(count, side) for side, count in enumerate(tally.highest) if count]
    more = "earn more" if len(names) == 2 else "earn the most"
    parts = [f"{names[side].plural} {more} in {count}" for count, side in won]
    if tally.close:
        parts.append(f"{tally.close} {'is' if tally.close == 1 else 'are'} too close to call")
    return (
        f"Puerto Rico and other territories are counted apart: of {number(tally.counted, PlaceKind.TERRITORY)}, "
        f"{listed(parts)}."
    )


def map_description(areas: Areas, names: Sequence[Names]) -> str:
    """One sentence that says what the map of the states shows, with the names of the smaller groups."""
    close, missing = "too close to call", "no median for both"
    earn = [f"{name.plural} earn more" for name in names]
    groups: dict[str, list[str]] = {label: [] for label in (*earn, close, missing)}
    for state, (outcome, highest) in areas.states.items():
        label = earn[highest] if highest is not None else missing if outcome is Outcome.MISSING else close
        groups[label].append(state)
    largest = max(len(group) for group in groups.values())
    parts = [
        f"{label} in {len(group)}" if len(group) == largest else f"{label} in {listed(group)}"
        for label, group in groups.items()
        if group
    ]
    return english.sentence_start("; ".join(parts)) + "."


def verdict(area: Area, names: Sequence[Names]) -> str:
    """ "registered nurses earn $4,300 more", "about the same"; of several, "registered nurses earn the most"."""
    if area.highest is not None:
        if len(names) > 2:
            return f"{names[area.highest].plural} earn the most"
        size = gap(area)
        return f"{names[area.highest].plural} earn {size} more" if size else f"{names[area.highest].plural} earn more"
    if area.outcome is Outcome.MISSING:
        paid = all(place is not None and place.median is not None for place in area.sides)
        return "no sampling error published" if paid else f"not published for {'all' if len(names) > 2 else 'both'}"
    return "about the same" if area.outcome is Outcome.SAME else "too uncertain to tell apart"


def amount(place: Place | None) -> str:
    """The median of one side in a place, or why there is none: "$93,600", "$239,200 or more", "not published"."""
    if place is None:
        return "not in the release"
    if place.median is None and place.marks & MEDIAN_AT_LEAST:
        return "above the highest amount published"
    if place.median is None:
        return "not published" if place.marks & SUPPRESSED else "no yearly median"
    bound = " or more" if place.marks & MEDIAN_AT_LEAST else ""
    return formatting.number(place.median, METRIC.unit) + bound


def gap(area: Area) -> str:
    """ "$4,300", for two sides with exact medians; else empty."""
    one, other = area.sides
    if one is None or other is None or one.median is None or other.median is None:
        return ""
    if (one.marks | other.marks) & MEDIAN_AT_LEAST:
        return ""
    return formatting.number(abs(other.median - one.median), METRIC.unit)


def employed(area: Area, names: Sequence[Names]) -> str:
    """ "4,020 registered nurses and 310 physician assistants employed"."""
    known = [
        f"{place.employment:,} {name.plural}" if place and place.employment is not None else f"{name.plural} unknown"
        for place, name in zip(area.sides, names, strict=True)
    ]
    return f"{listed(known)} employed"
