"""python -m tests.hostile.random_requests: twenty thousand requests of random paths, queries, headers and bodies, to the
application that serves the site, in this process. The suite sends some hundreds of them.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import quote_from_bytes

import pytest

from tests.kinds import DEMONSTRATION

NUMBER, SEED = 20_000, 2_026
VARIABLE = "RANDOM_REQUESTS"

LETTERS = "abcdefghijklmnopqrstuvwxyz-_.~ 0123456789éßж看🍳\u202e<>\"'&()[]{}|\\^`%*$+,;:!?@=/#"
METHODS = ["GET"] * 30 + ["HEAD", "HEAD", "POST", "POST", "OPTIONS", "PUT", "DELETE", "TRACE", "FOO", ""]
STARTS = [
    *(address.partition("?")[0] for address in DEMONSTRATION.values()),
    *("/api/v1/occupations/", "/api/v1/comparisons/", "/api/v1/search/", "/api/v1/schema/", "/api/v1/places/"),
    *("/occupations/", "/compare/", "/titles/", "/embed/compare/", "/places/", "/static/", "/admin/", "/admin/login/"),
    *("/search/suggest/", "/places/suggest/", "/search/not-meant/", "/for-employers/draft/", "/oembed/"),
    *("/sitemap.xml", "/sitemap-directory-1.xml", "/robots.txt", "/health/live", "/.well-known/security.txt"),
]
PARAMETERS = [
    *("q", "a", "b", "c", "place", "release", "as_of", "page", "sort", "order", "show", "asked", "limit", "cursor"),
    *("fields", "rows", "expand", "ids", "format", "occupations", "sections", "category", "letter", "occupation"),
    *("pay_median_min", "growth_min", "url", "maxwidth", "next", "source", "v", "%00", "", "[]", "constructor"),
]
VALUES = [
    *("", "0", "-1", "1e5", "NaN", str(2**31), str(2**63), "9" * 5_000, "%D9%A1%D9%A2", "%00", "%C0%AF", "%ED%A0%80"),
    *("%E2%80%AEx", "%F0%9F%8D%B3", "../../etc/passwd", "';--", "cook", "registered-nurse", "a-vs-b-vs-c-vs-d-vs-e"),
    *("metro-35620", "2024", "2026-02-30", "x" * 3_000, "%25%25", "+", "&&", "%", "%zz", "(a%2B)%2B%24"),
]
HEADERS = [
    *("ACCEPT", "ACCEPT_ENCODING", "ACCEPT_LANGUAGE", "AUTHORIZATION", "COOKIE", "IF_NONE_MATCH", "IF_MODIFIED_SINCE"),
    *("RANGE", "REFERER", "ORIGIN", "X_FORWARDED_FOR", "X_FORWARDED_HOST", "X_REQUEST_ID", "USER_AGENT", "EXPECT"),
    *("TRANSFER_ENCODING", "X_HTTP_METHOD_OVERRIDE", "SEC_FETCH_SITE", "HX_REQUEST", "HOST"),
]
TYPES = ["", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "a/b; c"]


class Sent(NamedTuple):
    """A request as WSGI has it, and what it took. Seconds are of the processor, in the thread that answered."""

    environ: dict[str, Any]
    status: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        plain = {name: value for name, value in self.environ.items() if not name.startswith("wsgi.")}
        return f"{self.status} in {self.seconds:.2f} s: {plain}"[:600]


def some_bytes(chance: random.Random, longest: int = 60) -> bytes:
    """Mostly of a text: the gate in front of all views refuses most other bytes."""
    number = chance.choice([0, 1, 3, 10, longest])
    return chance.randbytes(number) if chance.random() < 0.1 else "".join(chance.choices(LETTERS, k=number)).encode()


def some_path(chance: random.Random) -> str:
    """The bytes of a path, as the letters of Latin-1."""
    start = chance.choice(STARTS)
    match chance.randrange(8):
        case 0 | 6 | 7:
            return start
        case 1:
            return f"/{some_bytes(chance).decode('latin-1')}"
        case 2:
            return f"{start}{some_bytes(chance).decode('latin-1')}/"
        case 3:
            at = chance.randrange(len(start))
            return f"{start[:at]}{some_bytes(chance, 4).decode('latin-1')}{start[at + 1 :]}"
        case 4:
            return f"{start}{chance.choice(VALUES)}{chance.choice(['', '/', '.json', '.csv', '.png', '.md', '.bib'])}"
        case _:
            words = [chance.choice([*VALUES, "actor", "lawyer"])[:100] for _ in range(chance.randrange(1, 8))]
            return f"{chance.choice(['/compare/', '/occupations/'])}{'-vs-'.join(words)}/"


def some_query(chance: random.Random) -> str:
    if chance.random() < 0.05:
        return some_bytes(chance, 300).decode("latin-1")
    values = (
        chance.choice(VALUES) if chance.random() < 0.4 else quote_from_bytes(some_bytes(chance))
        for _ in range(chance.choice([0, 0, 1, 1, 1, 2, 4, 30]))
    )
    return "&".join(f"{chance.choice(PARAMETERS)}={value}" for value in values)


def some_request(chance: random.Random) -> dict[str, Any]:
    body = some_bytes(chance, 2_000)
    headers = {
        f"HTTP_{name}": chance.choice([*VALUES, some_bytes(chance, 2_000).decode("latin-1")])
        for name in chance.sample(HEADERS, chance.choice([0, 1, 2, 5]))
    }
    if chance.random() < 0.95:
        headers["HTTP_HOST"] = "testserver"
    return {
        "REQUEST_METHOD": chance.choice(METHODS),
        "SCRIPT_NAME": "",
        "PATH_INFO": some_path(chance),
        "QUERY_STRING": some_query(chance),
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": f"192.0.2.{chance.randrange(256)}",
        "CONTENT_TYPE": chance.choice(TYPES),
        "CONTENT_LENGTH": chance.choice([*[str(len(body))] * 20, "", "x", "-1", "9" * 30]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **headers,
    }


def answered(application: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> Sent:
    given: list[str] = []
    start = time.thread_time()
    body = application(environ, lambda status, *_: given.append(status))
    for _ in body:
        pass
    if close := getattr(body, "close", None):
        close()
    return Sent(environ, int(given[0].split()[0]), time.thread_time() - start)


def answers(application: Callable[..., Iterable[bytes]], number: int, seed: int = SEED) -> Iterator[Sent]:
    chance = random.Random(seed)
    for _ in range(number):
        yield answered(application, some_request(chance))


if __name__ == "__main__":
    os.environ.setdefault(VARIABLE, str(NUMBER))
    sys.exit(pytest.main(["-q", "-s", "-p", "no:xdist", "tests/hostile/test_random_requests.py"]))
