"""A large spreadsheet is checked, saved and undone by a worker, on the page that releases have."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from occupations.admin.spreadsheets import batches, writing
from occupations.models import Occupation, PublishingRun, SpreadsheetBatch
from occupations.models.publishing_runs import Phase
from occupations.models.spreadsheets import SpreadsheetPhase
from occupations.models.worker_tasks import NOBODY_AFTER, STALLED_AFTER
from occupations.publishing import publish
from occupations.worker import asking
from tests.admin_pages import make_occupation, signed_in, text_of
from tests.occupations.importers.requested.working import let_work

from .test_batches import press
from .test_round_trip import changed, exported, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_one_transaction")]


@pytest.fixture
def editor(monkeypatch) -> Client:
    """To whom every spreadsheet is a large one."""
    monkeypatch.setattr(batches, "SMALL", 0)
    monkeypatch.setattr(batches, "FEW", 0)
    return signed_in("Publishers")


def again(client: Client, page):
    return client.get(page.request["PATH_INFO"])


def uploaded(editor: Client, **cells: str):
    """The page that waits for a worker, after these cells of a cook were changed."""
    return upload(editor, changed(exported(editor), "Occupations", 2, **cells))


def checked(editor: Client, **cells: str):
    page = uploaded(editor, **cells)
    let_work()
    return again(editor, page)


def test_each_step_waits_for_the_worker_and_then_shows_what_it_did(editor):
    cook = make_occupation("Cook", ("Plan.",))
    page = uploaded(editor, Description="Cooks.")
    assert "Waiting for the worker." in text_of(page)
    let_work()
    page = again(editor, page)
    assert "1 cell of 1 occupation would change." in text_of(page)
    assert bytes(SpreadsheetBatch.objects.get().content) == b""

    page = press(editor, page)
    assert "Waiting for the worker." in text_of(page)
    assert Occupation.objects.get().description == "Keeps *customers* happy."
    let_work()
    cook.refresh_from_db()
    assert (cook.description, cook.changed) == ("Cooks.", True)

    page = press(editor, again(editor, page), "undo", sure="on")
    assert "Waiting for the worker." in text_of(page)
    let_work()
    assert "Undone on" in text_of(again(editor, page))
    assert Occupation.objects.get().description == "Keeps *customers* happy."


def test_the_worker_checks_what_is_to_be_published(editor):
    publish.publish(make_occupation("Cook", ("Plan.",)))

    press(editor, checked(editor, Description="Cooks."), "publish")
    let_work()

    run = PublishingRun.objects.get()
    assert (run.phase, run.done, SpreadsheetBatch.objects.get().run) == (Phase.READY, 1, run)


def test_a_wrong_file_is_refused_with_the_place(editor):
    make_occupation("Cook")

    page = checked(editor, Category="Sports")

    assert "row 2, column “Category”: “Sports” is no category" in text_of(page)
    assert "“occupations.xlsx” was refused. Mend the file and upload it again." in text_of(page)


def test_a_file_that_changes_nothing_says_so(editor):
    make_occupation("Cook")

    assert "“occupations.xlsx” changes nothing: all is as it is here." in text_of(checked(editor))


def test_what_is_edited_before_the_worker_saves_is_shown_first(editor):
    make_occupation("Cook")
    page = press(editor, checked(editor, Description="Cooks."), name="Words")
    Occupation.objects.update(description="Edited here.")
    let_work()

    text = text_of(again(editor, page))

    assert "Nothing was saved: something was edited after you opened this page." in text
    assert "Edited here since the export" in text
    assert Occupation.objects.get().description == "Edited here."


@pytest.mark.parametrize(
    ("phase", "after"),
    [(SpreadsheetPhase.CHECKING, SpreadsheetPhase.STOPPED), (SpreadsheetPhase.SAVING, SpreadsheetPhase.READY)],
)
def test_stopping_in_the_middle_leaves_nothing(editor, monkeypatch, phase, after):
    make_occupation("Cook")
    make_occupation("Baker")
    data = exported(editor)
    for row in (2, 3):
        data = changed(data, "Occupations", row, Description="From the file.")
    page = upload(editor, data)
    if phase == SpreadsheetPhase.SAVING:
        let_work()
        press(editor, again(editor, page))
    written = writing._Writer.occupation

    def stop_after_one(self, occupation, changes):
        written(self, occupation, changes)
        asking.stop(SpreadsheetBatch.objects.get())
        monkeypatch.setattr(writing._Writer, "occupation", written)

    monkeypatch.setattr(writing._Writer, "occupation", stop_after_one)
    monkeypatch.setattr("occupations.worker.beats.Beat.listen", say_and_listen)
    let_work()

    assert SpreadsheetBatch.objects.get().phase == after
    assert set(Occupation.objects.values_list("description", flat=True)) == {"Keeps *customers* happy."}


def say_and_listen(beat) -> None:
    """As the thread beside the work does twice a second."""
    beat.say()
    if beat.heard:
        raise beat.heard


def test_progress_is_a_part_of_the_page_and_a_missing_or_dead_worker_is_told(editor):
    make_occupation("Cook")
    page = uploaded(editor, Description="Cooks.")
    batch = SpreadsheetBatch.objects.get()
    path = page.request["PATH_INFO"]
    SpreadsheetBatch.objects.update(asked_at=timezone.now() - 2 * NOBODY_AFTER)
    assert "No worker has taken it for half a minute." in text_of(editor.get(path))

    SpreadsheetBatch.objects.update(worker=batch.pk, active_at=timezone.now(), step="Saving", done=3, total=7)
    part = editor.get(path, {"part": "progress"}).content.decode()
    assert "<html" not in part
    assert "Saving… 3 of 7" in part

    SpreadsheetBatch.objects.update(active_at=timezone.now() - 2 * STALLED_AFTER)
    assert "The worker has ended before it was done. Nothing was changed." in text_of(editor.get(path))
    assert editor.get(path, {"part": "progress"}).headers["HX-Refresh"] == "true"
    press(editor, editor.get(path), "continue")
    let_work()
    assert "1 cell of 1 occupation would change." in text_of(editor.get(path))


def test_more_than_a_few_at_once_wait_until_those_are_done(editor):
    make_occupation("Cook")
    data = changed(exported(editor), "Occupations", 2, Description="Cooks.")
    for _ in range(asking.MOST_AT_ONCE):
        upload(editor, data)

    assert "5 spreadsheets are being worked on or wait." in text_of(upload(editor, data))


def test_a_file_that_is_too_large_is_not_even_stored(editor, monkeypatch):
    make_occupation("Cook")
    data = exported(editor)
    monkeypatch.setattr("occupations.admin.spreadsheets.archive.MOST_BYTES", 100)

    assert "MB at most" in text_of(upload(editor, data))
    assert not SpreadsheetBatch.objects.exists()


def test_pages_that_change_are_listed_with_their_comparisons(editor):
    owners = [make_occupation(title, ("Plan.",)) for title in ("Baker", "Cook", "Waiter")]
    make_occupation("Draft")
    publish.publish_all(owners)
    data = exported(editor)
    for row in (2, 4):  # a baker and a draft
        data = changed(data, "Occupations", row, Description="From the file.")
    page = upload(editor, data)
    let_work()

    html = again(editor, page).content.decode()

    assert re.findall(r"<summary>(Once.*?)</summary>", html) == [
        "Once published, 1 page and 2 comparisons of two change"
    ]
    assert '<a href="/occupations/baker/" target="_blank">Baker</a>' in html
    assert "2 comparisons<" in html
    assert "/occupations/cook/" not in html
