"""make bench: what a comparison page costs, in-process, through the site's own middleware, in one run.

(i) an empty view, (ii) a view that returns the same bytes from memory, (iii) the page of a random pair, without any
page cache, (iv) its 304. The four are measured in turn, so that noise affects all of them alike; the output has
medians, and each as a multiple of (ii). Sides that were shown before have their sheets and fragments in the process, as
in production; the last lines show the cost of a page whose editions have not been requested before.
"""

import gc
import itertools
import os
import random
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import django
from django.conf import settings

ROUNDS = 1500
SIDES = (2, 5)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    settings.ROOT_URLCONF = "tests.benchmarks.urls"
    settings.ALLOWED_HOSTS = ["bench"]
    settings.API_REQUESTS_A_MINUTE = 1_000_000  # counted, and never enough
    from django.db import connection
    from django.test.utils import get_runner

    from careersite.management.commands.serve import collect_static_files

    collect_static_files()  # templates name static files by their hashes

    connection.settings_dict["TEST"]["NAME"] = f"bench_careersite_{os.getpid()}"
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        run()
    finally:
        runner.teardown_databases(databases)


def run() -> None:
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    from occupations.models import Occupation
    from occupations.rendering import live
    from tests.benchmarks import api
    from tests.benchmarks.urls import remembered

    for file in sorted(Path(settings.BASE_DIR, "fixtures").glob("*.json")):
        call_command("load_occupations", str(file), publish=True, verbosity=0)
    application = get_wsgi_application()
    slugs = sorted(Occupation.objects.public().values_list("slug", flat=True))
    chance = random.Random(2026)
    print(
        f"{len(slugs)} occupations, {ROUNDS} rounds, medians in milliseconds, and in multiples of the same bytes from "
        f"memory"
    )
    for sides in SIDES:
        times: dict[str, list[float]] = {"empty": [], "memory": [], "cold": [], "not modified": []}
        size = 0
        gc.collect()
        for round_number in range(-100, ROUNDS):
            path = f"/compare/{'-vs-'.join(chance.sample(slugs, sides))}/"
            body, etag, cold = get(application, path)
            remembered["page"] = body
            size = max(size, len(body))
            taken = {
                "empty": get(application, "/bench/empty/")[2],
                "memory": get(application, "/bench/memory/page/")[2],
                "cold": cold,
                "not modified": get(application, path, etag)[2],
            }
            if round_number >= 0:
                for name, seconds in taken.items():
                    times[name].append(seconds)
        base = statistics.median(times["memory"])
        print(f"\n{sides} sides, up to {size:,} bytes")
        for name, rounds in times.items():
            middle = statistics.median(rounds)
            print(f"  {name:14} {middle * 1000:7.3f}   {middle / base:5.1f} x")
    cached = live.cache.entries.numbers()
    print(
        f"\n{cached.entries} editions cached, {cached.size:,} of {cached.budget:,} bytes, {cached.hits:,} hits, "
        f"{cached.misses:,} misses"
    )
    fresh = []
    for _ in range(200):
        live.cache.entries.clear()
        fresh.append(get(application, f"/compare/{'-vs-'.join(chance.sample(slugs, 2))}/")[2])
    print(f"\n2 sides whose editions this process has not shown before: {statistics.median(fresh) * 1000:.3f} ms")
    api.measure(lambda path: get(application, path), slugs)
    measure_scale(application, slugs)


def measure_scale(application: Callable, slugs: list[str]) -> None:
    folder = os.environ.get("CAREERSITE_DATA_DIR")
    if not folder:
        print("\nCAREERSITE_DATA_DIR does not say where the published files are: their import is not measured.")
        return
    from tests.benchmarks import imports, lists

    def cold(slugs: list[str], chance: random.Random) -> float:
        for pair in itertools.pairwise(slugs):  # so that every edition has been laid out in this process
            get(application, f"/compare/{'-vs-'.join(pair)}/")
        times = [get(application, f"/compare/{'-vs-'.join(chance.sample(slugs, 2))}/")[2] for _ in range(ROUNDS)]
        return statistics.median(times)

    imports.measure(
        Path(folder),
        cold,
        cold(slugs, random.Random(2026)),
        lambda: lists.measure(lambda path: get(application, path)),
    )


def get(application: Callable, path: str, etag: str = "") -> tuple[bytes, str, float]:
    """Body, validator and seconds of one request."""
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
    headers: dict[str, str] = {}
    status = ""

    def start_response(line, items, exc_info=None):
        nonlocal status
        status = line
        headers.update(items)

    start = time.perf_counter()
    response = application(environ, start_response)
    body = b"".join(response)
    response.close()
    seconds = time.perf_counter() - start
    assert status[:3] == ("304" if etag else "200"), (status, path)
    return body, headers.get("ETag", ""), seconds


if __name__ == "__main__":
    main()
