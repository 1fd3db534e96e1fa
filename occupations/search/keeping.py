"""A process that serves has the model of titles built again some time after something was published: by another
process, because it takes seconds of computing, and once nothing more was published for a while."""

import fcntl
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable

from django.conf import settings

from occupations import background
from occupations.search import building, engine, public_titles

SECONDS = 45  # between two looks; what is live must be the same in both
RETRY_AFTER = 3_600  # seconds, for the same live editions: a refused model would be refused again
logger = logging.getLogger(__name__)
_failed_at: dict[str, float] = {}  # live editions of the last build that failed


def start(at_once: Callable[[], bool] = lambda: False) -> None:
    """`at_once`: whether the first model is still to be built, which then comes before anything else."""
    seen = ""

    def again() -> None:
        nonlocal seen
        if not seen and at_once():
            look(building.is_behind())
            if at_once():  # another process is building; names are read when that is done, for want of memory
                return
        read()
        seen = look(seen)

    background.every(SECONDS, "Checking the title model", again)


def read() -> None:
    """So that nobody waits for names and tables to be read, or for what sitemaps list."""
    engine.find("anything")
    public_titles.offered_slugs()


def look(seen: str) -> str:
    """Build where the model is behind what is live, as it was when somebody looked last. Returns what is live where it
    is not built yet."""
    behind = building.is_behind()
    failed_lately = behind in _failed_at and time.monotonic() - _failed_at[behind] < RETRY_AFTER
    if not behind or behind != seen or failed_lately:
        return behind
    _failed_at.clear()
    if not build():
        _failed_at[behind] = time.monotonic()
    return ""


def build_soon() -> None:
    """Somebody wants the model built, whether or not it is behind: once this transaction is committed."""
    background.after_commit("Building the title model", build)


def build() -> bool:
    """In a process of its own. Returns whether it was built, or is being built by another process."""
    with (settings.VAR / "titles.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True  # without starting a process that would find the lock of the database taken
        process = subprocess.run(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "build_titles", "--quiet"],
            capture_output=True, text=True, check=False,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # on matrices this small, threads only wait for each other
        )  # fmt: skip
    if process.returncode:
        logger.warning("The title model was not built: %s", process.stderr.strip()[-500:])
    return not process.returncode
