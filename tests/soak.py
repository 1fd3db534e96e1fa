"""make soak: ten minutes at 80% of what the site can do, with what visitors and programs ask for, mixed. Then it should be
as it was: no error, no memory that grows, no descriptor that stays open.

First every comparison is asked for once, so that what is cached is cached; then the site is asked as fast as it answers,
to know what 80% is. Every minute is a line. At last, two pages are asked for again and again by 256 connections at a
time, for a minute. Memory is what the processes that serve have together, what they share counted once (proportional set
size); its slope is the median of the slopes between any two samples of the second half, and it grows if that is beyond chance.

    SOAK_SECONDS=60     shorter, to try it
    SOAK_VAR=…          with the occupations of this var/ (a copy: the site writes there), not the demonstration's
"""

import itertools
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from occupations.text.slugs import pair_slug
from tests.servers import Site

SECONDS = int(os.environ.get("SOAK_SECONDS") or 600)
CLIENTS = 8
READERS = [f"10.0.{number // 250}.{number % 250 + 1}" for number in range(2_000)]  # addresses that they have
SHARE = 0.8  # of what the site can do
SAMPLES_EVERY = 5  # seconds
LARGEST_SLOPE = 1.0  # MB an hour
OF_THREADS = 8  # descriptors that threads open when they first work
FULL_SPEED = 15  # seconds
VARIABLES = {"API_REQUESTS_A_MINUTE": "0", "CLIENT_ADDRESS_HEADER": "X-Real-IP"}
KINDS = {
    "pair": 50,
    "occupation": 15,
    "home": 10,
    "search": 5,
    "list": 5,
    "api pair": 5,
    "api": 5,
    "missing": 3,
    "text": 2,
}


class Sample(NamedTuple):
    at: float  # seconds
    memory: float  # MB
    descriptors: int
    threads: int


class Done(NamedTuple):
    at: float  # seconds
    seconds: float
    status: int  # 0: no answer


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a stream of this interpreter's own
    with running() as site:
        slugs = sorted(set(re.findall(r'href="/occupations/([a-z0-9-]+)/"', text_of(site, "/occupations/"))))
        pairs = [f"/compare/{pair_slug(pair)}/" for pair in itertools.combinations(slugs, 2)]
        load(site, slugs, [*pairs, *mixed(slugs, 2_000, 1)])
        most = rate(load(site, slugs, mixed(slugs, 100_000, 2), seconds=FULL_SPEED))
        print(
            f"{len(slugs)} occupations; at full speed {most:.0f} answers a second; {SECONDS} s at {most * SHARE:.0f}\n"
        )
        good = report(*soak(site, slugs, most * SHARE))
        good &= hot(site, pairs[:2])
    if not good:
        sys.exit(1)


@contextmanager
def running() -> Iterator[Site]:
    # The embedded database may still be ending in it.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        site = Site(Path(os.environ.get("SOAK_VAR") or folder))
        with site.serving(**VARIABLES):
            yield site


def text_of(site: Site, path: str) -> str:
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.request("GET", path)
    return connection.getresponse().read().decode()


def mixed(slugs: list[str], number: int, seed: int) -> list[str]:
    """Addresses, as often as KINDS says."""
    chance = random.Random(seed)
    kinds = chance.choices(list(KINDS), list(KINDS.values()), k=number)
    return [address(kind, slugs, chance) for kind in kinds]


def address(kind: str, slugs: list[str], chance: random.Random) -> str:
    one, pair = chance.choice(slugs), pair_slug(tuple(sorted(chance.sample(slugs, 2))))
    return {
        "pair": f"/compare/{pair}/",
        "occupation": f"/occupations/{one}/",
        "home": "/",
        "search": f"/search/?q={one[:6]}",
        "list": chance.choice(["/occupations/", "/explore/", "/rankings/highest-paying/", "/sources/"]),
        "api pair": f"/compare/{pair}.json",
        "api": f"/api/v1/occupations/{one}/",
        "missing": f"/occupations/{one}-of-nothing/",
        "text": f"/compare/{pair}.md",
    }[kind]


def soak(site: Site, slugs: list[str], speed: float) -> tuple[list[Done], list[Sample]]:
    samples: list[Sample] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(SAMPLES_EVERY):
            samples.append(sample(site))

    watching = threading.Thread(target=look)
    watching.start()
    addresses = mixed(slugs, int(speed * SECONDS) + CLIENTS, 3)
    done = load(site, slugs, addresses, speed=speed, seconds=SECONDS)
    over.set()
    watching.join()
    return done, samples


def sample(site: Site) -> Sample:
    workers = psutil.Process(site.process.pid).children()
    return Sample(
        time.monotonic(),
        sum(worker.memory_full_info().pss for worker in workers) / 2**20,
        sum(worker.num_fds() for worker in workers),
        sum(worker.num_threads() for worker in workers),
    )


def load(site: Site, slugs: list[str], addresses: list[str], *, speed: float = 0, seconds: float = 600) -> list[Done]:
    """Ask for these, so many a second (0: as fast as answers come), for so long at most. In another process, so that
    asking does not wait for measuring."""
    context = get_context("spawn")
    answers: Any = context.Queue()
    process = context.Process(target=clients, args=(answers, site.port, addresses, speed, seconds))
    process.start()
    done: list[Done] = answers.get()
    process.join()
    return done


def clients(answers: Any, port: int, addresses: list[str], speed: float, seconds: float) -> None:
    done: list[Done] = []
    start = time.monotonic()
    threads = [
        threading.Thread(target=client, args=(done, port, addresses[number::CLIENTS], speed / CLIENTS, start, seconds))
        for number in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers.put(done)


def client(done: list[Done], port: int, addresses: list[str], speed: float, start: float, seconds: float) -> None:
    """Keeps its connection, names another reader each time, and asks again for what it knows with its ETag."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    known: dict[str, str] = {}
    chance = random.Random(speed)
    for number, path in enumerate(addresses):
        if speed:
            time.sleep(max(0.0, start + number / speed - time.monotonic()))
        before = time.monotonic()
        if before > start + seconds:
            return
        headers = {"X-Real-IP": chance.choice(READERS)}
        if path in known and chance.random() < 0.2:
            headers["If-None-Match"] = known[path]
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            response.read()
            status = response.status
            if etag := response.headers["ETag"]:
                known[path] = etag
        except (OSError, HTTPException):
            status = 0
            connection.close()
        done.append(Done(before, time.monotonic() - before, status))


def rate(done: list[Done]) -> float:
    return len(done) / (max(one.at + one.seconds for one in done) - min(one.at for one in done))


def is_good(one: Done) -> bool:
    return 200 <= one.status < 500 and one.status != 429


def report(done: list[Done], samples: list[Sample]) -> bool:
    start = min(one.at for one in done)
    print(
        f"{'minute':>6} {'answers':>8} {'errors':>7} {'p50 ms':>7} {'p99 ms':>7} {'MB':>8} {'files':>6} {'threads':>8}"
    )
    for minute, ones in itertools.groupby(sorted(done), lambda one: int((one.at - start) // 60)):
        some = list(ones)
        cuts = statistics.quantiles([one.seconds * 1000 for one in some] * 2, n=100)
        then = [one for one in samples if int((one.at - start) // 60) == minute]
        last = then[-1] if then else samples[-1]
        print(
            f"{minute:6} {len(some):8,} {sum(not is_good(one) for one in some):7} {cuts[49]:7.1f} {cuts[98]:7.1f} "
            f"{last.memory:8.1f} {last.descriptors:6} {last.threads:8}"
        )
    errors = sum(not is_good(one) for one in done)
    half = samples[len(samples) // 2 :]
    # Every half minute, or ten of them: the samples between are too much alike to count each.
    slope, low, high = slope_of(half[:: max(1, min(30 // SAMPLES_EVERY, len(half) // 10))])
    open_before, open_after = (max(one.descriptors for one in part) for part in (samples[: len(half)], half))
    checks = [
        ("errors", "0", f"{errors} of {len(done):,}", errors == 0),
        (
            "memory",
            f"at most {LARGEST_SLOPE:.0f} MB an hour",
            f"{slope:+.1f} MB an hour ({low:+.1f} to {high:+.1f})",
            low <= LARGEST_SLOPE,
        ),
        ("descriptors", "no more at the end", f"{open_before}, then {open_after}", open_after <= open_before),
    ]
    print()
    for name, expected, seen, good in checks:
        print(f"{'ok' if good else 'NOT':4}{name:14}{expected:24}{seen}")
    return all(good for *_, good in checks)


def hot(site: Site, paths: list[str]) -> bool:
    """Two pages, again and again, by 256 connections at a time."""
    wrk = shutil.which("wrk")
    if not wrk:
        print("    hot pages     not run: wrk is not on this machine (Debian: apt-get install wrk)")
        return True
    before, good = sample(site), True
    for path in paths:
        command = [wrk, "-t2", "-c256", f"-d{SECONDS // 20}s", "--timeout", "10s", f"{site.url}{path}"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        failed = re.findall(r"(?:Socket errors|Non-2xx).*", said)
        speed = re.search(r"Requests/sec: +([\d.]+)", said)
        seen = " ".join(failed) or f"{speed and speed[1]} a second"
        print(f"{'NOT' if failed else 'ok':4}{'hot page':14}{'no error':24}{seen}")
        good &= not failed
    time.sleep(SAMPLES_EVERY)
    after = sample(site)
    grown, files = after.memory / before.memory - 1, after.descriptors - before.descriptors
    held = abs(grown) <= 0.1 and files <= OF_THREADS
    print(f"{'ok' if held else 'NOT':4}{'afterwards':14}{'memory within 10%':24}{grown:+.1%}, {files:+} descriptors")
    return good and held


def slope_of(samples: list[Sample]) -> tuple[float, float, float]:
    """MB an hour, by Theil and Sen, and between what it is for certain (95 of 100 times), by Sen and Kendall."""
    slopes = sorted((b.memory - a.memory) / (b.at - a.at) * 3600 for a, b in itertools.combinations(samples, 2))
    number = len(samples)
    spread = 1.96 * (number * (number - 1) * (2 * number + 5) / 18) ** 0.5
    low, high = (int((len(slopes) + sign * spread) / 2) for sign in (-1, 1))
    return statistics.median(slopes), slopes[max(low, 0)], slopes[min(high, len(slopes) - 1)]


if __name__ == "__main__":
    main()
