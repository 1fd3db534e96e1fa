"""What readers can choose on the pages: a past day, or a place and the year of a release."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from occupations.api import parameters
from occupations.api.problems import Problem
from occupations.rendering.as_of import Past, began, editions_on
from occupations.rendering.live import LiveDocument
from occupations.scope import figures
from occupations.scope.choice import ScopeChoice
from occupations.scope.figures import Scope

AS_OF = parameters.day(
    "as_of", "The editions that were public at the end of this day (UTC); today or earlier.", "2026-11-25"
)
PLACE = parameters.place("place", "Pay and employment in this area: its key from places/.", "metro-35620")
RELEASE = parameters.whole("release", "Pay and employment from the release for this year.", 1900, 2099, example="2024")
ALL = (AS_OF, PLACE, RELEASE)


def choice(params: Mapping[str, Any]) -> ScopeChoice:
    """The requested place and year. Raises Problem if a day is requested as well."""
    requested = ScopeChoice(params["place"] or "", params["release"])
    if requested.given and params["as_of"]:
        raise Problem(
            "not-found",
            "Past days have national figures only: use as_of, or place and release.",
            parameter="as_of",
        )
    return requested


def scope(chosen: ScopeChoice, sides: Collection[LiveDocument]) -> Scope:
    """The scope of a choice for these sides. Raises Problem."""
    found = figures.read(chosen, sides)
    if found.error:
        raise Problem("not-found", found.error, parameter="place" if chosen.place else "release")
    return found


def editions(day: datetime.date, slugs: Sequence[str]) -> Past:
    """Raises Problem for a day in the future, and if all of these are public today but some were not on that day."""
    if day > datetime.datetime.now(datetime.UTC).date():
        raise Problem("not-found", f"{day} is in the future.", parameter="as_of")
    past = editions_on(day, slugs)
    if len(past.sides) < len(set(slugs)) and (first := began(slugs)):
        late = "; ".join(f"{slug} was first published on {first[slug][1]}" for slug in slugs if slug not in past.sides)
        raise Problem("not-found", f"Not yet published on {day}: {late}.", parameter="as_of")
    return past
