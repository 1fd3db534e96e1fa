"""No client takes more than its share of the time, and nobody waits because of others."""

import time
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client as Browser
from django.test import RequestFactory

from careersite import fair_share
from careersite.fair_share import MOST_CLIENTS, FairShare, limited_client

SOMEBODY, ANOTHER = "9.9.9.9", "8.8.8.8"


@pytest.fixture
def clock(settings, monkeypatch) -> Iterator[time_machine.Traveller]:
    """Time stands still, at the beginning of a window. A client may use two seconds of twenty, and is alone after a
    quarter of one."""
    settings.CLIENT_SHARE, settings.REDIS_URL = 10, ""
    cache.clear()
    monkeypatch.setattr(fair_share.time, "monotonic", time.time)
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        yield clock


class Get:
    """Answers requests that take so many seconds of the processor. `meanwhile` is called in the middle."""

    def __init__(self, rf: RequestFactory) -> None:
        self.rf, self.processor = rf, 0.0
        self.takes, self.meanwhile = 0.0, list[Callable[[], HttpResponse]]()
        self.answered_meanwhile: list[HttpResponse] = []
        self.middleware = FairShare(self.view)

    def view(self, request: HttpRequest) -> HttpResponse:
        takes, meanwhile, self.meanwhile = self.takes, self.meanwhile, []
        self.answered_meanwhile = [get_page() for get_page in meanwhile]
        self.processor += takes
        return HttpResponse()

    def __call__(self, takes: float, address: str = SOMEBODY, path: str = "/", meanwhile=()) -> HttpResponse:
        self.takes, self.meanwhile = takes, list(meanwhile)
        response = self.middleware(self.rf.get(path, REMOTE_ADDR=address))
        assert isinstance(response, HttpResponse)
        return response


@pytest.fixture
def get(clock, rf, monkeypatch) -> Get:
    get = Get(rf)
    monkeypatch.setattr(fair_share.time, "thread_time", lambda: get.processor)
    return get


def statuses(get: Get, number: int, takes: float, **more: str) -> list[int]:
    return [get(takes, **more).status_code for _ in range(number)]


def test_whoever_has_used_up_their_share_waits_and_others_do_not(get):
    assert statuses(get, 7, 0.3) == [200] * 7
    refused = get(0.3)
    assert (refused.status_code, refused["Retry-After"]) == (429, "21")  # until no more than 2 of 2.1 s count
    assert "<h1>Too many requests</h1>" in refused.content.decode()
    assert statuses(get, 2, 0.3, address=ANOTHER) == [200, 200]
    assert statuses(get, 1, 0.3, path="/admin/") == [200]


def test_after_the_time_that_was_said_the_client_is_answered_again(get, clock):
    statuses(get, 7, 0.3)
    clock.shift(int(get(0.3)["Retry-After"]) - 2)
    assert statuses(get, 1, 0.3) == [429]
    clock.shift(2)
    assert statuses(get, 2, 0.3) == [200, 429]
    clock.shift(20)
    assert statuses(get, 6, 0.3) == [200] * 6


def test_whoever_is_refused_is_not_charged_for_it(get, clock):
    statuses(get, 7, 0.3)
    assert statuses(get, 500, 0.3) == [429] * 500
    clock.shift(22)
    assert statuses(get, 1, 0.3) == [200]


def test_a_client_that_asks_for_much_is_answered_one_request_at_a_time(get):
    get(0.6, meanwhile=[lambda: get(0.001)] * 2)
    assert [one.status_code for one in get.answered_meanwhile] == [200, 200]
    get(0.1, meanwhile=[lambda: get(0.1)] * 2)
    assert [(one.status_code, one["Retry-After"]) for one in get.answered_meanwhile] == [(429, "1")] * 2
    get(0.1, meanwhile=[lambda: get(0.1, address=ANOTHER)])
    assert [one.status_code for one in get.answered_meanwhile] == [200]
    assert statuses(get, 1, 0.1) == [200]


def test_small_costs_are_added_up(get):
    answered = statuses(get, 600, 0.004).count(200)
    assert 500 <= answered <= 502  # two seconds, and less than is charged at a time


def test_a_network_of_ipv6_is_one_client(get):
    assert statuses(get, 7, 0.3, address="2600:1::1") == [200] * 7
    assert statuses(get, 1, 0.3, address="2600:1::ffff:2") == [429]
    assert statuses(get, 1, 0.3, address="2600:1:0:1::1") == [200]


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.7", "192.168.1.1", "::1", "fd00::1", ""])
def test_an_address_that_may_be_that_of_a_proxy_is_everybodys(rf, settings, address):
    assert limited_client(rf.get("/", REMOTE_ADDR=address)) == ""
    settings.CLIENT_ADDRESS_KEY = "HTTP_X_REAL_IP"
    named = limited_client(rf.get("/", REMOTE_ADDR="127.0.0.1", headers={"x-real-ip": address or "junk"}))
    assert bool(named) == bool(address)


def test_processes_that_count_together_have_their_shares_together(settings):
    settings.WORKERS, settings.CLIENT_SHARE = 4, 10
    settings.REDIS_URL = ""
    assert fair_share.most() == 2_000
    settings.REDIS_URL = "redis://counter/0"
    assert fair_share.most() == 8_000


def test_without_a_share_nobody_waits(get, settings):
    settings.CLIENT_SHARE = 0
    assert statuses(get, 20, 3) == [200] * 20


def test_a_process_remembers_no_more_clients_than_it_may(clock):
    middleware = FairShare(lambda request: HttpResponse())
    for number in range(MOST_CLIENTS + 5):
        middleware.client(str(number))
    assert (len(middleware.clients), "4" in middleware.clients, "5" in middleware.clients) == (
        MOST_CLIENTS,
        False,
        True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/api/v1/metrics/"])
def test_the_answer_is_a_page_or_a_problem_that_nobody_keeps(clock, settings, monkeypatch, path):
    processor = iter(range(0, 100, 3))  # each request takes three seconds
    monkeypatch.setattr(fair_share.time, "thread_time", lambda: next(processor))
    browser = Browser(REMOTE_ADDR=SOMEBODY)
    first, refused = browser.get(path), browser.get(path)
    assert (first.status_code, refused.status_code, refused["Cache-Control"]) == (200, 429, "no-store")
    assert int(refused["Retry-After"]) > 0
    assert refused["Content-Type"].startswith("application/problem+json" if "api" in path else "text/html")
    assert "frame-ancestors 'none'" in refused["Content-Security-Policy"]
