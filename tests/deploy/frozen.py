"""A database and a Redis that take what they are sent and say nothing, as a stalled disk or a stopped process makes
them."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

import psutil

from tests.deploy.restarts import all_served, reading
from tests.deploy.services import PostgreSQL
from tests.servers import wait_until

if TYPE_CHECKING:
    from subprocess import Popen

    from tests.deploy.__main__ import Answer, Front, Line

SECONDS = 20
READERS, PAUSE = 3, 0.3  # fewer requests than nginx allows a client
PAST = "/occupations/registered-nurse/"  # what it said on a day of the past, only the database knows
DESK, SESSION = "/admin/", f"sessionid={'a' * 32}"  # whose it is, only the database knows


def frozen(front: "Front", database: PostgreSQL, counts: "Popen[bytes]", pages: Iterator[str]) -> Iterator["Line"]:
    days = (f"{PAST}?as_of={date(2020, 1, 1) + timedelta(number)}" for number in itertools.count())
    with stopped(psutil.Process(database.pid)):
        answers: list[Answer] = []
        over = threading.Event()
        editors: list[Answer] = []
        desk = itertools.repeat(DESK)
        readers = [threading.Thread(target=_read, args=(front, days, answers, over)) for _ in range(READERS)]
        readers += [threading.Thread(target=_read, args=(front, desk, editors, over), kwargs={"Cookie": SESSION})]
        for reader in readers:
            reader.start()
        with reading(front, pages) as public:
            time.sleep(SECONDS)
        over.set()
        for reader in readers:
            reader.join()
        live = front.get("/health/live")
    start = time.monotonic()
    back = wait_until(lambda: front.get(next(days)).status != 503, 10)
    took = time.monotonic() - start
    for who, said in (("what needs it", answers), ("the admin", editors)):
        statuses, slowest = sorted({answer.status for answer in said}), max(answer.seconds for answer in said)
        yield (
            f"database frozen, {who}", "503 in 1 s, Retry-After",
            f"{len(said)} times {statuses} in {slowest:.2f} s at most",
            statuses == [503] and slowest <= 1 and all("retry-after" in answer.headers for answer in said),
        )  # fmt: skip
    yield all_served("database frozen, pages never seen", public)
    yield "database frozen, live", "200 in 1 s", f"{live.status} in {live.seconds:.2f} s", live.status == 200
    yield "database goes on", "in 2 s", f"{took:.1f} s" if back else "not in 10 s", back and took <= 2
    with stopped(psutil.Process(counts.pid)):
        answers = [front.get(f"/api/v1/occupations/?limit={limit}") for limit in range(1, 21)]
    slowest = max(answer.seconds for answer in answers)
    yield (
        "Redis frozen, the API", "200 in 1 s",
        f"{sorted({answer.status for answer in answers})} in {slowest:.2f} s at most",
        slowest <= 1 and all(answer.status == 200 for answer in answers),
    )  # fmt: skip


def _read(
    front: "Front", addresses: Iterator[str], answers: list["Answer"], over: threading.Event, **headers: str
) -> None:
    while not over.wait(PAUSE):
        answers.append(front.get(next(addresses), "GET", None, **headers))


@contextmanager
def stopped(server: psutil.Process) -> Iterator[None]:
    """It and its children neither work nor end."""
    processes = [server, *server.children(recursive=True)]
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            with suppress(psutil.NoSuchProcess):
                process.resume()
