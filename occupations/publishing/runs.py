"""Publishes a thousand occupations from the admin: checked in parts, then published all at once, outside of requests.

Publishing is one transaction, so nobody sees a part of it, and stopping it leaves nothing. Its progress is written with
another connection. If the process ends, the next one continues: with the check where it was, with publishing anew.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from occupations import background, locks
from occupations.models import Edition, Occupation, PublishingRun
from occupations.models.publishing_runs import Phase
from occupations.profiles import document as profiles
from occupations.profiles.layout import lay_out
from occupations.publishing import edit_log
from occupations.publishing.batches import NoBatch, publish_batch, undo_batch
from occupations.publishing.building import build_profiles
from occupations.publishing.cautions import Kind, cautions
from occupations.publishing.completeness import lacking

STOPPABLE = (Phase.CHECKING, Phase.READY, Phase.PUBLISHING)
STEP = 10  # occupations that are checked in one go: a quarter of a second's work
PART = 0.4  # seconds after which a part is committed, so that its progress is seen
OFTEN = 0.3  # seconds between two reports of progress
SENTENCES = 3  # about one occupation, of one kind; more help nobody who looks at a thousand
LONGEST = 400  # characters of a sentence

OnSteps = Callable[[int], None]


class Stopped(Exception):
    """Somebody has stopped it."""


def get_on(run: PublishingRun) -> None:
    """Check, publish or take back: immediately if that is quick, else in the background."""
    if len(run.chosen) <= background.AT_ONCE:
        work(run)
    else:
        background.after_commit(f"Publishing {run.batch}", partial(work, run), partial(_keep, run))


def work(run: PublishingRun, on_steps: OnSteps = lambda steps: None) -> None:
    """Work until the phase is over. Does nothing if another process is working on it. `on_steps` is given the number of
    steps newly done of taking it back."""
    with suppress(Stopped):
        while _one_part(run, on_steps):
            pass


def _keep(run: PublishingRun, error: Exception) -> None:
    PublishingRun.objects.filter(pk=run.pk).update(failure=f"{type(error).__name__}: {error}"[:500])


@transaction.atomic
def _one_part(run: PublishingRun, on_steps: OnSteps = lambda steps: None) -> bool:
    """Whether there is another part. Raises Stopped."""
    # The row itself stays free: progress is written to it meanwhile, and it may be stopped.
    held = PublishingRun.objects.get(pk=run.pk) if locks.run_alone(run.pk) else None
    if held is None or not held.working:
        return False
    background.lift_time_limit()
    match held.phase:
        case Phase.CHECKING:
            return _check_part(held)
        case Phase.PUBLISHING:
            _publish(held)
        case _:
            _take_back(held, on_steps)
    return False


def _check_part(run: PublishingRun) -> bool:
    """Whether there is another part."""
    end = time.monotonic() + PART
    while run.done < len(run.chosen):
        keys = run.chosen[run.done : run.done + STEP]
        # Withdrawn occupations have to be reinstated before they can be published.
        _check(run, Occupation.objects.filter(pk__in=keys, withdrawn_at=None).order_by("pk"))
        run.done += len(keys)
        if time.monotonic() > end:
            break
    there_is_more = run.done < len(run.chosen)
    run.phase = Phase.CHECKING if there_is_more else Phase.READY
    counted = ("done", "phase", "would_publish", "unchanged", "refused", "cautions")
    _note(run, Phase.CHECKING, **{name: getattr(run, name) for name in counted})
    return there_is_more


def _note(run: PublishingRun, still: Phase, **facts) -> None:
    """Write to the run, which is in a phase still. Raises Stopped."""
    if not PublishingRun.objects.filter(pk=run.pk, phase=still).update(active_at=timezone.now(), failure="", **facts):
        raise Stopped


def _check(run: PublishingRun, part: QuerySet[Occupation]) -> None:
    for occupation, profile, _ in build_profiles(part.select_related("category", "live")):
        live = occupation.live
        if live and live.digest == profiles.digest(profiles.encode(profile)):
            run.unchanged += 1
            continue
        found: dict[Kind, list[str]] = {}
        for kind, sentence in cautions(profiles.decode(live.document) if live else None, profile):
            found.setdefault(kind, []).append(sentence[:LONGEST])
        if found.get(Kind.TOO_LITTLE):
            run.refused.append([occupation.slug, occupation.title, lacking(lay_out(profile))])
            continue
        run.would_publish += 1
        for kind, sentences in found.items():
            run.cautions.setdefault(kind, []).append([occupation.pk, occupation.heading, sentences[:SENTENCES]])


def _publish(run: PublishingRun) -> None:
    """All or nothing. Raises Stopped."""
    with _told(run) as progress:
        published = publish_batch(
            Occupation.objects.filter(pk__in=run.chosen, withdrawn_at=None).only("pk"),
            by=run.by,
            note=run.note,
            batch=run.batch,
            on_progress=progress.built,
            on_follow=progress.followed,
        )
    edit_log.log(run.by, {edition: f"Published edition {edition.number}." for edition in published.editions})
    _note(run, Phase.PUBLISHING, phase=Phase.DONE, done=len(run.chosen), refused=published.refused)


@contextmanager
def _told(run: PublishingRun) -> Iterator["_Progress"]:
    few = len(run.chosen) <= background.AT_ONCE  # the browser waits, and nobody sees progress
    with nullcontext(lambda work: work()) if few else background.another_connection() as elsewhere:
        progress = _Progress(run, elsewhere)
        progress.report()
        yield progress


class _Progress:
    """What publishing or taking back has done so far, written as often as somebody would look."""

    def __init__(self, run: PublishingRun, elsewhere: background.Call) -> None:
        self.run, self.elsewhere = run, elsewhere
        self.facts = {"done": 0, "followed": 0}
        self.at = 0.0

    def built(self, number: int) -> None:
        self._add("done", number)

    def followed(self, number: int) -> None:
        self._add("followed", number)

    def _add(self, what: str, number: int) -> None:
        self.facts[what] += number
        if time.monotonic() > self.at + OFTEN:
            self.report()

    def report(self) -> None:
        """Raises Stopped."""
        self.elsewhere(lambda: _note(self.run, Phase(self.run.phase), **self.facts))
        self.at = time.monotonic()


def _take_back(run: PublishingRun, on_steps: OnSteps) -> None:
    """All or nothing."""
    live = list(Edition.objects.filter(batch=run.batch, pk=F("occupation__live")).defer("document"))
    with _told(run) as progress, suppress(NoBatch):

        def followed(steps: int) -> None:
            progress.followed(steps)
            on_steps(steps)

        run.taken_back = len(undo_batch(run.batch, followed).moved)
    run.phase, run.active_at, run.failure = Phase.TAKEN_BACK, timezone.now(), ""
    run.save()
    edit_log.log(run.taken_back_by, {edition: f"Took edition {edition.number} back." for edition in live})


@transaction.atomic
def confirm(run: PublishingRun, by, note: str) -> bool:
    """Confirm the run. False if somebody has confirmed it already, or it has not been checked yet."""
    confirmed = PublishingRun.objects.filter(pk=run.pk, phase=Phase.READY).update(
        phase=Phase.PUBLISHING, by=by, note=note, done=0, followed=0, active_at=timezone.now()
    )
    return bool(confirmed)


@transaction.atomic
def take_back(run: PublishingRun, by) -> bool:
    """Start taking back what it published. False if it is still being published or already being taken back."""
    held = PublishingRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if not held.over:
        return False
    held.phase, held.taken_back_by, held.active_at, held.failure = Phase.TAKING_BACK, by, timezone.now(), ""
    held.followed = 0
    held.save()
    return True


@transaction.atomic
def stop(run: PublishingRun) -> bool:
    """Stop it as a whole: nothing is published. False if it is over."""
    stoppable = PublishingRun.objects.filter(pk=run.pk, phase__in=STOPPABLE)
    return bool(stoppable.update(phase=Phase.STOPPED, active_at=timezone.now(), failure=""))
