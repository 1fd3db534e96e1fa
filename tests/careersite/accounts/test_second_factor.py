"""A code beside the password: set up, asked for, lost and reset."""

import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from time_machine import travel

from careersite.accounts import second_factor
from tests.admin_pages import text_of
from tests.formats import parse

pytestmark = pytest.mark.django_db

STEP, SET_UP, CODES = "/admin/second-factor/", "/admin/second-factor/set-up/", "/admin/second-factor/codes/"


@pytest.fixture(autouse=True)
def clock():
    with travel(datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def anna():
    return get_user_model().objects.create_user("anna", is_staff=True)


def client_of(person) -> Client:
    """A browser in which the password was right."""
    client = Client()
    client.force_login(person)
    return client


def code_of(device: TOTPDevice) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = datetime.datetime.now(datetime.UTC).timestamp()
    return f"{totp.token():06}"


def with_factor(person) -> tuple[TOTPDevice, list[str]]:
    device = second_factor.begin(person)
    device.confirmed = True
    device.save()
    return device, second_factor.new_codes(person)


def enter(client: Client, code: str, address: str = STEP, **more: str):
    return client.post(address, {"otp_code": code, **more})


def test_where_it_is_required_nothing_opens_before_it_is_set_up(anna, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = client_of(anna)
    requested = client.get("/admin/password_change/", follow=True)
    assert requested.redirect_chain[-1] == (f"{SET_UP}?next=%2Fadmin%2Fpassword_change%2F", 302)
    assert "Everybody who works on this site needs a second factor." in text_of(requested)
    device = TOTPDevice.objects.get()
    assert second_factor.secret(device) in text_of(requested)
    (picture,) = [one.get("src") for one in parse(requested.content.decode()).iter("img") if "QR" in one.get("alt", "")]
    assert picture.startswith("data:image/svg+xml;base64,")
    assert "style=" not in requested.content.decode()

    refused = enter(client, "000000", SET_UP)
    assert "This code is wrong." in text_of(refused)
    assert client.get("/admin/").status_code == 302
    with travel(datetime.datetime(2026, 3, 2, 12, 1, tzinfo=datetime.UTC), tick=False):
        done = enter(client, code_of(device), SET_UP, next="/admin/password_change/")
    codes = re.findall(r"\b[a-z2-7]{4}-[a-z2-7]{4}\b", text_of(done))
    assert len(set(codes)) == 10
    assert client.get("/admin/").status_code == 200
    assert LogEntry.objects.get().get_change_message() == "Set up a second factor."


def test_where_it_is_offered_a_password_is_enough_for_who_has_none(anna, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client = client_of(anna)
    assert client.get("/admin/").status_code == 200
    assert "Set up a second factor" in text_of(client.get("/admin/"))
    with_factor(anna)
    assert client.get("/admin/").status_code == 302


def test_who_has_one_is_asked_and_goes_on_where_they_wanted(anna):
    device, _ = with_factor(anna)
    client = client_of(anna)
    requested = client.get("/admin/password_change/", follow=True)
    assert requested.redirect_chain[-1] == (f"{STEP}?next=%2Fadmin%2Fpassword_change%2F", 302)
    before = client.session.session_key
    answer = enter(client, code_of(device), next="/admin/password_change/")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/password_change/")
    assert client.session.session_key != before
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example/"])
def test_it_leads_to_no_other_site(anna, to):
    device, _ = with_factor(anna)
    assert enter(client_of(anna), code_of(device), next=to)["Location"] == "/admin/"


def test_a_code_is_good_once_and_a_recovery_code_too(anna):
    device, codes = with_factor(anna)
    code = code_of(device)
    assert [enter(client_of(anna), code).status_code for _ in range(2)] == [302, 200]
    device.refresh_from_db()
    device.throttle_reset()
    assert [enter(client_of(anna), codes[0].upper()).status_code for _ in range(2)] == [302, 200]
    assert second_factor.codes_left(anna) == 9


def test_guessing_codes_is_slowed_down(anna, clock):
    device, _ = with_factor(anna)
    client = client_of(anna)
    assert "This code is wrong." in text_of(enter(client, "123456"))
    clock.shift(0.5)
    refused = text_of(enter(client, code_of(device)))
    assert "There were too many wrong codes. Try again after 12:00:01 UTC." in refused
    clock.shift(1)
    assert enter(client, code_of(device)).status_code == 302


def test_the_password_alone_replaces_no_second_factor(anna):
    device, _ = with_factor(anna)
    client = client_of(anna)
    for method in (client.get, client.post):
        assert method(SET_UP)["Location"] == STEP
        assert method(CODES).status_code == 302
    assert list(TOTPDevice.objects.all()) == [device]
    assert second_factor.codes_left(anna) == 10


def test_what_was_typed_is_not_lost_while_a_code_is_wanted(anna, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    answer = client_of(anna).post("/admin/occupations/skill/add/", {"name": "Whittling"})
    assert (answer.status_code, "Whittling" in text_of(answer)) == (403, True)


def test_new_codes_replace_the_old_ones(anna):
    device, old = with_factor(anna)
    client = client_of(anna)
    enter(client, code_of(device))
    assert "You have 10 recovery codes left." in text_of(client.get(CODES))
    new = re.findall(r"\b[a-z2-7]{4}-[a-z2-7]{4}\b", text_of(client.post(CODES)))
    assert (len(new), set(new) & set(old)) == (10, set())
    assert "Made new recovery codes." in [entry.get_change_message() for entry in LogEntry.objects.all()]


def test_who_cannot_give_a_code_may_leave(anna):
    with_factor(anna)
    client = client_of(anna)
    assert client.post(STEP, {"otp_leave": "1"})["Location"] == "/admin/login/"
    assert "_auth_user_id" not in client.session


def test_an_administrator_resets_it_and_that_is_recorded(anna):
    device, _ = with_factor(anna)
    signed_in = client_of(anna)
    enter(signed_in, code_of(device))
    root = client_of(get_user_model().objects.create_superuser("root"))
    address = f"/admin/auth/user/{anna.pk}/second-factor/"
    assert "anna has a second factor and 10 recovery codes." in text_of(root.get(address))
    assert "The second factor of anna is reset: they set up a new one." in text_of(root.post(address, follow=True))
    entry = LogEntry.objects.get()
    assert (str(entry.user), entry.object_repr) == ("root", "anna")
    assert entry.get_change_message() == "Reset the second factor and lifted locks."
    assert second_factor.is_set_up(anna) is False
    assert "second factor" in text_of(root.get(f"/admin/auth/user/{anna.pk}/history/"))


def test_resetting_where_it_is_required_ends_what_was_opened_with_it(anna, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    device, _ = with_factor(anna)
    client = client_of(anna)
    enter(client, code_of(device))
    assert client.get("/admin/").status_code == 200
    call_command("reset_second_factor", "anna")
    assert client.get("/admin/").status_code == 302
    assert LogEntry.objects.get().get_change_message() == "The second factor was reset from the command line."
    with pytest.raises(CommandError, match="There is no account “nobody”."):
        call_command("reset_second_factor", "nobody")


def test_nobody_sees_the_secrets_of_others():
    root = client_of(get_user_model().objects.create_superuser("root"))
    assert root.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert root.get("/admin/otp_static/staticdevice/").status_code == 404
