"""Moments at which something becomes public: what editors enter in the site's time, and how it is said. Pure."""

import datetime
from zoneinfo import ZoneInfo

from occupations.profiles.formatting import day

LATEST = datetime.timedelta(days=366)
MORNING = datetime.time(6)


class NoMoment(ValueError):
    """Why nothing can be published then, in a sentence."""


def moment(local: datetime.datetime, zone: ZoneInfo, now: datetime.datetime) -> datetime.datetime:
    """The moment, in UTC, at which clocks in the zone show this day and time. Raises NoMoment.

    In fall, when an hour comes twice, it is the first of the two; in spring, an hour does not exist.
    """
    try:
        found = local.replace(tzinfo=zone).astimezone(datetime.UTC)
    except OverflowError as error:  # at an end of the calendar
        raise NoMoment(f"{day(local)} is too far away. Choose a moment within a year.") from error
    if found.astimezone(zone).replace(tzinfo=None) != local:
        raise NoMoment(
            f"There is no {local:%H:%M} on {day(local)}: clocks are set forward that night. Choose a time after it."
        )
    if found <= now:
        raise NoMoment(
            f"{in_words(found, zone)}, is over; it is {in_words(now, zone)}. Choose a later moment, or “now”."
        )
    if found > now + LATEST:
        raise NoMoment(f"{in_words(found, zone)}, is more than a year ahead. Choose an earlier moment.")
    return found


def next_monday(now: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The next Monday at 06:00, as clocks in the zone show it."""
    here = now.astimezone(zone)
    days = -here.weekday() % 7
    if days == 0 and here.time() >= MORNING:
        days = 7
    return datetime.datetime.combine(here.date() + datetime.timedelta(days=days), MORNING)


def in_words(moment: datetime.datetime, zone: ZoneInfo) -> str:
    """ "Monday, December 7, 2026, 06:00 EST"."""
    here = moment.astimezone(zone)
    return f"{here:%A}, {day(here)}, {here:%H:%M} {here.tzname()}"
