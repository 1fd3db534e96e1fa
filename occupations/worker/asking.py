"""What pages ask a worker to do. Loaded by web processes."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from occupations.models.worker_tasks import WorkerTask

MOST_AT_ONCE = 5  # of a kind that wait or are worked on
FRESH: dict[str, Any] = {
    "worker": None,
    "active_at": None,
    "stop_asked": False,
    "failure": "",
    "problems": [],
    "step": "",
    "done": 0,
    "total": 0,
}


class TooMany(Exception):
    """The worker has enough to do. The message is for who asks."""


class NotNow(Exception):
    """The task is not in a state in which that can be done. The message is for who asks."""


def at_work(tasks: type[WorkerTask]) -> QuerySet:
    """Those that wait or are worked on."""
    return _rows(tasks).filter(phase__in=tasks.AT_WORK)


def _rows(tasks: type[WorkerTask]) -> QuerySet[Any]:
    """Of a subclass, which has phases."""
    return tasks._default_manager.all()


def check_room(tasks: type[WorkerTask], what: str) -> None:
    """`what`: several of them, such as "imports". Raises TooMany."""
    if at_work(tasks).count() >= MOST_AT_ONCE:
        raise TooMany(f"{MOST_AT_ONCE} {what} are being worked on or wait. Come back when one of them is done.")


@transaction.atomic
def ask(
    task: WorkerTask, phase: str, since: Sequence[str], enqueue: Callable[[str, str], object], **facts: object
) -> None:
    """Have a worker go on with that phase. `since`: those in which this can be asked for; `enqueue` is given the key
    and the phase. Raises NotNow if it is in another one by now."""
    rows = _rows(type(task)).filter(pk=task.pk, phase__in=since)
    if not rows.update(phase=phase, asked_at=timezone.now(), **FRESH, **facts):
        raise NotNow("Nothing was done: somebody else has gone on with it. You now see the current state.")
    enqueue(str(task.pk), phase)


def carry_on(task: WorkerTask, enqueue: Callable[[str, str], object]) -> None:
    """After its worker has ended: the phase is worked on again from its beginning."""
    if task.stalled:
        ask(task, task.phase, [task.phase], enqueue)


@transaction.atomic
def stop(task: WorkerTask) -> None:
    """Stop what can be stopped, so that it leaves nothing. A worker that has begun hears of it within a second."""
    held = _rows(type(task)).select_for_update(of=("self",)).get(pk=task.pk)
    after = held.STOPS_AS.get(held.phase)
    if after is None:
        return
    if held.working and not (held.waiting or held.stalled):
        held.stop_asked = True
        held.save(update_fields=["stop_asked"])
        return
    held.phase, held.worker = after, None
    held.save(update_fields=["phase", "worker"])
    if after in held.GIVEN_UP:
        held.let_go()
