"""How many answers a second leave this machine over HTTP, beside nginx with the same bytes as a file.

    python -m tests.benchmarks.over_http --workers 2 --seconds 5

On the existing database, which is only read; over the loopback, with connections that are kept open, asked by wrk. All in
one run and in turn, so that noise affects all alike. Needs Debian's nginx and wrk, and says so where they are missing.
"""

import argparse
import http.client
import itertools
import os
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import django

from tests.benchmarks.memory import HOST, crawl, free_port, running

CONNECTIONS = 16
ROUNDS = 3
FEWEST = 40  # occupations to make pairs of
COLD = 40_000  # pairs, more than are asked for in a round
NGINX = """
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    server {{ listen {host}:{port}; root {folder}/files; }}
}}
"""
PATHS = """
local paths, at = {{}}, {start}
for path in io.lines("{file}") do paths[#paths + 1] = path end
request = function()
    at = at % #paths + 1
    return wrk.format("GET", paths[at])
end
"""


class Rate(NamedTuple):
    """`answers` a second; `median`: of the time for one, as wrk writes it."""

    answers: float
    median: str


class Case(NamedTuple):
    name: str
    port: int
    paths: Sequence[str]
    headers: tuple[str, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures answers over HTTP beside nginx.")
    parser.add_argument("--workers", type=int, default=2, help="processes, of the site and of nginx (2)")
    parser.add_argument("--seconds", type=int, default=5, help="that each case is asked for in a round (5)")
    given = parser.parse_args()
    measure(given.workers, given.seconds)


def measure(workers: int, seconds: int) -> None:
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name, path=PROGRAMS)]:
        print(f"Not measured over HTTP: {' and '.join(missing)} not installed (apt-get install {' '.join(missing)}).")
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
    django.setup()
    from django.db import DatabaseError

    from occupations.models import Occupation

    try:
        slugs = sorted(Occupation.objects.public().values_list("slug", flat=True))
    except DatabaseError:
        slugs = []
    if len(slugs) < FEWEST:
        print("Not measured over HTTP: the database has no occupations yet (make serve).")
        return
    chance = random.Random(time.time_ns())
    pairs = ["-vs-".join(chance.sample(slugs, 2)) for _ in range(COLD)]
    page = f"/compare/{slugs[0]}-vs-{slugs[-1]}/"
    resource = f"/api/v1/occupations/{slugs[0]}/"
    with running(workers, CLIENT_SHARE="0", API_REQUESTS_A_MINUTE="0") as site, tempfile.TemporaryDirectory() as folder:
        crawl(site, list(itertools.pairwise(slugs)) * workers)  # so that most editions are laid out in each process
        etag, bodies = "", []
        for _ in range(4 * workers):  # of every process
            etag, body = fetched(site.port, page)
            bodies.append(body)
        _, answer = fetched(site.port, resource)
        with nginx(workers, Path(folder), {"page": bodies[-1], "resource": answer}) as files:
            print(f"{workers} processes, page of {len(bodies[-1]):,} bytes, JSON of {len(answer):,}, compressed")
            table(
                [
                    Case("nginx, the page as a file", files, ["/page"]),
                    Case("hot page", site.port, [page]),
                    Case("hot page, not modified", site.port, [page], (f"If-None-Match: {etag}",)),
                    Case("nginx, the JSON as a file", files, ["/resource"]),
                    Case("API, hot", site.port, [resource]),
                    Case("API, pairs not asked for before", site.port, [f"/compare/{pair}.json" for pair in pairs]),
                    Case("pages of pairs not asked for before", site.port, [f"/compare/{pair}/" for pair in pairs]),
                    Case("/health/live, nothing but the site's own layers", site.port, ["/health/live"]),
                ],
                seconds,
            )


def table(cases: Sequence[Case], seconds: int) -> None:
    """Medians of the rounds; each as a share of the nginx above it."""
    rates: dict[str, list[Rate]] = {case.name: [] for case in cases}
    for number in range(ROUNDS):
        for case in cases:
            rates[case.name].append(asked(case, seconds, start=number * COLD // ROUNDS))
    print(f"  {'':48}  a second   of nginx   median")
    beside = 0.0
    for name, rounds in rates.items():
        answers = statistics.median(one.answers for one in rounds)
        beside = answers if name.startswith("nginx") else beside
        print(f"  {name:48} {answers:9,.0f}   {answers / beside:8.3f}   {rounds[0].median}")


PROGRAMS = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])


def asked(case: Case, seconds: int, *, start: int) -> Rate:
    with tempfile.TemporaryDirectory() as folder:
        paths, script = Path(folder, "paths"), Path(folder, "paths.lua")
        paths.write_text("\n".join(case.paths))
        script.write_text(PATHS.format(file=paths, start=start % len(case.paths)))
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(script)]
        for header in ("Accept-Encoding: br", *case.headers):
            command += ["-H", header]
        command.append(f"http://{HOST}:{case.port}")
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{case.name}: {said}")
    rate, median = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"50%\s+(\S+)", said)
    assert rate
    assert median
    return Rate(float(rate[1]), median[1])


def fetched(port: int, path: str) -> tuple[str, bytes]:
    """ETag and body."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", path, headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    connection.close()
    return answer.headers["ETag"], body


@contextmanager
def nginx(workers: int, folder: Path, files: dict[str, bytes]) -> Iterator[int]:
    """Its port. `files`: by name."""
    port = free_port()
    (folder / "files").mkdir()
    for name, content in files.items():
        (folder / "files" / name).write_bytes(content)
    folder.chmod(0o755)
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(workers=workers, folder=folder, host=HOST, port=port))
    program = shutil.which("nginx", path=PROGRAMS) or "nginx"
    server = subprocess.Popen([program, "-c", str(configuration), "-g", "daemon off;"])
    try:
        time.sleep(1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=10)


if __name__ == "__main__":
    main()
