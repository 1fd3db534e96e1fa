"""What an editor and a visitor get back whatever the database does: with a real PostgreSQL that does it."""

import threading

import pytest
from django.contrib.sessions.models import Session
from django.db import DataError, Error, IntegrityError, OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from careersite import typed_work, views
from careersite.failures import PASSING, Failure, failure_of
from careersite.middleware import WritersSession
from occupations.admin.occupation import OccupationAdmin
from occupations.models import Category, Occupation
from tests.admin_pages import form_of, make_occupation, page_of, signed_in, text_of

TYPED = {"title": "Head of service", "description": "First line."}

# Statements after which the database fails in that way; the second is the sentence of the page.
ENDS = {
    Failure.SLOW: ("SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(1)", "The database took too long"),
    Failure.CLASH: ("DO $$BEGIN RAISE 'x' USING ERRCODE = '40001'; END$$", "Somebody saved something at the same"),
    Failure.READ_ONLY: (
        "SET LOCAL transaction_read_only = on; DELETE FROM occupations_oldslug",
        "Nothing can be saved for now",
    ),
    Failure.FULL: ("DO $$BEGIN RAISE 'x' USING ERRCODE = '53100'; END$$", "The database has no room left"),
    Failure.GONE: (
        "SET CONSTRAINTS ALL IMMEDIATE; UPDATE occupations_occupation SET category_id = 0",
        "Something was deleted at the same moment",
    ),
    Failure.REFUSED: ("SELECT 2147483648::int", "The database refuses a value"),
    Failure.AWAY: ("DO $$BEGIN RAISE 'x' USING ERRCODE = '53300'; END$$", "The database is not responding"),
}


@pytest.fixture
def ada(db) -> Client:
    return signed_in("Publishers", "ada")


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def failing(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    monkeypatch.setattr(OccupationAdmin, "save_model", lambda *args, **more: run(sql))


@pytest.mark.django_db
@pytest.mark.parametrize("failure", ENDS)
def test_editor_gets_back_what_was_typed_and_reads_what_has_happened(ada, monkeypatch, failure):
    address = page_of(make_occupation())
    form = form_of(ada.get(address)) | TYPED
    sql, sentence = ENDS[failure]

    with monkeypatch.context() as patched:
        failing(patched, sql)
        page = ada.post(address, form)

    assert (page.status_code, page.get("Retry-After")) == ((503, "60") if failure in PASSING else (409, None))
    assert sentence in text_of(page)
    assert ("Nothing was saved." in text_of(page)) == (failure is not Failure.AWAY)
    assert form_of(page)["description"] == "First line."
    assert Occupation.objects.get().title == "Service manager"
    assert ada.post(address, form_of(page)).status_code == 302
    assert Occupation.objects.get().title == "Head of service"


@pytest.mark.django_db(transaction=True)
def test_editor_waits_for_a_lock_no_longer_than_the_limit_of_locks(ada):
    occupation = make_occupation()
    address = page_of(occupation)
    form = form_of(ada.get(address)) | TYPED
    other = connection.copy()
    other.set_autocommit(False)
    with other.cursor() as cursor:
        cursor.execute("LOCK TABLE occupations_occupation IN SHARE MODE")
    try:
        run("SET lock_timeout = '50ms'")
        page = ada.post(address, form)
    finally:
        run("RESET lock_timeout")
        other.rollback()
        other.close()

    assert page.status_code == 503
    assert "Somebody else is changing the same" in text_of(page)
    assert form_of(page)["title"] == "Head of service"
    assert ada.post(address, form_of(page)).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_editor_whose_connection_is_cut_in_the_middle_sends_it_again(ada, monkeypatch):
    address = page_of(make_occupation())
    form = form_of(ada.get(address)) | TYPED

    with monkeypatch.context() as patched:
        failing(patched, "SELECT pg_terminate_backend(pg_backend_pid(), 1000)")
        page = ada.post(address, form)

    assert page.status_code == 503
    assert "It may not have been saved." in text_of(page)
    assert ada.post(address, form_of(page)).status_code == 302
    assert Occupation.objects.get().title == "Head of service"


@pytest.mark.django_db(transaction=True)
def test_on_a_standby_editors_read_and_what_they_save_comes_back(ada):
    address = page_of(make_occupation())
    run("SET default_transaction_read_only = on")
    try:
        read = ada.get(address)
        page = ada.post(address, form_of(read) | TYPED)
    finally:
        run("RESET default_transaction_read_only")

    assert read.status_code == 200
    assert (page.status_code, "Nothing can be saved for now" in text_of(page)) == (503, True)
    assert ada.post(address, form_of(page)).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_double_click_saves_once_and_the_other_says_so(ada, monkeypatch):
    category = Category.objects.create(name="Management")
    address = reverse("admin:occupations_occupation_add")
    form = form_of(ada.get(address)) | TYPED | {"category": str(category.pk)}
    both, save_model = threading.Barrier(2), OccupationAdmin.save_model

    def at_the_same_time(*args, **more):
        both.wait(10)
        save_model(*args, **more)

    monkeypatch.setattr(OccupationAdmin, "save_model", at_the_same_time)
    pages = []

    def click() -> None:
        client = Client()
        client.cookies = ada.cookies.copy()
        pages.append(client.post(address, form))
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()

    first, second = sorted(pages, key=lambda page: page.status_code)
    assert (first.status_code, second.status_code) == (302, 409)
    assert "The same was saved at the same moment" in text_of(second)
    assert "First line." in text_of(second)
    assert Occupation.objects.count() == 1


@pytest.mark.django_db
def test_session_that_is_ended_while_it_is_used_loses_nothing(ada, monkeypatch):
    address = page_of(make_occupation())
    form = form_of(ada.get(address)) | TYPED
    save_model = OccupationAdmin.save_model

    def ended_meanwhile(*args, **more):
        Session.objects.all().delete()
        save_model(*args, **more)

    monkeypatch.setattr(OccupationAdmin, "save_model", ended_meanwhile)
    page = ada.post(address, form)

    assert page.status_code == 403
    assert "You were signed out at the same moment" in text_of(page)
    assert "Sign in in another tab" in text_of(page)
    assert form_of(page)["description"] == "First line."


@pytest.mark.django_db
def test_reader_whose_session_is_ended_meanwhile_signs_in_again(ada, monkeypatch):
    address = page_of(make_occupation())
    get_object = OccupationAdmin.get_object
    monkeypatch.setattr(
        OccupationAdmin, "get_object", lambda *args: (Session.objects.all().delete(), get_object(*args))[1]
    )
    response = ada.get(address)
    assert (response.status_code, response.url) == (302, f"/admin/login/?next={address}")


@pytest.mark.django_db
def test_failure_before_and_after_the_view_ends_in_the_form(ada, monkeypatch):
    address = page_of(make_occupation())
    form = form_of(ada.get(address)) | TYPED

    def full(*args):
        run(ENDS[Failure.FULL][0])

    with monkeypatch.context() as patched:
        patched.setattr(WritersSession, "process_request", full)
        page = ada.post(address, form)
    assert "The database has no room left" in text_of(page)
    assert Occupation.objects.get().title == "Service manager"
    with monkeypatch.context() as patched:
        patched.setattr(WritersSession, "process_response", full)
        page = ada.post(address, form)
    assert "It may not have been saved." in text_of(page)
    assert Occupation.objects.get().title == "Head of service"


def test_row_that_is_deleted_while_it_is_locked_leaves_its_text(ada, monkeypatch):
    occupation = make_occupation()
    address = page_of(occupation)
    form = form_of(ada.get(address)) | TYPED
    hold = OccupationAdmin.hold
    monkeypatch.setattr(
        OccupationAdmin, "hold", lambda self, row: (Occupation.objects.all().delete(), hold(self, row))[1]
    )

    page = ada.post(address, form)

    assert (page.status_code, "Somebody has deleted it" in text_of(page)) == (404, True)


# Clicks and visitors


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("failure", "status", "heading"),
    [
        (Failure.FULL, 503, "This page is not available right now"),
        (Failure.READ_ONLY, 503, "This page is not available right now"),
        (Failure.REFUSED, 409, "This was not saved"),
    ],
)
def test_what_was_only_clicked_says_what_has_happened(ada, monkeypatch, failure, status, heading):
    clicked = {"action": "publish_selected", "_selected_action": "1"}
    monkeypatch.setattr(OccupationAdmin, "get_queryset", lambda *args: run(ENDS[failure][0]))
    ada.raise_request_exception = False
    response = ada.post(reverse("admin:occupations_occupation_changelist"), clicked)
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.content.decode()


def test_every_failure_has_its_words():
    assert set(typed_work.REASONS) == set(views.OF_FAILURE) == set(Failure)
    assert {failure for failure, reason in typed_work.REASONS.items() if reason.status == 503} == PASSING
    assert {failure for failure, (heading, _) in views.OF_FAILURE.items() if heading == views.UNAVAILABLE} == PASSING
    sentences = [reason.heading for reason in typed_work.REASONS.values()]
    assert len(set(sentences)) == len(sentences)


def test_mistake_of_ours_is_no_failure_of_the_database(db):
    with pytest.raises(Error) as caught:
        run("SELECT nothing FROM nowhere")
    assert (failure_of(caught.value), failure_of(ValueError()), failure_of(None)) == (None, None, None)
    found = [failure_of(error) for error in (OperationalError(), IntegrityError(), DataError())]
    assert found == [Failure.AWAY, Failure.REFUSED, Failure.REFUSED]


@pytest.mark.django_db
def test_visitor_is_not_told_of_a_conflict_where_nothing_is_saved(monkeypatch):
    monkeypatch.setattr("careersite.views.site_of", lambda request: run("SELECT 2147483648::int"))
    response = Client(raise_request_exception=False).get("/robots.txt")
    assert response.status_code == 500
