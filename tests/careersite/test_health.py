"""What a load balancer is told."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from careersite import health

pytestmark = pytest.mark.urls("tests.careersite.urls")


@pytest.fixture
def away(monkeypatch):
    """The database cannot be reached."""

    def refuse(*args, **options):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)


def told(address: str, method: str = "GET", **headers: str):
    response = Client(headers=headers).generic(method, address)
    return response.status_code, response.content.decode()


def test_process_that_answers_is_live_also_without_its_database(away):
    assert told(health.LIVE) == (200, "ok\n")


def test_process_is_ready_with_its_database(db):
    assert told(health.READY) == (200, "ok\n")


def test_process_is_not_ready_while_the_database_is_away(away):
    response = Client().get(health.READY)
    assert (response.status_code, response.content) == (503, b"no: the database cannot be asked\n")
    assert (response["Retry-After"], response["Cache-Control"]) == ("2", "no-store")


def test_process_is_not_ready_before_all_migrations_are_applied(db, monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(health, "_is_migrated", lambda: next(answers))
    client = Client()
    assert [client.get(health.READY).status_code for _ in range(3)] == [503, 200, 200]


@pytest.mark.parametrize("address", [health.LIVE, health.READY])
def test_health_is_told_by_address_and_without_https(db, settings, address):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["careers.example"]
    assert told(address, host="10.0.0.7:8000") == (200, "ok\n")
    assert told(address, "HEAD", host="10.0.0.7:8000") == (200, "")


def test_health_is_only_read():
    response = Client().post(health.LIVE)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


def test_missing_migration_is_noticed(db, monkeypatch):
    assert health._is_migrated()
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *args: ["0001"])
    assert not health._is_migrated()
