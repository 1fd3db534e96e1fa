"""The embedded PostgreSQL: started by the first, shared by all, stopped with the last, and never the loser of a row."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
import pytest

from careersite.postgresql import account
from careersite.postgresql.cluster import Cluster, ServerError
from tests.servers import Project, wait_until

# Uses the server until it is asked to stop, or is killed; needs no Django and so starts at once.
USER = """
import sys
from pathlib import Path
from careersite.postgresql.cluster import Cluster
print(Cluster(Path(sys.argv[1])).use(), flush=True)
sys.stdin.readline()
"""

# Commits one number after the other, and says each when it is committed, whatever happens to the server.
WRITER = """
import sys
from django.db import connection, OperationalError
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE IF NOT EXISTS written (number int)")
for number in range(100_000):
    try:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO written VALUES (%s)", [number])
    except OperationalError:
        continue
    print(number, flush=True)
"""

READER = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT number FROM written")
    print(*(number for number, in cursor), sep="\\n")
"""

pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """One data directory for the whole file; every test begins and ends without a server on it."""
    project = Project(tmp_path_factory.mktemp("embedded"))
    with started(project):
        pass
    return project


@pytest.fixture(autouse=True)
def no_server_left(project):
    yield
    assert project.stops_by_itself()


def user(project: Project) -> tuple[subprocess.Popen, str]:
    """A process that uses the server, and the directory of the socket that it found."""
    process = project.start("-c", USER, str(project.var / "postgres"))
    assert process.stdout
    assert process.stderr
    socket_directory = process.stdout.readline().strip()
    assert socket_directory, process.stderr.read()
    return process, socket_directory


@contextmanager
def started(project: Project) -> Iterator[str]:
    """A process uses the server for the length of a block; the directory of its socket."""
    process, socket_directory = user(project)
    try:
        yield socket_directory
    finally:
        process.communicate("end\n", timeout=120)


def kill(process: subprocess.Popen) -> None:
    process.kill()
    process.communicate()


@pytest.mark.parametrize("command", [["--help"], ["help", "migrate"], ["check"], ["serve", "--help"]])
def test_commands_without_queries_start_no_server(tmp_path, command):
    fresh = Project(tmp_path)
    assert fresh.manage(*command).returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_server_is_shared_and_stops_with_the_last(project):
    with started(project):
        server = project.postmaster()
        with started(project):
            assert project.postmaster() == server
        assert project.postmaster() == server
    assert project.postmaster() is None


def test_killed_process_counts_no_longer_and_disturbs_nobody(project):
    killed, _ = user(project)
    with started(project):
        server = project.postmaster()
        kill(killed)
        assert not project.stops_by_itself(seconds=1)
        assert project.postmaster() == server
    assert project.postmaster() is None


def test_server_stops_when_its_only_user_was_killed(project):
    killed, _ = user(project)
    kill(killed)
    assert project.stops_by_itself()


def test_forked_child_keeps_the_server_of_its_parent(project):
    program = USER.replace("sys.stdin.readline()", "import os\nif os.fork() == 0: sys.stdin.readline(); os._exit(0)")
    parent = project.start("-c", program, str(project.var / "postgres"))
    parent.stdout.readline()
    parent.wait(timeout=120)
    assert not project.stops_by_itself(seconds=1)
    parent.communicate("end\n")
    assert project.stops_by_itself()


def test_killed_server_comes_back_for_who_asks_next(project):
    with started(project):
        project.kill_postmaster()
        with started(project):
            assert project.postmaster() is not None


def test_killed_server_loses_nothing_committed(project):
    """The writing process goes on by itself; a command that comes afterwards reads every number it was promised."""
    writer = project.start("manage.py", "shell", "--no-imports", "-c", WRITER)
    try:
        promised = [int(writer.stdout.readline()) for _ in range(200)]
        for _ in range(2):
            project.kill_postmaster()
            promised += [int(writer.stdout.readline()) for _ in range(200)]
        project.kill_postmaster()
    finally:
        kill(writer)
    read = project.manage("shell", "--no-imports", "-c", READER)
    assert set(promised) - set(map(int, read.stdout.split())) == set()


def test_process_number_that_belongs_to_something_else_is_no_server(project):
    """As after the restart of a container, where numbers begin again."""
    data = project.var / "postgres"
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n1700000000\n5432\n{data}\n\n1 1\nready\n")
    (data / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n{data}\n1700000000\n5432\n")
    with started(project):
        assert project.postmaster() not in (None, os.getpid())


def test_children_of_a_killed_server_are_ended(project):
    with started(project):
        server = psutil.Process(project.postmaster())
        child = server.children()[0]
        child.send_signal(signal.SIGSTOP)  # one that would never notice
        project.kill_postmaster()
        with started(project):
            assert wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE, 60)


@pytest.mark.parametrize("name", ["a directory, with 'odd' \"letters\" – é", "long" * 30])
def test_data_may_lie_under_any_name(tmp_path, name):
    fresh = Project(tmp_path / name)
    (fresh.var / "postgres.new").mkdir(parents=True)  # an interrupted start left something
    (fresh.var / "postgres.new" / "PG_VERSION").write_text("18")
    with started(fresh) as socket_directory:
        assert not socket_directory.startswith(str(tmp_path))
    assert fresh.stops_by_itself()


def test_directory_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "letter.txt").write_text("dear diary")
    with pytest.raises(ServerError, match="is not a PostgreSQL data directory and not empty; move it away"):
        Cluster(tmp_path / "postgres").use()


def test_data_of_another_version_are_left_alone(tmp_path):
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(ServerError, match="is PostgreSQL 16's, and this is 18; run `manage.py upgrade_database`"):
        Cluster(tmp_path / "postgres").use()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_data_of_another_user_get_one_sentence(tmp_path):
    (tmp_path / "postgres").mkdir(mode=0)
    with pytest.raises(ServerError, match="belongs to another user"):
        Cluster(tmp_path / "postgres").use()


def test_binaries_come_with_the_wheel():
    assert {"postgres", "initdb", "pg_ctl"} <= {path.name for path in account.binaries().iterdir()}
