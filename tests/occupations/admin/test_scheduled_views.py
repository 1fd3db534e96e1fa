"""Publishing at a moment, from the admin."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import travel

from occupations.models import Edition, Occupation, ScheduledEdition
from occupations.publishing import publish, scheduled
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of, ticked

pytestmark = pytest.mark.django_db

FRIDAY = datetime.datetime(2027, 3, 12, 15, tzinfo=datetime.UTC)  # on Sunday, clocks are set forward
LIST = "/admin/occupations/schedulededition/"


@pytest.fixture
def clock():
    with travel(FRIDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def editor(clock) -> Client:
    return signed_in("Editors", "anna")


@pytest.fixture
def page(clock) -> Occupation:
    page = make_occupation("Cook")
    publish.publish(page)
    Occupation.objects.filter(pk=page.pk).update(description="Cooks meals.", changed=True)
    return page


def send(client: Client, page: Occupation, step: str = "publish", **values):
    shown = client.get(page_of(page, step))
    form = ticked(shown) if step == "publish" else form_of(shown)
    return client.post(page_of(page, step), form | values, follow=True)


def run() -> list[str]:
    return list(scheduled.publish_due(timezone.now()))


def test_next_monday_at_six_is_one_choice(editor, page, clock):
    assert "Monday, March 15, 2027, 06:00 EDT" in text_of(editor.get(page_of(page, "publish")))

    done = send(editor, page, when="monday", note="For Monday")

    assert "Visitors see it from Monday, March 15, 2027, 06:00 EDT on." in text_of(done)
    found = ScheduledEdition.objects.get()
    assert (found.moment, found.note, found.by.username) == (
        datetime.datetime(2027, 3, 15, 10, tzinfo=datetime.UTC),  # 06:00 in summer time, which began the day before
        "For Monday",
        "anna",
    )
    assert Edition.objects.count() == 1
    clock.move_to(datetime.datetime(2027, 3, 15, 9, 59, tzinfo=datetime.UTC))
    assert run() == []
    clock.move_to(datetime.datetime(2027, 3, 15, 10, 0, tzinfo=datetime.UTC))
    assert run() == ["Cook: edition 2, as scheduled"]
    assert run() == []
    later = signed_in("Editors", "bert")
    assert "It was published as edition 2" in text_of(later.get(page_of(page, "scheduled")))


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("2027-03-14T02:30", "There is no 02:30 on March 14, 2027: clocks are set forward that night."),
        ("2027-03-12T10:00", "Friday, March 12, 2027, 10:00 EST, is over; it is Friday, March 12, 2027, 10:00 EST."),
        ("2029-01-01T06:00", "is more than a year ahead."),
        ("", "Enter the day and time at which visitors should see it."),
        ("tomorrow", "Enter a day and a time, such as 2026-12-07 06:00."),
        ("2027-02-30T06:00", "Enter a day and a time, such as 2026-12-07 06:00."),
        ("0001-01-01T00:00", "is over"),
        ("9999-12-31T23:59", "is too far away. Choose a moment within a year."),
    ],
)
def test_what_is_no_moment_is_refused_and_stays_in_the_form(editor, page, at, message):
    response = send(editor, page, when="other", at=at, note="My note")

    assert message in text_of(response)
    shown = form_of(response)
    assert (shown["when"], shown["at"], shown["note"]) == ("other", at, "My note")
    assert not ScheduledEdition.objects.exists()
    assert Edition.objects.count() == 1


def test_a_choice_that_is_none_publishes_nothing(editor, page):
    response = send(editor, page, when="whenever")

    assert "Select a valid choice." in text_of(response)
    assert Edition.objects.count() == 1


def test_it_is_moved_and_canceled(editor, page, clock):
    send(editor, page, when="monday")
    shown = text_of(editor.get(page_of(page, "scheduled")))
    assert "Visitors see it from Monday, March 15, 2027, 06:00 EDT on." in shown
    assert "Cooks meals." in shown
    assert "Cooks meals." in text_of(editor.get(page_of(page, "scheduled_preview")))
    assert "is over" in text_of(send(editor, page, "scheduled", at="2027-03-12T09:00"))

    moved = send(editor, page, "scheduled", at="2027-03-16T07:30")
    assert "Tuesday, March 16, 2027, 07:30 EDT" in text_of(moved)
    send(editor, page, "scheduled", cancel="1")

    clock.move_to(datetime.datetime(2027, 4, 1, tzinfo=datetime.UTC))
    assert run() == []
    later = signed_in("Editors", "bert")
    assert "It was canceled." in text_of(later.get(page_of(page, "scheduled")))


def test_what_somebody_moved_meanwhile_is_not_canceled(editor, page):
    send(editor, page, when="monday")
    form = form_of(editor.get(page_of(page, "scheduled")))
    send(editor, page, "scheduled", at="2027-03-16T07:30")

    response = editor.post(page_of(page, "scheduled"), form | {"cancel": "1"})

    assert "Nothing was done" in text_of(response)
    assert ScheduledEdition.objects.get().progress == "waiting"


def test_publishing_at_once_takes_the_place_of_what_is_scheduled(editor, page, clock):
    send(editor, page, when="monday")
    assert "An edition is scheduled." in text_of(editor.get(page_of(page, "publish")))

    done = send(editor, page, when="now")

    assert "Edition 2 is live. What was scheduled is canceled." in text_of(done)
    clock.move_to(datetime.datetime(2027, 4, 1, tzinfo=datetime.UTC))
    assert run() == []


def test_what_is_held_back_is_on_the_first_page_until_somebody_sets_it_aside(editor, page, clock):
    send(editor, page, when="monday")
    Occupation.objects.filter(pk=page.pk).update(description="Cooks and bakes.")
    publish.publish(Occupation.objects.get(pk=page.pk))
    clock.move_to(datetime.datetime(2027, 3, 15, 10, tzinfo=datetime.UTC))
    run()
    editor = signed_in("Editors", "bert")

    assert "1 edition held back Cook" in text_of(editor.get("/admin/"))
    assert "Visitors see edition 2 by now" in text_of(editor.get(f"{LIST}?state=held"))
    assert editor.get(f"{LIST}{ScheduledEdition.objects.get().pk}/change/").url == page_of(page, "scheduled")
    assert "Held back." in text_of(editor.get(page_of(page, "scheduled")))
    send(editor, page, "scheduled", cancel="1")

    assert "held back Cook" not in text_of(editor.get("/admin/"))


def test_what_is_late_says_that_nothing_publishes_it(editor, page, clock):
    send(editor, page, when="monday")
    clock.move_to(datetime.datetime(2027, 3, 15, 10, 6, tzinfo=datetime.UTC))
    editor = signed_in("Editors", "bert")

    assert "1 edition late, because nothing publishes them Cook" in text_of(editor.get("/admin/"))
    assert "It is late: manage.py run_schedule does not seem to run." in text_of(editor.get(page_of(page, "scheduled")))


def test_nothing_scheduled_leads_to_publishing(editor, page):
    response = editor.get(page_of(page, "scheduled"), follow=True)

    assert response.redirect_chain == [(page_of(page, "publish"), 302)]
    assert editor.get(page_of(page, "scheduled_preview")).status_code == 404


def test_doubts_have_to_be_ticked_before_it_is_scheduled(editor, page):
    shown = editor.get(page_of(page, "publish"))
    assert "Visitors would find too little: no figure in the overview." in text_of(shown)

    response = editor.post(page_of(page, "publish"), form_of(shown) | {"when": "monday"})

    assert "Tick what is right all the same, or go back and correct it." in text_of(response)
    assert not ScheduledEdition.objects.exists()
    forged = editor.post(page_of(page, "publish"), form_of(shown) | {"when": "monday", "checked": ["0123456789ab"]})
    assert forged.status_code == 200
    assert not ScheduledEdition.objects.exists()
