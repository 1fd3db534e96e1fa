"""A worker that is killed in the middle of an import leaves nothing of it, and the next one can go on."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import DEVNULL, Popen

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from occupations import background
from occupations.importers.requested import jobs
from occupations.models import Occupation, Release, ReleaseImport, WageEstimate
from occupations.models.release_imports import ImportPhase
from occupations.models.worker_tasks import STALLED_AFTER
from tests.databases import address
from tests.occupations.importers.oews_files import row
from tests.occupations.importers.requested.working import checked, imported, let_work, published_cook, survey
from tests.servers import ROOT, Project, wait_until

STARTS = 60  # seconds


@contextmanager
def worker(project: Project) -> Iterator[Popen]:
    """A process of its own, as a service would run it."""
    command = [sys.executable, "manage.py", "db_worker", "--batch", "--no-startup-delay", "--no-reload"]
    environment = project.environment(DATABASE_URL=address(connection.settings_dict["NAME"]))
    process = Popen(command, cwd=ROOT, env=environment, stdout=DEVNULL, stderr=DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def others(condition: str) -> int:
    """How many other connections to this database there are."""
    with background.another_connection() as elsewhere:
        return elsewhere(lambda: _count(condition))


def _count(condition: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
            f"AND {condition}"
        )
        return cursor.fetchone()[0]


def stored() -> tuple[int, int]:
    return Release.objects.count(), WageEstimate.objects.count()


@pytest.mark.django_db(transaction=True)
@override_settings(RELEASES_DIR=None)
def test_a_worker_that_is_killed_leaves_nothing_and_the_next_one_imports_all(tmp_path):
    imported(survey(tmp_path, 2024))
    cook = published_cook()
    run = checked(survey(tmp_path, 2025, row(A_MEDIAN="50000")))
    before = stored()
    jobs.bring_in(run, None)

    with transaction.atomic():
        # All is written but for the flags of occupations, which wait for an editor who is saving this one.
        Occupation.objects.select_for_update().get(pk=cook.pk)
        with worker(Project(tmp_path)) as process:
            assert wait_until(lambda: others("wait_event_type = 'Lock'") == 1, STARTS)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert stored() == before
    assert wait_until(lambda: not others("state <> 'idle' AND backend_type = 'client backend'"), STARTS)

    assert stored() == before
    run.refresh_from_db()
    cook.refresh_from_db()
    assert (run.phase, cook.changed) == (ImportPhase.IMPORTING, False)
    ReleaseImport.objects.filter(pk=run.pk).update(active_at=timezone.now() - 2 * STALLED_AFTER)
    run.refresh_from_db()
    assert run.stalled

    jobs.carry_on(run)
    let_work()

    run.refresh_from_db()
    cook.refresh_from_db()
    assert (run.phase, cook.changed, stored()) == (ImportPhase.DONE, True, (before[0] + 1, before[1] + 1))
