"""Turns the embedded database of another major version of PostgreSQL into one of this version, with `pg_upgrade`."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from careersite.postgresql import account
from careersite.postgresql.cluster import MAJOR_VERSION, USER, Cluster, ServerError

# Where the wheel has earlier versions, and where Debian and Fedora install them.
INSTALLED = ("/usr/lib/postgresql/{version}/bin", "/usr/pgsql-{version}/bin")


def upgrade(cluster: Cluster, programs: Path | None = None) -> Path | None:
    """Where the database of before is kept, untouched; None if it is of this version already.

    `programs`: the directory with `postgres` of the version of before, if it is not found by itself. Interrupted at any
    moment, the database is the one of before, and calling this again finishes it.
    """
    cluster.data.parent.mkdir(parents=True, exist_ok=True)
    with cluster.changing(), cluster.unused() as unused:
        if not unused:
            raise ServerError(f"The database in {cluster.data} is in use; stop the site first.")
        return _upgrade(cluster, programs)


def _upgrade(cluster: Cluster, programs: Path | None) -> Path | None:
    data = cluster.data
    if not data.exists() and cluster.upgraded.exists():  # interrupted between the two renames
        cluster.upgraded.rename(data)
        return _before(data)
    version = (data / "PG_VERSION").read_text().strip() if (data / "PG_VERSION").exists() else ""
    if not version:
        raise ServerError(f"There is no database in {data}.")
    if version == MAJOR_VERSION:
        return None
    if float(version) > float(MAJOR_VERSION):
        raise ServerError(f"{data} is PostgreSQL {version}'s, which is newer than this, {MAJOR_VERSION}.")
    before = data.with_name(f"{data.name}.{version}")
    if before.exists():
        raise ServerError(f"{before} exists already; move it away.")
    old = programs or programs_of(version)
    draft = data.with_name(f"{data.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    account.clear_dead_server(data, data / "no-socket")
    account.open_path_to(data, old)
    _make(draft, data, with_checksums=_has_checksums(data, old))
    _move_content(data, draft, old)
    draft.rename(cluster.upgraded)  # from here on it is complete
    data.rename(before)
    cluster.upgraded.rename(data)
    return before


def programs_of(version: str) -> Path:
    wheel = account.binaries().parent.parent
    for directory in [*wheel.glob("pginstall*/bin"), *(Path(name.format(version=version)) for name in INSTALLED)]:
        if (directory / "postgres").exists() and _version(directory / "postgres") == version:
            return directory
    raise ServerError(
        f"The programs of PostgreSQL {version} are not here: install them (Debian: apt-get install "
        f"postgresql-{version}), or name their directory with --programs."
    )


def _version(postgres: Path) -> str:
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return found[1] if found else ""


def _before(data: Path) -> Path | None:
    return max(data.parent.glob(f"{data.name}.[0-9]*"), default=None)


def _has_checksums(data: Path, programs: Path) -> bool:
    said = _run(data, data, str(programs / "pg_controldata"), str(data))
    return "Data page checksum version:           0" not in said


def _make(draft: Path, data: Path, *, with_checksums: bool) -> None:
    """An empty cluster; `pg_upgrade` sorts and encodes it as that of before."""
    draft.mkdir(mode=0o700)
    account.give_away(draft)
    checksums = "--data-checksums" if with_checksums else "--no-data-checksums"
    options = ["--username", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-instructions", checksums]
    _run(draft, draft, str(account.binaries() / "initdb"), "-D", str(draft), *options)


def _move_content(data: Path, draft: Path, old: Path) -> None:
    # Short, for a socket, and its owner's, for what pg_upgrade writes.
    with tempfile.TemporaryDirectory(prefix="careersite-") as name:
        work = Path(name)
        account.give_away(work)
        directories = [f"--old-datadir={data}", f"--new-datadir={draft}", f"--old-bindir={old}"]
        directories += [f"--new-bindir={account.binaries()}", f"--socketdir={work}"]
        _run(data, work, str(account.binaries() / "pg_upgrade"), f"--username={USER}", *directories)


def _run(owner: Path, directory: Path, *command: str) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=directory,
        env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"},
        **account.identity(owner),
    )
    if done.returncode:
        last = " ".join((done.stdout + done.stderr).split("\n")[-12:]).split()
        raise ServerError(f"{Path(command[0]).name} failed: {' '.join(last)}")
    return done.stdout
