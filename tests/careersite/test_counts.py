"""Counts of requests in a process."""

import datetime

import pytest
import time_machine

from careersite.counts import Counts

NOW = datetime.datetime(2026, 12, 1, tzinfo=datetime.UTC)


@pytest.fixture
def counts():
    with time_machine.travel(NOW, tick=False) as clock:
        counts = Counts("tests.counts", {"OPTIONS": {"MAX_ENTRIES": 50_000}})
        yield counts, clock
        counts.clear()


def test_counts_of_windows_that_are_over_make_room(counts):
    cache, clock = counts
    for window in range(20):
        for client in range(50):
            cache.add(f"work:{client}:{window}", 1, 21)
        clock.shift(10)
    # Those of the last three windows have not expired; of a thousand in all, few others are left.
    assert 150 <= len(cache._cache) == len(cache._expire_info) < 200


def test_counts_that_last_are_kept(counts):
    cache, clock = counts
    for name in ("long", "longer", "longest"):
        cache.add(name, 7, 3600)
    for number in range(100):
        cache.add(f"short:{number}", 1, 21)
        clock.shift(10)
    assert len(cache._cache) < 10
    assert cache.get("long") == 7
    assert cache.incr("long", 2) == 9
