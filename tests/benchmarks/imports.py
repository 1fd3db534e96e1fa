"""make bench, second part: what importing everything in CAREERSITE_DATA_DIR costs, and what its size does to a page.

Reading with checks, writing, mapping and publishing apart; the rate of the write step against psql's `\\copy` of the same
rows into the same table; a cold comparison of two real occupations, and again beside 10,000 synthetic ones.
To be imported when Django is set up.
"""

import os
import random
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from django.core.management import call_command
from django.db import connection, transaction

from careersite.postgresql import account
from occupations.importers import run as importers
from occupations.importers.writing import copy_rows
from occupations.models import Occupation, Release, WageEstimate
from occupations.models.kept import allow_deletion
from occupations.publishing import publish
from tests.benchmarks import searches

SYNTHETIC = 10_000

spent: dict[str, float] = {}


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    spent[what] = time.perf_counter() - start


def measure(
    folder: Path, cold: Callable[[list[str], random.Random], float], demo: float, lists: Callable[[], None]
) -> None:
    """`cold`: seconds of a cold page of two of those addresses; `demo`: that of the demonstration, in the same run;
    `lists` measures the other pages, once the real occupations are there."""
    titles = measure_import(folder)
    print(f"  COPY by the writer: {copy_ratio():.2f} of the rate of psql")
    print(f"  database: {size() / Occupation.objects.count() / 1024:.0f} KB an occupation")
    real = sorted(Occupation.objects.public().filter(title__in=titles).values_list("slug", flat=True))
    tell_cold(f"{len(real):,} real occupations", cold(real, random.Random(2026)), demo)
    searches.measure()
    lists()
    call_command("make_catalogue", occupations=SYNTHETIC, quiet=True)
    publish.publish_all(Occupation.objects.changed())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    tell_cold(f"of these, beside {SYNTHETIC:,} synthetic ones", cold(real, random.Random(2026)), demo)


def tell_cold(which: str, seconds: float, demo: float) -> None:
    print(f"  cold page of two of {which}: {seconds * 1000:.3f} ms, {seconds / demo:.2f} x the demonstration's")


def measure_import(folder: Path) -> list[str]:
    """Import and publish everything; the titles of the occupations that came of it."""
    with timed("recognise"):
        found = importers.recognise([folder])
    with timed("read and check"):
        batches = [batch for source, files in found.files.items() for batch in importers.READERS[source].read(files)]
    with timed("write"):
        for batch in batches:
            importers.import_batch(batch)
    with timed("map occupations"):
        mapped = importers.map_occupations()
    with timed("publish"):
        published = publish.publish_all(Occupation.objects.filter(title__in=mapped.added))
    rows = sum(frame.height for batch in batches for frame in (batch.figures, batch.wages, batch.texts, batch.links))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if os.uname().sysname == "Linux" else 1024**2)
    print(f"\n{sum(map(len, found.files.values()))} files, {rows:,} rows, {len(published):,} editions")
    for what, seconds in {**spent, "in all": sum(spent.values())}.items():
        print(f"  {what:16} {seconds:6.1f} s")
    print(f"  peak memory      {peak:6.0f} MB")
    return mapped.added


def copy_ratio() -> float:
    """Our rate over that of psql for the wage rows of the largest release, as if of another one; medians of three."""
    largest = max(Release.objects.all(), key=lambda release: release.wageestimates.count())
    other = Release.objects.create(dataset=largest.dataset, title="copy", digest="f" * 64)
    table = WageEstimate._meta.db_table
    columns = [str(field.column) for field in WageEstimate._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{name}"' for name in columns)
    rows = ", ".join(str(other.pk) if name == "release_id" else f'"{name}"' for name in columns)
    with tempfile.NamedTemporaryFile(suffix=".csv") as file, connection.cursor() as cursor:
        query = f"COPY (SELECT {rows} FROM {table} WHERE release_id = {largest.pk}) TO STDOUT (FORMAT csv)"
        with cursor.copy(query) as copy:
            file.writelines(copy)
        file.flush()
        frame = pl.read_csv(file.name, has_header=False, new_columns=columns, infer_schema=False)
        ours, theirs = [], []
        for _ in range(3):
            theirs.append(by_psql(f"BEGIN;\n\\copy {table} ({names}) FROM '{file.name}' (FORMAT csv)\nROLLBACK;\n"))
            start = time.perf_counter()
            with transaction.atomic():
                copy_rows(WageEstimate, frame)
                transaction.set_rollback(True)
            ours.append(time.perf_counter() - start)
    with transaction.atomic():
        allow_deletion()
        other.delete()
    return statistics.median(theirs) / statistics.median(ours)


def by_psql(script: str) -> float:
    server = connection.connection.info
    command = [str(account.binaries() / "psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-h", server.host]
    command += ["-p", str(server.port), "-U", server.user, server.dbname]
    start = time.perf_counter()
    subprocess.run(command, input=script, text=True, check=True, capture_output=True)
    return time.perf_counter() - start


def size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]
