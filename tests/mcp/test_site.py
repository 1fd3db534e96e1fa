"""The address of a site, and answers that are not those of a Careersite."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from careersite.mcp_server.site import Site, SiteError, site_at


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("https://example.org", "https://example.org"),
        (" https://example.org/ ", "https://example.org"),
        ("http://127.0.0.1:8000/api/v1/", "http://127.0.0.1:8000"),
        ("https://example.org/jobs/", "https://example.org/jobs"),
    ],
)
def test_address_of_a_site_is_read(given, address):
    assert site_at(given).address == address


@pytest.mark.parametrize(
    "given",
    [
        "",
        "example.org",
        "ftp://example.org",
        "file:///etc/passwd",
        "https://",
        "https://me:secret@example.org",
        "https://example.org?x=1",
        "https://example.org:99999",
        "https://[::1",
    ],
)
def test_what_is_no_address_of_a_site_is_refused(given):
    with pytest.raises(ValueError, match="expected the address of a Careersite, such as https://example.org"):
        site_at(given)


class Odd(BaseHTTPRequestHandler):
    """Answers with the status and the body that the address asks for."""

    def do_GET(self) -> None:
        status, body = ANSWERS[self.path.removeprefix("/api/v1/")]
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """No lines among those of the tests."""


ANSWERS = {
    "html": (200, b"<!doctype html>"),
    "list": (200, b"[]"),
    "html-404": (404, b"<!doctype html>"),
    "busy": (429, json.dumps({"detail": "The limit is 3 requests a minute."}).encode()),
    "refused": (
        400,
        json.dumps({"detail": "No.", "near": [{"key": "a", "title": "A"}], "allowed_form": "a letter"}).encode(),
    ),
    "large": (200, b'"' + b"x" * 4_000_001 + b'"'),
}


@pytest.fixture(scope="module")
def odd() -> Iterator[Site]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Odd) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield site_at(f"http://127.0.0.1:{served.server_port}", timeout=5)
        served.shutdown()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("html", "{site} does not answer like the API of a Careersite."),
        ("list", "{site} does not answer like the API of a Careersite."),
        ("html-404", "{site} answered with status 404, and not like the API of a Careersite."),
        ("busy", "The limit is 3 requests a minute. Wait 7 seconds."),
        ("refused", "No. Near: A (a). Allowed: a letter."),
        ("large", "{site} answered with more than 4,000,000 bytes; ask for less."),
    ],
)
def test_an_odd_answer_is_an_error_that_says_so(odd, path, said):
    with pytest.raises(SiteError) as error:
        odd.get(path)
    assert str(error.value) == said.format(site=odd.address)
