"""Titles that are answered badly: counted in memory, kept from the fifth time on, never while somebody waits."""

import datetime

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from occupations.models import MeantInstead, SeldomTitle, TitleOverride, TitleToReview
from occupations.search import review
from occupations.search.engine import Found, Hit, find
from occupations.search.reading.titles import read_title
from tests.http.public import occupations

pytestmark = pytest.mark.django_db

IN_DOUBT = Found([Hit("cook", "Cook", "Food", confidence=0.3)], [], "choice", read_title("alchemist"))


@pytest.fixture(autouse=True)
def counts(monkeypatch):
    """Of a process that has just begun."""
    monkeypatch.setattr(review, "_counts", type(review._counts)())
    return review


def look(address: str, times: int = 1) -> None:
    for _ in range(times):
        assert Client().get(address).status_code == 200


def stored() -> dict[str, tuple[int, int, int]]:
    """How often nothing was found, how often it was in doubt, and how often not meant."""
    rows = TitleToReview.objects.values_list("words", "nothing", "unsure", "rejected")
    return {words: (nothing, unsure, rejected) for words, nothing, unsure, rejected in rows}


def test_words_are_kept_from_the_fifth_time_on():
    look("/search/?q=Alchemist", 4)
    look("/search/?q=Town++crier", 5)
    review.write()
    assert stored() == {"town crier": (5, 0, 0)}
    look("/search/?q=alchemist")
    review.write()
    assert stored() == {"town crier": (5, 0, 0), "alchemist": (5, 0, 0)}


@pytest.mark.parametrize("times", [4, 5])
@pytest.mark.parametrize("kind", ["unsure", "rejected"])
def test_each_kind_is_kept_from_the_fifth_time_on(kind, times):
    for _ in range(times):
        if kind == "unsure":
            review.count("Alchemist", IN_DOUBT)
        else:
            review.reject("Alchemist")
    review.write()
    rows = TitleToReview.objects.filter(words="alchemist").values_list(kind, "count")
    assert list(rows) == ([(5, 5)] if times == 5 else [])


def test_kinds_of_one_title_are_counted_together():
    look("/search/?q=alchemist", 2)
    review.count("alchemist", IN_DOUBT)
    review.reject("ALCHEMIST")
    review.reject("alchemist ")
    review.write()
    assert stored() == {"alchemist": (2, 1, 2)}


def test_what_was_kept_once_is_added_to_and_nothing_is_counted_twice():
    look("/search/?q=alchemist", 5)
    review.write()
    look("/search/?q=alchemist")
    review.write()
    review.write()
    assert stored() == {"alchemist": (6, 0, 0)}


def test_what_another_process_has_kept_is_added_to():
    TitleToReview.objects.create(words="alchemist", unsure=5, last_on="2026-01-02")
    look("/search/?q=alchemist", 2)
    review.write()
    assert stored() == {"alchemist": (2, 5, 0)}


def end_process() -> None:
    """What it has not written is lost, and the next one begins with nothing."""
    review._counts.clear()


def test_the_counts_of_all_processes_come_together():
    (cook,) = occupations("Cook")
    for times in (2, 2, 1):
        assert stored() == {}
        for _ in range(times):
            review.reject("alchemist")
            review.mean("alchemist", "cook")
        review.write()
        end_process()
    assert stored() == {"alchemist": (0, 0, 5)}
    assert list(MeantInstead.objects.values_list("occupation", "count")) == [(cook.pk, 5)]
    assert SeldomTitle.objects.count() == 0


def test_what_was_meant_waits_for_its_title():
    occupations("Cook")
    for _ in range(5):
        review.mean("alchemist", "cook")
    review.write()
    assert stored() == {}
    look("/search/?q=alchemist", 5)
    review.write()
    assert MeantInstead.objects.count() == 0
    review.mean("alchemist", "cook")
    review.write()
    assert MeantInstead.objects.get().count == 6


def test_words_that_few_have_typed_are_not_stored_and_their_counts_are_forgotten(monkeypatch):
    look("/search/?q=alchemist", 4)
    review.write()
    row = SeldomTitle.objects.get()
    assert (row.nothing, len(row.digest), "alchemist" in str(vars(row))) == (4, 64, False)
    SeldomTitle.objects.update(last_on=timezone.localdate() - review.MONTH - datetime.timedelta(days=1))
    review.reject("another")
    review.write()
    look("/search/?q=alchemist", 4)
    review.write()
    assert stored() == {}


def test_counts_that_cannot_be_written_are_written_later(monkeypatch):
    look("/search/?q=alchemist", 5)
    with monkeypatch.context() as patch:
        patch.setattr(review, "ADD", "SELECT 1 / 0, %s, %s, %s, %s, %s")
        with pytest.raises(DatabaseError):
            review.write()
    review.write()
    assert stored() == {"alchemist": (5, 0, 0)}


def test_a_process_writes_periodically_and_when_it_ends(monkeypatch):
    at_end, periodic = [], []
    monkeypatch.setattr(review.background, "at_end", lambda *call: at_end.append(call))
    monkeypatch.setattr(review.background, "every", lambda *call: periodic.append(call))
    review.start_writing()
    work = ("Writing titles to review", review.write)
    assert (periodic, at_end) == ([(15, *work)], [work])


def test_an_occupation_that_was_meant_is_kept_from_the_fifth_time_on():
    cook, chef = occupations("Cook", "Chef")
    for _ in range(5):
        review.reject("alchemist")
        review.mean("alchemist", "cook")
    for _ in range(4):
        review.mean("alchemist", "chef")
    review.write()
    assert list(MeantInstead.objects.values_list("occupation", "count")) == [(cook.pk, 5)]
    review.mean("alchemist", "chef")
    for _ in range(5):
        review.mean("alchemist", "cook")
    review.write()
    assert dict(MeantInstead.objects.values_list("occupation", "count")) == {cook.pk: 10, chef.pk: 5}


def test_what_is_found_or_said_to_be_unreadable_is_not_counted():
    occupations("Cook", "Chef")
    for address in (
        "/search/?q=cook",
        "/search/?q=coook",
        "/search/?q=",
        "/search/?q=...",
        "/search/?q=99-9999",
        "/search/suggest/?q=zzzz",
        "/api/v1/search/?q=zzzz",
    ):
        look(address, 5)
    review.reject("…")
    review.write()
    assert stored() == {}


def test_what_editors_have_decided_is_not_counted():
    occupations("Cook")
    TitleOverride.objects.create(title="Alchemist", folded="alchemist")
    look("/search/?q=alchemist", 5)
    review.write()
    assert stored() == {}


@pytest.mark.parametrize(
    "private",
    [
        "somebody@example.org",
        "nurse 555-123-4567",
        "+1 (555) 123 4567",
        "123-45-6789",
        "https://x.example/cv",
        "x\x00y",
    ],
)
def test_what_looks_private_or_cannot_be_stored_is_not_counted(private):
    for _ in range(5):
        review.reject(private)
        review.reject("alchemist 2")
    review.write()
    assert stored() == {"alchemist 2": (0, 0, 5)}


def test_titles_of_the_picker_that_are_not_found_are_counted():
    look("/compare/?a=alchemist&b=", 5)
    review.write()
    assert stored() == {"alchemist": (5, 0, 0)}


def test_titles_in_addresses_are_counted_unless_somebody_chooses_or_a_program_asks():
    occupations("Cook", "Chef")
    for _ in range(5):
        for address in ("/occupations/alchemist/", "/occupations/alchemist/?as=", "/compare/cook-vs-town-crier/",
                        "/compare/cook-vs-town-crier.json"):  # fmt: skip
            assert Client().get(address).status_code == 404
    review.write()
    assert stored() == {"alchemist": (5, 0, 0), "town crier": (5, 0, 0)}


def test_nothing_is_written_while_somebody_waits():
    with CaptureQueriesContext(connection) as made:
        look("/search/?q=alchemist", 9)
    assert [query["sql"] for query in made if not query["sql"].lstrip().startswith("SELECT")] == []


def test_the_rarest_make_room(monkeypatch):
    monkeypatch.setattr(review, "MOST_COUNTED", 4)
    for words in ("often", "often", "a", "b", "c", "d", "e", "f"):
        review.reject(words)
    assert review._counts[review.Counted("often", review.REJECTED)] == 2
    assert len(review._counts) <= 4


def test_an_override_solves_all_spellings_of_its_title():
    for words in ("alchemist", "alchemists", "the alchemist", "chief alchemist"):
        TitleToReview.objects.create(words=words, nothing=5, last_on="2026-01-02")
    assert review.solved_by("Alchemist") == 3
    assert set(stored()) == {"chief alchemist"}


def test_what_is_answered_by_now_leaves_the_queue_unless_visitors_mean_something_else():
    occupations("Cook", "Chef")
    for words, counts in {
        "cook": {"nothing": 5},
        "chef": {"unsure": 4, "rejected": 1},
        "senior chef": {"nothing": 9, "dismissed": True},
        "xkcdq": {"nothing": 5},
    }.items():
        TitleToReview.objects.create(words=words, last_on="2026-01-02", **counts)
    assert find("cook").band == find("senior chef").band == "match"
    assert review.remove_answered() == 1
    assert set(stored()) == {"chef", "senior chef", "xkcdq"}


def test_a_flood_of_words_is_bounded_by_the_day_and_leaves_those_that_many_type(monkeypatch):
    monkeypatch.setattr(review, "MOST_A_DAY", 3)
    for _ in range(2):
        review.reject("alchemist")
    for number in range(20):
        review.reject(f"alchemist {number}")
    review.write()
    assert (SeldomTitle.objects.count(), SeldomTitle.objects.filter(rejected=2).count()) == (3, 1)


def test_words_are_bounded_as_a_whole_and_forgotten_after_a_year(monkeypatch):
    monkeypatch.setattr(review, "MOST_STORED", 3)
    today = timezone.localdate()
    for count, days in ((9, 366), (5, 0), (6, 0), (7, 364), (8, 0)):
        TitleToReview.objects.create(words=f"typed {count}", nothing=count, last_on=today - datetime.timedelta(days))
    TitleToReview.objects.create(words="dismissed", nothing=5, last_on=today, dismissed=True)
    assert review.forget() == 4
    assert set(stored()) == {"dismissed", "typed 8"}
    assert review.forget() == 0
