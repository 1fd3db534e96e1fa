"""A phase of a task, as a worker does it: taken by one worker, told about, ended, stopped or failed."""

import logging
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import OperationalError
from django.db.models import Q, QuerySet
from django.utils import timezone

from occupations.models.worker_tasks import STALLED_AFTER, WorkerTask
from occupations.worker.beats import Beat, Stopped, TakenOver, beating

Task = TypeVar("Task", bound=WorkerTask)
logger = logging.getLogger(__name__)


class Ends(Exception):
    """The phase ends here and has left nothing. `phase`: what comes of it; `problems`: why, in sentences."""

    def __init__(self, phase: str, problems: Sequence[str]) -> None:
        super().__init__(phase, *problems)
        self.phase, self.problems = phase, list(problems)


def work(tasks: type[Task], key: str, phase: str, do: Callable[[Task, Beat], None], *, is_told: bool = True) -> None:
    """One phase, from its beginning. Does nothing if another worker has it, or if it is not asked for any longer.
    `is_told`: whether somebody looks at the progress; not if a browser waits for it."""
    beat = Beat(tasks, UUID(key), uuid4())
    task = take(tasks, beat, phase)
    if task is None:
        return
    try:
        with beating(beat) if is_told else nullcontext():
            do(task, beat)
    except Ends as ends:
        end(task, beat, ends.phase, problems=ends.problems)
    except TakenOver:
        logger.warning("%s %s was taken over by another worker.", tasks.__name__, task.pk)
    except Exception as error:
        if beat.heard is Stopped and isinstance(error, Stopped | OperationalError):
            end(task, beat, task.STOPS_AS[phase])
        elif beat.heard is None:
            _rows(task, beat).update(failure=f"{type(error).__name__}: {error}"[:500])
            raise


def take(tasks: type[Task], beat: Beat, phase: str) -> Task | None:
    """The task, if no other worker has it."""
    free = Q(worker=None) | Q(active_at__lt=timezone.now() - STALLED_AFTER)
    mine = tasks._default_manager.filter(free, pk=beat.key, phase=phase)
    if not mine.update(worker=beat.worker, active_at=timezone.now()):
        return None
    return tasks._default_manager.get(pk=beat.key)


def _rows(task: WorkerTask, beat: Beat) -> QuerySet:
    return type(task)._default_manager.filter(pk=task.pk, worker=beat.worker)


def end(task: WorkerTask, beat: Beat, phase: str, **facts: object) -> None:
    """Raises TakenOver if this worker was taken for dead; then its transaction is to be rolled back."""
    idle = {"worker": None, "active_at": None, "stop_asked": False, "failure": "", "asked_at": timezone.now()}
    if not _rows(task, beat).update(**{**idle, "phase": phase, **facts}):
        raise TakenOver
    if phase in task.GIVEN_UP:
        task.let_go()
