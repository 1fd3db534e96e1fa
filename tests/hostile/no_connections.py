"""python -m tests.hostile.no_connections: somebody else takes every connection that the database has, those of the site too,
while visitors read; then gives them back.
"""

import sys
import tempfile
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import psycopg

from tests.servers import Site, wait_until

PAGES = ["/", "/occupations/registered-nurse/", "/compare/registered-nurse-vs-actor/", "/search/?q=nurse", "/sources/",
         "/compare/actor-vs-lawyer.json", "/api/v1/occupations/?limit=5"]  # fmt: skip
END = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'careersite'"
CHOSEN = "/occupations/registered-nurse/?as_of=2020-01-01"  # only the database knows


class Answer:
    def __init__(self, site: Site, path: str) -> None:
        start = time.monotonic()
        connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse()
        self.text = answer.read().decode(errors="replace")[:200]
        connection.close()
        self.status, self.retry, self.seconds = answer.status, answer.headers["Retry-After"], time.monotonic() - start


def everything_taken(site: Site, kept: ExitStack) -> int:
    """How many connections that was."""
    folder = (site.var / "postgres" / "postmaster.pid").read_text().split("\n")[4]
    taken: list[psycopg.Connection] = []
    alone = 0
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            one = psycopg.connect(f"host={folder} user=careersite dbname=postgres", autocommit=True)
        except psycopg.OperationalError as error:
            if "too many" not in str(error):
                raise
            alone = alone + 1 if taken[0].execute(END).fetchone() == (0,) else 0
            if alone == 5:
                return len(taken)
            time.sleep(0.1)
        else:
            taken.append(kept.enter_context(one))
    raise AssertionError("The site kept its connections.")


def main() -> int:
    wrong: list[str] = []

    def expect(what: str, seen: object, wanted: bool) -> None:
        print(f"{'as expected' if wanted else 'WRONG      '}  {what}: {seen}", flush=True)
        if not wanted:
            wrong.append(what)

    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder, "var")
        var.mkdir()
        with Site(var).serving() as site:
            before = [Answer(site, path).status for path in (*PAGES, CHOSEN)]
            expect("before", before, set(before[:-1]) == {200} and before[-1] < 500)
            with ExitStack() as kept:
                expect("connections taken", taken := everything_taken(site, kept), taken >= 90)
                pages = [Answer(site, path) for path in PAGES * 3]
                wrong += [
                    f"{path}: {one.text}" for path, one in zip(PAGES * 3, pages, strict=True) if one.status >= 500
                ]
                of_pages = {one.status for one in pages}, f"{max(one.seconds for one in pages):.2f} s at most"
                expect("pages", of_pages, of_pages[0] == {200})
                chosen = [Answer(site, CHOSEN) for _ in range(8)]
                slowest = max(one.seconds for one in chosen)
                seen = {(one.status, one.retry) for one in chosen}, f"{slowest:.2f} s at most"
                good = all(one.status == 503 and one.retry for one in chosen) and slowest <= 2
                expect("what needs the database", seen, good)
                health = Answer(site, "/health/live").status, Answer(site, "/health/ready").status
                expect("live and ready", health, health == (200, 503))
            start = time.monotonic()
            back = wait_until(lambda: all(Answer(site, CHOSEN).status < 500 for _ in range(6)), 30)
            if wrong:
                print(*wrong, site.output.read_text()[-40_000:], sep="\n")
            expect("by itself again after", f"{time.monotonic() - start:.1f} s", back)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
