"""Requests are counted by client and window of time, in a place that may be away."""

import re

import pytest
import time_machine
from django.conf import settings as project
from django.core.cache import cache

from occupations.models import SentCount
from occupations.rendering import throttle
from occupations.rendering.throttle import Allowance, Spent, client_of, count, count_sent, forget_sent, spend


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


def used(client: str, what: str = "report", limit: int = 2, cost: int = 1) -> int:
    allowance = count(what, client, limit, 10, cost)
    assert allowance is not None
    return allowance.used


def test_each_client_is_counted_by_itself_and_for_each_thing_by_itself():
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        assert [used("a"), used("a"), used("b"), used("a", "api"), used("a", cost=5)] == [1, 2, 1, 1, 7]


def test_an_allowance_says_what_is_left_and_when_it_is_whole_again():
    with time_machine.travel("2026-03-01T12:00:03Z", tick=False):
        first, second, third = (count("report", "a", 2, 10) for _ in range(3))
    assert (first, first.exceeded, second.exceeded) == (Allowance(2, 1, 10, 7), False, False)
    assert third.exceeded
    assert third.headers == {
        "RateLimit-Limit": "2",
        "RateLimit-Remaining": "0",
        "RateLimit-Reset": "7",
        "RateLimit-Policy": "2;w=10",
        "Retry-After": "7",
    }


def test_a_count_is_forgotten_after_its_window():
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False) as clock:
        assert [used("a"), used("a")] == [1, 2]
        clock.shift(10)
        assert used("a") == 1


def test_a_cache_that_is_away_is_left_alone_for_a_second(monkeypatch):
    attempts, clock = [], [100.0]

    def freeze(*args):
        attempts.append(args)
        raise TimeoutError

    monkeypatch.setattr(throttle.Silence, "ends", 0.0)
    monkeypatch.setattr(throttle.time, "monotonic", lambda: clock[0])
    with monkeypatch.context() as away:
        away.setattr(throttle.cache, "add", freeze)
        assert [count("report", "a", 2, 10) for _ in range(3)] == [None] * 3
        clock[0] += throttle.ASKED_AGAIN_AFTER
        assert count("report", "a", 2, 10) is None
        assert len(attempts) == 2
    clock[0] += throttle.ASKED_AGAIN_AFTER
    assert used("a") == 1


def test_a_process_remembers_no_more_clients_than_it_may():
    assert project.CACHES["default"]["OPTIONS"] == {"MAX_ENTRIES": 50_000}


def test_clients_are_counted_as_keyed_hashes_of_their_network(rf, settings):
    def of(address: str, **headers: str) -> str:
        return client_of(rf.get("/", REMOTE_ADDR=address, headers=headers))

    assert re.fullmatch("[0-9a-f]{64}", of("192.0.2.1"))
    assert of("192.0.2.1") != of("192.0.2.2")
    assert of("2001:db8::1") == of("2001:db8::ffff:1") != of("2001:db8:0:1::1")
    assert of("") == of("  ")
    settings.CLIENT_ADDRESS_KEY = "HTTP_X_REAL_IP"
    assert of("10.0.0.1", x_real_ip="192.0.2.1") == of("10.0.0.2", x_real_ip="192.0.2.1")


@pytest.mark.parametrize(
    ("spent", "seconds"),
    [
        (Spent(100, 0, 5.0, 10), 0.0),
        (Spent(100, 200, 9.0, 10), 0.0),  # 100 + a tenth of 200
        (Spent(60, 100, 2.0, 10), 2.0),  # 100 × 0.6 = 60 after 4 seconds
        (Spent(240, 0, 5.0, 10), 10.0),  # 240 × 0.5 = 120 after 5 seconds of the next window
        (Spent(240, 999, 5.0, 10), 10.0),
    ],
)
def test_what_was_spent_is_forgotten_little_by_little(spent, seconds):
    assert spent.seconds_until(120) == pytest.approx(seconds)


def test_what_is_spent_counts_in_this_window_and_in_the_next():
    with time_machine.travel("2026-03-01T12:00:04Z", tick=False) as clock:
        assert [spend("work", "a", 10, 7), spend("work", "a", 10, 5)] == [Spent(7, 0, 4.0, 10), Spent(12, 0, 4.0, 10)]
        clock.shift(10)
        assert spend("work", "a", 10, 1) == Spent(1, 12, 4.0, 10)
        clock.shift(20)
        assert spend("work", "a", 10, 1) == Spent(1, 0, 4.0, 10)


def sent(client: str, what: str = "report") -> Allowance:
    allowance = count_sent(what, client, 2, 10)
    assert allowance is not None
    return allowance


@pytest.mark.django_db
def test_what_is_sent_is_counted_by_all_processes_together_and_forgotten_after_its_window():
    with time_machine.travel("2026-03-01T12:00:03Z", tick=False) as clock:
        first = sent("a")
        cache.clear()  # as another process finds it
        assert (first, sent("a")) == (Allowance(2, 1, 10, 7), Allowance(2, 2, 10, 7))
        assert [sent("b").used, sent("a", "click").used] == [1, 1]
        assert {len(one.key) for one in SentCount.objects.all()} == {64}
        assert (forget_sent(), SentCount.objects.count()) == (0, 3)
        clock.shift(8)
        assert sent("a").used == 1
        assert (forget_sent(), SentCount.objects.count()) == (3, 1)


def test_processes_with_a_redis_count_there_what_is_sent(settings):
    settings.REDIS_URL = "redis://counter/0"  # the cache of this test stands for it
    with time_machine.travel("2026-03-01T12:00:00Z", tick=False):
        assert [sent("a").used, used("a")] == [1, 2]
