"""Moments in the site's time, also when clocks change."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from occupations.publishing.moments import NoMoment, in_words, moment, next_monday

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime.datetime(2026, 10, 30, 12, tzinfo=datetime.UTC)  # a Friday; clocks are set back on Sunday


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("entered", "utc"),
    [
        ("2026-10-31 06:00", "2026-10-31 10:00"),
        ("2026-11-02 06:00", "2026-11-02 11:00"),  # the Monday after: an hour later for the machine, not for people
        ("2026-11-01 01:30", "2026-11-01 05:30"),  # comes twice; the first
        ("2026-11-01 02:00", "2026-11-01 07:00"),
        ("2027-03-14 03:00", "2027-03-14 07:00"),  # the first minute of summer time
    ],
)
def test_what_clocks_show_becomes_a_moment(entered, utc):
    assert moment(at(entered), NEW_YORK, NOW) == at(f"{utc}+00:00")


@pytest.mark.parametrize(
    ("entered", "why"),
    [
        (
            "2027-03-14 02:30",
            "There is no 02:30 on March 14, 2027: clocks are set forward that night. Choose a time after it.",
        ),
        (
            "2026-10-30 08:00",
            "Friday, October 30, 2026, 08:00 EDT, is over; it is Friday, October 30, 2026, 08:00 EDT. Choose a later "
            "moment, or “now”.",
        ),
        (
            "2028-01-01 06:00",
            "Saturday, January 1, 2028, 06:00 EST, is more than a year ahead. Choose an earlier moment.",
        ),
    ],
)
def test_what_is_no_moment_is_refused_with_a_sentence(entered, why):
    with pytest.raises(NoMoment) as refused:
        moment(at(entered), NEW_YORK, NOW)

    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-10-30T12:00+00:00", "2026-11-02 06:00"),
        ("2026-11-02T10:59+00:00", "2026-11-02 06:00"),
        ("2026-11-02T11:00+00:00", "2026-11-09 06:00"),
        ("2026-11-09T04:59+00:00", "2026-11-09 06:00"),  # still Sunday in New York
    ],
)
def test_the_next_monday_morning(now, monday):
    assert next_monday(at(now), NEW_YORK) == at(monday)


def test_moments_name_the_day_and_the_zone():
    assert in_words(at("2026-12-07T11:00+00:00"), NEW_YORK) == "Monday, December 7, 2026, 06:00 EST"
