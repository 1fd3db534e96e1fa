import errno
import fcntl
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from careersite import demo, first_start
from careersite.postgresql.base import DatabaseWrapper
from occupations.importers.errors import LoadError
from occupations.local_copy import keeping, renewing


class Command(BaseCommand):
    help = "Bring the database up to date and serve the site; in demo mode with demonstration data and accounts."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="default: PORT, or 8000")
        parser.add_argument("--reload", action="store_true", help="restart when a file changes")

    def handle(self, *args: Any, port: str, reload: bool, **options: Any) -> None:
        check_address()
        check_port(port)
        try:
            self.step("Database", connections[DEFAULT_DB_ALIAS].ensure_connection)
        except OperationalError as error:
            self.without_database(error)
        else:
            self.bring_up_to_date()
        self.stdout.write(f"\nCareersite is at http://{host()}:{port}/ and its admin at /admin/. Ctrl-C stops it.")
        become_the_server(port, reload)

    def bring_up_to_date(self) -> None:
        self.step("Migrations", lambda: call_command("migrate", interactive=False, verbosity=0))
        if not settings.DEBUG:
            self.step("Static files", collect_static_files)
        if not settings.PRODUCTION:
            self.first_start()
            self.show_accounts(demo.create_accounts())
        self.step("Local copy", keeping.make_first)

    def without_database(self, error: OperationalError) -> None:
        """Visitors can be answered from the local copy. Raises the error if there is none."""
        if not renewing.is_there():
            raise error
        if not settings.DEBUG:
            self.step("Static files", collect_static_files)
        self.stderr.write(f"{error}\nPages are served from the local copy until then; editors have to wait.")

    def first_start(self) -> None:
        try:
            for step in first_start.steps():
                self.step(*step, long=True)
        except KeyboardInterrupt:
            raise CommandError("\nInterrupted. The next start goes on from here.", returncode=130) from None
        except LoadError as error:
            raise CommandError(f"{error}. Or start with the forty occupations: SMALL=1 make serve") from error

    def step(self, name: str, work: Callable[[], Any], *, long: bool = False) -> None:
        """One line for it when it is done; a long one's line begins before."""
        start = time.monotonic()
        if long:
            self.stdout.write(f"{name:<20} ", ending="")
            self.stdout.flush()
        done = work()
        said = f"  {done}" if isinstance(done, str) else ""
        self.stdout.write(f"{'' if long else f'{name:<20} '}ready  {time.monotonic() - start:5.1f} s{said}")

    def show_accounts(self, passwords: dict[str, str]) -> None:
        self.stdout.write(f"\nAccounts of this demonstration (stored in {demo.accounts_file()}):")
        for name in demo.ACCOUNTS:
            password = passwords.get(name, f"(not known here; set one: python manage.py changepassword {name})")
            self.stdout.write(f"  {name:<10} {password}")


# The files of django-htmx other than the one that pages load: compressing them all would take seconds.
UNUSED_STATIC_FILES = ["ext", "htmax-*", "htmx-4*", "htmx-2.js", "django-htmx.js"]


def collect_static_files() -> None:
    """`collectstatic`, which hashes and compresses all files for seconds, only if one has changed since last time."""
    with alone_in(settings.STATIC_ROOT):
        collect_changed_files()


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Other processes that want the same wait. The lock ends with its process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def collect_changed_files() -> None:
    digest = sha256()
    for finder in get_finders():
        for path, storage in finder.list(UNUSED_STATIC_FILES):
            digest.update(f"{path}\0{storage.size(path)}\0{storage.get_modified_time(path)}\0".encode())
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED_STATIC_FILES)
    stamp.write_text(digest.hexdigest())


def check_address() -> None:
    """Whoever lets others in says which kind of site it is: a demonstration gives away its accounts' passwords."""
    if not ip_address(settings.BIND).is_loopback and not os.environ.get("CAREERSITE_ENV"):
        raise CommandError(
            f"BIND={settings.BIND} lets other machines in; set CAREERSITE_ENV to production, or to demo."
        )


def host() -> str:
    return f"[{settings.BIND}]" if ":" in settings.BIND else settings.BIND


def check_port(port: str) -> None:
    """Fail with one sentence now, rather than with granian's message after the migrations."""
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise CommandError(f"{port} is not a port; use a number from 1024 to 65535, for example PORT=8001 make serve")
    with socket.socket(socket.AF_INET6 if ":" in settings.BIND else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.BIND, int(port)))
            probe.listen()
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            why = "is in use by another program" if taken else f"cannot be used ({error.strerror})"
            raise CommandError(
                f"Port {port} {why}; choose another, as in: PORT={next_port(port)} make serve"
            ) from error


def next_port(port: str) -> int:
    return int(port) + 1 if 1024 <= int(port) < 65535 else 8001


def server_command(port: str, reload: bool) -> list[str]:
    # With --reload, each worker loads what has changed.
    server = "granian" if reload else "careersite.server"
    command = [sys.executable, "-m", server, "careersite.wsgi:application", "--interface", "wsgi"]
    command += ["--host", settings.BIND, "--port", port, "--http", "1", "--no-ws", "--log-level", "warning"]
    command += ["--workers", "1" if reload else str(settings.WORKERS)]
    command += ["--blocking-threads", str(settings.THREADS), "--backlog", "1024"]
    # A thread's end closes its database connection; an idle one costs less than a new one.
    command += ["--blocking-threads-idle-timeout", "600", "--respawn-failed-workers"]
    # When it is told to reload (SIGHUP), an old worker stays until the one that follows it has loaded the site.
    command += ["--respawn-interval", "20"]
    # A worker that is still loading the site does not hear the signal to stop.
    command += ["--workers-kill-timeout", "5"]
    if reload:
        command += ["--reload", "--reload-ignore-worker-failure", "--reload-ignore-dirs", settings.VAR.name]
    return command


def become_the_server(port: str, reload: bool) -> None:
    """Replace this process with granian, which has none of the objects and connections of the steps so far.

    The embedded database keeps running: granian and its workers inherit the lock on it, which ends with the last of
    them.
    """
    connections.close_all()
    database = connections[DEFAULT_DB_ALIAS]
    if isinstance(database, DatabaseWrapper) and database.cluster:
        database.cluster.hand_over()
    sys.stdout.flush()
    if settings.METRICS:
        from careersite.monitoring import exporter  # the library reads the name of its directory once

        os.environ[exporter.SHARED] = str(exporter.directory_of(os.getpid()))
    # glibc would keep free memory for each thread apart, up to eight times the processors.
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # matrices are small, and threads would not survive the fork
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, server_command(port, reload))
