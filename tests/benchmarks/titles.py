"""python -m tests.benchmarks.titles: what understanding titles costs a process, with the occupations and the model of the
site's own database (`CAREERSITE_VAR`, `DATABASE_URL`): memory and time to be ready, then time for one title, for what has
been typed of one, and for a hundred."""

import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import django

ROUNDS = 1_000
MANY = 100


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    from django.db import connection

    from occupations.search import live
    from occupations.search.engine import find, match
    from occupations.search.model.training import examples
    from occupations.search.suggesting import suggest

    connection.ensure_connection()
    before, started = memory(), time.perf_counter()
    known = live.current()
    find("cook")
    ready = time.perf_counter() - started
    titles = [one.title for one in examples()]
    chance = random.Random(2026)
    typed = [title[: chance.randint(3, 12)] for title in titles]
    match(chance.sample(titles, MANY), 3)
    print(f"{len(known.occupations):,} occupations, model {known.model or 'none'}")
    print(
        f"ready after {ready:.2f} s; {', '.join(f'{name} +{memory()[name] - before[name]:.1f} MB' for name in before)}"
    )
    for what, answer, texts in (("one title", find, titles), ("as one types", lambda text: suggest(text, 8), typed)):
        taken = [cost(answer, text) for text in chance.choices(texts, k=ROUNDS)]
        for kind, times in zip(("by the clock", "of computing"), map(sorted, zip(*taken, strict=True)), strict=True):
            middle, slow = statistics.median(times), times[int(0.95 * ROUNDS)]
            print(f"{what:12} {kind}: median {middle * 1000:5.2f} ms   p95 {slow * 1000:5.2f} ms")
    times = [cost(lambda _: match(chance.sample(titles, MANY), 3), "")[0] for _ in range(10)]
    print(f"{MANY} titles   median {statistics.median(times):5.2f} s    slowest {max(times):.2f} s")


def cost(answer: Callable[[str], object], text: str) -> tuple[float, float]:
    """Seconds by the clock, and those in which this process computed: other work on the machine slows only the first."""
    clock, computing = time.perf_counter(), time.thread_time()
    answer(text)
    return time.perf_counter() - clock, time.thread_time() - computing


def memory() -> dict[str, float]:
    """MB of this process: all, its share of pages that others have too, and what is its own alone."""
    sizes: dict[str, float] = {"RSS": 0.0, "PSS": 0.0, "USS": 0.0}
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]:
        name, size = line.split()[:2]
        wanted = {"Rss:": "RSS", "Pss:": "PSS", "Private_Clean:": "USS", "Private_Dirty:": "USS"}.get(name)
        if wanted:
            sizes[wanted] += int(size) / 1024
    return sizes


if __name__ == "__main__":
    main()
