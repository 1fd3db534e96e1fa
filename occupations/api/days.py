"""`as_of`: what was public on a day past, as on the pages."""

import datetime
from collections.abc import Sequence

from occupations.api import parameters
from occupations.api.problems import Problem
from occupations.past import Past, began, editions_on

AS_OF = parameters.day("as_of", "As it was at the end of that day (UTC), which is past or today's.", "2026-11-25")


def editions(day: datetime.date, slugs: Sequence[str]) -> Past:
    """Raises Problem for a day to come, and where all of these are public today but some were not then."""
    if day > datetime.datetime.now(datetime.UTC).date():
        raise Problem("not-found", f"{day} is still to come.", parameter="as_of")
    past = editions_on(day, slugs)
    if len(past.sides) < len(set(slugs)) and (first := began(slugs)):
        late = "; ".join(f"{slug} has been here since {first[slug][1]}" for slug in slugs if slug not in past.sides)
        raise Problem("not-found", f"Not here yet on {day}: {late}.", parameter="as_of")
    return past
