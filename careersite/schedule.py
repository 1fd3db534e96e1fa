"""Scheduled work, done once: by `manage.py run_schedule`, or every minute by a serving demonstration."""

import datetime
import logging
from collections.abc import Iterator

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from occupations import background
from occupations.admin import unsaved_work
from occupations.admin.spreadsheets import batches, exports
from occupations.bulk import jobs as bulk
from occupations.importers.requested import jobs
from occupations.models import Correction
from occupations.publishing import findings, scheduled
from occupations.publishing.recheck import recheck_due
from occupations.publishing.schedule import end_figures
from occupations.rendering import throttle
from occupations.search import review

logger = logging.getLogger(__name__)

MINUTE = 60  # seconds
SIGN_INS_STORED = datetime.timedelta(days=90)
CLOSED_REPORTS_STORED = datetime.timedelta(days=365)  # of those that visitors do not see


def run(*, answers_visitors: bool = True) -> Iterator[str]:
    """Do what is due and yield a line for each thing done; nothing if nothing was due or another process is doing it.
    `answers_visitors`: whether this process does, and leaves long work to a worker."""
    now = timezone.now()
    for ended in end_figures(now.date()) or ():
        yield f"{ended.title}: edition {ended.edition}, because a figure of an editor has ended"
    yield from scheduled.publish_due(now)
    if compared := recheck_due():
        yield f"Looked for unpublished changes of {compared:,} occupations"
    findings.renew()
    forgotten = now - SIGN_INS_STORED
    counts = {
        "sessions that had ended": Session.objects.filter(expire_date__lt=now).delete()[0],
        "sign-ins of long ago": AccessLog.objects.filter(attempt_time__lt=forgotten).delete()[0],
        "failed sign-ins of long ago": AccessAttempt.objects.filter(attempt_time__lt=forgotten).delete()[0],
        "reports of errors that were closed long ago": Correction.objects.filter(
            public=False, closed_at__lt=now - CLOSED_REPORTS_STORED
        ).delete()[0],
        "titles that nobody types any more": review.forget(),
        "counts of what was sent": throttle.forget_sent(),
        "spreadsheets that nobody saved within a day": batches.forget(),
        "exports of long ago": exports.forget(),
        "imports that nobody confirmed within a week": jobs.forget(),
        "forms that nobody went on with": unsaved_work.forget(now),
    }
    if settings.API_ENABLED and bulk.ask_for(now) and not answers_visitors and (name := bulk.at_once(now)):
        yield f"Made the bulk release {name}, because no worker did"
    yield from (f"Deleted {count:,} {what}" for what, count in counts.items() if count)


def start() -> None:
    """For a serving process: run every minute as long as it lives."""
    background.every(MINUTE, "Scheduled work", _run_and_log)


def _run_and_log() -> None:
    for line in run():
        logger.info(line)
