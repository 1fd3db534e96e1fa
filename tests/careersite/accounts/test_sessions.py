"""How long someone stays signed in, and what ends it."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client
from time_machine import travel

pytestmark = pytest.mark.django_db

HOUR = 3600
PASSWORD = "right horse battery"


@pytest.fixture(autouse=True)
def clock():
    with travel(datetime.datetime(2026, 3, 2, 6, tzinfo=datetime.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def anna():
    return get_user_model().objects.create_user("anna", password=PASSWORD, is_staff=True)


def signed_in(name: str = "anna", password: str = PASSWORD) -> Client:
    client = Client()
    assert client.post("/admin/login/", {"username": name, "password": password}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_an_idle_session_ends_after_eight_hours(anna, clock):
    client = signed_in()
    clock.shift(8 * HOUR - 60)
    assert is_in(client)
    clock.shift(8 * HOUR + 60)
    assert not is_in(client)


def test_a_busy_session_ends_after_twelve_hours(anna, clock):
    client = signed_in()
    seen = []
    for _ in range(4):
        clock.shift(4 * HOUR - 60)
        seen.append(is_in(client))
    assert seen == [True, True, True, False]
    assert is_in(signed_in())


def test_signing_in_again_begins_anew(anna, clock):
    client = signed_in()
    clock.shift(7 * HOUR)
    assert client.post("/admin/login/", {"username": "anna", "password": PASSWORD}).status_code == 302
    clock.shift(6 * HOUR)
    assert is_in(client)


def test_a_new_password_ends_all_other_sessions(anna):
    here, there = signed_in(), signed_in()
    new = "another horse battery"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert here.post("/admin/password_change/", form).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)


def test_an_administrator_resets_a_password_which_is_recorded_and_ends_all_sessions(anna):
    root = Client()
    root.force_login(get_user_model().objects.create_superuser("root"))
    client = signed_in()
    new = "another horse battery"
    form = {"usable_password": "true", "password1": new, "password2": new}
    assert root.post(f"/admin/auth/user/{anna.pk}/password/", form).status_code == 302
    assert not is_in(client)
    assert is_in(signed_in(password=new))
    entry = LogEntry.objects.get()
    assert (str(entry.user), entry.object_repr, entry.get_change_message()) == ("root", "anna", "Changed password.")
