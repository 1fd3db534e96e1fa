"""While a worker does one thing in one transaction, a thread says how far it is, and hears whether to stop."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from occupations.models.worker_tasks import WorkerTask

EVERY = 0.5  # seconds
logger = logging.getLogger(__name__)


class Stopped(Exception):
    """An editor has stopped it."""


class TakenOver(Exception):
    """Another worker has it: this one was taken for dead."""


class Beat:
    """What a worker says. It is called in the thread that works; `on_rows` also raises what was heard."""

    def __init__(self, tasks: type[WorkerTask], key: UUID, worker: UUID) -> None:
        self.tasks, self.key, self.worker = tasks, key, worker
        self.step, self.done, self.total = "", 0, 0
        self.heard: type[Exception] | None = None

    def begin(self, step: str, total: int = 0) -> None:
        self.step, self.done, self.total = step[:200], 0, total
        self.listen()

    def on_rows(self, more: int) -> None:
        self.done += more
        self.listen()

    def listen(self) -> None:
        if self.heard:
            raise self.heard

    def say(self) -> None:
        """Into the row, which nobody else has locked for long; and hear what it says."""
        with transaction.atomic():
            rows = self.tasks._default_manager.filter(pk=self.key)
            mine = rows.filter(worker=self.worker).update(
                active_at=timezone.now(), step=self.step, done=self.done, total=self.total
            )
            if not mine:
                self.heard = TakenOver
            elif rows.values_list("stop_asked", flat=True).get():
                self.heard = Stopped


@contextmanager
def beating(beat: Beat) -> Iterator[Beat]:
    """Says it twice a second as long as this lasts. What is heard ends the statement that is running."""
    over = threading.Event()
    own = connection.connection  # of the thread that works

    def again() -> None:
        try:
            while not over.wait(EVERY):
                try:
                    beat.say()
                except DatabaseError as error:
                    logger.warning("Progress could not be stored: %s", error)
                    connection.close()
                if beat.heard and own is not None:
                    own.cancel()
        finally:
            connection.close()

    thread = threading.Thread(target=again, name="Progress of a worker", daemon=True)
    thread.start()
    try:
        yield beat
    finally:
        over.set()
        thread.join()
