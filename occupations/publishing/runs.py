"""Publishing a thousand occupations from the admin: checked first, then published in parts, beside the requests.

Each part is one transaction, so that it holds few occupations, and those for a second. Whoever looks meanwhile reads
how far it is; if the process ends, the next one gets on from there.
"""

import logging
import threading

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from occupations.models import Edition, Occupation, PublishingRun
from occupations.models.publishing_runs import Phase
from occupations.profiles import document as profiles
from occupations.profiles.sheet import lay_out
from occupations.publishing.batches import publish_batch
from occupations.publishing.building import build_profiles
from occupations.publishing.completeness import lacking

logger = logging.getLogger(__name__)

PART = 100  # occupations
AT_ONCE = 20  # so few are done while the browser waits


def get_on(run: PublishingRun) -> None:
    """Check or publish, here where that takes no time, or else beside the requests."""
    if len(run.chosen) <= AT_ONCE:
        work(run)
    else:
        transaction.on_commit(threading.Thread(target=_work_beside, args=[run], daemon=True).start)


def work(run: PublishingRun) -> None:
    """Until the phase is over. Does nothing where somebody else is at it."""
    while _one_part(run):
        pass


def _work_beside(run: PublishingRun) -> None:
    try:
        work(run)
    except Exception as error:
        logger.exception("Publishing %s stopped.", run.batch)
        PublishingRun.objects.filter(pk=run.pk).update(failure=f"{type(error).__name__}: {error}"[:500])
    finally:
        connection.close()


@transaction.atomic
def _one_part(run: PublishingRun) -> bool:
    """Whether there is another part."""
    held = PublishingRun.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=run.pk).first()
    if held is None or not held.working:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")  # a visitor's limit
    keys = held.chosen[held.done : held.done + PART]
    # Withdrawn ones are reinstated first, if they are to be published.
    part = Occupation.objects.filter(pk__in=keys, withdrawn_at=None).order_by("pk")
    (_check if held.phase == Phase.CHECKING else _publish)(held, part)
    held.done += len(keys)
    if held.done >= len(held.chosen):
        held.phase = Phase.READY if held.phase == Phase.CHECKING else Phase.DONE
    held.active_at, held.failure = timezone.now(), ""
    held.save()
    return held.working


def _check(run: PublishingRun, part: QuerySet[Occupation]) -> None:
    rows = part.select_related("category", "live").defer("live__document")
    for occupation, profile, _ in build_profiles(rows):
        if occupation.live and occupation.live.digest == profiles.digest(profiles.encode(profile)):
            run.unchanged += 1
        elif lacks := lacking(lay_out(profile)):
            run.refused.append([occupation.slug, occupation.title, lacks])
        else:
            run.would_publish += 1


def _publish(run: PublishingRun, part: QuerySet[Occupation]) -> None:
    published = publish_batch(part.only("pk"), by=run.by, note=run.note, batch=run.batch)
    run.refused += published.refused
    if run.by is not None:
        _log(run, published.editions)


def _log(run: PublishingRun, editions: list[Edition]) -> None:
    kind = ContentType.objects.get_for_model(Occupation)
    LogEntry.objects.bulk_create(
        LogEntry(
            user=run.by,
            content_type=kind,
            object_id=str(edition.occupation_id),
            object_repr=edition.title[:200],
            action_flag=CHANGE,
            change_message=f"Published edition {edition.number}.",
        )
        for edition in editions
    )


@transaction.atomic
def confirm(run: PublishingRun, by, note: str) -> bool:
    """Let it be published. False where somebody has confirmed it already, or it is not checked yet."""
    confirmed = PublishingRun.objects.filter(pk=run.pk, phase=Phase.READY).update(
        phase=Phase.PUBLISHING, by=by, note=note, done=0, refused=[], active_at=timezone.now()
    )
    return bool(confirmed)
