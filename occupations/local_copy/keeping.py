"""One process of each machine keeps its copy equal to the database: it hears of every change within milliseconds, and
looks every few seconds in case it has not heard."""

import fcntl
import logging
import select
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DatabaseError, connection, connections

from occupations import background
from occupations.local_copy import renewing, state
from occupations.models.announcing import CHANNEL
from occupations.sql import LIVE

LOOK_EVERY = 5.0  # seconds
GATHER = 0.05  # seconds, for changes that follow at once
UNUSED = 7 * 24 * 3600  # seconds
RETRY_EVERY = 0.5  # seconds, while the database cannot be reached
logger = logging.getLogger(__name__)


def start(renewed: Callable[[], object]) -> None:
    """For a serving process. If there is no copy yet, makes it now, for nobody could be answered without. `renewed` is
    called when the copy has changed, by the process that keeps it."""
    try:
        make_first()
    except DatabaseError as error:
        logger.warning("There is no local copy yet, and the database cannot be reached: %s", error)
    finally:
        connection.close()
    background.every(RETRY_EVERY, "Keeping the local copy", _Keeper(renewed).keep)


def remove_unused() -> None:
    """Copies in another form, of other versions of the site, that nobody has written to for a week."""
    own = Path(connections[LIVE].get_connection_params()["database"]).name
    for path in state.folder().glob("*.sqlite3*"):
        if not path.name.startswith(own) and path.stat().st_mtime < time.time() - UNUSED:
            path.unlink(missing_ok=True)


def make_first() -> None:
    """Several processes that start together make one copy. Raises DatabaseError."""
    with _alone("first.lock", fcntl.LOCK_EX):
        if not renewing.is_there():
            renewing.renew()


class _Keeper:
    def __init__(self, renewed: Callable[[], object]) -> None:
        self.renewed = renewed
        self.is_away = False  # whether the database is, as has been logged

    def keep(self) -> None:
        """As long as the database can be reached and no other process does the same."""
        try:
            with _alone("keeper.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
                self._follow()
        except BlockingIOError:
            return
        except DatabaseError as error:
            if not self.is_away:
                logger.warning("The local copy cannot be renewed, and is used as it is: %s", error)
            self.is_away = True

    def _follow(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        remove_unused()
        # Who kept it before may have ended between changing the copy and saying so.
        renewing.renew()
        state.confirm(changed=True)
        self.renewed()
        while True:
            changed = renewing.renew()
            if self.is_away:
                self.is_away = False
                logger.warning("The local copy is renewed again.")
            if changed:
                self.renewed()
            _wait()


@contextmanager
def _alone(name: str, how: int) -> Iterator[None]:
    """A lock of this machine, which ends with the process. Raises BlockingIOError if it is not to be waited for."""
    folder = state.folder()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as lock:
        fcntl.flock(lock, how)
        yield


def _wait() -> None:
    """Until something has changed, or it is time to look. What was said meanwhile is one reason to look, not many."""
    own = connection.connection
    if select.select([own.fileno()], [], [], LOOK_EVERY)[0]:
        time.sleep(GATHER)
    for _ in own.notifies(timeout=0):
        pass


def unconfirmed() -> float:
    """For how many seconds nobody has known whether the copy equals the database; 0 if that is as usual. Visitors are
    told, so whatever is cached without asking this must not outlive it."""
    since = time.time() - state.confirmed_at()
    return since if since > 2 * LOOK_EVERY else 0.0
