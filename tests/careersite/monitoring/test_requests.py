"""What is noted of a request, from the outside: a WSGI application of which a server asks for a page."""

import json
import re
from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from careersite.bodies import Bodies, TooManyBodies
from careersite.monitoring import requests
from careersite.monitoring.requests import Observed, Request
from occupations.caching.bounded import BoundedCache
from occupations.usage import usage


def ask(application, path="/", **environ):
    """Status and headers of the answer, as the server gets them."""
    answered = {}

    def start_response(status, headers, exc_info=None):
        answered.update(status=status, headers=dict(headers))

    given = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **environ,
    }
    body = application(given, start_response)
    b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return answered["status"], answered["headers"]


def noted(work=lambda environ: None, status="200 OK", path="/", **environ) -> Request:
    """What is noted of a request that does this work."""

    def application(environ, start_response):
        work(environ)
        start_response(status, [("Content-Length", "4")])
        return [b"page"]

    found: list[Request] = []
    ask(Observed(application, log=found.append), path, **environ)
    assert len(found) == 1
    return found[0]


def test_request_is_noted_with_what_it_used(db):
    def work(environ):
        environ[requests.VIEW] = "comparisons:comparison"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.02)")
            cursor.execute("SELECT 1")

    request = noted(work)
    assert (request.view, request.status, request.length, request.queries) == ("comparisons:comparison", 200, 4, 2)
    assert 0.02 < request.in_database < request.seconds
    assert 0 < request.processor < request.seconds


def test_request_starts_from_nothing():
    usage.queries, usage.view, usage.misses = 7, 3.0, 2
    request = noted()
    assert (request.queries, request.in_view, request.cache) == (0, 0.0, "none")


@pytest.mark.parametrize(("keys", "said"), [("", "none"), ("a", "hit"), ("b", "miss"), ("aba", "miss")])
def test_answer_from_a_cache_is_one_that_lacked_nothing(keys, said):
    cache: BoundedCache[str] = BoundedCache(100)
    cache.put("a", "value", 1)
    assert noted(lambda environ: [cache.get(key) for key in keys]).cache == said


def test_cache_of_whole_answers_speaks_for_itself():
    assert noted(lambda environ: environ.update({requests.CACHE: "stale"})).cache == "stale"


@pytest.mark.parametrize(("path", "view"), [("/static/site.css", "static"), ("/wp-login.php", "none")])
def test_addresses_without_a_view_have_few_names(path, view):
    assert noted(path=path).view == view


@pytest.mark.parametrize("path", ["/health/live", "/health/public", "/health/ready"])
def test_what_watches_the_site_is_not_noted(path):
    found: list[Request] = []
    ask(Observed(lambda environ, start: start("200 OK", []) or [], log=found.append), path)
    assert found == []


def test_id_of_the_proxy_is_used_and_a_strange_one_is_not():
    assert noted(HTTP_X_REQUEST_ID="f" * 32).request_id == "f" * 32
    assert re.fullmatch("[0-9a-f]{32}", noted(HTTP_X_REQUEST_ID='x"\r\n{}').request_id)


def test_line_and_answer_of_the_site_have_one_id(db, capfd):
    application = Observed(Bodies(WSGIHandler()), log=requests.log_as_json)
    status, headers = ask(application, "/robots.txt")
    line = json.loads(capfd.readouterr().err)
    assert status == "200 OK"
    assert line["request_id"] == headers["X-Request-ID"]
    assert (line["view"], line["status"], line["path"]) == ("careersite.views.robots", 200, "/robots.txt")
    assert line["bytes"] == int(headers["Content-Length"])
    assert 0 < line["view_ms"] < line["ms"]


HOSTILE = '/a\r\n{"event": "forged"}\x1b[31m\x00\x85\u2028'.encode().decode("latin-1")


@pytest.mark.parametrize("write", [requests.log_as_json, requests.log_in_words])
@pytest.mark.parametrize("path", [HOSTILE, "/" + "x" * 100_000, "/\xff" * 5000])
def test_request_is_one_bounded_line_whatever_is_in_it(capfd, write, path):
    write(noted(path=path, REQUEST_METHOD="GET\r\nforged"))
    line = capfd.readouterr().err
    assert line.endswith("\n")
    assert len(line) < 4096  # what a pipe takes in one piece
    assert len(line.splitlines()) == 1
    assert line.strip().isprintable()
    assert line.isascii()


def test_line_has_nothing_about_the_reader(capfd):
    told = {
        "REMOTE_ADDR": "203.0.113.7",
        "QUERY_STRING": "q=something-typed",
        "HTTP_USER_AGENT": "a-browser",
        "HTTP_COOKIE": "sessionid=a-session",
        "HTTP_REFERER": "https://elsewhere.example/",
        "HTTP_X_REAL_IP": "203.0.113.8",
    }
    requests.log_as_json(noted(**told))
    line = capfd.readouterr().err
    assert [value for value in told.values() if value in line] == []


def test_failed_request_is_an_error(capfd):
    requests.log_as_json(noted(status="503 Service Unavailable"))
    assert json.loads(capfd.readouterr().err)["level"] == "error"


def test_demonstration_says_where_the_time_went(db):
    application = Observed(WSGIHandler(), timing=True)
    said = ask(application, "/robots.txt")[1]["Server-Timing"]
    times = dict(re.findall(r"(\w+);dur=([\d.]+)", said))
    assert list(times) == ["db", "view", "total"]
    assert float(times["view"]) <= float(times["total"])


def test_production_does_not_say_where_the_time_went(db):
    assert "Server-Timing" not in ask(Observed(WSGIHandler()), "/robots.txt")[1]


def test_refused_body_is_counted(monkeypatch):
    counted: list[int] = []
    monkeypatch.setattr("careersite.bodies.at_refusal", [lambda: counted.append(1)])
    application = Bodies(lambda environ, start: [environ["wsgi.input"].read()])
    for _ in range(2):
        application.places.acquire()
    with pytest.raises(TooManyBodies):
        application({"CONTENT_LENGTH": "1", "wsgi.input": BytesIO(b"x")}, None)
    assert counted == [1]
