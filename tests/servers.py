"""The project as a person starts it: in processes of its own, with a `var/` of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parents[1]
OURS = (
    "CAREERSITE_",
    "DATABASE_",
    "DJANGO_",
    "GRANIAN_",
    "PG",
    "SECURE_",
    "ALLOWED_HOSTS",
    "SECRET_KEY",
    "DEBUG",
    "PORT",
    "SMALL",
    "BIND",
    "WORKERS",
    "THREADS",
    "METRICS",
    "RELEASES_DIR",
    "ACCESS_LOG",
    "SENTRY_DSN",
)


class Project:
    """Runs commands with nothing in the environment but what the test says."""

    def __init__(self, var: Path) -> None:
        self.var = var

    def environment(self, **variables: str) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return {**inherited, "CAREERSITE_VAR": str(self.var), "SMALL": "1", **variables}

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(**variables),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def manage(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            timeout=600,  # only against hanging: machines can be busy
        )

    # The embedded server, seen from outside

    def postmaster(self) -> int | None:
        """The process number of the running server."""
        try:
            pid = int((self.var / "postgres" / "postmaster.pid").read_text().split("\n", 1)[0])
            return pid if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE else None
        except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
            return None

    def kill_postmaster(self) -> None:
        """Kill the running server, or the one that is just coming back."""
        assert wait_until(lambda: self.postmaster() is not None, 60), "no server is running"
        pid = self.postmaster()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def stops_by_itself(self, seconds: float = 60) -> bool:
        return wait_until(lambda: self.postmaster() is None, seconds)


class Site(Project):
    """The project, served."""

    def __init__(self, var: Path) -> None:
        super().__init__(var)
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.output = var / "serve.log"
        self.database = ""  # its name, where it is on the tests' server
        self.variables: dict[str, str] = {}

    @contextmanager
    def serving(self, **variables: str) -> Iterator["Site"]:
        self.variables = variables
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.environment(PYTHONUNBUFFERED="1", **variables),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            if not wait_until(self.answers, 240):
                raise AssertionError(f"the site did not start:\n{self.output.read_text()}")
            yield self
        finally:
            self.stop()

    def answers(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError(f"the site stopped at once:\n{self.output.read_text()}")
        with suppress(OSError), urlopen(f"{self.url}/health/live", timeout=5):
            return True
        return False

    def stop(self, how: int = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(timeout=120)

    def accounts(self) -> dict[str, str]:
        return dict(line.split() for line in (self.var / "demo-accounts.txt").read_text().splitlines())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
