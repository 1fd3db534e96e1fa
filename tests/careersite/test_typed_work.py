"""What an editor has typed is there afterwards, whatever happened when it was sent."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from occupations.admin.occupation import OccupationAdmin
from occupations.models import Occupation
from tests.admin_pages import form_of, make_occupation, page_of, responsibilities, signed_in, text_of, with_new_row

pytestmark = pytest.mark.django_db

TYPED = {"title": "Head of service", "description": "First line.\r\nSecond <line>."}
HERE = {"origin": "http://testserver"}


@pytest.fixture
def occupation() -> Occupation:
    return make_occupation(responsibilities=("Plan.",))


@pytest.fixture
def ada() -> Client:
    return signed_in("Publishers", "ada", csrf=True)


def again(client: Client, page, address: str):
    """The answer to the button of that page."""
    return client.post(address, form_of(page), headers=HERE)


def test_who_is_signed_out_meanwhile_gets_it_back_and_sends_it_again(ada, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address)) | TYPED
    ada.session.flush()

    page = ada.post(address, form)

    assert page.status_code == 403
    assert page["Cache-Control"] == "private, no-store"
    assert "You are signed out" in text_of(page)
    assert "First line. Second <line>." in text_of(page)
    assert "Responsibilities 1: text Plan." in text_of(page)
    assert not re.search(r"prefix|opened|TOTAL|\d: (id|occupation)", text_of(page))
    assert Occupation.objects.get().title == "Service manager"
    ada.force_login(get_user_model().objects.get(username="ada"))
    assert again(ada, page, address).status_code == 302
    assert Occupation.objects.get().description == "First line.\nSecond <line>."


def test_a_form_of_before_the_sign_in_is_sent_again(ada, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address)) | TYPED
    del ada.cookies["csrftoken"]

    page = ada.post(address, form, headers=HERE)

    assert page.status_code == 403
    assert "This form has to be sent again" in text_of(page)
    assert "Head of service" in text_of(page)
    assert again(ada, page, address).status_code == 302
    assert Occupation.objects.get().title == "Head of service"


@pytest.mark.parametrize("headers", [{}, {"origin": "https://example.org"}, {"origin": "null"}])
def test_a_form_of_another_site_is_refused_and_not_offered_again(ada, occupation, headers):
    page = ada.post(page_of(occupation), TYPED, headers=headers)

    assert page.status_code == 403
    assert "Head of service" not in page.content.decode()


def test_without_a_database_all_of_it_comes_back(ada, occupation, monkeypatch):
    address = page_of(occupation)
    form = with_new_row(form_of(ada.get(address)) | TYPED, "responsibilities", text="Hire.")

    def down(*args, **kwargs):
        raise OperationalError("server closed the connection unexpectedly")

    for where, name in ((OccupationAdmin, "save_model"), (SessionStore, "load")):
        with monkeypatch.context() as patched:
            patched.setattr(where, name, down)
            page = ada.post(address, form)
        assert page.status_code == 503
        assert page["Retry-After"] == "60"
        assert "Hire." in text_of(page)
        assert LogEntry.objects.count() == 0
    assert again(ada, page, address).status_code == 302
    assert responsibilities(occupation) == [(1, "Plan."), (2, "Hire.")]
    # It was saved, and nobody has heard of it: nothing appears twice.
    assert again(ada, page, address).status_code == 302
    assert responsibilities(occupation) == [(1, "Plan."), (2, "Hire.")]


def test_of_what_somebody_else_has_deleted_the_text_is_left(ada, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address)) | TYPED
    occupation.delete()

    page = ada.post(address, form)

    assert page.status_code == 404
    assert "Second <line>." in text_of(page)
    assert "Send it again" not in text_of(page)


@pytest.mark.parametrize(
    "sent", [{}, {"action": "publish_selected", "_selected_action": "1"}, {"password1": "Secret."}]
)
def test_clicks_and_passwords_are_never_shown_again(sent):
    response = Client().post(reverse("admin:occupations_occupation_changelist"), sent)

    assert (response.status_code, response.content) == (302, b"")


# Publishing what is not saved


def test_publish_asks_to_save_what_is_typed_first(ada, occupation):
    address = page_of(occupation)
    form = form_of(ada.get(address)) | TYPED

    requested = ada.post(address, form | {"_publish": "1"})

    assert "Save before publishing?" in text_of(requested)
    assert form_of(requested)["title"] == "Head of service"
    assert Occupation.objects.get().title == "Service manager"
    saved = ada.post(address, form_of(requested) | {"_save_and_publish": "1"})
    assert saved.url == page_of(occupation, "publish")
    assert Occupation.objects.get().title == "Head of service"


def test_publish_asks_nothing_where_nothing_is_typed(ada, occupation):
    address = page_of(occupation)

    response = ada.post(address, form_of(ada.get(address)) | {"_publish": "1"})

    assert response.url == page_of(occupation, "publish")
    assert not LogEntry.objects.exists()
