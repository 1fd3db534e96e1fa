"""What pages ask for: a spreadsheet that came back is checked, saved as one batch, published, undone as one.

Small ones are done while the browser waits, the others by a worker, in the same phases (phases.py).
"""

import datetime
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from occupations.admin.spreadsheets import phases, reading
from occupations.models import PublishingRun, SpreadsheetBatch
from occupations.models.spreadsheets import SpreadsheetPhase
from occupations.publishing import runs
from occupations.worker import asking

HOURS = 24
"""So long a file waits to be saved."""
SMALL = 200_000  # bytes of a file, which is read and tried within a second or two
FEW = 75  # occupations, which are saved in as long


@task()
def work(key: str, phase: str) -> None:
    """For the worker."""
    phases.work(key, SpreadsheetPhase(phase), carry_on=runs.work)


def _do_now(key: str, phase: str) -> None:
    phases.work(key, SpreadsheetPhase(phase), carry_on=runs.get_on, is_told=False)


def begin(data: bytes, name: str, by) -> SpreadsheetBatch:
    """Have a file checked. Raises reading.Problems if it is too large to be looked at, asking.TooMany."""
    reading.check_size(data, name)
    is_small = len(data) <= SMALL
    with transaction.atomic():
        if not is_small:
            asking.check_room(SpreadsheetBatch, "spreadsheets")
        batch = SpreadsheetBatch.objects.create(by=by, name=name[:200], file_name=name[:200], content=data)
        if not is_small:
            work.enqueue(str(batch.pk), batch.phase)
    if is_small:
        _do_now(str(batch.pk), batch.phase)
        batch.refresh_from_db()
    return batch


def save(batch: SpreadsheetBatch, name: str, from_file: Collection[int], seen: str, *, publishes: bool) -> None:
    """Have it saved. `from_file`: the conflicts in which the file is right; `seen`: what was shown; `publishes`: also
    make a batch to publish of it. Raises asking.NotNow."""
    facts = {"name": name, "from_file": sorted(from_file), "seen": seen[:64], "publishes": publishes}
    owners = {edit.row.occupation for edit in phases.edits_in(batch)}
    _ask(batch, SpreadsheetPhase.SAVING, SpreadsheetPhase.READY, owners, **facts)


def undo(batch: SpreadsheetBatch, by) -> None:
    """Have it undone; with what was published of it, if `by` may take that back. Raises asking.NotNow."""
    _ask(batch, SpreadsheetPhase.UNDOING, SpreadsheetPhase.SAVED, batch.occupations, undone_by=by)


def _ask(batch: SpreadsheetBatch, phase: str, since: str, owners: Collection[int], **facts: object) -> None:
    few = len(owners) <= FEW
    asking.ask(batch, phase, [since], _nobody if few else work.enqueue, **facts)
    if few:
        _do_now(str(batch.pk), phase)
    batch.refresh_from_db()


def _nobody(key: str, phase: str) -> None:
    """It is done here."""


def carry_on(batch: SpreadsheetBatch) -> None:
    """After what worked on it has ended."""
    asking.carry_on(batch, work.enqueue)


def publish(batch: SpreadsheetBatch, by) -> PublishingRun:
    """The run that publishes what the batch changed; its page asks once more."""
    with transaction.atomic():
        run = phases.run_of(batch, by)
        runs.get_on(run)
    return run


def forget() -> int:
    """Delete files that nobody has saved for a day. Returns how many those were."""
    before = timezone.now() - datetime.timedelta(hours=HOURS)
    return SpreadsheetBatch.objects.filter(written_at=None, created_at__lt=before).delete()[0]
