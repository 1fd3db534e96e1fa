"""Sends errors to a Sentry, if SENTRY_DSN says where: what failed and where in the code, nothing about who met it.

Only what is logged as an error is sent. Nothing of the request goes with it but its id, by which its line is found in
the access log: no address, no headers, no cookies, no body, no values of variables.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from structlog.contextvars import get_contextvars

from careersite.logs import Incidents


def start(dsn: str, *, build: str, environment: str) -> None:
    try:
        import sentry_sdk
        from sentry_sdk.integrations.dedupe import DedupeIntegration
        from sentry_sdk.integrations.logging import LoggingIntegration
    except ImportError:
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but sentry-sdk is not installed; install requirements-sentry.txt, or remove SENTRY_DSN."
        ) from None
    try:
        sentry_sdk.init(
            dsn,
            release=build,
            environment=environment,
            default_integrations=False,
            auto_enabling_integrations=False,
            integrations=[LoggingIntegration(level=None), DedupeIntegration()],
            include_local_variables=False,
            max_breadcrumbs=0,
            before_send=Cleaned(),
        )
    except sentry_sdk.utils.BadDsn:
        raise ImproperlyConfigured(
            "SENTRY_DSN cannot be read; copy it from the settings of the project there."
        ) from None


class Cleaned:
    """An event as it may leave the machine, or None if it stays: an incident of the database is sent once."""

    KEPT = frozenset(
        (
            "event_id",
            "timestamp",
            "platform",
            "level",
            "logger",
            "release",
            "environment",
            "exception",
            "sdk",
            "modules",
        )
    )

    def __init__(self) -> None:
        self.incidents = Incidents()

    def __call__(self, event: Any, hint: dict[str, Any]) -> Any:
        error = hint.get("exc_info")
        if error and self.incidents.begins_with(error[1]) is False:
            return None
        clean = {name: value for name, value in event.items() if name in self.KEPT}
        # Without what the words were filled in with, which may be what somebody typed.
        clean["logentry"] = {"message": event.get("logentry", {}).get("message", "")}
        for one in clean.get("exception", {}).get("values", ()):
            one["value"] = (one.get("value") or "").partition("\n")[0]  # PostgreSQL's second line has values of the row
        clean["tags"] = {"request_id": get_contextvars().get("request_id", "none")}
        return clean
