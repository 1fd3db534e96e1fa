"""make deploy-test: the nginx file of deploy/ in front of the site in production settings, on this machine, with PostgreSQL
and Redis of Debian, and what happens to the public while somebody is slow, floods the sign-in, or kills a process or the
database; then what the Dockerfile makes.

Prints a table: what was done, what was expected, what was seen. Fails if one is not as expected.

    python -m tests.deploy                     everything
    python -m tests.deploy basics restarts     parts of it
"""

import itertools
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPException, HTTPSConnection
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

from prometheus_client.parser import text_string_to_metric_families

from occupations.text.slugs import pair_slug
from tests.deploy.attackers import ATTACKS, HOST, TLS
from tests.deploy.attackers import run as attackers_run
from tests.deploy.frozen import frozen
from tests.deploy.image import image
from tests.deploy.observatory import PAIR, observatory
from tests.deploy.restarts import all_served, reading, restarts
from tests.deploy.services import PostgreSQL, redis
from tests.deploy.withdrawn import withdrawn
from tests.servers import ROOT, Site, free_port, wait_until

ROUNDS = 5  # of nothing and each attack in turn, so that whatever else the machine does falls on both
SECONDS = 8  # of each
SLOW = 500  # clients of each kind
CLIENTS = {"sign-ins": 50, "comparisons of five": 8}


Line = tuple[str, str, str, bool]


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    seconds: float
    content: bytes = b""


class Front:
    """nginx, with the file of deploy/ on other ports and paths."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.http, self.https = folder, free_port(), free_port()
        self.readers = itertools.cycle(range(1, 255))
        changes = {
            r"server 127\.0\.0\.1:8000": f"server 127.0.0.1:{site.port}",
            r"/var/cache/nginx/careersite": f"{folder}/cache",
            r"/srv/careersite/var": str(site.var),
            r"/etc/letsencrypt/live/[^/]+/fullchain\.pem": f"{folder}/certificate.pem",
            r"/etc/letsencrypt/live/[^/]+/privkey\.pem": f"{folder}/key.pem",
            r" *listen \[::\]:.*\n": "",
            r"listen 80;": f"listen 127.0.0.1:{self.http};",
            r"listen 443 ": f"listen 127.0.0.1:{self.https} ",
        }
        text = (ROOT / "deploy/nginx/careersite.conf").read_text()
        for old, new in changes.items():
            text, count = re.subn(old, new, text)
            assert count, f"deploy/nginx/careersite.conf has no {old}"
        (folder / "careersite.conf").write_text(text)
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 2;\n"
            f"events {{ worker_connections 4096; }}\n"
            f"http {{ include /etc/nginx/mime.types; access_log off; include {folder}/careersite.conf; }}\n"
        )
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]  # as certbot makes them
        files = ["-keyout", f"{folder}/key.pem", "-out", f"{folder}/certificate.pem"]
        command = ["openssl", "req", "-x509", *key, "-days", "2", "-subj", f"/CN={HOST}", *files]
        subprocess.run(command, check=True, capture_output=True)

    @contextmanager
    def serving(self) -> Iterator[None]:
        process = subprocess.Popen(["nginx", "-p", self.folder, "-c", self.folder / "nginx.conf"])
        try:
            if not wait_until(lambda: _listens(self.https), 10):
                sys.exit((self.folder / "error.log").read_text())
            yield
        finally:
            process.terminate()
            process.wait(10)

    def text(self, path: str) -> str:
        return self.get(path).content.decode()

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        start = time.monotonic()
        # Readers have addresses of their own, so that none is over a limit; what watches the site is on this machine.
        reader = "127.0.0.1" if path.startswith("/health/") else f"127.0.1.{next(self.readers)}"
        connection = HTTPSConnection("127.0.0.1", self.https, context=TLS, timeout=10, source_address=(reader, 0))
        try:
            connection.request(method, path, body, {"Host": HOST, **headers})
            response = connection.getresponse()
            content = response.read()
        except (OSError, HTTPException):
            return Answer(0, {}, time.monotonic() - start)
        finally:
            connection.close()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, time.monotonic() - start, content)


def main() -> None:
    missing = [program for program in ("nginx", "openssl", "redis-server") if not shutil.which(program)]
    if missing or not PostgreSQL.programs():
        sys.exit("This needs, on Debian: apt-get install nginx openssl postgresql redis-server")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)  # workers of nginx are another user, if this one is root
        site = Site(folder / "var")
        site.var.mkdir()
        database = PostgreSQL(folder)
        stack.enter_context(database.serving())
        address, counts = stack.enter_context(redis())
        variables = settings(database, address)
        load(site, variables)
        serving = stack.enter_context(ExitStack())
        serving.enter_context(site.serving(**variables))
        front = Front(folder, site)
        stack.enter_context(front.serving())

        def start_again() -> None:
            serving.enter_context(site.serving(**variables))

        pages = comparisons(front)
        parts = {
            "basics": lambda: basics(front),
            "observatory": lambda: observatory(front),
            "withdrawn": lambda: withdrawn(front, site, variables),
            "attacks": lambda: attacks(front, pages),
            "restarts": lambda: restarts(front, site, pages, start_again),
            "frozen": lambda: frozen(front, database, counts, pages),
            "failures": lambda: failures(front, database, counts, pages),
            "log": lambda: log(front, site),
            "metrics": lambda: metrics(variables["METRICS"]),
            "image": lambda: image(folder, variables),
        }
        wanted = sys.argv[1:] or parts
        failed = [name for part in wanted for name, good in report(parts[part]()) if not good]
    if failed:
        sys.exit(f"Not as expected: {', '.join(failed)}")


def settings(database: PostgreSQL, counts: str) -> dict[str, str]:
    return {
        "CAREERSITE_ENV": "production",
        "SECRET_KEY": "for-this-test-only-and-as-long-as-a-real-one-has-to-be-0123456789",
        "ALLOWED_HOSTS": HOST,
        "DATABASE_URL": database.url,
        "REDIS_URL": counts,
        "METRICS": str(free_port()),
        "SECURE_PROXY_SSL_HEADER": "X-Forwarded-Proto=https",
        "CLIENT_ADDRESS_HEADER": "X-Real-IP",
    }


def load(site: Site, variables: dict[str, str]) -> None:
    for command in (["migrate"], *(["load_occupations", str(file), "--publish"] for file in fixtures())):
        done = site.manage(*command, **variables)
        if done.returncode:
            sys.exit(done.stderr)


def fixtures() -> list[Path]:
    return sorted((ROOT / "fixtures").glob("*.json"))


def report(lines: Iterator[Line]) -> Iterator[tuple[str, bool]]:
    for name, expected, seen, good in lines:
        print(f"{'ok' if good else 'NOT':4}{name:44}{expected:40}{seen}", flush=True)
        yield name, good


def basics(front: Front) -> Iterator[Line]:
    first, second = front.get("/"), front.get("/")
    seen = f"{first.status} {first.headers.get('x-cache')}, {second.status} {second.headers.get('x-cache')}"
    yield "home, twice", "200 MISS, 200 HIT", seen, seen == "200 MISS, 200 HIT"
    for kept in (front.folder / "cache").iterdir():
        shutil.rmtree(kept)
    emptied = [front.get("/").headers.get("x-cache") for _ in range(2)]
    yield (
        "home, after the cache was emptied, twice",
        "MISS, HIT",
        ", ".join(map(str, emptied)),
        emptied == ["MISS", "HIT"],
    )
    hsts = first.headers.get("strict-transport-security", "")
    yield "home", "HSTS for a year", hsts, "max-age=31536000" in hsts
    with socket.create_connection(("127.0.0.1", front.http)) as plain:
        plain.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode())
        status = plain.recv(100).split(b" ")[1].decode()
    yield "http", "308", status, status == "308"
    admin = front.get("/admin/login/")
    yield (
        "sign-in",
        "200, not cached",
        f"{admin.status} {admin.headers.get('x-cache')}",
        (admin.status == 200 and "x-cache" not in admin.headers),
    )
    ready = front.get("/health/ready").status
    yield "/health/ready from this machine", "200", str(ready), ready == 200
    large = front.get("/corrections/report/", "POST", b"x" * 1_000_000).status
    yield "a body of 1 MB", "413", str(large), large == 413


def attacks(front: Front, pages: Iterator[str]) -> Iterator[Line]:
    for attack in ATTACKS:
        clients = CLIENTS.get(attack, SLOW)
        windows = [(asked(front, pages), during(front, attack, clients, pages)) for _ in range(ROUNDS)]
        answers = [answer for _, meanwhile in windows for answer in meanwhile]
        calm, p99 = (statistics.median(map(percentile, one)) for one in zip(*windows, strict=True))
        served = sum(answer.status == 200 for answer in answers) / len(answers)
        yield (
            f"{clients} clients: {attack}", "all served, p99 at most 2 times",
            f"{served:.1%} of {len(answers)}, {p99 / calm:.1f} times {calm * 1000:.0f} ms", served == 1 and p99 <= 2 * calm,
        )  # fmt: skip


def failures(front: Front, database: PostgreSQL, counts: subprocess.Popen, pages: Iterator[str]) -> Iterator[Line]:
    front.get(PAIR)
    counts.kill()
    with reading(front, pages) as answers:
        time.sleep(3)
    yield all_served("Redis killed, pages never seen", answers)
    database.kill()
    wait_until(lambda: front.get("/health/ready").status == 503, 5)  # those that it had begun end a moment later
    with reading(front, pages) as answers:
        time.sleep(5)
    yield all_served("database killed, pages never seen", answers)
    chosen = front.get("/occupations/pharmacist/?release=2020")
    yield (
        "database killed, a release that is chosen", "503 in 1 s, Retry-After", f"{chosen.status} in {chosen.seconds:.2f} s",
        chosen.status == 503 and "retry-after" in chosen.headers and chosen.seconds <= 1,
    )  # fmt: skip
    statuses = [front.get(f"/health/{name}").status for name in ("live", "public", "ready")]
    yield "database killed, live, public and ready", "200, 200, 503", str(statuses), statuses == [200, 200, 503]
    database.start()
    start = time.monotonic()
    back = wait_until(lambda: front.get("/health/ready").status == 200, 10)
    took = time.monotonic() - start
    yield "database back", "ready in 2 s", f"{took:.1f} s" if back else "not in 10 s", back and took <= 2


def log(front: Front, site: Site) -> Iterator[Line]:
    """Of requests that would like to write lines of their own."""
    before = len(site.output.read_text())
    for path in ("/occupations/%0d%0a%7B%22event%22:%22forged%22%7D/", "/compare/%E2%80%A8forged/", "/%1b[2J/"):
        front.get(path, "GET", None, **{"X-Request-ID": 'forged","x":"', "User-Agent": "forged", "Referer": "forged"})
    time.sleep(0.5)
    lines = site.output.read_text()[before:].splitlines()
    events = [json.loads(line) for line in lines if line.startswith("{")]
    requests = [event for event in events if event["event"] == "request"]
    ids = {event["request_id"] for event in requests}
    good = len(lines) == len(events) and len(ids) == len(requests) == 3 and "forged" not in {*ids}
    yield "requests that forge lines", "3 lines of JSON", f"{len(requests)} of {len(lines)} lines", good


def metrics(port: str) -> Iterator[Line]:
    with urlopen(f"http://127.0.0.1:{port}/metrics") as response:
        families = {family.name: family for family in text_string_to_metric_families(response.read().decode())}
    answered = sum(one.value for one in families["careersite_requests"].samples)
    yield "metrics", "requests of all workers", f"{answered:.0f} requests", answered > 0


def during(front: Front, attack: str, clients: int, pages: Iterator[str]) -> list[Answer]:
    """Answers to the public meanwhile: one page after the other, each never asked for before."""
    attackers = get_context("spawn").Process(target=attackers_run, args=(attack, front.https, clients, SECONDS + 2))
    attackers.start()
    time.sleep(2)
    answers = asked(front, pages)
    attackers.join()
    return answers


def asked(front: Front, pages: Iterator[str]) -> list[Answer]:
    end = time.monotonic() + SECONDS
    answers = []
    while time.monotonic() < end:
        answers.append(front.get(next(pages)))
        time.sleep(0.05)
    return answers


def comparisons(front: Front) -> Iterator[str]:
    """Those of three occupations of the demonstration, which are 9,880: each once, then from the beginning."""
    slugs = re.findall(r'href="/occupations/([a-z0-9-]+)/"', front.text("/occupations/"))
    yield from itertools.cycle(
        f"/compare/{pair_slug(three)}/" for three in itertools.combinations(sorted(set(slugs)), 3)
    )


def percentile(answers: list[Answer]) -> float:
    return statistics.quantiles([answer.seconds for answer in answers], n=100)[98]


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


if __name__ == "__main__":
    main()
