"""The gate, the policy and the headers, seen from a client."""

import logging

import pytest
from django.conf import settings
from django.db import OperationalError
from django.templatetags.static import static
from django.test import Client

from careersite import logs

pytestmark = pytest.mark.urls("tests.careersite.urls")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def answer(client, path="/testing/", method="GET", **environ):
    """The status and heading for bytes that the client's own methods would tidy up; the path is as WSGI has it."""
    response = client.request(PATH_INFO=path, REQUEST_METHOD=method, **environ)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, content.decode().partition("<h1>")[2].partition("</h1>")[0]


@pytest.mark.parametrize(
    "path",
    ["/a\x00b", "/a\x01b", "/a\x7fb", "/a\nb", "/\xff", "/\xe7\x9c", "/\xc2\x85", "/\xed\xa0\x80"],
    ids=["NUL", "control", "DEL", "newline", "no UTF-8", "half a character", "C1 control", "surrogate"],
)
def test_gate_refuses_broken_bytes_in_path(client, path):
    assert answer(client, path) == (400, "Bad request")


@pytest.mark.parametrize("query", ["q=%00", "q=%0a", "q=%7F", "q=%ff", "q=%e7%9c", "q=\xff", "%00=q", "q=\x01"])
def test_gate_refuses_broken_bytes_in_query(client, query):
    assert answer(client, QUERY_STRING=query) == (400, "Bad request")


@pytest.mark.parametrize(
    "query", ["q=%E7%9C%8B%E8%AD%B7%E5%B8%AB", "q=caf%C3%A9", "q=caf\xc3\xa9", "q=100%25", "q=%", "q=a+b"]
)
def test_gate_lets_any_language_pass(client, query):
    assert client.request(PATH_INFO="/testing/", QUERY_STRING=query).content == b"page"


def test_gate_lets_a_path_in_any_language_reach_the_404_page(client, db):
    assert client.get("/看護師/").status_code == 404


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/" + "a" * 999, "", 404),
        ("/" + "a" * 1_000, "", 414),
        ("/testing/", "q=" + "a" * 3_998, 200),
        ("/testing/", "q=" + "a" * 3_999, 414),
    ],
    ids=["longest path", "longer path", "longest query", "longer query"],
)
def test_gate_refuses_over_long_addresses(client, db, path, query, expected):
    assert client.request(PATH_INFO=path, QUERY_STRING=query).status_code == expected


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"])
def test_gate_refuses_other_methods_and_names_the_right_ones(client, method):
    assert answer(client, method=method) == (405, "Method not allowed")
    assert client.request(PATH_INFO="/testing/", REQUEST_METHOD=method)["Allow"] == "GET, HEAD, OPTIONS"


def test_gate_lets_the_admin_receive_forms_but_not_more(client, db):
    assert client.post("/admin/login/", {"username": "nobody"}).status_code == 200
    assert client.delete("/admin/login/")["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.parametrize("host", ["evil.example", "a b", "localhost:port", "", "localhost@evil.example"])
def test_gate_refuses_a_wrong_host_in_silence(client, caplog, host, monkeypatch):
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
    assert answer(client, HTTP_HOST=host) == (400, "Bad request")
    assert [record.exc_info for record in caplog.records] == [None]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/testing/stream/", 200),
        ("/a\x00b", 400),
        ("/no-such-page/", 404),
        ("/testing/fail/", 500),
        ("/admin/login/", 200),
        ("/admin", 301),
        (static("admin/css/base.css"), 200),
    ],
)
def test_every_answer_carries_the_policy(client, db, path, status):
    response = client.get(path)
    assert response.status_code == status
    names = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [response[name] for name in names] == [POLICY, "nosniff", "strict-origin-when-cross-origin", "same-origin"]
    assert response["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    response.close()


def test_policy_is_left_out_of_the_pages_for_developers_only(client, settings):
    settings.DEBUG = True
    assert "Content-Security-Policy" not in client.get("/testing/fail/")
    assert client.get("/testing/")["Content-Security-Policy"] == POLICY


@pytest.mark.parametrize("path", ["/", "/no-such-page/", "/a\x00b", "/admin/login/"])
def test_head_has_the_headers_of_get_and_no_body(client, db, path):
    get, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head["Content-Length"] == get["Content-Length"] == str(len(get.content))
    assert head.status_code == get.status_code


def test_head_of_a_streamed_page_has_no_body(rf):
    from django.http import StreamingHttpResponse

    from careersite.middleware import Gate

    response = Gate(lambda request: StreamingHttpResponse(iter([b"page"])))(rf.head("/", headers={"host": "localhost"}))
    assert b"".join(response) == b""


def test_public_pages_know_no_session_and_set_no_cookie(client):
    client.cookies.load({"sessionid": "abc", "csrftoken": "def"})
    response = client.get("/testing/session/")
    assert response.content == b"False"
    assert (dict(response.cookies), response.get("Vary")) == ({}, None)


def test_an_address_that_takes_forms_has_no_session_for_that(client, settings):
    settings.GATE_WRITABLE = (*settings.GATE_WRITABLE, "/testing/session/")
    client.cookies.load({"sessionid": "abc"})
    for response in (client.get("/testing/session/"), client.post("/testing/session/")):
        assert (response.status_code, response.content, dict(response.cookies)) == (200, b"False", {})
    assert client.delete("/testing/session/")["Allow"] == "GET, HEAD, OPTIONS, POST"


@pytest.mark.django_db(transaction=True)
def test_page_is_read_again_when_the_database_hangs_up(client):
    first = client.get("/testing/read/").content.decode()
    second = client.get("/testing/read/", {"end": first})
    assert (second.status_code, second.content.decode() == first) == (200, False)


def test_request_keeps_a_good_id_and_gets_one_otherwise(client):
    assert client.get("/testing/", headers={"x-request-id": "proxy-0123456789"})["X-Request-ID"] == "proxy-0123456789"
    forged = client.get("/testing/", headers={"x-request-id": "<script>"})["X-Request-ID"]
    assert (len(forged), forged.isalnum()) == (32, True)


def test_checks_find_a_missing_gate_and_a_loose_policy(settings):
    from careersite.checks import gate_stands_in_front, policy_is_strict

    assert (gate_stands_in_front(None), policy_is_strict(None)) == ([], [])
    settings.MIDDLEWARE = settings.MIDDLEWARE[::-1]
    settings.SECURE_CSP = {"script-src": ["'self'", "'unsafe-inline'"]}
    assert [error.id for error in gate_stands_in_front(None)] == ["careersite.E001"]
    assert [error.msg for error in policy_is_strict(None)] == ["SECURE_CSP allows 'unsafe-inline' in script-src."]


@pytest.mark.django_db
def test_page_whose_database_is_away_says_so_and_when_to_try_again(client):
    response = client.get("/testing/away/")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
    assert "<h1>This page is not available right now</h1>" in response.content.decode()
    assert response["Content-Security-Policy"] == POLICY


def test_mistake_in_a_view_is_not_blamed_on_the_database(client):
    response = client.get("/testing/fail/")
    assert (response.status_code, "Retry-After" in response) == (500, False)
    assert "<h1>Something went wrong</h1>" in response.content.decode()


def test_database_that_is_away_is_logged_once_per_incident(monkeypatch):
    clock = iter([0.0, 5.0, 14.0, 24.5])
    monkeypatch.setattr(logs.time, "monotonic", lambda: next(clock))
    once = logs.OncePerIncident()

    def said(error: Exception | None) -> bool:
        info = (type(error), error, None) if error else None
        return once.filter(logging.LogRecord("django.request", logging.ERROR, "", 0, "", (), info))

    assert [said(OperationalError()) for _ in range(4)] == [True, False, False, True]
    assert [said(ValueError()), said(ValueError()), said(None)] == [True, True, True]
