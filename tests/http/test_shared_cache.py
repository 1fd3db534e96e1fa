"""A shared cache in front of the site, as anybody may have one, never gives a wrong answer: through nginx, every answer is
what the site itself says, also from the cache."""

import gzip
import http.client
import itertools
import random
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest
from django.conf import settings

from careersite.compression import encodings
from tests.machine import program
from tests.servers import Site, free_port, wait_until

CONFIGURATION = """
daemon off; master_process off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
    access_log off; gunzip off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/ours keys_zone=careersite:1m;
    proxy_cache_path {folder}/plain keys_zone=plain:1m;
    proxy_http_version 1.1; proxy_set_header Host $http_host; proxy_bind $http_x_client;
    add_header X-Cache $upstream_cache_status always;
    server {{ listen 127.0.0.1:{ours}; location / {{ {shipped} proxy_pass {site}; }} }}
    server {{ listen 127.0.0.1:{plain}; location / {{ proxy_cache plain; proxy_pass {site}; }} }}
}}
"""
PAIR = "/compare/registered-nurse-vs-software-developer"
NURSE = "/occupations/registered-nurse"
API = "/api/v1/comparisons/?occupations=registered-nurse,software-developer"
ADDRESSES = [
    "/",
    *(f"{page}{ending}" for page in (PAIR, NURSE) for ending in ("/", ".json", ".csv", ".md")),
    f"{PAIR}.csv?bom=1",
    f"{PAIR}/?order=differences",
    NURSE,  # leads to the address with a slash
    "/occupations/REGISTERED-NURSE/",
    "/occupations/nobody/",
    "/occupations/nobody.json",
    "/search/?q=nurse",
    "/llms.txt",
    API,
    f"{API}&detail=brief",
    f"{API}&sections=pay",
    f"{API}&format=csv",
    f"{API}&format=csv&bom=1",
    "/api/v1/occupations/registered-nurse/",
    "/api/v1/occupations/registered-nurse/?detail=brief",
    "/api/v1/occupations/registered-nurse/editions/1/",
    "/api/v1/occupations/?limit=3",
    "/api/v1/occupations/nobody/",
    "/api/v1/occupations/?limit=0",
    "/api/v1/nothing/",
    "/api/v2/",
]
ACCEPTED = [
    "text/html,application/xhtml+xml,*/*;q=0.8",
    "application/json",
    "text/csv",
    "text/markdown",
    "image/png",
    "",
]
ENCODINGS = ["gzip", "br", "gzip, deflate, br", "identity", "gzip;q=0", ""]
OF_THE_SITE = (
    "Content-Type",
    "ETag",
    "Cache-Control",
    "Location",
    "Link",
    "Access-Control-Allow-Origin",
)


CLIENTS = (f"127.0.1.{number}" for number in itertools.cycle(range(1, 200)))
"""Addresses of this machine, in turn, because the API counts the requests of each."""


class Asked(NamedTuple):
    address: str
    headers: dict[str, str]
    method: str = "GET"


class Answered(NamedTuple):
    status: int
    headers: dict[str, str | None]
    varies: frozenset[str]
    body: bytes
    cache: str | None


def ask(port: int, asked: Asked) -> Answered:
    client = next(CLIENTS)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(client, 0))) as connection:
        connection.putrequest(asked.method, asked.address, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": "127.0.0.1", "X-Client": client, **asked.headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        varies = {one.strip().lower() for one in (response.headers["Vary"] or "").split(",") if one.strip()}
        said = {name: response.headers[name] for name in OF_THE_SITE}
        body = unpacked(response.read(), response.headers["Content-Encoding"], asked)
        return Answered(response.status, said, frozenset(varies), body, response.headers["X-Cache"])


def unpacked(body: bytes, encoding: str | None, asked: Asked) -> bytes:
    """What the client reads. Compression is not compared: gzip hides lengths with random bytes, and what it does not
    make shorter stays as it is."""
    if encoding is None or not body:
        return body
    assert encoding in encodings(asked.headers.get("Accept-Encoding", "")), asked
    return brotli.decompress(body) if encoding == "br" else gzip.decompress(body)


@pytest.fixture(scope="module")
def caches(site: Site, tmp_path_factory) -> Iterator[dict[str, int]]:
    """The ports of nginx with the cache of deploy/, and with its own rules."""
    nginx = program("nginx", package="nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    shipped = re.findall(
        r"^ {8}(proxy_cache\w* [^;]+;)",
        Path(settings.BASE_DIR, "deploy/nginx/careersite.conf").read_text(),
        re.MULTILINE,
    )
    assert any(one.startswith("proxy_cache_key") for one in shipped)
    ports = {"ours": free_port(), "plain": free_port()}
    text = CONFIGURATION.format(folder=folder, site=site.url, shipped=" ".join(shipped), **ports)
    (folder / "nginx.conf").write_text(text)
    process = subprocess.Popen([nginx, "-e", folder / "error.log", "-p", folder, "-c", folder / "nginx.conf"])
    try:
        assert wait_until(lambda: process.poll() is not None or answers(ports["plain"]), 20)
        assert process.poll() is None, (folder / "error.log").read_text()
        yield ports
    finally:
        process.terminate()
        process.wait(20)


def answers(port: int) -> bool:
    try:
        return ask(port, Asked("/health/live", {})).status == 200
    except OSError:
        return False


def requests() -> list[Asked]:
    """Every address as different clients ask for it."""
    chance = random.Random(16)
    made = []
    for address in ADDRESSES:
        for accept in ACCEPTED:
            for encoding in chance.sample(ENCODINGS, 3):
                headers = {"Accept": accept, "Accept-Encoding": encoding}
                made.append(Asked(address, {name: value for name, value in headers.items() if value}))
        browser = {"Accept": ACCEPTED[0], "Accept-Encoding": "gzip, deflate, br"}
        made.append(Asked(address, {**browser, "Cookie": "sessionid=1; csrftoken=2"}))
        made.append(Asked(address, {**browser, "HX-Request": "true", "X-Requested-With": "XMLHttpRequest"}))
        made.append(Asked(address, {**browser, "Origin": "https://elsewhere.example", "X-Anything": "1"}))
        made.append(Asked(address, browser, "HEAD"))
    return chance.sample(made, len(made))


@pytest.mark.parametrize("cache", ["ours", "plain"])
def test_every_answer_through_a_cache_is_that_of_the_site(site, caches, cache):
    hits = 0
    direct: dict[str, Answered] = {}
    for asked in requests() + requests():
        expected = direct.setdefault(repr(asked), ask(site.port, asked))
        found = ask(caches[cache], asked)
        assert found._replace(cache=None) == expected, asked
        hits += found.cache == "HIT"
    assert hits > len(direct) / 2


@pytest.mark.parametrize("cache", ["ours", "plain"])
def test_a_client_that_has_the_answer_is_told_so_and_another_variant_is_sent(site, caches, cache):
    for address in (f"{PAIR}/", f"{PAIR}.json", API, f"{API}&detail=brief"):
        for accept in ("application/json", "text/csv"):
            headers = {"Accept": accept, "Accept-Encoding": "gzip"}
            first = ask(caches[cache], Asked(address, headers))
            again = ask(caches[cache], Asked(address, {**headers, "If-None-Match": first.headers["ETag"] or ""}))
            assert (first.status, again.status, again.body) == (200, 304, b"")
            assert again.headers["ETag"] == first.headers["ETag"]
    csv = ask(caches[cache], Asked(API, {"Accept": "text/csv"}))
    as_json = ask(caches[cache], Asked(API, {"Accept": "application/json", "If-None-Match": csv.headers["ETag"] or ""}))
    assert (as_json.status, as_json.headers["Content-Type"]) == (200, "application/json; charset=utf-8")


@pytest.mark.parametrize("cache", ["ours", "plain"])
def test_a_part_is_a_part_of_the_answer(site, caches, cache):
    for address in (f"{PAIR}.json", API, "/static/missing.css"):
        whole = ask(site.port, Asked(address, {}))
        for given in ("bytes=0-99", "bytes=-50", "bytes=99999999-"):
            for _ in range(2):
                part = ask(caches[cache], Asked(address, {"Range": given}))
                if part.status == 206:
                    assert part.body in (whole.body[:100], whole.body[-50:])
                elif part.status != 416:
                    assert (part.status, part.body) == (whole.status, whole.body)
