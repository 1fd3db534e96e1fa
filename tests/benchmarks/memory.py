"""What the processes of a running site have in memory after a crawl, on the existing database, which is only read.

    python -m tests.benchmarks.memory --workers 1 4 --pairs 20000
    python -m tests.benchmarks.memory --workers 1 --all-of 300     every pair of 300 occupations, in both orders

Starts `manage.py serve` once for each number of workers, asks for that many random pairs over connections that are kept
open, and prints the proportional set size of every process of the site: what it has alone, and its share of what it has
with others. Linux only, because only /proc says so.
"""

import argparse
import http.client
import itertools
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import django
import psutil

CONNECTIONS = 8
HOST = "127.0.0.1"
PATIENCE = 120  # seconds until the site is ready


class Memory(NamedTuple):
    """MiB. `proportional`: with its share of what other processes have too; `own`: what it alone has written."""

    proportional: float
    own: float

    def __add__(self, other: "Memory") -> "Memory":  # type: ignore[override]
        return Memory(self.proportional + other.proportional, self.own + other.own)


class Site(NamedTuple):
    master: psutil.Process
    port: int

    def workers(self) -> list[psutil.Process]:
        return [one for one in self.master.children() if "keeper" not in " ".join(one.cmdline())]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the memory of a site that was crawled.")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 4], help="numbers of processes, in turn")
    parser.add_argument("--pairs", type=int, default=20_000, help="pages of a pair to ask for (20000)")
    parser.add_argument("--all-of", type=int, metavar="N", help="every pair of N occupations, in place of random ones")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    from occupations.models import Occupation

    slugs = sorted(Occupation.objects.public().values_list("slug", flat=True))
    chance = random.Random(2026)
    if given.all_of:
        slugs = chance.sample(slugs, given.all_of)
    for workers in given.workers:
        pairs: list[Sequence[str]] = [chance.sample(slugs, 2) for _ in range(given.pairs)]
        if given.all_of:
            pairs = list(itertools.permutations(slugs, 2))
            chance.shuffle(pairs)
        with running(workers, CLIENT_SHARE="0") as site:
            report(site, f"{workers} processes, {len(slugs)} occupations, nothing asked for")
            crawl(site, list(itertools.pairwise(slugs)) * workers)
            before = report(site, "after each occupation was shown")
            spent = crawl(site, pairs)
            rate = len(pairs) / sum(spent) * CONNECTIONS
            print(f"  {rate:.0f} pages a second, median {statistics.median(spent) * 1000:.1f} ms")
            after = report(site, f"after {len(pairs):,} pairs")
            print(f"  grown by {(after - before) / workers:.0f} MB a process meanwhile")


@contextmanager
def running(workers: int, **settings: str) -> Iterator[Site]:
    """The site on a free port, with these variables too; ended with the block."""
    port = free_port()
    environment = {**os.environ, "WORKERS": str(workers), "PORT": str(port), "LOG_LEVEL": "ERROR", **settings}
    served = subprocess.Popen([sys.executable, "manage.py", "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield Site(psutil.Process(served.pid), port)
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(timeout=30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == 200:
                time.sleep(3)  # the other processes, and what they read when they start
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit(f"the site did not become ready within {PATIENCE} seconds")


def crawl(site: Site, pairs: Sequence[Sequence[str]]) -> list[float]:
    """Pages of these pairs, over several connections. Returns the seconds that each took."""
    paths = [f"/compare/{one}-vs-{other}/" for one, other in pairs]
    spent: list[float] = []
    failed: list[str] = []

    def reader(own: Sequence[str]) -> None:
        connection = http.client.HTTPConnection(HOST, site.port, timeout=60)
        for path in own:
            start = time.perf_counter()
            connection.request("GET", path, headers={"Accept-Encoding": "br"})
            answer = connection.getresponse()
            answer.read()
            spent.append(time.perf_counter() - start)
            if answer.status != 200:
                failed.append(f"{answer.status} {path}")

    readers = [threading.Thread(target=reader, args=(paths[at::CONNECTIONS],)) for at in range(CONNECTIONS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    if failed:
        raise SystemExit(f"{len(failed)} pages failed, such as {failed[0]}")
    return spent


def report(site: Site, when: str) -> float:
    """Prints the memory of all processes. Returns that of the workers together."""
    workers = [memory_of(one.pid) for one in site.workers()]
    together = sum(workers, Memory(0, 0))
    each = " ".join(f"{one.proportional:.0f}" for one in workers)
    master = memory_of(site.master.pid).proportional
    print(f"{when}: workers {each} MB, together {together.proportional:.0f} MB, and {master:.0f} MB that starts them")
    sys.stdout.flush()
    return together.proportional


def memory_of(process: int) -> Memory:
    """From /proc/<process>/smaps_rollup."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return Memory(kilobytes["Pss"] / 1024, kilobytes["Private_Dirty"] / 1024)


if __name__ == "__main__":
    main()
