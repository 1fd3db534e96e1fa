"""Killed at any moment, an import leaves a release whole or not at all."""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest

from tests.machine import IN_CI
from tests.servers import Project, wait_until

MOMENTS = 20 if IN_CI else 10
SEEN_THROUGH = 2  # of these begin with a release that is kept; the others last up to half as long again as that takes

# For each seed that it reads, a process that imports one synthetic release after the other, until it is killed. Says the
# number of each process, "kept" after each release, and "gone" after each process.
IMPORTERS = """
import itertools, os, sys
from django.db import OperationalError, connection
from occupations.importers import run, synthetic
titles = synthetic.titles(150, 1)

def work(seed):
    for number in itertools.count(seed):
        try:
            run.import_batch(synthetic.batch(titles, number), accept_changes=True)
            print("kept", flush=True)
        except OperationalError:
            connection.close()

for line in iter(sys.stdin.readline, ""):
    if not (importer := os.fork()):
        work(int(line))
    print(importer, flush=True)
    os.waitpid(importer, 0)
    print("gone", flush=True)
"""

# Every release with what it should have by its own report, and what it has.
CHECK = """
from django.db.models import Count
from occupations.models import Release
for release in Release.objects.all():
    reported = release.report.get("rows_written", {})
    has = [release.figures.count(), release.wageestimates.count(), release.recordtexts.count()]
    print([reported.get(name) for name in ("figures", "wage estimates", "record texts")] == has, *has)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    project = Project(tmp_path_factory.mktemp("interrupted"))
    assert project.manage("migrate").returncode == 0
    return project


def test_a_killed_import_leaves_whole_releases(project):
    chance = random.Random(11)
    longest = 0.0  # how long the first release takes, at most
    with project.start("manage.py", "shell", "--no-imports", "-c", IMPORTERS) as importers:

        def says(what: Callable[[str], bool]) -> str:
            return next((line for line in map(str.strip, importers.stdout) if what(line)), "")

        for moment in range(MOMENTS):
            print(1000 * moment, file=importers.stdin, flush=True)
            importer = says(str.isdigit)  # those before it are gone
            assert importer, importers.stderr.read()
            began = time.monotonic()
            try:
                if moment < SEEN_THROUGH:
                    assert says({"kept", "gone"}.__contains__) == "kept"
                    longest = max(longest, time.monotonic() - began)
                time.sleep(chance.uniform(0, 1.5 * longest))
                if moment % 2:
                    project.kill_postmaster()
            finally:
                os.kill(int(importer), signal.SIGKILL)
    found = project.manage("shell", "--no-imports", "-c", CHECK)
    releases = found.stdout.splitlines()
    assert found.returncode == 0, found.stderr
    assert [line for line in releases if not line.startswith("True")] == []
    assert len(releases) >= SEEN_THROUGH
    assert wait_until(lambda: project.postmaster() is None, 30)
