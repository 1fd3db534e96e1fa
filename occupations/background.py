"""Work outside of requests, in threads of this process: once, or periodically as long as it lives."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.util import Finalize
from typing import TypeVar

from django.db import DatabaseError, connection, transaction

logger = logging.getLogger(__name__)

Result = TypeVar("Result")
Call = Callable[[Callable[[], Result]], Result]

AT_ONCE = 20  # occupations: this few are done while the browser waits
PART = 100  # of more, in one transaction, so that it locks few and only for a second


def after_commit(what: str, work: Callable[[], object], failed: Callable[[Exception], object] | None = None) -> None:
    """Do the work once this transaction is committed. An error is logged as `what` having stopped, and given to
    `failed`."""
    thread = threading.Thread(target=_do, args=[what, work, failed], daemon=True)
    transaction.on_commit(thread.start)


def _do(what: str, work: Callable[[], object], failed: Callable[[Exception], object] | None) -> None:
    try:
        work()
    except Exception as error:
        logger.exception("%s stopped.", what)
        if failed:
            failed(error)
    finally:
        connection.close()


def lift_time_limit() -> None:
    """For this transaction: the limits of a statement and of waiting for locks are those of a visitor's request."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
    connection.connection.is_lifted = True


def part_by_part(do_part: Callable[[], int]) -> int:
    """Call it until it has nothing left to do. It returns how much it has done; so does this, of all parts."""
    done = 0
    while part := do_part():
        done += part
    return done


@contextmanager
def another_connection() -> Iterator[Call]:
    """A function that calls what it is given with a database connection of its own: whatever transaction is open here,
    others see at once what it writes, and it sees what others write."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        try:
            yield lambda work: thread.submit(work).result()
        finally:
            thread.submit(lambda: connection.close()).result()  # noqa: PLW0108 - it is another one in each thread


def every(seconds: float, what: str, work: Callable[[], object]) -> None:
    """For a serving process: do the work now and every so many seconds, whatever errors it meets."""

    def again() -> None:
        while True:
            attempt(what, work)
            time.sleep(seconds)

    threading.Thread(target=again, name=what, daemon=True).start()


def at_end(what: str, work: Callable[[], object]) -> None:
    """Do the work when this process ends. Servers fork their workers, and a forked process does not call `atexit`."""
    Finalize(None, attempt, args=[what, work], exitpriority=0)


def attempt(what: str, work: Callable[[], object]) -> None:
    try:
        work()
    except DatabaseError as error:  # it may be restarting
        logger.warning("%s failed and will be tried again: %s", what, error)
    except Exception:
        logger.exception("%s failed and will be tried again.", what)
    finally:
        connection.close()
