"""A changed spreadsheet: shown, compared with what was edited since, written as one batch, published, undone."""

import datetime

import pghistory.models
import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from careersite import schedule
from occupations.admin.spreadsheets.exports import key_of, mark_of, packed
from occupations.models import (
    AlternateTitle,
    Category,
    Figure,
    Occupation,
    OccupationSkill,
    PublishingRun,
    RecordText,
    Responsibility,
    Skill,
    SpreadsheetBatch,
    SpreadsheetExport,
)
from occupations.models.spreadsheets import SpreadsheetPhase
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, signed_in, text_of
from tests.occupations import factories

from .test_round_trip import UPLOAD, changed, everything, exported, rows_of, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


def press(client: Client, page, button: str = "save", **values: str):
    return client.post(page.request["PATH_INFO"], {**form_of(page), **values, button: "1"}, follow=True)


def written(client: Client, data: bytes):
    """The page of the batch, once it is saved as drafts."""
    return press(client, upload(client, data))


def problems(page) -> list[str]:
    return page.context["problems"]


def test_lists_are_added_to_reworded_and_emptied(editor):
    owner = make_occupation("Cook", ("Plan.", "Serve."), ("POS",))
    AlternateTitle.objects.create(occupation=owner, title="Chef")
    data = exported(editor)
    plan = rows_of(data, "Responsibilities")[0]
    copied = {name: plan[name] for name in ("Key", "Export")}
    data = changed(data, "Responsibilities", 2, Our_words="")
    data = changed(data, "Responsibilities", 4, **copied, Our_words="Taste the soup.", Place="1")
    data = changed(data, "Skills", 3, **copied, Our_words="Knife skills", Share="12.5")
    data = changed(data, "Job titles", 2, State="left out")
    data = changed(data, "Job titles", 3, **copied, Job_title="Head cook")

    written(editor, data)

    assert list(Responsibility.objects.values_list("text", "position")) == [("Taste the soup.", 1), ("Serve.", 2)]
    assert [(str(one), str(one.share)) for one in OccupationSkill.objects.order_by("pk")] == [
        ("POS", "None"),
        ("Knife skills", "12.50"),
    ]
    assert list(AlternateTitle.objects.values_list("title", "hidden")) == [("Chef", True), ("Head cook", False)]


def test_the_same_file_can_be_uploaded_again(editor):
    make_occupation("Cook", ("Plan.",))
    data = exported(editor)
    row = rows_of(data, "Responsibilities")[0]
    data = changed(data, "Responsibilities", 3, Key=row["Key"], Export=row["Export"], Our_words="Serve.")
    data = changed(data, "Responsibilities", 2, Our_words="")
    written(editor, data)

    assert "changes nothing" in text_of(upload(editor, data))


def test_an_edit_since_the_export_of_another_cell_is_kept(editor):
    make_occupation("Cook", ("Plan.",))
    data = changed(exported(editor), "Occupations", 2, Description="From the file.")
    Responsibility.objects.update(text="Plan the week.")
    Occupation.objects.update(plural="cooks of the house")

    written(editor, data)

    occupation = Occupation.objects.get()
    assert (occupation.description, occupation.plural) == ("From the file.", "cooks of the house")
    assert Responsibility.objects.get().text == "Plan the week."


@pytest.mark.parametrize(("choice", "text"), [("here", "Edited here."), ("file", "From the file.")])
def test_an_edit_since_the_export_of_the_same_cell_is_a_choice(editor, choice, text):
    make_occupation("Cook")
    data = changed(exported(editor), "Occupations", 2, Description="From the file.", Plural="the cooks")
    Occupation.objects.update(description="Edited here.")

    page = upload(editor, data)
    assert "Edited here since the export" in text_of(page)
    press(editor, page, **{"decide-0": choice})

    occupation = Occupation.objects.get()
    assert (occupation.description, occupation.plural) == (text, "the cooks")


def test_an_item_that_was_removed_here_is_told(editor):
    make_occupation("Cook", ("Plan.",))
    data = changed(exported(editor), "Responsibilities", 2, Our_words="Plan the week.")
    Responsibility.objects.all().delete()

    page = upload(editor, data)

    assert "Removed here since the export" in text_of(page)
    assert "Nothing was changed." in text_of(press(editor, page))


def test_what_is_edited_while_the_page_is_open_is_shown_first(editor):
    make_occupation("Cook")
    page = upload(editor, changed(exported(editor), "Occupations", 2, Description="From the file."))
    Occupation.objects.update(description="Edited here.")

    again = press(editor, page)

    assert "Nothing was saved: something was edited after you opened this page." in text_of(again)
    assert "Edited here since the export" in text_of(again)
    assert Occupation.objects.get().description == "Edited here."


def test_what_the_database_refuses_is_told_with_its_cell_and_nothing_is_written(editor):
    make_occupation("Baker")
    make_occupation("Cook", ("Plan.", "Serve."), ("POS",))
    data = changed(exported(editor), "Occupations", 3, Title="baker", Category="Sports")
    data = changed(data, "Responsibilities", 2, Our_words="serve.", Place="2")
    before = everything()

    page = upload(editor, data)

    assert problems(page) == [
        "occupations.xlsx, sheet “Occupations”, row 3, column “Category”: “Sports” is no category; expected one of "
        "“Management”",
        "occupations.xlsx, sheet “Occupations”, row 3, column “Title”: “baker” cannot be saved. There is already an "
        "occupation with this title.",
        "occupations.xlsx, sheet “Responsibilities”, row 2, column “Our words”: “serve.” is in the list of this "
        "occupation twice; expected it once",
        "occupations.xlsx, sheet “Responsibilities”, row 2, column “Place”: “2” is in the list of this occupation "
        "twice; expected it once",
    ]
    assert everything() == before
    assert not SpreadsheetBatch.objects.exists()


def test_the_words_of_the_source_stay_its_own(editor):
    owner = make_occupation("Cook", ("Plan.",))
    owner.responsibilities.update(instead_of="Taste the soup.")

    page = upload(editor, changed(exported(editor), "Responsibilities", 2, Our_words="Taste the  Soup.", Place=""))
    assert "Plan.</del>" in page.content.decode()
    press(editor, page)

    assert not Responsibility.objects.exists()


def record_of(owner: Occupation, description: str) -> None:
    """An official record that describes it."""
    record = factories.record()
    factories.classify(owner, record)
    RecordText.objects.create(record=record, release=factories.release(), kind="description", text=description)


@pytest.mark.parametrize(
    ("description", "stored"),
    [
        ("Prepare meals and soups.", ("Prepare meals and soups.", "Prepare meals and sauces.")),
        ("Our own idea of it.", ("Our own idea of it.", "")),
        ("Prepare  meals and sauces.", ("", "")),
    ],
)
def test_a_description_made_from_the_source_says_so(editor, description, stored):
    owner = make_occupation("Cook")
    record_of(owner, "Prepare meals and sauces.")

    written(editor, changed(exported(editor), "Occupations", 2, Description=description))

    owner.refresh_from_db()
    assert (owner.description, owner.description_after) == stored


@pytest.mark.parametrize("sheet", ["Responsibilities", "Skills"])
def test_an_item_of_a_source_is_reworded_or_left_out(editor, sheet):
    owner = make_occupation("Cook", ("Plan.",), ("POS",))
    for rows in (owner.responsibilities, owner.occupation_skills):
        rows.update(instead_of="Taste the soup.")

    [problem] = problems(upload(editor, changed(exported(editor), sheet, 2, State="left out")))

    assert problem.endswith("column “State”: “left out” cannot be saved. Expected words of ours, or “left out”.")


def test_two_occupations_of_one_file_cannot_get_the_same_title(editor):
    make_occupation("Baker")
    make_occupation("Cook")
    data = changed(exported(editor), "Occupations", 2, Title="Chef")
    data = changed(data, "Occupations", 3, Title="Chef")

    [problem] = problems(upload(editor, data))

    assert problem.endswith(
        "row 3, column “Title”: “Chef” cannot be saved. There is already an occupation with this title."
    )


def test_items_can_swap_places(editor):
    make_occupation("Cook", ("Plan.", "Serve."), ("POS", "Baking"))
    data = exported(editor)
    for sheet in ("Responsibilities", "Skills"):
        data = changed(changed(data, sheet, 2, Place="2"), sheet, 3, Place="1")
    data = changed(changed(data, "Skills", 2, Our_words="Baking"), "Skills", 3, Our_words="POS")

    written(editor, data)

    assert list(Responsibility.objects.values_list("text", flat=True)) == ["Serve.", "Plan."]
    assert list(OccupationSkill.objects.values_list("skill__name", "position")) == [("POS", 1), ("Baking", 2)]


def test_an_export_of_another_site_or_of_long_ago_is_told(editor, settings):
    make_occupation("Cook")
    data = exported(editor)
    SpreadsheetExport.objects.all().delete()
    mark = mark_of(5)
    settings.SECRET_KEY = "that of another site"

    assert key_of(mark) is None
    [foreign] = problems(upload(editor := signed_in("Publishers"), data))
    [old] = problems(upload(editor, changed(data, "Occupations", 2, Export=mark_of(5))))
    assert "is an export of another site; expected one of this site" in foreign
    assert "is an export from more than 90 days ago; expected a newer one" in old


def test_a_batch_is_undone_as_one_apart_from_what_was_edited_since(editor):
    owner = make_occupation("Cook", ("Plan.", "Serve."), ("POS",))
    make_occupation("Baker")
    publish.publish(owner)
    data = exported(editor)
    row = rows_of(data, "Responsibilities")[0]
    data = changed(data, "Responsibilities", 2, Our_words="")
    data = changed(data, "Responsibilities", 4, Key=row["Key"], Export=row["Export"], Our_words="Taste.")
    data = changed(data, "Skills", 2, Our_words="Knives")
    data = changed(data, "Occupations", 2, Description="Bakes.")
    data = changed(data, "Occupations", 3, Description="Cooks.", Plural="the cooks")
    page = written(editor, data)
    Occupation.objects.filter(title="Cook").update(plural="some cooks")

    done = press(editor, page, "undo", sure="on")

    assert "The batch is undone." in text_of(done)
    assert "1 cell left as edited since." in text_of(done)
    assert set(Occupation.objects.values_list("title", "description", "plural")) == {
        ("Baker", "Keeps *customers* happy.", ""),
        ("Cook", "Keeps *customers* happy.", "some cooks"),
    }
    assert list(Responsibility.objects.values_list("text", "position")) == [("Plan.", 1), ("Serve.", 2)]
    assert str(OccupationSkill.objects.get()) == "POS"
    again = editor.post(done.request["PATH_INFO"], {"undo": "1", "sure": "on"}, follow=True)
    assert "Undone on" in text_of(again)


def test_a_batch_is_published_and_taken_back(settings):
    settings.REVIEW_REQUIRED_FOR = []
    owner = make_occupation("Cook", ("Plan.",))
    Figure.objects.create(occupation=owner, metric="openings_annual", value=100, reason="Our survey")
    publish.publish(owner)
    publisher = signed_in("Publishers")
    page = upload(publisher, changed(exported(publisher), "Occupations", 2, Description="Cooks."))

    run = press(publisher, page, "publish", name="Better words")
    press(publisher, run, "publish", note="Better words")

    owner.refresh_from_db()
    assert (owner.live.number, owner.live.note, owner.changed) == (2, "Better words", False)
    batch = SpreadsheetBatch.objects.get()
    assert batch.run == PublishingRun.objects.get()

    at_batch = publisher.get(reverse("admin:occupations_occupation_spreadsheet", args=[batch.pk]))
    press(publisher, at_batch, "undo", sure="on")

    owner.refresh_from_db()
    assert (owner.live.number, owner.description, owner.changed) == (1, "Keeps *customers* happy.", False)


def test_a_batch_waits_for_a_review_where_batches_need_one(editor, settings):
    settings.REVIEW_REQUIRED_FOR = ["batches"]
    owner = make_occupation("Cook", ("Plan.",))
    page = upload(editor, changed(exported(editor), "Occupations", 2, Description="Cooks."))

    run = press(editor, page, "publish", name="Better words")
    press(editor, run, "publish")

    owner.refresh_from_db()
    assert (owner.live, owner.description) == (None, "Cooks.")


def test_history_and_log_name_the_batch(editor):
    owner = make_occupation("Cook")
    data = changed(exported(editor), "Occupations", 2, Description="Cooks.")

    press(editor, upload(editor, data), name="Better words")

    event = pghistory.models.Events.objects.tracks(owner).filter(pgh_label="update").latest("pgh_created_at")
    assert event.pgh_context["batch"] == "Better words"
    assert [str(entry.get_change_message()) for entry in LogEntry.objects.all()] == [
        "Changed by the spreadsheet “Better words”."
    ]


def test_uploads_do_not_mix_and_wait_for_their_editor_alone(editor):
    make_occupation("Baker")
    make_occupation("Cook")
    publisher = signed_in("Publishers")
    data = exported(editor)
    first = upload(editor, changed(data, "Occupations", 2, Description="Bakes."))
    second = upload(publisher, changed(data, "Occupations", 3, Description="Cooks."))

    assert publisher.get(first.request["PATH_INFO"]).status_code == 404
    press(publisher, second)
    press(editor, first)

    assert dict(Occupation.objects.values_list("title", "description")) == {"Baker": "Bakes.", "Cook": "Cooks."}


def test_the_second_of_two_uploads_for_one_cell_is_told_what_the_first_wrote(editor):
    owner = make_occupation("Cook")
    publisher = signed_in("Publishers")
    data = exported(editor)
    first = upload(editor, changed(data, "Occupations", 2, Description="Cooks."))
    second = upload(publisher, changed(data, "Occupations", 2, Description="Roasts."))

    press(editor, first)
    page = press(publisher, second)

    owner.refresh_from_db()
    assert owner.description == "Cooks."
    assert "Nothing was saved: something was edited after you opened this page." in text_of(page)
    assert "Roasts." in text_of(page)


def test_an_upload_that_nobody_saves_is_deleted_after_a_day(editor):
    make_occupation("Cook")
    kept = SpreadsheetBatch.objects.create(
        name="Written", edits=packed([]), phase=SpreadsheetPhase.SAVED, written_at=timezone.now()
    )
    page = upload(editor, changed(exported(editor), "Occupations", 2, Description="Cooks."))
    list(schedule.run())
    assert editor.get(page.request["PATH_INFO"]).status_code == 200

    long_ago = timezone.now() - datetime.timedelta(hours=25)
    SpreadsheetBatch.objects.update(created_at=long_ago)

    assert "Deleted 1 spreadsheets that nobody saved within a day" in list(schedule.run())
    assert list(SpreadsheetBatch.objects.all()) == [kept]
    assert editor.get(page.request["PATH_INFO"]).status_code == 404


def test_a_viewer_exports_and_cannot_upload():
    make_occupation("Cook")
    viewer = signed_in("Viewers")

    assert rows_of(exported(viewer), "Occupations")[0]["Title"] == "Cook"
    assert viewer.get(UPLOAD).status_code == 403


def test_an_upload_without_a_file_asks_for_one(editor):
    assert "This field is required." in text_of(editor.post(UPLOAD))


def test_exporting_and_comparing_cost_as_many_queries_for_many(editor):
    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as exporting:
            data = exported(editor)
        with CaptureQueriesContext(connection) as uploading:
            upload(editor, data)
        return len(exporting), len(uploading)

    make_occupation("Cook", ("Plan.",), ("POS",))
    few = queries()
    for number in range(8):
        make_occupation(f"Cook {number}", ("Plan.",), ("POS",))

    assert queries() == few
    assert Skill.objects.count() == 1
    assert Category.objects.count() == 1
