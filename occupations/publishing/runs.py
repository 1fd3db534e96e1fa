"""Publishes a thousand occupations from the admin: checked first, then published in parts, outside of requests.

Each part is one transaction, so it locks few occupations and only for a second. Meanwhile, the page shows the progress.
If the process ends, the next one continues.
"""

from contextlib import suppress
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from occupations import background
from occupations.models import Edition, Occupation, PublishingRun
from occupations.models.publishing_runs import Phase
from occupations.profiles import document as profiles
from occupations.profiles.layout import lay_out
from occupations.publishing import edit_log
from occupations.publishing.batches import NoBatch, publish_batch, undo_batch
from occupations.publishing.building import build_profiles
from occupations.publishing.completeness import lacking

# What becomes of a run that is stopped: either all of it is published, or nothing.
STOPPED_AS = {Phase.CHECKING: Phase.STOPPED, Phase.READY: Phase.STOPPED, Phase.PUBLISHING: Phase.TAKING_BACK}


def get_on(run: PublishingRun) -> None:
    """Check, publish or take back: immediately if that is quick, else in the background."""
    if len(run.chosen) <= background.AT_ONCE:
        work(run)
    else:
        background.after_commit(f"Publishing {run.batch}", partial(work, run), partial(_keep, run))


def work(run: PublishingRun) -> None:
    """Work until the phase is over. Does nothing if another process is working on it."""
    while _one_part(run):
        pass


def _keep(run: PublishingRun, error: Exception) -> None:
    PublishingRun.objects.filter(pk=run.pk).update(failure=f"{type(error).__name__}: {error}"[:500])


@transaction.atomic
def _one_part(run: PublishingRun) -> bool:
    """Whether there is another part."""
    held = PublishingRun.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=run.pk).first()
    if held is None or not held.working:
        return False
    background.lift_time_limit()
    if held.phase == Phase.TAKING_BACK:
        _take_back(held)
        return False
    keys = held.chosen[held.done : held.done + background.PART]
    # Withdrawn occupations have to be reinstated before they can be published.
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
    edit_log.log(run.by, {edition: f"Published edition {edition.number}." for edition in published.editions})


def _take_back(run: PublishingRun) -> None:
    """All or nothing."""
    live = list(Edition.objects.filter(batch=run.batch, pk=F("occupation__live")).defer("document"))
    with suppress(NoBatch):
        run.taken_back = len(undo_batch(run.batch).moved)
    run.phase, run.active_at, run.failure = Phase.TAKEN_BACK, timezone.now(), ""
    run.save()
    edit_log.log(run.taken_back_by, {edition: f"Took edition {edition.number} back." for edition in live})


@transaction.atomic
def confirm(run: PublishingRun, by, note: str) -> bool:
    """Confirm the run. False if somebody has confirmed it already, or it has not been checked yet."""
    confirmed = PublishingRun.objects.filter(pk=run.pk, phase=Phase.READY).update(
        phase=Phase.PUBLISHING, by=by, note=note, done=0, refused=[], active_at=timezone.now()
    )
    return bool(confirmed)


@transaction.atomic
def take_back(run: PublishingRun, by) -> bool:
    """Start taking back what it published. False if it is still being published or already being taken back."""
    held = PublishingRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if not held.over:
        return False
    held.phase, held.taken_back_by, held.active_at, held.failure = Phase.TAKING_BACK, by, timezone.now(), ""
    held.save()
    return True


@transaction.atomic
def stop(run: PublishingRun, by) -> bool:
    """Stop it as a whole, once the part that is being published is done: what it has published is taken back. False if
    it is over."""
    background.lift_time_limit()
    held = PublishingRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if held.phase not in STOPPED_AS:
        return False
    held.phase, held.taken_back_by, held.active_at, held.failure = STOPPED_AS[Phase(held.phase)], by, timezone.now(), ""
    held.save()
    return True
