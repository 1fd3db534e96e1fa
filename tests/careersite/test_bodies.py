"""Few bodies are read at a time, and none that is too large."""

import socket
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from select import select
from threading import BoundedSemaphore, Event
from urllib.request import urlopen

import pytest
from django.test import Client

from careersite.bodies import Bodies, TooManyBodies
from tests.servers import Site


class Slow:
    """A body that arrives when it is told to."""

    def __init__(self) -> None:
        self.is_read, self.arrives = Event(), Event()

    def read(self, size: int = -1, /) -> bytes:
        self.is_read.set()
        assert self.arrives.wait(10)
        return b"x"

    readline = read


def read_all(environ, start_response):
    return [environ["wsgi.input"].read()]


def test_bodies_beyond_the_places_are_refused_until_one_is_read():
    application = Bodies(read_all)
    slow = [Slow(), Slow()]

    def ask(body, length="1"):
        return application({"wsgi.input": body, "CONTENT_LENGTH": length}, None)

    with ThreadPoolExecutor() as threads:
        waiting = [threads.submit(ask, body) for body in slow]
        assert all(body.is_read.wait(10) for body in slow)
        with pytest.raises(TooManyBodies):
            ask(Slow())
        assert application({"wsgi.input": _Nothing(), "CONTENT_LENGTH": ""}, None) == [b""]
        for body in slow:
            body.arrives.set()
        assert [answer.result(10) for answer in waiting] == [[b"x"], [b"x"]]
        later = Slow()
        later.arrives.set()
        assert ask(later) == [b"x"]


def test_place_is_given_back_if_reading_fails():
    def fail(environ, start_response):
        environ["wsgi.input"].read()

    application = Bodies(fail)
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            application({"wsgi.input": _Broken(), "CONTENT_LENGTH": "1"}, None)
    assert isinstance(application.places, BoundedSemaphore)


def test_body_that_is_not_read_takes_no_place():
    application = Bodies(lambda environ, start_response: [b"ok"])
    application.places = BoundedSemaphore(1)
    application.places.acquire()
    assert application({"wsgi.input": _Broken(), "CONTENT_LENGTH": "1"}, None) == [b"ok"]


def test_bodies_in_chunks_are_read_up_to_what_the_address_accepts():
    def length(environ, start_response):
        return [environ["CONTENT_LENGTH"].encode(), environ["wsgi.input"].read()]

    application = Bodies(length, lambda path: 100 if path == "/small/" else 200_000)

    def send(path: str, size: int) -> list[bytes]:
        chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "PATH_INFO": path}
        return application({"wsgi.input": BytesIO(b"x" * size), **chunked}, None)

    assert send("/small/", 100) == [b"100", b"x" * 100]
    assert int(send("/small/", 150_000)[0]) in range(101, 100_000)  # enough to be refused by its length
    assert send("/", 150_000) == [b"150000", b"x" * 150_000]


def test_bodies_in_chunks_are_refused_where_they_are_read_if_all_places_are_taken():
    application = Bodies(read_all)
    application.places = BoundedSemaphore(1)
    application.places.acquire()
    with pytest.raises(TooManyBodies):
        application({"wsgi.input": _Nothing(), "HTTP_TRANSFER_ENCODING": "chunked"}, None)


class _Nothing:
    def read(self, size: int = -1, /) -> bytes:
        return b""


class _Broken:
    def read(self, size: int = -1, /) -> bytes:
        raise ZeroDivisionError


@pytest.mark.urls("tests.careersite.urls")
@pytest.mark.parametrize(
    ("path", "length", "status"),
    [
        ("/corrections/report/", 64 * 1024 + 1, 413),
        ("/admin/login/", 20 * 1024**2 + 1, 413),
        ("/testing/", 20, 405),
    ],
)
def test_body_that_is_too_large_is_refused_unread(path, length, status):
    response = Client().generic("POST", path, CONTENT_LENGTH=str(length))
    assert response.status_code == status


def test_problem_of_the_api_says_that_a_body_is_too_large():
    response = Client().generic("POST", "/api/v1/titles/match/", CONTENT_LENGTH="1000000")
    assert (response.status_code, response["Content-Type"]) == (413, "application/problem+json")


def test_readers_are_served_while_bodies_arrive_slowly(site: Site):
    head = (
        f"POST /api/v1/titles/match/ HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\n"
        "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\nx"
    )
    lines = [socket.create_connection(("127.0.0.1", site.port), timeout=20) for _ in range(16)]
    try:
        for line in lines:
            line.sendall(head.encode())
        with urlopen(f"{site.url}/", timeout=20) as response:
            assert response.status == 200
        answered, _, _ = select(lines, [], [], 10)
        assert {line.recv(12) for line in answered} == {b"HTTP/1.1 503"}
    finally:
        for line in lines:
            line.close()
