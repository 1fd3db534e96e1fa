"""Figures of editors end by themselves on their date: once, without publishing anything else."""

import datetime
import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from time_machine import travel

from occupations import locks
from occupations.models import Occupation
from occupations.publishing import publish
from occupations.publishing.schedule import end_figures
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

LAST = datetime.date(2026, 5, 31)
END = datetime.date(2026, 6, 1)


@pytest.fixture
def cook() -> Occupation:
    """Growth of 3% from a release, 9% from an editor until the end of May; published in May."""
    cook, record = make.occupation("Cook"), make.record()
    make.classify(cook, record)
    make.figure("growth", 3, record=record, release=make.release())
    make.figure("growth", 9, occupation=cook, expires_on=END)
    with travel(datetime.datetime(2026, 5, 20, 12, tzinfo=datetime.UTC)):
        publish.publish(cook)
    return cook


def growth(cook: Occupation) -> list[int | None]:
    return [value for _, value in make.values_of(make.published(Occupation.objects.get(pk=cook.pk).live), "growth")]


def test_a_figure_ends_on_its_date_and_only_once(cook):
    assert growth(cook) == [900, 300]
    assert [end_figures(day) for day in (LAST, END, END)] == [[], [("Cook", 2)], []]
    assert growth(cook) == [300]
    cook.refresh_from_db()
    assert (cook.live.note, cook.changed) == ("Without figures of editors that ended by June 1, 2026", False)
    assert [release.title for release in cook.live.releases.all()] == ["2024"]


def test_pay_ends_as_well():
    cook, record = make.occupation("Cook"), make.record()
    make.classify(cook, record)
    make.wage(annual_mean=30_000, record=record, release=make.release())
    make.wage(annual_mean=50_000, occupation=cook, expires_on=END)
    with travel(datetime.datetime(2026, 5, 20, 12, tzinfo=datetime.UTC)):
        publish.publish(cook)
    end_figures(END)
    cook.refresh_from_db()
    assert (make.values_of(make.published(cook.live), "wage_annual_mean"), cook.live.pay) == (
        [("", 3_000_000)],
        30_000,
    )


def test_nothing_that_waits_to_be_published_is_published_with_it(cook):
    Occupation.objects.filter(pk=cook.pk).update(description="A draft.", changed=True)
    record = cook.classifications.get().record
    make.figure("openings_annual", 7, record=record, release=make.release())
    end_figures(END)
    cook.refresh_from_db()
    said = make.published(cook.live)
    assert (said.description, [figure.metric for figure in said.figures], cook.changed) == ("", ["growth"], True)


def test_a_figure_that_was_never_published_ends_nothing(cook):
    waiter = make.occupation("Waiter")
    with travel(datetime.datetime(2026, 5, 20, 12, tzinfo=datetime.UTC)):
        publish.publish(waiter)
    make.figure("growth", 9, occupation=waiter, expires_on=END)
    make.figure("growth", 9, occupation=make.occupation("Baker"), expires_on=END)
    assert end_figures(END) == [("Cook", 2)]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time_do_it_once(cook):
    found = []

    def other():
        try:
            found.append(end_figures(END))
        finally:
            connection.close()

    with transaction.atomic():
        assert locks.schedule_alone()
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(30)
    assert found == [None]
    assert end_figures(END) == [("Cook", 2)]


def test_the_command_says_what_it_did_and_then_nothing(cook, capsys):
    with travel(datetime.datetime(2026, 6, 1, 0, 1, tzinfo=datetime.UTC)):
        call_command("run_schedule")
        assert capsys.readouterr().out == "Cook: edition 2, because a figure of an editor has ended\n"
        call_command("run_schedule")
        assert capsys.readouterr().out == ""
