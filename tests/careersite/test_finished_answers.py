"""Answers are given from memory while they are true, and nothing else ever is."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.conf import settings

from careersite import finished_answers
from careersite.finished_answers import FinishedAnswers, cache
from occupations.usage import usage

PUBLIC = "public, max-age=0, s-maxage=50, must-revalidate"
ETAG = '"4f2a"'


class Site:
    """An application that counts what it makes; its page names the request that it was made for."""

    def __init__(self) -> None:
        self.made = 0
        self.status, self.headers = "200 OK", {"Cache-Control": PUBLIC, "ETag": ETAG, "Vary": "Accept-Encoding"}
        self.wait: Callable[[], object] = lambda: None
        self.queries = 0
        self.version: Any = 1
        self.answers = FinishedAnswers(self, lambda: self.version)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.made += 1
        self.wait()
        usage.queries += self.queries
        if self.status.startswith("200") and environ.get("HTTP_IF_NONE_MATCH") == ETAG:
            start_response("304 Not Modified", list(self.headers.items()))
            return []
        body = f"page {self.made} of {environ['PATH_INFO']}".encode()
        length = {"Content-Type": "text/html", "Content-Length": str(len(body))}
        start_response(self.status, list({**length, **self.headers, "X-Request-ID": "of-this-one"}.items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def get(self, path: str = "/one/", method: str = "GET", **environ: str) -> tuple[str, dict[str, str], bytes]:
        usage.begin()
        asked = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "HTTP_HOST": "localhost",
                 "wsgi.url_scheme": "http", "HTTP_X_REQUEST_ID": "12345678", **environ}  # fmt: skip
        given: list[Any] = []
        body = b"".join(self.answers(asked, lambda *start: given.extend(start)))
        return given[0], dict(given[1]), body

    def bodies(self, times: int, path: str = "/one/", method: str = "GET", **environ: str) -> list[bytes]:
        return [self.get(path, method, **environ)[2] for _ in range(times)]


@pytest.fixture
def site() -> Iterable[Site]:
    cache.clear()
    yield Site()
    cache.clear()


def test_the_second_request_keeps_the_answer_and_the_third_gets_it(site):
    assert site.bodies(4) == [b"page 1 of /one/", b"page 2 of /one/", b"page 2 of /one/", b"page 2 of /one/"]


def test_an_answer_from_memory_has_the_headers_of_the_page_and_the_id_of_its_request(site):
    site.bodies(2)

    assert site.get() == (
        "200 OK",
        {"Content-Type": "text/html", "Content-Length": "15", **site.headers, "X-Request-ID": "12345678"},
        b"page 2 of /one/",
    )


def test_who_has_the_page_is_told_so_from_memory(site):
    site.bodies(2)

    for known in (ETAG, f"W/{ETAG}", f'"other", {ETAG}', "*"):
        status, headers, body = site.get(HTTP_IF_NONE_MATCH=known)
        assert (status, body) == ("304 Not Modified", b"")
        assert headers == {**site.headers, "X-Request-ID": "12345678"}
    assert site.get(HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"
    assert site.made == 2


def test_a_page_that_is_only_ever_validated_is_kept_too(site):
    assert [site.get(HTTP_IF_NONE_MATCH=ETAG)[0] for _ in range(5)] == ["304 Not Modified"] * 5
    assert site.made == 2


def test_head_is_answered_from_the_page(site):
    site.bodies(2)

    status, headers, body = site.get(method="HEAD")

    assert (status, headers["Content-Length"], body, site.made) == ("200 OK", "15", b"", 2)


def test_head_alone_keeps_nothing(site):
    site.bodies(5, method="HEAD")

    assert (site.made, cache.numbers().entries) == (5, 0)


@pytest.mark.parametrize("changed", [2, (1, "the next day")])
def test_when_anything_public_changes_the_page_is_made_again(site, changed):
    site.bodies(3)
    site.version = changed

    assert site.bodies(2) == [b"page 3 of /one/"] * 2
    assert cache.numbers().entries == 1


def test_while_nobody_knows_what_is_live_the_site_answers_itself(site):
    site.bodies(3)
    site.version = None

    assert site.bodies(2) == [b"page 3 of /one/", b"page 4 of /one/"]


def test_an_answer_is_given_as_long_as_a_shared_cache_may_keep_it(site, monkeypatch):
    site.bodies(2)
    now = time.monotonic()
    monkeypatch.setattr(finished_answers.time, "monotonic", lambda: now + 49)
    assert site.bodies(1) == [b"page 2 of /one/"]

    monkeypatch.setattr(finished_answers.time, "monotonic", lambda: now + 51)
    assert site.bodies(2) == [b"page 3 of /one/"] * 2


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", {"Cache-Control": "no-store"}),
        ("200 OK", {"Cache-Control": "private, max-age=60"}),
        ("200 OK", {"Cache-Control": "public, no-cache"}),
        ("200 OK", {"Cache-Control": "public"}),
        ("200 OK", {}),
        ("200 OK", {"Cache-Control": PUBLIC, "Set-Cookie": "a=b"}),
        ("200 OK", {"Cache-Control": PUBLIC, "Vary": "Cookie"}),
        ("200 OK", {"Cache-Control": PUBLIC, "Vary": "Accept-Encoding, Accept"}),
        ("200 OK", {"Cache-Control": PUBLIC, "Warning": "111 - stale"}),
        ("200 OK", {"Cache-Control": PUBLIC, "Content-Length": "1000000"}),
        ("404 Not Found", {"Cache-Control": PUBLIC}),
        ("301 Moved Permanently", {"Cache-Control": PUBLIC, "Location": "/two/"}),
        ("429 Too Many Requests", {"Cache-Control": PUBLIC}),
        ("503 Service Unavailable", {"Cache-Control": PUBLIC}),
    ],
)
def test_what_is_not_public_for_everybody_is_never_kept(site, status, headers):
    site.status, site.headers = status, headers

    site.bodies(4)

    assert (site.made, cache.numbers().entries) == (4, 0)


def test_what_the_database_was_asked_for_is_never_kept(site):
    site.queries = 1

    site.bodies(4)

    assert site.made == 4


@pytest.mark.parametrize(
    "unusual",
    [
        {"method": "POST"}, {"method": "OPTIONS"}, {"path": "/admin/"}, {"path": "/admin/login/"},
        {"path": "/health/ready"}, {"HTTP_RANGE": "bytes=0-9"}, {"HTTP_AUTHORIZATION": "Basic eDp5"},
        {"CONTENT_LENGTH": "5"}, {"HTTP_TRANSFER_ENCODING": "chunked"}, {"HTTP_HOST": ""},
    ],
)  # fmt: skip
def test_an_unusual_request_is_neither_answered_from_memory_nor_kept(site, unusual):
    site.bodies(3)
    kept = cache.numbers().entries

    assert b"page 3" in site.get(**{"path": "/one/", **unusual})[2]
    assert b"page 4" in site.get(**{"path": "/one/", **unusual})[2]
    assert cache.numbers().entries == kept


@pytest.mark.parametrize(
    "other",
    [
        {"path": "/One/"}, {"QUERY_STRING": "a=1"}, {"HTTP_HOST": "evil.example"}, {"wsgi.url_scheme": "https"},
        {"SCRIPT_NAME": "/x"}, {"HTTP_ACCEPT_ENCODING": "br"}, {"HTTP_ACCEPT_ENCODING": "gzip"},
    ],
)  # fmt: skip
def test_another_address_host_or_encoding_is_another_answer(site, other):
    site.bodies(3)

    assert b"page 3" in site.get(**{"path": "/one/", **other})[2]


def test_the_scheme_that_the_proxy_says_is_part_of_the_address(site, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site.bodies(3, HTTP_X_FORWARDED_PROTO="https")

    assert site.bodies(1, HTTP_X_FORWARDED_PROTO="http") == [b"page 3 of /one/"]


def test_what_nobody_reads_of_a_request_is_no_part_of_the_address(site):
    site.bodies(2)

    for ignored in ({"HTTP_COOKIE": "sessionid=1"}, {"HTTP_X_FORWARDED_HOST": "evil.example"}, {"HTTP_ACCEPT": "a/b"},
                    {"HTTP_CACHE_CONTROL": "no-cache"}):  # fmt: skip
        assert site.bodies(1, **ignored) == [b"page 2 of /one/"]


def test_of_the_api_each_accepted_format_is_kept_apart_and_without_what_a_client_has_left(site):
    site.headers |= {"Vary": "Accept, Accept-Encoding", "RateLimit-Remaining": "599"}
    path = "/api/v1/occupations/"
    assert [site.get(path)[1].get("RateLimit-Remaining") for _ in range(3)] == ["599", "599", None]

    assert site.bodies(1, path, HTTP_ACCEPT="text/csv") == [b"page 3 of /api/v1/occupations/"]


def together(site: Site, requests: int) -> list[bytes]:
    """The bodies of as many requests at a time; whoever makes the page takes until all have arrived."""
    site.wait = lambda: time.sleep(0.3)
    bodies: list[bytes] = []
    threads = [threading.Thread(target=lambda: bodies.append(site.get()[2])) for _ in range(requests)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return bodies


def test_of_many_requests_for_a_page_that_just_changed_one_makes_it(site):
    site.bodies(3)
    site.version = 2

    assert together(site, 60) == [b"page 3 of /one/"] * 60


def test_of_many_requests_for_a_page_that_nobody_asked_for_before_one_makes_it(site):
    assert together(site, 60) == [b"page 1 of /one/"] * 60
    assert site.bodies(1) == [b"page 1 of /one/"]


def test_when_the_one_who_makes_it_fails_another_does(site):
    site.bodies(3)
    site.version = 2
    failing = threading.Event()

    def fail_once() -> None:
        time.sleep(0.2)
        if not failing.is_set():
            failing.set()
            raise RuntimeError

    site.wait = fail_once
    bodies: list[bytes] = []

    def ask() -> None:
        try:
            bodies.append(site.get()[2])
        except RuntimeError:
            bodies.append(b"failed")

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert sorted(bodies) == [b"failed", *[b"page 4 of /one/"] * 7]
    assert site.answers.making == {}


def test_a_crawl_of_addresses_without_end_does_not_push_out_what_is_hot(site, monkeypatch):
    monkeypatch.setattr(finished_answers, "cache", small := type(cache)(1_000_000))
    site.bodies(3)  # kept, and asked for since
    made = site.made

    for number in range(20_000):
        site.bodies(2 if number % 4 == 0 else 1, "/search/", QUERY_STRING=f"q={number}")

    assert site.bodies(1) == [b"page 2 of /one/"]
    assert site.made - made == 25_000
    numbers = small.numbers()
    assert numbers.size <= numbers.budget
    assert 0 < numbers.entries < 200
    assert max(map(len, small._asked)) <= 1 << 14


def test_the_budget_is_what_the_settings_say():
    assert cache.numbers().budget == settings.ANSWER_CACHE_MB * 2**20
