"""What is agreed on becomes public at its moment: exactly that, once, or not at all and with a reason."""

import datetime
import threading
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone
from time_machine import travel

from occupations.models import Edition, Occupation, ScheduledEdition
from occupations.publishing import moments, publish, scheduled
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("America/New_York")
FRIDAY = datetime.datetime(2026, 10, 30, 12, tzinfo=datetime.UTC)
MONDAY = moments.moment(datetime.datetime.fromisoformat("2026-11-02 06:00"), ZONE, FRIDAY)


@pytest.fixture
def cook() -> Occupation:
    """Public, with “Cooks.” scheduled for Monday by anna in place of edition 1."""
    cook, record = make.occupation("Cook"), make.record()
    make.classify(cook, record)
    make.figure("growth", 3, record=record, release=make.release())
    with travel(FRIDAY, tick=False):
        publish.publish(cook)
        draft(cook, "Cooks.")
        with transaction.atomic():
            scheduled.schedule(publish.lock(cook.pk), MONDAY, make.user("anna"), "For Monday")
    return cook


def draft(cook: Occupation, text: str) -> None:
    Occupation.objects.filter(pk=cook.pk).update(description=text, changed=True)


def live(cook: Occupation) -> tuple[int, str]:
    edition = Occupation.objects.get(pk=cook.pk).live
    assert edition is not None
    return edition.number, make.published(edition).description


def run(minutes: int = 0) -> list[str]:
    moment = MONDAY + datetime.timedelta(minutes=minutes)
    with travel(moment, tick=False):
        return list(scheduled.publish_due(timezone.now()))


def test_monday_at_six_is_when_clocks_show_it_though_they_were_set_back(cook):
    assert datetime.datetime(2026, 11, 2, 11, tzinfo=datetime.UTC) == MONDAY
    with travel(MONDAY - datetime.timedelta(minutes=1), tick=False):
        call_command("run_schedule")
    assert live(cook) == (1, "")

    with travel(MONDAY, tick=False):
        call_command("run_schedule")
        call_command("run_schedule")

    assert live(cook) == (2, "Cooks.")
    edition = Edition.objects.get(number=2)
    assert (edition.note, edition.by.username, edition.published_at) == ("For Monday", "anna", MONDAY)
    assert [release.title for release in edition.releases.all()] == ["2024"]
    assert Edition.objects.count() == 2


def test_the_command_says_what_it_published(cook, capsys):
    with travel(MONDAY, tick=False):
        call_command("run_schedule")
        call_command("run_schedule")

    assert capsys.readouterr().out == "Cook: edition 2, as scheduled\n"


def test_what_is_published_is_what_was_agreed_on_whatever_is_drafted_since(cook):
    draft(cook, "Half a sentence that")

    assert run() == ["Cook: edition 2, as scheduled"]

    assert live(cook) == (2, "Cooks.")
    cook.refresh_from_db()
    assert (cook.description, cook.changed) == ("Half a sentence that", True)


def test_a_draft_that_is_published_as_it_is_has_no_unpublished_changes(cook):
    run()

    cook.refresh_from_db()
    assert not cook.changed


def test_late_is_better_than_never(cook):
    assert run(minutes=600) == ["Cook: edition 2, as scheduled"]


# Held back, with the reason


def held(cook: Occupation) -> str:
    """The reason, and visitors see what they saw before."""
    before = Occupation.objects.get(pk=cook.pk).live_id
    (line,) = run()
    assert Occupation.objects.get(pk=cook.pk).live_id == before
    found = ScheduledEdition.objects.get()
    assert (found.progress, found.edition) == ("held", None)
    assert line == f"{Occupation.objects.get(pk=cook.pk)}: held back. {found.reason}"
    assert run(minutes=1) == []
    return found.reason


def test_another_edition_is_not_undone(cook):
    draft(cook, "Cooks and bakes.")
    publish.publish(Occupation.objects.get(pk=cook.pk))

    assert held(cook) == "Visitors see edition 2 by now; this was agreed on when they saw edition 1."


def test_a_page_that_was_withdrawn_stays_withdrawn(cook):
    publish.withdraw(cook, "Merged.")

    assert held(cook) == "The page was withdrawn."


def test_no_figures_of_a_release_that_was_undone(cook):
    release = ScheduledEdition.objects.get().releases.get()
    type(release).objects.filter(pk=release.pk).update(undone_at=timezone.now())

    assert held(cook) == f"It uses a release that was undone: {release}."


def test_two_pages_are_not_called_alike(cook):
    other = make.occupation("Chef")
    with travel(FRIDAY, tick=False):
        Occupation.objects.filter(pk=cook.pk).update(title="Kitchen cook")
        Occupation.objects.filter(pk=other.pk).update(title="Cook")
        publish.publish(Occupation.objects.get(pk=other.pk))

    assert held(cook) == "Another page is called “Cook” by now."


def test_what_nobody_expected_is_held_back_and_the_others_are_published(cook, monkeypatch):
    baker = make.occupation("Baker")
    with travel(FRIDAY, tick=False), transaction.atomic():
        scheduled.schedule(publish.lock(baker.pk), MONDAY, None, "")

    def fail(sheet):
        if sheet.profile.names.title == "Cook":
            raise ZeroDivisionError
        return columns(sheet)

    columns = scheduled.columns
    monkeypatch.setattr(scheduled, "columns", fail)

    assert run() == [f"Cook: held back. {scheduled.UNEXPECTED}", "Baker: edition 1, as scheduled"]
    assert live(cook) == (1, "")


def test_while_the_database_is_away_nothing_is_decided(cook, monkeypatch):
    def fail(sheet):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(scheduled, "columns", fail)
        with pytest.raises(OperationalError):
            run()

    assert run(minutes=1) == ["Cook: edition 2, as scheduled"]


# Moved and canceled


def test_what_is_canceled_is_not_published(cook):
    with transaction.atomic():
        assert scheduled.cancel(publish.lock(cook.pk))
        assert not scheduled.cancel(cook)

    assert run() == []
    assert live(cook) == (1, "")


def test_what_is_scheduled_again_takes_its_place(cook):
    with travel(FRIDAY, tick=False), transaction.atomic():
        draft(cook, "Cooks better.")
        scheduled.schedule(publish.lock(cook.pk), MONDAY, None, "")

    assert run() == ["Cook: edition 2, as scheduled"]
    assert live(cook) == (2, "Cooks better.")


def test_one_waits_at_most(cook):
    found = ScheduledEdition.objects.get()
    found.pk = None
    with pytest.raises(IntegrityError, match="scheduled_one_waiting"), transaction.atomic():
        found.save(force_insert=True)


def test_a_figure_may_not_end_before(cook):
    make.figure("growth", 9, occupation=cook, expires_on=datetime.date(2026, 11, 2))
    with travel(FRIDAY, tick=False):
        profile = publish.draft_profile(Occupation.objects.get(pk=cook.pk))

    assert scheduled.ends_before(profile, MONDAY) == (
        "A figure of an editor ends on November 2, 2026, before the edition would be published."
    )
    assert scheduled.ends_before(profile, MONDAY - datetime.timedelta(days=1)) == ""


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_the_same_time_publish_it_once(cook):
    found: list[list[str]] = []
    ready = threading.Barrier(2)

    def other():
        try:
            ready.wait(30)
            found.append(list(scheduled.publish_due(MONDAY)))
        finally:
            connection.close()

    threads = [threading.Thread(target=other) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(found) == [[], ["Cook: edition 2, as scheduled"]]
    assert Edition.objects.count() == 2
