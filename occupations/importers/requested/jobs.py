"""What the web asks a worker to do, and what becomes of it. Loaded by web processes, so it does not load importers."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from occupations.importers.requested import limits
from occupations.models import Occupation, PublishingRun, Release, ReleaseImport, ReleaseImportFile
from occupations.models.publishing_runs import Phase
from occupations.models.release_imports import ImportPhase
from occupations.models.worker_tasks import STALLED_AFTER
from occupations.publishing import runs
from occupations.worker import asking
from occupations.worker.asking import NotNow

LONGEST_NAME = 200  # characters, of the name of an import
WAITS = datetime.timedelta(days=7)  # so long a checked release waits to be imported
STORED = datetime.timedelta(days=30)  # so long the worker's own notes are kept


@task()
def work(key: str, phase: str) -> None:
    """For the worker: one phase of an import."""
    from occupations.importers.requested import worker  # loads the importers

    worker.work(key, ImportPhase(phase))


@transaction.atomic
def begin(files: Sequence[tuple[str, bytes]], folder: str, by) -> ReleaseImport:
    """Have files, or those of a folder, checked. Raises limits.Limit, asking.TooMany."""
    asking.check_room(ReleaseImport, "imports")
    if folder:
        limits.folder(folder)
    else:
        limits.check_upload([(name, len(content)) for name, content in files])
    names = ", ".join(name for name, _ in files)
    run = ReleaseImport.objects.create(by=by, folder=folder, name=_shortened(folder or names))
    ReleaseImportFile.objects.bulk_create(
        ReleaseImportFile(release_import=run, name=name, content=content) for name, content in files
    )
    work.enqueue(str(run.pk), run.phase)
    return run


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def check_again(run: ReleaseImport) -> None:
    facts = {"consent_by": None, "consent_reason": ""}
    asking.ask(run, ImportPhase.CHECKING, [ImportPhase.READY], work.enqueue, **facts)


def bring_in(run: ReleaseImport, by, reason: str = "") -> None:
    """`reason`: why it may change more than is usual, where it does; who calls this has checked that `by` may say
    so."""
    consent = {"consent_by": by if reason else None, "consent_reason": reason}
    asking.ask(run, ImportPhase.IMPORTING, [ImportPhase.READY], work.enqueue, imported_by=by, **consent)


def undo(run: ReleaseImport, by) -> None:
    """Take back what was published with it, and make its releases count as never imported."""
    published = run.run
    if published is not None and published.working and not published.over:
        raise NotNow("Its pages are being published. Stop that first, or wait until it is done.")
    asking.ask(run, ImportPhase.UNDOING, [ImportPhase.DONE], work.enqueue, undone_by=by)


def carry_on(run: ReleaseImport) -> None:
    asking.carry_on(run, work.enqueue)


def publish(run: ReleaseImport, by, *, with_drafts: bool) -> PublishingRun:
    """The batch of the pages that it changes; its page asks once more. `with_drafts`: also those on which editors had
    worked before. Raises NotNow."""
    with transaction.atomic():
        held = ReleaseImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if held.phase != ImportPhase.DONE or not may_publish(held):
            raise NotNow("Nothing was done: somebody else has gone on with it. You now see the current state.")
        chosen = to_publish(held, with_drafts=with_drafts)
        held.run = PublishingRun.objects.create(by=by, note=_note(held)[:300], chosen=chosen)
        held.save(update_fields=["run"])
        runs.get_on(held.run)
    return held.run


def may_publish(run: ReleaseImport) -> bool:
    """Whether no batch of its pages is on its way or public."""
    return run.run is None or run.run.phase in (Phase.STOPPED, Phase.TAKEN_BACK)


def to_publish(run: ReleaseImport, *, with_drafts: bool) -> list[int]:
    changed = Occupation.objects.changed().public().filter(pk__in=run.touched)
    left = [] if with_drafts else run.drafted
    return list(changed.exclude(pk__in=left).order_by("pk").values_list("pk", flat=True))


def _note(run: ReleaseImport) -> str:
    return "; ".join(title for (title,) in run.releases.order_by("pk").values_list("title")) or run.name


def standing() -> list[list[int]]:
    """Which releases count now, and whether they are whole: what a check is about."""
    rows = Release.objects.filter(undone_at=None).order_by("pk").values_list("pk", "whole")
    return [[pk, int(whole)] for pk, whole in rows]


def forget() -> int:
    """Give up what nobody has imported for a week, and delete old notes of the worker. Returns how many those were."""
    now = timezone.now()
    left = ReleaseImport.objects.filter(
        Q(phase=ImportPhase.READY) | Q(phase=ImportPhase.CHECKING, active_at__lt=now - STALLED_AFTER),
        asked_at__lt=now - WAITS,
    )
    keys = list(left.values_list("pk", flat=True))
    ReleaseImportFile.objects.filter(release_import__in=keys).delete()
    left.filter(pk__in=keys).update(phase=ImportPhase.STOPPED, findings=b"")
    DBTaskResult.objects.finished().filter(finished_at__lt=now - STORED).delete()
    return len(keys)
