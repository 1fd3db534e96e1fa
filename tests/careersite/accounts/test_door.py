"""Guessing passwords: locked out from one address, slowed down from all together."""

import datetime

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth import get_user_model
from django.test import Client
from time_machine import travel

from careersite.accounts.door import WAITING, Hasher
from tests.admin_pages import text_of

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock():
    with travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def anna(quick):
    return get_user_model().objects.create_user("anna", password="right horse", is_staff=True)


def sign_in(password: str = "wrong", name: str = "anna", address: str = "192.0.2.1", client: Client | None = None):
    return (client or Client()).post(LOGIN, {"username": name, "password": password}, REMOTE_ADDR=address)


def test_forty_wrong_passwords_are_five_and_then_not_even_the_right_one_gets_in(clock):
    assert [sign_in().status_code for _ in range(40)] == [200] * 4 + [429] * 36
    response = sign_in("right horse")
    assert (response.status_code, response["Retry-After"]) == (429, "900")
    assert "too many wrong passwords for this name. Try again in 15 minutes." in text_of(response)
    assert AccessAttempt.objects.get().failures_since_start == 5
    clock.shift(16 * 60)
    assert sign_in("right horse").status_code == 302


def test_others_may_sign_in_from_there(anna):
    get_user_model().objects.create_user("berta", password="other horse", is_staff=True)
    for _ in range(6):
        sign_in()
    assert sign_in("other horse", "berta").status_code == 302


def test_one_name_is_tried_more_and_more_slowly_from_many_addresses(clock):
    addresses = (f"198.51.100.{number}" for number in range(250))
    for _ in range(5):
        assert sign_in(address=next(addresses)).status_code == 200
    waits = []
    for _ in range(10):
        refused = sign_in("right horse", address=next(addresses))
        assert refused.status_code == 429
        waits.append(int(refused["Retry-After"]))
        clock.shift(waits[-1] + 1)
        assert sign_in(address=next(addresses)).status_code == 200
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300]


def test_where_someone_has_signed_in_lately_others_guesses_change_nothing():
    assert sign_in("right horse", address="192.0.2.7").status_code == 302
    for number in range(8):
        sign_in(address=f"198.51.100.{number}")
    assert sign_in("right horse", address="198.51.100.99").status_code == 429
    assert sign_in("right horse", address="192.0.2.7").status_code == 302


def test_a_right_password_takes_the_wrong_ones_before_it_back():
    for _ in range(3):
        assert [sign_in().status_code for _ in range(4)] == [200] * 4
        assert sign_in("right horse").status_code == 302


def test_addresses_of_one_network_are_one(settings):
    for number in range(5):
        sign_in(address=f"2001:db8::{number + 1}")
    assert sign_in("right horse", address="2001:db8::99").status_code == 429
    assert {attempt.ip_address for attempt in AccessAttempt.objects.all()} == {"2001:db8::"}


def test_both_are_logged_without_the_password(caplog):
    caplog.set_level("INFO")
    sign_in("my secret")
    sign_in("right horse")
    attempt, success = AccessAttempt.objects.first(), AccessLog.objects.get()
    assert (attempt, success.username, success.ip_address) == (None, "anna", "192.0.2.1")
    sign_in("my secret")
    assert "my secret" not in caplog.text + repr(AccessAttempt.objects.values())
    assert "login failure by" in caplog.text


def test_passwords_beyond_those_that_wait_are_to_be_tried_again(anna):
    places = [Hasher.places.acquire(blocking=False) for _ in range(WAITING + 1)]
    try:
        response = sign_in("right horse")
        assert (places, response.status_code, response["Retry-After"]) == ([True] * (WAITING + 1), 503, "2")
        assert "Many people are signing in at the moment. Try again in 2 seconds." in text_of(response)
    finally:
        for _ in places:
            Hasher.places.release()
    assert not AccessAttempt.objects.exists()
    assert sign_in("right horse").status_code == 302
