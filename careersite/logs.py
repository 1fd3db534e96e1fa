"""One log line per event: JSON for machines in production, plain words at a terminal; each with its request's id."""

import logging
import time
from collections.abc import Callable
from typing import Any

import structlog
from structlog.typing import Processor

from careersite.failures import PASSING, Failure, failure_of

INCIDENT = 10.0  # seconds without that failure of the database: then the next one is another incident

at_incident: list[Callable[[], object]] = []
"""Called when an incident begins."""


class Incidents:
    """Tells the first error of an incident of the database from those that follow."""

    def __init__(self) -> None:
        self.last: dict[Failure, float] = {}

    def begins_with(self, error: BaseException | None) -> bool | None:
        """None: it is another kind of error."""
        failure = failure_of(error)
        if failure not in PASSING:
            return None
        before, now = self.last.get(failure, float("-inf")), time.monotonic()
        self.last[failure] = now
        return now - before > INCIDENT


class OncePerIncident(logging.Filter):
    """Lets the first error of the database through, with its traceback, and drops those of the same incident."""

    def __init__(self) -> None:
        super().__init__()
        self.incidents = Incidents()

    def filter(self, record: logging.LogRecord) -> bool:
        begins = self.incidents.begins_with(record.exc_info[1] if record.exc_info else None)
        if begins:
            for call in at_incident:
                call()
        return begins is not False


def logging_config(*, json: bool, level: str) -> dict[str, Any]:
    """For Django's LOGGING. The loggers of libraries pass through the same processors as our own."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=["status_code"]),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if json
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            }
        },
        "filters": {"once": {"()": OncePerIncident}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["once"]}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django gives this one handlers of its own: mail to the administrators, and a console silent in production.
        "loggers": {"django": {"handlers": [], "propagate": True}},
    }
