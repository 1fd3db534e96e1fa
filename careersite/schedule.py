"""What falls due by itself, done once: by `manage.py run_schedule`, or every minute by a demonstration that serves."""

import datetime
import logging
import threading
import time
from collections.abc import Iterator

from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection
from django.utils import timezone

from occupations.publishing.schedule import end_figures

logger = logging.getLogger(__name__)

MINUTE = 60  # seconds
SIGN_INS_KEPT = datetime.timedelta(days=90)


def run() -> Iterator[str]:
    """Do what is due, and say what it was, a line each. Nothing is said where nothing was due or somebody else is at
    it."""
    now = timezone.now()
    for ended in end_figures(now.date()) or ():
        yield f"{ended.title}: edition {ended.edition}, because a figure of an editor has ended"
    forgotten = now - SIGN_INS_KEPT
    counts = {
        "sessions that had ended": Session.objects.filter(expire_date__lt=now).delete()[0],
        "sign-ins of long ago": AccessLog.objects.filter(attempt_time__lt=forgotten).delete()[0],
        "failed sign-ins of long ago": AccessAttempt.objects.filter(attempt_time__lt=forgotten).delete()[0],
    }
    yield from (f"Deleted {count:,} {what}" for what, count in counts.items() if count)


def start() -> None:
    """For a process that serves: run every minute, as long as it lives."""
    threading.Thread(target=_every_minute, name="schedule", daemon=True).start()


def _every_minute() -> None:
    while True:
        try:
            for line in run():
                logger.info(line)
        except DatabaseError:
            logger.warning("What is due could not be done; it is tried again in a minute.")
        finally:
            connection.close()
        time.sleep(MINUTE)
