"""What bulk files cost, on the existing database, which is only read: what is published for it is rolled back.

    python -m tests.benchmarks.bulk

Makes all files, then the same with nothing changed (for which a source is retitled, since nothing at all is written if
nothing at all changed), then after one changed page; each in a process of its own, in a folder that is deleted. Prints
seconds on the clock, seconds of the processor (of the process, and of PostgreSQL where it runs on this machine), and the
most memory that the process had.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import psutil

FIRST, AGAIN, ONE_PAGE = "first", "again", "one page"
RUNS = {FIRST: "first", AGAIN: "repeated, nothing changed but a note", ONE_PAGE: "after one changed page"}
MB = 2**20


def measure(folder: Path, run: str) -> dict[str, float]:
    """In this process. Django is set up."""
    from django.conf import settings
    from django.db import connection, transaction

    from occupations import background
    from occupations.bulk.export import make

    settings.VAR = folder
    connection.ensure_connection()
    server = connection.connection.info.backend_pid
    with transaction.atomic():
        background.lift_time_limit()
        if run != FIRST:
            change(run)
        start, before, of_server = time.perf_counter(), time.process_time(), seconds_of(server)
        made = make()
        spent = {"wall": time.perf_counter() - start, "processor": time.process_time() - before}
        spent["server"] = seconds_of(server) - of_server
        transaction.set_rollback(True)
    if not made.new:
        raise SystemExit("Nothing was made.")
    spent["memory"] = most_memory()
    new = [one for one in made.folder.iterdir() if one.stat().st_nlink == 1]
    spent["files"], spent["bytes"] = len(new), sum(one.stat().st_size for one in new)
    return spent


def change(run: str) -> None:
    from occupations.models import Occupation, Source
    from occupations.publishing import publish

    if run == ONE_PAGE:
        one = Occupation.objects.public().order_by("slug")[100:101].get()
        Occupation.objects.filter(pk=one.pk).update(description="Was changed for a benchmark.")
        publish.publish(Occupation.objects.get(pk=one.pk))
    else:
        Source.objects.filter(datasets__releases__isnull=False).update(attribution="Was changed for a benchmark.")


def seconds_of(process: int) -> float:
    """Of the processor; zero if it runs elsewhere."""
    try:
        times = psutil.Process(process).cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return times.user + times.system


def most_memory() -> float:
    """Bytes of resident memory at most."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    if len(sys.argv) > 2:
        django.setup()
        print(json.dumps(measure(Path(sys.argv[1]), sys.argv[2])))
        return
    with tempfile.TemporaryDirectory(prefix="careersite-bulk-") as folder:
        for run, name in RUNS.items():
            command = [sys.executable, "-m", "tests.benchmarks.bulk", folder, run]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            measured = json.loads(done.stdout.splitlines()[-1])
            print(
                f"{name:40} {measured['wall']:6.1f} s, processor {measured['processor']:5.1f} s and PostgreSQL "
                f"{measured['server']:5.1f} s, {measured['memory'] / MB:4.0f} MB, {measured['files']:.0f} files of "
                f"{measured['bytes'] / MB:.0f} MB written"
            )


if __name__ == "__main__":
    main()
