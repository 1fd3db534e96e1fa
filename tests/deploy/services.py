"""PostgreSQL and Redis as Debian has them, on this machine, for as long as a test needs them."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.servers import free_port, wait_until


class PostgreSQL:
    """Of the newest version that Debian has installed here."""

    def __init__(self, folder: Path) -> None:
        self.data, self.port = folder / "postgresql", free_port()
        self.account = "careersite"

    @staticmethod
    def programs() -> Path | None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        return found[-1].parent if found else None

    @property
    def url(self) -> str:
        return f"postgres://{self.account}@127.0.0.1:{self.port}/careersite"

    @contextmanager
    def serving(self) -> Iterator[None]:
        self.data.mkdir(mode=0o700)
        if self._as_its_user():
            user = pwd.getpwnam("postgres")
            os.chown(self.data, user.pw_uid, user.pw_gid)
        self._run("initdb", "-D", self.data, "-U", self.account, "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        self.start()
        try:
            self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", self.account, "careersite")
            yield
        finally:
            with suppress(subprocess.CalledProcessError):
                self._run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")

    def start(self) -> None:
        """Also after `kill`, when the memory of the last one is in use for a moment."""
        assert wait_until(self._starts, 20), (self.data / "log").read_text()[-500:]

    def _starts(self) -> bool:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        try:
            self._run("pg_ctl", "-D", self.data, "-w", "-l", self.data / "log", "-o", options, "start")
        except subprocess.CalledProcessError:
            return False
        return True

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])

    def kill(self) -> None:
        os.kill(self.pid, 9)

    def _run(self, program: str, *options: Any) -> None:
        programs = self.programs()
        assert programs
        command = [str(programs / program), *map(str, options)]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **self._as_its_user())

    @staticmethod
    def _as_its_user() -> dict[str, Any]:
        """PostgreSQL does not run as root."""
        return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


@contextmanager
def redis() -> Iterator[tuple[str, subprocess.Popen]]:
    """Its address, and its process."""
    program = shutil.which("redis-server")
    assert program
    port = free_port()
    process = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"],
        stdout=subprocess.DEVNULL,
    )
    try:
        assert wait_until(lambda: _answers(port), 10)
        yield f"redis://127.0.0.1:{port}/0", process
    finally:
        process.kill()
        process.wait()


def _answers(port: int) -> bool:
    import redis as client

    try:
        return bool(client.Redis(port=port).ping())
    except client.RedisError:
        return False
