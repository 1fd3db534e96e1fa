"""T49: a clock that jumps, a leap day, and a process that believes to be somewhere else."""

import datetime
import os
import time

import pytest
from time_machine import travel

from careersite import schedule
from occupations.models import AlternateTitle, Occupation
from occupations.publishing import publish
from occupations.publishing.schedule import end_figures
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db
LEAP_DAY = datetime.date(2028, 2, 29)


def at(day: int, hour: int = 12, month: int = 2) -> datetime.datetime:
    return datetime.datetime(2028, month, day, hour, tzinfo=datetime.UTC)


@pytest.fixture
def cook() -> Occupation:
    """With a figure of an editor that ends on a leap day."""
    cook = make.occupation("Cook")
    with travel(at(20)):
        make.figure("growth", 9, occupation=cook, expires_on=LEAP_DAY)
        publish.publish(cook)
    return cook


def test_a_clock_that_jumps_a_day_back_and_forth_ends_a_figure_once(cook):
    ended = []
    for moment in (at(28), at(27), at(28, 23), at(29, 0), at(28, 23), at(29, 1), at(1, 0, 3), at(29)):
        with travel(moment, tick=False):
            ended.append(end_figures(moment.date()))

    assert ended == [[], [], [], [("Cook", 2)], [], [], [], []]


def test_editions_stay_in_the_order_of_their_making_whatever_the_clock_said(cook):
    for number, moment in enumerate((at(25), at(24), at(26), at(23))):
        with travel(moment, tick=False):
            AlternateTitle.objects.create(occupation=cook, title=f"Cook {number}")
            publish.publish(Occupation.objects.get(pk=cook.pk), note=str(number))

    cook.refresh_from_db()
    assert (cook.live.number, cook.live.note) == (5, "3")
    assert list(cook.editions.order_by("number").values_list("note", flat=True)) == ["", "0", "1", "2", "3"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York", "Etc/GMT+12"])
def test_the_day_is_the_sites_wherever_a_process_believes_to_be(cook, zone, monkeypatch):
    """Also in the hours in which clocks are changed for the summer."""
    before = os.environ.get("TZ", "")
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    said = []
    try:
        for moment in (at(28, 23), at(29, 0), datetime.datetime(2028, 3, 12, 7, 30, tzinfo=datetime.UTC)):
            with travel(moment, tick=False):
                said.append(list(schedule.run()))
    finally:
        monkeypatch.setenv("TZ", before)
        time.tzset()

    assert said == [[], ["Cook: edition 2, because a figure of an editor has ended"], []]
