"""make bench: what a comparison page costs, in-process, through the site's own middleware, in one run.

(i) an empty view, (ii) a view that returns the same bytes from memory, (iii) the page of a random pair, without any
page cache, (iv) its 304, (v) its 304 where the page was asked for before, from the finished answers in front of Django.
They are measured in turn, each after a page, so that noise and what a page leaves in the caches of the processor affect
all of them alike; the output has medians, and each as a multiple of (ii). Sides that were shown before have their sheets and fragments in the process, as
in production; the last lines show the cost of a page whose editions have not been requested before.

Every time is given twice: by the clock, and the time of this process on a processor, which a busy machine changes
little. Then come the parts of (iii), and its compression, which no line above has; at the end, every other kind of page
beside an empty view. What is wanted of each stands beside it.

    python -m tests.benchmarks.pages           the occupations of demonstration, in a database of its own
    python -m tests.benchmarks.pages --here    the database of CAREERSITE_VAR or DATABASE_URL, which is only read
"""

import argparse
import gc
import gzip
import itertools
import os
import random
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import django
from django.conf import settings

ROUNDS = 1500
SIDES = (2, 5)
WANTED = {(2, "cold"): 5, (5, "cold"): 9, (2, "kept, not modified"): 1.5, (5, "kept, not modified"): 1.5}
"""At most, in multiples of the same bytes from memory."""


class Answer(NamedTuple):
    """`seconds`: by the clock; `processor`: those of this process on a processor."""

    body: bytes
    etag: str
    seconds: float
    processor: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures what a comparison page costs.")
    parser.add_argument("--here", action="store_true", help="with the occupations of the existing database")
    here = parser.parse_args().here
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    settings.ROOT_URLCONF = "tests.benchmarks.urls"
    settings.ALLOWED_HOSTS = ["bench"]
    settings.API_REQUESTS_A_MINUTE = 1_000_000  # counted, and never enough
    from django.db import connection
    from django.test.utils import get_runner

    from careersite.management.commands.serve import collect_static_files

    collect_static_files()  # templates name static files by their hashes
    if here:
        from tests.benchmarks import lists

        application, slugs = run()
        lists.measure(lambda path: get(application, path), slugs)
        return
    connection.settings_dict["TEST"]["NAME"] = f"bench_careersite_{os.getpid()}"
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        load_demonstration()
        measure_scale(*run())
    finally:
        runner.teardown_databases(databases)


def load_demonstration() -> None:
    from django.core.management import call_command

    for file in sorted(Path(settings.BASE_DIR, "fixtures").glob("*.json")):
        call_command("load_occupations", str(file), publish=True, verbosity=0)


def run() -> tuple[Callable, list[str]]:
    """Returns the application and the occupations that it was measured with."""
    from django.core.wsgi import get_wsgi_application

    from occupations.models import Occupation
    from occupations.rendering import live
    from tests.benchmarks import api, parts

    application = get_wsgi_application()
    slugs = sorted(Occupation.objects.public().values_list("slug", flat=True))
    chance = random.Random(2026)
    for together in itertools.zip_longest(*[iter(slugs)] * max(SIDES), fillvalue=slugs[0]):
        get(application, compared(list(dict.fromkeys(together))))  # so that every edition is laid out in this process
    print(
        f"{len(slugs)} occupations, {ROUNDS} rounds, medians in milliseconds, and in multiples of the same bytes from "
        f"memory"
    )
    for sides in SIDES:
        measure_sides(application, [compared(chance.sample(slugs, sides)) for _ in range(100 + ROUNDS)], sides)
        pages = [compared(chance.sample(slugs, sides)) for _ in range(ROUNDS // 3)]
        parts.measure(lambda path: get(application, path), pages)
    cached = live.cache.entries.numbers()
    print(
        f"\n{cached.entries} editions cached, {cached.size:,} of {cached.budget:,} bytes, {cached.hits:,} hits, "
        f"{cached.misses:,} misses"
    )
    fresh = []
    for _ in range(200):
        live.cache.entries.clear()
        fresh.append(get(application, compared(chance.sample(slugs, 2))))
    print(f"\n2 sides whose editions this process has not shown before: {in_words(fresh)}")
    api.measure(lambda path: get(application, path), slugs)
    return application, slugs


def compared(slugs: list[str]) -> str:
    return f"/compare/{'-vs-'.join(slugs)}/"


def measure_sides(application: Callable, paths: list[str], sides: int) -> None:
    """The first hundred are not counted."""
    from careersite.finished_answers import FinishedAnswers
    from occupations.local_copy import keeping, state
    from tests.benchmarks.urls import remembered

    names = "empty", "memory", "cold", "not modified", "kept, not modified"
    answers: dict[str, list[Answer]] = {name: [] for name in names}
    in_front = FinishedAnswers(application, state.generation)
    keeping.unconfirmed = lambda: 0.0  # nothing follows the database here, which pages would say
    compressing = []
    gc.collect()
    for number, path in enumerate(paths):
        cold = get(application, path)
        remembered["page"] = cold.body
        taken = {"cold": cold}
        asked = ("empty", "/bench/empty/"), ("memory", "/bench/memory/page/"), ("not modified", path, cold.etag)
        for name, *what in asked:
            get(
                application, path
            )  # so that each comes after a page, with the caches of the processor as that leaves them
            taken[name] = get(application, *what)
        for _ in range(2):  # asked for again, it is kept
            get(in_front, path)
        taken["kept, not modified"] = get(in_front, path, cold.etag)
        if number >= 100:
            for name, answer in taken.items():
                answers[name].append(answer)
            start = time.process_time()
            gzip.compress(cold.body, compresslevel=6, mtime=0)
            compressing.append(time.process_time() - start)
    sizes = [len(answer.body) for answer in answers["cold"]]
    print(f"\n{sides} sides, {statistics.median(sizes):,.0f} bytes, {max(sizes):,} at most")
    print(f"  {'':18}   by the clock           on a processor")
    base = [statistics.median(times) for times in clocks(answers["memory"])]
    for name, rounds in answers.items():
        middle = [statistics.median(times) for times in clocks(rounds)]
        told = [f"{seconds * 1000:7.3f}   {seconds / of:5.1f} x" for seconds, of in zip(middle, base, strict=True)]
        most = WANTED.get((sides, name))
        print(f"  {name:18} {'      '.join(told)}{f'   at most {most} x is wanted' if most else ''}")
    print(f"  {'compression':18} {'':23}{statistics.median(compressing) * 1000:7.3f}   by none of the above")


def clocks(answers: list[Answer]) -> tuple[list[float], list[float]]:
    return [answer.seconds for answer in answers], [answer.processor for answer in answers]


def in_words(answers: list[Answer]) -> str:
    seconds, processor = [statistics.median(times) * 1000 for times in clocks(answers)]
    return f"{seconds:.3f} ms, {processor:.3f} ms on a processor"


def measure_scale(application: Callable, slugs: list[str]) -> None:
    folder = os.environ.get("CAREERSITE_DATA_DIR")
    if not folder:
        print("\nCAREERSITE_DATA_DIR does not say where the published files are: their import is not measured.")
        return
    from tests.benchmarks import imports, lists

    def cold(slugs: list[str], chance: random.Random) -> float:
        for pair in itertools.pairwise(slugs):  # so that every edition has been laid out in this process
            get(application, compared(list(pair)))
        return statistics.median(get(application, compared(chance.sample(slugs, 2))).seconds for _ in range(ROUNDS))

    imports.measure(
        Path(folder),
        cold,
        cold(slugs, random.Random(2026)),
        lambda: lists.measure(lambda path: get(application, path), slugs),
    )


def get(application: Callable, path: str, etag: str = "") -> Answer:
    """One request."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.partition("?")[0],
        "QUERY_STRING": path.partition("?")[2],
        "SERVER_NAME": "bench",
        "SERVER_PORT": "80",
        "HTTP_HOST": "bench",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if etag:
        environ["HTTP_IF_NONE_MATCH"] = etag
    from occupations.usage import usage

    headers: dict[str, str] = {}
    status = ""

    def start_response(line, items, exc_info=None):
        nonlocal status
        status = line
        headers.update(items)

    usage.begin()
    start, start_on_processor = time.perf_counter(), time.process_time()
    response = application(environ, start_response)
    body = b"".join(response)
    if (close := getattr(response, "close", None)) is not None:
        close()
    processor, seconds = time.process_time() - start_on_processor, time.perf_counter() - start
    assert status[:3] == ("304" if etag else "200"), (status, path)
    return Answer(body, headers.get("ETag", ""), seconds, processor)


if __name__ == "__main__":
    main()
