"""The worker of a demonstration: a process that is started when there is work, and ends when there is none.

It is `manage.py db_worker`, which production runs as a service of its own (deploy/). Of several web processes one
starts it, and ends it when the site stops; what it had begun can be gone on with at the next start.
"""

import fcntl
import logging
import os
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.db import transaction
from django_tasks.signals import task_enqueued
from django_tasks_db.models import DBTaskResult

from occupations import background

LOOK_EVERY = 60.0  # seconds, for work that another process has asked for
_asked = threading.Event()
_running: list[subprocess.Popen] = []
logger = logging.getLogger(__name__)


def start() -> None:
    """For a serving process."""
    task_enqueued.connect(_ask, dispatch_uid="worker")
    background.every(0, "The worker", _look)
    background.at_end("Ending the worker", _end)


def _ask(sender, **kwargs) -> None:
    transaction.on_commit(_asked.set)


def _look() -> None:
    """Wait until there may be work, and have it done."""
    _asked.wait(LOOK_EVERY)
    _asked.clear()
    if DBTaskResult.objects.ready().exists():
        _work()


def _work() -> None:
    """Until nothing is left to do. Another process that does the same is waited for."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "worker.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay", "--no-reload"]
        # A command's statements may take longer than those of a web process.
        environment = {name: value for name, value in os.environ.items() if name != "CAREERSITE_WEB"}
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)
        _running[:] = [process]
        if process.wait():
            logger.warning("The worker ended with %s.", process.returncode)
            time.sleep(1)


def _end() -> None:
    """The database rolls back what it had begun."""
    for process in _running:
        process.kill()
