"""Editions that become public at a moment: agreed on now, published then, by whichever process comes first.

What is published is what was agreed on, whatever is drafted meanwhile. It replaces the edition that it was compared
with; if something else is live by then, nothing is published, and editors are told why.
"""

import datetime
import logging
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from occupations import background
from occupations.models import Occupation, ScheduledEdition
from occupations.models.scheduled import Progress
from occupations.profiles import document as profiles
from occupations.profiles.document import Profile
from occupations.profiles.formatting import day
from occupations.profiles.layout import lay_out
from occupations.publishing import edit_log, followup
from occupations.publishing.building import build_profile
from occupations.publishing.columns import columns
from occupations.publishing.publish import Draft, lock, make_live
from occupations.publishing.recheck import recheck

logger = logging.getLogger(__name__)

LATE = datetime.timedelta(minutes=5)  # after its moment: nobody seems to publish what is due
UNEXPECTED = "An error that nobody expected. Whoever runs the site finds it in the log."


@transaction.atomic
def schedule(occupation: Occupation, moment: datetime.datetime, by, note: str) -> ScheduledEdition:
    """Agree that the draft becomes public then. One that waits already is canceled. The occupation is locked."""
    cancel(occupation)
    profile, releases = build_profile(occupation)
    document = profiles.encode(profile)
    scheduled = ScheduledEdition.objects.create(
        occupation=occupation,
        category=occupation.category,
        document=document,
        digest=profiles.digest(document),
        replaces=occupation.live,
        moment=moment,
        by=by,
        note=note,
    )
    scheduled.releases.set(releases)
    return scheduled


def waiting(occupation: Occupation) -> ScheduledEdition | None:
    return occupation.scheduled.filter(progress=Progress.WAITING).select_related("by", "replaces").first()


def cancel(occupation: Occupation) -> bool:
    """Whether one was waiting, which is not published now. One that was held back is no longer anybody's work. The
    occupation is locked."""
    was_waiting = waiting(occupation) is not None
    open_ones = occupation.scheduled.filter(progress__in=[Progress.WAITING, Progress.HELD])
    open_ones.update(progress=Progress.CANCELED, ended_at=timezone.now())
    return was_waiting


def ends_before(profile: Profile, moment: datetime.datetime) -> str:
    """Why the profile cannot be published then, in a sentence: a figure in it will have ended. Else empty."""
    ends = [figure.expires_on for figure in profile.figures if figure.expires_on]
    first = min(ends, default=None)
    if first is None or first > moment.date():
        return ""
    return f"A figure of an editor ends on {day(first)}, before the edition would be published."


def publish_due(now: datetime.datetime) -> Iterator[str]:
    """Publish what is due and yield a line for each. Each is one transaction, in which the occupation is locked first:
    of several processes, the first publishes it, and the others find it done."""
    due = ScheduledEdition.objects.filter(progress=Progress.WAITING, moment__lte=now)
    for key, occupation in list(due.values_list("pk", "occupation")):
        try:
            line = _publish(key, occupation, now)
        except (OperationalError, InterfaceError):
            raise  # the database is away or busy: tried again in a minute
        except Exception:
            logger.exception("Scheduled edition %s could not be published.", key)
            line = _hold(key, UNEXPECTED)
        if line:
            yield line


@transaction.atomic
def _publish(key: int, occupation_key: int, now: datetime.datetime) -> str:
    background.lift_time_limit()
    try:
        occupation = lock(occupation_key)
    except Occupation.DoesNotExist:
        return ""
    due = ScheduledEdition.objects.filter(pk=key, progress=Progress.WAITING, moment__lte=now)
    scheduled = due.select_related("by", "replaces").first()
    if scheduled is None:  # done, moved or canceled meanwhile
        return ""
    profile = profiles.decode(scheduled.document)
    if reason := _obstacle(scheduled, occupation, profile, now):
        return _hold(key, reason)
    facts = {
        "category_id": scheduled.category_id,
        "document": scheduled.document,
        "digest": scheduled.digest,
        **columns(lay_out(profile)),
    }
    draft = Draft(occupation, list(scheduled.releases.all()), facts)
    (edition,) = make_live([draft], by=scheduled.by, note=scheduled.note)
    due.update(progress=Progress.PUBLISHED, ended_at=now, edition=edition)
    edit_log.log(scheduled.by, {edition: f"Published edition {edition.number}, as scheduled."})
    recheck([occupation.pk])
    followup.follow()
    return f"{edition.title}: edition {edition.number}, as scheduled"


def _obstacle(scheduled: ScheduledEdition, occupation: Occupation, profile: Profile, now: datetime.datetime) -> str:
    """Why it cannot be published any longer, in a sentence; empty if it can."""
    live = occupation.live
    if occupation.withdrawn_at is not None:
        return "The page was withdrawn."
    if live is not None and live.pk != scheduled.replaces_id:
        before = f"edition {scheduled.replaces.number}" if scheduled.replaces else "no edition"
        return f"Visitors see edition {live.number} by now; this was agreed on when they saw {before}."
    if live is None and scheduled.replaces_id is not None:
        return "The edition that it was to replace was taken back."
    if undone := scheduled.releases.filter(undone_at__isnull=False).first():
        return f"It uses a release that was undone: {undone}."
    if ended := ends_before(profile, now):
        return ended
    taken = Occupation.objects.public().exclude(pk=occupation.pk).filter(live__title__iexact=profile.names.title)
    return f"Another page is called “{profile.names.title}” by now." if taken.exists() else ""


def _hold(key: int, reason: str) -> str:
    found = ScheduledEdition.objects.filter(pk=key, progress=Progress.WAITING)
    if not found.update(progress=Progress.HELD, ended_at=timezone.now(), reason=reason[:500]):
        return ""
    return f"{ScheduledEdition.objects.get(pk=key).occupation}: held back. {reason}"
