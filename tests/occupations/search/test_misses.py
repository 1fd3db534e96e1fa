"""What is looked for in vain: counted in memory, kept from the fifth time on, never while somebody waits."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from occupations.models import SearchMiss
from occupations.search import misses
from tests.http.public import occupations

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counts(monkeypatch):
    """Of a process that has just begun."""
    monkeypatch.setattr(misses, "_counts", type(misses._counts)())
    return misses


def look(address: str, times: int = 1) -> None:
    for _ in range(times):
        assert Client().get(address).status_code == 200


def kept() -> dict[str, int]:
    return dict(SearchMiss.objects.values_list("words", "count"))


def test_words_are_kept_from_the_fifth_time_on():
    look("/search/?q=Alchemist", 4)
    look("/search/?q=Town++crier", 5)
    misses.write()
    assert kept() == {"town crier": 5}
    look("/search/?q=alchemist")
    misses.write()
    assert kept() == {"town crier": 5, "alchemist": 5}


def test_what_was_kept_once_is_added_to_and_nothing_is_counted_twice():
    look("/search/?q=alchemist", 5)
    misses.write()
    look("/search/?q=alchemist")
    misses.write()
    misses.write()
    assert kept() == {"alchemist": 6}


def test_what_another_process_has_kept_is_added_to():
    SearchMiss.objects.create(words="alchemist", count=5, last_on="2026-01-02")
    look("/search/?q=alchemist", 2)
    misses.write()
    assert kept() == {"alchemist": 7}


def test_what_is_found_or_said_to_be_unreadable_is_not_counted():
    occupations("Cook", "Chef")
    for address in ("/search/?q=cook", "/search/?q=kook", "/search/?q=", "/search/?q=...", "/search/suggest/?q=zzzz"):
        look(address, 5)
    misses.write()
    assert kept() == {}


def test_titles_of_the_picker_that_are_not_found_are_counted():
    look("/compare/?a=alchemist&b=", 5)
    misses.write()
    assert kept() == {"alchemist": 5}


def test_nothing_is_written_while_somebody_waits():
    with CaptureQueriesContext(connection) as made:
        look("/search/?q=alchemist", 9)
    assert [query["sql"] for query in made if not query["sql"].lstrip().startswith("SELECT")] == []


def test_the_rarest_make_room(monkeypatch):
    monkeypatch.setattr(misses, "MOST_WORDS", 4)
    for words in ("often", "often", "a", "b", "c", "d", "e", "f"):
        misses.count(words)
    assert misses._counts["often"] == 2
    assert len(misses._counts) <= 4
