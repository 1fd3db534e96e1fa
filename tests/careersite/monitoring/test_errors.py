"""What a Sentry gets to see."""

import logging

import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, OperationalError
from sentry_sdk.transport import Transport
from structlog.contextvars import bind_contextvars, clear_contextvars

from careersite.monitoring import errors

logger = logging.getLogger("tests.errors")
TYPED = "-".join(["what", "somebody", "typed"])  # which is in no line of code that a traceback shows


@pytest.fixture
def sent(monkeypatch):
    """The events that would leave the machine."""
    events = []

    class Kept(Transport):
        def capture_envelope(self, envelope):
            events.append(envelope.get_event())

    init = sentry_sdk.init
    monkeypatch.setattr(sentry_sdk, "init", lambda *args, **options: init(*args, transport=Kept, **options))
    errors.start("https://key@sentry.example/1", build="abc", environment="production")
    yield events
    clear_contextvars()
    sentry_sdk.get_client().close()
    sentry_sdk.get_global_scope().set_client(None)


def fail(error: Exception, message: str = "It failed.", *args) -> None:
    secret = TYPED[:]
    try:
        raise error
    except Exception:
        logger.exception(message, *args, extra={"request": f"<WSGIRequest: GET '/?q={secret}'>"})


def test_error_is_sent_with_its_place_and_the_id_of_the_request(sent):
    bind_contextvars(request_id="f" * 32)
    fail(ValueError("no such thing"), "Internal Server Error: %s", "/admin/")
    assert len(sent) == 1
    event = sent[0]
    assert event["exception"]["values"][0]["value"] == "no such thing"
    assert event["exception"]["values"][0]["stacktrace"]["frames"][-1]["function"] == "fail"
    assert event["logentry"] == {"message": "Internal Server Error: %s"}
    assert event["tags"] == {"request_id": "f" * 32}
    assert (event["release"], event["environment"]) == ("abc", "production")


def test_nothing_about_people_is_sent(sent):
    logger.warning("Wrong password of %s", "somebody@example.org")
    fail(
        IntegrityError("duplicate key\nDETAIL: Key (username)=(somebody) already exists."), "Failed for %s", "somebody"
    )
    assert len(sent) == 1
    assert TYPED not in str(sent)
    assert "somebody@example.org" not in str(sent)
    assert "(somebody)" not in str(sent)
    assert not {"request", "user", "extra", "breadcrumbs", "server_name"} & sent[0].keys()


def test_incident_of_the_database_is_sent_once(sent):
    for _ in range(3):
        fail(OperationalError("away"))
    assert len(sent) == 1


def test_warnings_are_not_sent(sent):
    logger.warning("Not Found: /wp-login.php")
    assert sent == []


def test_address_that_cannot_be_read_is_said():
    with pytest.raises(ImproperlyConfigured, match="SENTRY_DSN cannot be read"):
        errors.start("not an address", build="", environment="")
