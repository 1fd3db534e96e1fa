"""A cache holds what fits its budget, drops what was not used for longest, and counts."""

import threading

import pytest

from occupations.caching.bounded import BoundedCache, CacheNumbers


@pytest.fixture
def cache() -> BoundedCache[str]:
    return BoundedCache(100)


def test_what_was_put_in_is_found_and_counted(cache):
    assert cache.get("cook") is None
    assert cache.put("cook", "page of the cook", 16) == "page of the cook"
    assert cache.get("cook") == "page of the cook"
    assert cache.numbers() == CacheNumbers(entries=1, size=16, budget=100, hits=1, misses=1)


def test_what_was_not_used_for_longest_makes_room_by_bytes(cache):
    for key, size in (("a", 40), ("b", 40), ("c", 20)):
        cache.put(key, key, size)
    cache.get("a")
    cache.put("d", "d", 30)  # needs 30 bytes: b, of 40, is enough
    assert [cache.get(key) for key in "abcd"] == ["a", None, "c", "d"]
    assert cache.numbers()[:3] == (3, 90, 100)


def test_a_large_entry_drops_several_small_ones(cache):
    for number in range(10):
        cache.put(number, str(number), 10)
    cache.put("large", "large", 95)
    assert cache.numbers()[:2] == (1, 95)


def test_what_is_larger_than_the_budget_is_not_cached(cache):
    cache.put("a", "a", 60)
    assert cache.put("whale", "whale", 101) == "whale"
    assert (cache.get("whale"), cache.get("a")) == (None, "a")


def test_the_value_that_came_first_stays(cache):
    first, second = ["cook"], ["cook"]
    assert cache.put("cook", first, 10) is first
    assert cache.put("cook", second, 90) is first
    assert cache.numbers().size == 10


def test_a_cleared_cache_is_empty_and_counts_from_nothing(cache):
    cache.put("a", "a", 60)
    cache.get("a")
    cache.clear()
    assert cache.numbers() == CacheNumbers(0, 0, 100, 0, 0)


def test_threads_share_it_and_its_numbers_add_up(cache):
    def use(start: int) -> None:
        for number in range(2000):
            key = (start + number) % 30
            assert cache.get(key) in (None, key)
            cache.put(key, key, 1 + key % 7)

    threads = [threading.Thread(target=use, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = cache.numbers()
    assert numbers.hits + numbers.misses == 8 * 2000
    assert numbers.size <= numbers.budget
    assert numbers.size == sum(1 + key % 7 for key in range(30) if cache.get(key) is not None)
