"""The cells of an observation that many facts share, by column: who it is of, where, from what, and how it was made."""

import datetime
from typing import Any

from occupations.metrics import Level
from occupations.observations.names import NATION, Names, RecordName

Cells = dict[str, Any]
OWNER = ("record", "record_title", "occupation")
PLACE = ("place", "place_name", "industry", "industry_name", "employer", "employer_name")
ORIGIN = ("dataset", "release", "source", "period_start", "period_end")
MADE = ("population", "method")
LEVEL = ("level", "group")
Day = datetime.date | str


def owner(names: Names, record: int | None, occupation: int | None) -> Cells:
    found = names.records[record] if record else None
    return {
        "record": found.key if found else None,
        "record_title": found.title if found else None,
        "occupation": names.slug_of.get(occupation) if occupation else None,
    }


def place(names: Names, area: int | None, industry: int | None, employer: int | None, release: int) -> Cells:
    there = names.places[area] if area else None
    sector = names.industries[industry] if industry else None
    firm = names.employers[employer] if employer else None
    return {
        "place": there.key if there else NATION,
        "place_name": there.name if there else names.release_of[release].geography,
        "industry": sector.key if sector else None,
        "industry_name": sector.name if sector else None,
        "employer": firm.key if firm else None,
        "employer_name": firm.name if firm else None,
    }


def origin(names: Names, release: int, start: Day | None, end: Day | None) -> Cells:
    """The period is that of the fact, else that of its release."""
    found = names.release_of[release]
    first, last = (start, end) if end else (found.period_start, found.period_end)
    return {
        "dataset": found.dataset,
        "release": found.key,
        "source": found.source,
        "period_start": first,
        "period_end": last,
    }


def made(names: Names, release: int, population: str, method: str) -> Cells:
    """What a fact does not say itself is as its release has it."""
    found = names.release_of[release]
    return {"population": population or found.population, "method": method or found.method}


def level_and_group(record: RecordName | None) -> tuple[str, str]:
    """The level of the figures of a record, and the group that they are of, if it is not an occupation."""
    if record is None:
        return Level.DETAILED, ""
    return record.level, record.title if record.level != Level.DETAILED else ""
