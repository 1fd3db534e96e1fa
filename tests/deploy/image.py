"""What deploy/Dockerfile makes: with Docker where it runs; elsewhere, its steps one by one in a folder, and its command
as its user, who may write to var/ and to nothing else."""

import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil

from tests.deploy.attackers import HOST
from tests.servers import ROOT, free_port, wait_until

HOME = "/srv/careersite"
PUBLIC = "/usr/local/bin:/usr/bin:/bin"  # what every user may run
SECONDS = 120  # for the first start: it collects static files


class Step(NamedTuple):
    word: str
    rest: str


def steps() -> list[Step]:
    text = re.sub(r"^#.*\n", "", (ROOT / "deploy/Dockerfile").read_text(), flags=re.MULTILINE).replace("\\\n", " ")
    return [Step(*line.split(maxsplit=1)) for line in text.splitlines() if line.strip()]


def has_docker() -> bool:
    return bool(shutil.which("docker")) and not subprocess.run(["docker", "info"], capture_output=True).returncode


def image(folder: Path, variables: dict[str, str]) -> Iterator[tuple[str, str, str, bool]]:
    """`variables`: with a database that has the demonstration."""
    if has_docker():
        command = ["docker", "build", "--quiet", "-f", "deploy/Dockerfile", "-t", "careersite-test", "."]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        yield "image built by Docker", "built", done.stderr[-200:] or "built", not done.returncode
        return
    if os.geteuid() or not shutil.which("python3", path=PUBLIC):
        yield "image", "", "not run: here are neither Docker nor root with a Python of the system", True
        return
    root = folder / "image"
    user = built(root)
    files = {
        path.name for path in root.rglob("*") if path.name in (".git", ".env", "tests") and ".venv" not in path.parts
    }
    yield "steps of the Dockerfile", "nothing private in it", str(sorted(files) or "nothing"), not files
    with started(root, user, variables) as (port, process):
        ready = wait_until(lambda: status(port, "/health/ready") == 200, SECONDS)
        home = status(port, "/")
        yield (
            "its command, as its user",
            "ready, 200",
            f"{'ready' if ready else 'NOT ready'}, {home}",
            ready and home == 200,
        )
        mine = psutil.Process(process.pid)
        users = {one.uids().real for one in (mine, *mine.children())}
        found = {path.name: path.stat() for path in root.iterdir()}
        writable = sorted(name for name, stat in found.items() if stat.st_uid in users or stat.st_mode & 0o022)
        yield "may write", "var", ", ".join(writable), writable == ["var"] and 0 not in users


def built(root: Path) -> int:
    """Follow the steps, in this folder. Returns the number of the user."""
    root.mkdir()
    for parent in (root, *root.parents):
        if not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o001)
    user = 0
    for word, rest in steps():
        if word == "COPY" and not rest.startswith("--from"):
            *names, to = rest.split()
            for name in names:
                copy(ROOT / name, root / to / (name if to.endswith(("./", ".")) else ""))
        elif word == "RUN" and ".venv/bin/" in rest:  # the others make the user
            environment = {**os.environ, "PATH": PUBLIC}
            python = f'python() {{ python3 "$@"; }}; {rest}'  # Debian has it by that name
            subprocess.run(["/bin/sh", "-ec", python], cwd=root, env=environment, check=True, capture_output=True)
        elif word == "USER":
            user = int(rest.split(":")[0])
    (root / "var").mkdir()
    os.chown(root / "var", user, user)
    return user


def copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


@contextmanager
def started(root: Path, user: int, variables: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen]]:
    words = {step.word: step.rest for step in steps()}
    own = dict(pair.split("=", 1) for pair in words["ENV"].split())
    port = free_port()
    environment = {"PATH": PUBLIC, "HOME": HOME, **own, **variables, "PORT": str(port), "BIND": "127.0.0.1"}
    with (root / "var" / "serve.log").open("w") as output:
        process = subprocess.Popen(
            json.loads(words["CMD"]), cwd=root, env=environment, stdout=output, stderr=output,
            user=user, group=user, extra_groups=[],
        )  # fmt: skip
    try:
        yield port, process
    finally:
        process.terminate()
        process.wait(30)


def status(port: int, path: str) -> int:
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Real-IP": "192.0.2.1"}
    try:
        with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers), timeout=10) as response:
            return int(response.status)
    except URLError as error:
        time.sleep(0.2)
        return int(getattr(error, "code", 0))
