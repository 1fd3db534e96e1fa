"""Publishing what is chosen in the list: how many first, then a note, then in parts, and all of it back."""

import threading
from contextlib import nullcontext

import pytest
from django.contrib.admin.models import LogEntry
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from occupations import background
from occupations.models import Edition, Figure, Occupation, PublishingRun
from occupations.models.publishing_runs import STALLED_AFTER, Phase
from occupations.publishing import publish, runs
from tests.admin_pages import form_of, make_occupation, signed_in, text_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:occupations_occupation_changelist")


@pytest.fixture
def publisher() -> Client:
    return signed_in("Publishers")


@pytest.fixture(autouse=True)
def nobody_reviews(settings) -> None:
    settings.REVIEW_REQUIRED_FOR = []


def complete(title: str) -> Occupation:
    occupation = make_occupation(title, responsibilities=("Plan.",))
    Figure.objects.create(occupation=occupation, metric="openings_annual", value=100, reason="Our survey")
    return occupation


def choose(client: Client, *occupations: Occupation):
    """The page that the action of the list leads to."""
    chosen = {"action": "publish_selected", "_selected_action": [occupation.pk for occupation in occupations]}
    return client.post(LIST, chosen, follow=True)


def press(client: Client, page, button: str, **values: str):
    return client.post(page.request["PATH_INFO"], form_of(page) | values | {button: "1"}, follow=True)


def in_every_state() -> list[Occupation]:
    same, gone = complete("Baker"), complete("Smith")
    publish.publish_all([same, gone])
    publish.withdraw(gone, "Merged.")
    return [complete("Chef"), complete("Cook"), make_occupation("Waiter"), same, gone]


def test_the_action_says_what_would_be_published_and_publishes_nothing(publisher):
    page = choose(publisher, *in_every_state())

    text = text_of(page)
    assert "Publish 5 occupations" in text
    assert "2 would be published. 1 without changes. 1 withdrawn, and left out." in text
    assert "1 refused, because visitors would find too little." in text
    assert "Waiter: no figure in the overview" in text
    assert 'value="Publish 2 occupations"' in page.content.decode()
    assert Edition.objects.count() == 2


def test_confirming_makes_one_batch_with_note_and_log_that_is_taken_back(publisher):
    chosen = in_every_state()

    page = press(publisher, choose(publisher, *chosen), "publish", note="New figures")

    batch = PublishingRun.objects.get().batch
    assert "2 new editions are live." in text_of(page)
    assert f"manage.py undo_publish {batch}" in text_of(page)
    made = Edition.objects.filter(batch=batch)
    assert {(edition.title, edition.note, edition.by.username) for edition in made} == {
        ("Chef", "New figures", "publishers"),
        ("Cook", "New figures", "publishers"),
    }
    assert LogEntry.objects.filter(change_message="Published edition 1.").count() == 2
    call_command("undo_publish", str(batch), verbosity=0)
    assert sorted(Occupation.objects.public().values_list("title", flat=True)) == ["Baker"]


def test_it_is_taken_back_from_its_page_by_who_may_withdraw(publisher):
    editor = signed_in("Editors")
    page = press(editor, choose(editor, complete("Chef")), "publish")
    assert "Take it back" not in page.content.decode()
    assert editor.post(page.request["PATH_INFO"], {"undo": "1"}).status_code == 403

    address = page.request["PATH_INFO"]
    publisher.post(address, {"undo": "1"})
    assert Occupation.objects.public().exists()
    page = publisher.post(address, {"undo": "1", "sure": "on"}, follow=True)

    assert "1 edition taken back. Back to the list" in text_of(page)
    assert LogEntry.objects.get(change_message="Took edition 1 back.").user.username == "publishers"
    assert not Occupation.objects.public().exists()
    assert 'name="undo"' not in page.content.decode()


def test_a_batch_is_confirmed_once(publisher):
    page = choose(publisher, complete("Chef"))
    press(publisher, page, "publish", note="First")

    press(publisher, page, "publish", note="Second")

    assert [edition.note for edition in Edition.objects.all()] == ["First"]


def test_what_becomes_too_little_after_the_check_is_refused_all_the_same(publisher):
    chef = complete("Chef")
    page = choose(publisher, chef)
    chef.figures.all().delete()

    page = press(publisher, page, "publish")

    assert "0 new editions are live." in text_of(page)
    assert "undo_publish" not in text_of(page)
    assert "Not published Chef: no figure in the overview" in text_of(page)


# Many: beside the requests


@pytest.fixture
def parts(monkeypatch) -> None:
    """Everything is many, in parts of two, and nobody works on it but the test."""
    monkeypatch.setattr(background, "AT_ONCE", 0)
    monkeypatch.setattr(runs, "STEP", 2)
    monkeypatch.setattr(runs, "PART", 0)
    monkeypatch.setattr(background, "another_connection", lambda: nullcontext(lambda work: work()))
    monkeypatch.setattr(threading.Thread, "start", lambda thread: None)


def one_part() -> bool:
    return runs._one_part(PublishingRun.objects.get())


def test_taking_many_back_is_done_beside_the_requests(publisher, parts):
    chef = complete("Chef")
    page = choose(publisher, chef, complete("Cook"), complete("Baker"))
    run = PublishingRun.objects.get()
    runs.work(run)
    address = press(publisher, publisher.get(page.request["PATH_INFO"]), "publish").request["PATH_INFO"]
    assert (
        publisher.post(address, {"undo": "1", "sure": "on"}, follow=True)
        .context["sentences"][0]
        .startswith("Preparing")
    )
    runs.work(run)
    Occupation.objects.filter(pk=chef.pk).update(description="Newer.")
    publish.publish(chef)

    page = publisher.post(address, {"undo": "1", "sure": "on"}, follow=True)

    assert "Taking back 3 editions, all at once or none." in text_of(page)
    assert '<meta http-equiv="refresh" content="1">' in page.content.decode()
    assert Occupation.objects.public().count() == 3
    assert not one_part()
    page = publisher.get(address)
    assert "2 editions taken back. 1 left, because they were published again since." in text_of(page)
    assert list(Occupation.objects.public()) == [chef]
    assert 'name="undo"' not in page.content.decode()


def test_the_page_shows_progress_and_loads_itself_again(publisher, parts):
    page = choose(publisher, complete("Chef"), complete("Cook"), complete("Baker"))
    assert "Checking: 0 of 3. Nothing is published yet." in text_of(page)
    assert '<meta http-equiv="refresh" content="1">' in page.content.decode()
    address = page.request["PATH_INFO"]

    assert one_part()
    assert "Checking: 2 of 3." in text_of(publisher.get(address))
    assert not one_part()
    page = press(publisher, publisher.get(address), "publish")
    assert "Preparing: 0 of 3. Nothing is published yet." in text_of(page)
    assert '<progress max="12" value="0"' in page.content.decode()
    assert not one_part()
    page = publisher.get(address)
    assert "3 new editions are live." in text_of(page)
    assert 'http-equiv="refresh"' not in page.content.decode()
    assert len(set(Edition.objects.values_list("batch", flat=True))) == 1


def test_what_has_stopped_is_said_and_continued(publisher, parts, monkeypatch):
    page = choose(publisher, complete("Chef"), complete("Cook"), complete("Baker"))
    run, address = PublishingRun.objects.get(), page.request["PATH_INFO"]
    one_part()
    assert 'value="Continue"' not in publisher.get(address).content.decode()
    PublishingRun.objects.update(active_at=timezone.now() - 2 * STALLED_AFTER)

    page = publisher.get(address)

    assert "Nothing is published yet. It has stopped." in text_of(page)
    monkeypatch.setattr(background, "AT_ONCE", 20)
    press(publisher, page, "continue")
    run.refresh_from_db()
    assert (run.phase, run.would_publish) == (Phase.READY, 3)


def test_an_error_is_kept_for_who_runs_the_site(publisher, parts, monkeypatch, django_capture_on_commit_callbacks):
    threads = []

    def start(thread):
        threads.append(thread)

    def fail(*args):
        raise OperationalError("no space left")

    monkeypatch.setattr(threading.Thread, "start", start)
    monkeypatch.setattr(runs, "_check", fail)
    monkeypatch.setattr(background.connection, "close", lambda: None)
    with django_capture_on_commit_callbacks(execute=True):
        choose(publisher, complete("Chef"))

    threads[0].run()

    run = PublishingRun.objects.get()
    assert (run.failure, run.stalled, run.done) == ("OperationalError: no space left", True, 0)


def test_what_is_stopped_while_it_is_checked_publishes_nothing(publisher, parts):
    page = choose(publisher, complete("Chef"), complete("Cook"), complete("Baker"))
    assert one_part()

    page = press(publisher, page, "stop")

    assert "It was stopped. Nothing was published." in text_of(page)
    assert not one_part()
    assert not Edition.objects.exists()
    assert 'name="publish"' not in page.content.decode()


def test_only_who_began_it_or_may_withdraw_stops_it(publisher, parts):
    page = choose(publisher, complete("Chef"))
    address = page.request["PATH_INFO"]
    runs.work(PublishingRun.objects.get())
    press(publisher, publisher.get(address), "publish")

    signed_in("Editors").post(address, {"stop": "1"})
    assert PublishingRun.objects.get().phase == Phase.PUBLISHING
    page = press(publisher, publisher.get(address), "stop")

    assert "It was stopped. Nothing was published." in text_of(page)


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_nothing_is_public_and_stopping_then_publishes_nothing(monkeypatch):
    """One connection publishes; another one sees how far it is, and stops it."""
    before = complete("Smith")
    publish.publish(before)
    chosen = [complete(title).pk for title in ("Chef", "Cook", "Baker")]
    Occupation.objects.filter(pk=before.pk).update(description="Forges.", changed=True)
    run = PublishingRun.objects.create(chosen=[before.pk, *chosen], phase=Phase.PUBLISHING, would_publish=4)
    monkeypatch.setattr(background, "AT_ONCE", 0)
    monkeypatch.setattr(runs, "OFTEN", 0)
    add, seen = runs._Progress._add, []

    def look_and_stop() -> None:
        now = PublishingRun.objects.get(pk=run.pk)
        seen.append((now.done, now.followed, Occupation.objects.public().count(), Edition.objects.count()))
        assert runs.stop(run)

    def add_and_look(progress, what, number):
        add(progress, what, number)
        if progress.facts["followed"] == 5:
            with background.another_connection() as elsewhere:
                elsewhere(look_and_stop)

    monkeypatch.setattr(runs._Progress, "_add", add_and_look)

    runs.work(run)

    assert seen == [(4, 5, 1, 1)]
    assert Edition.objects.count() == 1
    assert list(Occupation.objects.public().values_list("title", "live__number")) == [("Smith", 1)]
    assert Occupation.objects.changed().count() == 4
    assert PublishingRun.objects.get().phase == Phase.STOPPED


# What looks like a mistake


def test_what_looks_like_a_mistake_is_summed_and_ticked_once_for_each_kind(publisher):
    chosen = [complete("Chef"), complete("Cook"), complete("Baker")]
    for occupation in chosen[:2]:
        Occupation.objects.filter(pk=occupation.pk).update(description="They earn $98,000.")

    page = choose(publisher, *chosen)

    text = text_of(page)
    assert "2 pages name a number that their figures do not have" in text
    assert "Chef : The description names $98,000, which no figure on the page says." in text
    assert f'href="/admin/occupations/occupation/{chosen[1].pk}/publish/">Cook</a>' in page.content.decode()
    page = press(publisher, page, "publish", note="All of them")
    assert "Tick what is right all the same, or go back and correct it." in text_of(page)
    assert 'value="All of them"' in page.content.decode()
    assert not Edition.objects.exists()
    page = press(publisher, page, "publish", checked="number-without-figure")
    assert "3 new editions are live." in text_of(page)


def test_without_anything_to_tick_nothing_is_asked(publisher):
    page = choose(publisher, complete("Chef"))

    assert "Look at these again" not in text_of(page)


def test_what_is_over_is_not_stopped(publisher):
    page = press(publisher, choose(publisher, complete("Chef")), "publish")
    assert 'name="stop"' not in page.content.decode()

    publisher.post(page.request["PATH_INFO"], {"stop": "1"})

    assert Occupation.objects.public().count() == 1
    assert PublishingRun.objects.get().phase == Phase.DONE
