"""`make` on a machine that lacks something."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.servers import ROOT


@pytest.fixture
def make(tmp_path):
    """`make` in a fresh checkout, as far as making `.venv` needs one."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(["make", *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=120)
        return done.returncode, done.stderr.splitlines()[0]

    return run


def python(tmp_path, script: str) -> str:
    """A program that stands in for Python."""
    file = tmp_path / "some python"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return f"PYTHON={file}"


@pytest.mark.parametrize("target", ["serve", "test"])
def test_other_python_gets_one_line(make, tmp_path, target):
    said = "Careersite needs Python 3.11, 3.12 or 3.13; install one, or name it: make PYTHON=/path/to/python3.12 "
    assert make(target, python(tmp_path, "exit 1")) == (2, said + target)


def test_python_without_venv_gets_one_line(make, tmp_path):
    fake = python(tmp_path, f'[ "$1" = -m ] && exit 1; exec "{sys.executable}" "$@"')
    name = fake.removeprefix("PYTHON=")
    said = f"{name} cannot make a virtual environment; on Debian and Ubuntu: apt-get install python3-venv"
    assert make("serve", fake) == (2, said)
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("program", ["screenshots", "lighthouse.__main__", "popular.__main__", "benchmarks.pages"])
def test_programs_start_without_settings(program):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    command = [sys.executable, "-c", f"import tests.{program}"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
