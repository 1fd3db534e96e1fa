"""Killed at any moment, an import leaves a release whole or not at all."""

import os
import random
import signal
import time

import pytest

from tests.machine import IN_CI
from tests.servers import Project, wait_until

MOMENTS = 20 if IN_CI else 10

# Imports one synthetic release after the other, for ever.
IMPORTER = """
import itertools, os
from django.db import OperationalError, connection
from occupations.importers import run, synthetic
titles = synthetic.titles(150, 1)
print("ready", flush=True)
for seed in itertools.count(int(os.environ["FIRST_SEED"])):
    try:
        run.import_batch(
            synthetic.batch(titles, seed), lambda impact: print("written", flush=True), accept_changes=True
        )
    except OperationalError:
        connection.close()
    print("done", flush=True)
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
    for moment in range(MOMENTS):
        seed = str(1000 * moment)
        importer = project.start("manage.py", "shell", "--no-imports", "-c", IMPORTER, FIRST_SEED=seed)
        try:
            assert importer.stdout.readline() == "ready\n", importer.stderr.read()
            time.sleep(chance.uniform(0, 2))
            if moment % 2:
                project.kill_postmaster()
            else:
                os.kill(importer.pid, signal.SIGKILL)
        finally:
            importer.kill()
            importer.communicate()
    found = project.manage("shell", "--no-imports", "-c", CHECK)
    releases = found.stdout.splitlines()
    assert found.returncode == 0, found.stderr
    assert [line for line in releases if not line.startswith("True")] == []
    # The moments were not all before the first release was kept.
    assert len(releases) > 1
    assert wait_until(lambda: project.postmaster() is None, 30)
