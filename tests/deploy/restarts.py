"""Processes that end and begin again while the public reads on."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from signal import SIGHUP, SIGTERM
from typing import TYPE_CHECKING

import psutil

from tests.servers import Site, wait_until

if TYPE_CHECKING:
    from tests.deploy.__main__ import Answer, Front, Line

PAUSE = 0.07  # seconds between two requests of one reader: fewer than nginx allows a client
RESTARTED = 60  # seconds, within which a killed worker is back; two that end within six make granian give up


@contextmanager
def reading(front: "Front", pages: Iterator[str]) -> Iterator[list["Answer"]]:
    """The answers to a reader who goes on meanwhile."""
    answers: list[Answer] = []
    over = threading.Event()

    def read() -> None:
        while not over.wait(PAUSE):
            answers.append(front.get(next(pages)))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield answers
    finally:
        over.set()
        reader.join()


def restarts(front: "Front", site: Site, pages: Iterator[str], start_again: Callable[[], None]) -> Iterator["Line"]:
    """`pages`: each never asked for before. Ends with the site stopped by SIGTERM and started again."""
    before = workers(site)
    for number, worker in enumerate(before, 1):
        with reading(front, pages) as answers:
            time.sleep(1)
            worker.kill()
            time.sleep(6)
            assert wait_until(lambda: serve(site, len(before)), RESTARTED), "a killed worker is not back"
        yield all_served(f"worker {number} killed, pages never seen", answers)
    old = {worker.pid for worker in workers(site)}
    with reading(front, pages) as answers:
        site.process.send_signal(SIGHUP)
        renewed = wait_until(lambda: not old & {worker.pid for worker in workers(site)}, 180)
        time.sleep(2)
    name, expected, seen, good = all_served("reloaded, pages never seen", answers)
    yield name, expected, f"{seen}, {'all' if renewed else 'NOT all'} workers new", good and renewed
    seen_before = next(pages)
    front.get(seen_before)
    with reading(front, iter(lambda: seen_before, "")) as answers:
        time.sleep(1)
        site.stop(SIGTERM)
        time.sleep(2)
        begin = time.monotonic()
        start_again()
        took = time.monotonic() - begin
    yield all_served(f"stopped and started ({took:.0f} s), a page seen before", answers)


def workers(site: Site) -> list[psutil.Process]:
    return psutil.Process(site.process.pid).children()


def serve(site: Site, number: int) -> bool:
    """So many workers have loaded the site: each begins to count then."""
    folder = site.var / "metrics" / str(site.process.pid)
    return sum(folder.joinpath(f"gauge_livesum_{worker.pid}.db").exists() for worker in workers(site)) == number


def all_served(name: str, answers: list["Answer"]) -> "Line":
    failed = [answer.status for answer in answers if answer.status != 200]
    longest = max(answer.seconds for answer in answers)
    said = f"{len(failed)} of {len(answers)} failed {sorted(set(failed)) or ''}, {longest:.1f} s at most"
    return name, "0 failed", said, not failed
