"""Finding occupations: what is meant comes first, each hit says why, and only what is public is found."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from occupations.importers import undo
from occupations.models import Category, Occupation, SearchTitle, SearchVocabulary
from occupations.publishing import batches, publish
from occupations.search import spelling
from occupations.search.index import fold
from occupations.search.query import MOST_WORDS, find, near, search
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def published(*titles: str, **names: list[str]) -> dict[str, Occupation]:
    """Occupations by title; `names`: other names, by the title with underscores."""
    made = [make.occupation(title) for title in titles]
    for one in made:
        for name in names.get(one.title.replace(" ", "_"), []):
            one.alternate_titles.create(title=name)
    publish.publish_all(made)
    return {one.title: one for one in made}


def found_by(query: str) -> list[tuple[str, str]]:
    return [(hit.title, hit.why) for hit in search(query)]


def titles(query: str) -> list[str]:
    return [hit.title for hit in search(query)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Registered Nurses", "registered nurse"),
        ("R.N.", "rn"),
        ("C++/C# developer", "c++ c# developer"),
        ("ASP.NET", "asp .net"),
        ("Café attaché", "cafe attache"),
        ("Teacher’s aide", "teacher aide"),
        ("Director of the secretaries", "director secretary"),
        ("Bus boss, gas", "bus boss gas"),
        ("看護師", "看護師"),
        ("Of the", "of the"),
        ("\u202enurse\u200f", "nurse"),
        ("🍳 … --", ""),
    ],
)
def test_words_are_looked_for_in_one_form(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_any_text_folds_to_words_that_need_no_quoting(text):
    assert not set(fold(text)) & set("'\\:&|!()<>*%_")
    assert fold(fold(text)) == fold(fold(fold(text)))


def test_exact_comes_before_beginning_before_word_before_other_names():
    published(
        "Cook helper",
        "Cook",
        "Head cook",
        "Cookie baker",
        "Chef",
        "Waiter",
        Chef=["Cook"],
        Waiter=["Assistant cook"],
    )
    assert found_by("cook") == [
        ("Cook", ""),
        ("Chef", "also called Cook"),
        ("Cook helper", ""),
        ("Cookie baker", ""),
        ("Head cook", ""),
        ("Waiter", "also called Assistant cook"),
    ]


def test_the_larger_of_equals_comes_first():
    made = published("Oven cook", "Grill cook")
    make.figure("jobs", 10, occupation=made["Oven cook"])
    make.figure("jobs", 20, occupation=made["Grill cook"])
    publish.publish_all(made.values())
    assert titles("cook") == ["Grill cook", "Oven cook"]


def test_an_occupation_counts_less_where_its_record_covers_others():
    made = published("Acute care nurse", "Registered nurse")
    record = make.record(title="Registered nurses")
    release = make.release()
    make.figure("jobs", 1000, record=record, release=release)
    for one in made.values():
        make.classify(one, record, quality="shared")
    publish.publish_all(made.values())
    sizes = SearchTitle.objects.order_by("edition__title").values_list("text", "size")
    assert list(sizes) == [("Acute care nurse", 100), ("Registered nurse", 1000)]


def test_both_names_of_a_name_in_brackets_are_found():
    published("Registered nurse", "Clerk", Registered_nurse=["Registered Nurse (RN)"], Clerk=["RN clerk"])
    assert found_by("RN") == [
        ("Registered nurse", "also called Registered Nurse (RN)"),
        ("Clerk", "also called RN clerk"),
    ]
    assert SearchTitle.objects.get(folded="rn").kind == SearchTitle.Kind.SYNONYM


def test_signs_show_languages_apart():
    published("C developer", "C++ developer", "C# developer", ".NET developer")
    assert titles("c#") == ["C# developer"]
    assert titles("C++") == ["C++ developer"]
    assert titles(".net") == [".NET developer"]


def test_a_word_that_is_misspelt_is_corrected():
    published("Client services manager", "Plumber", "Lawyer", Client_services_manager=["Customer service manager"])
    why = "also called Customer service manager, spelling corrected from “custmer  servce manger”".replace("  ", " ")
    assert found_by("custmer  servce manger") == [("Client services manager", why)]
    assert found_by("plumer") == [("Plumber", "spelling corrected from “plumer”")]
    assert found_by("alwyer") == [("Lawyer", "spelling corrected from “alwyer”")]


def test_what_is_asked_around_a_title_is_left_out():
    published("Pilot", "Job coach")
    assert found_by("how to become a pilot") == [("Pilot", "")]
    assert found_by("job coach") == [("Job coach", "")]


def test_titles_with_some_of_the_words_are_near_and_no_hits():
    published("Java developer", "Plumber", "Plumber helper")
    found = find("java plumber")
    assert found.hits == []
    assert {hit.title for hit in found.near} == {"Java developer", "Plumber", "Plumber helper"}
    assert [hit.title for hit in near("plumber-java-helper")][:1] == ["Plumber helper"]


@pytest.mark.parametrize("query", ["", " ", "...", "🍳", "\u202e\u200f", "'", "zzzz", "\\", "%", "_", "':*", "| & !"])
def test_nothing_is_found_for_nothing(query):
    published("Cook")
    assert find(query) == ([], [])


def test_very_long_queries_are_cut():
    published("Cook")
    assert find("cook " * 5000).hits[0].title == "Cook"
    assert find(" ".join(f"w{number}" for number in range(5 * MOST_WORDS))) == ([], [])
    assert find("x" * 10_240) == ([], [])


def test_a_search_costs_the_same_at_any_size():
    costs = []
    for numbers in (range(40), range(40, 1000)):
        published(*(f"Cook {number} {number % 7}" for number in numbers))
        costs.append([])
        for query in ("cook", "cook 7", "kook 7", "zzzz", "cook plumber"):
            with CaptureQueriesContext(
                connection,
            ) as made:
                find(query)
            costs[-1].append(len(made))
    assert Occupation.objects.public().count() == 1000
    assert costs == [[1, 1, 3, 2, 3]] * 2


# The index follows what is public, whatever changes it


def index() -> set[str]:
    """What the index has; and that the vocabulary is of these words."""
    rows = list(SearchTitle.objects.values_list("text", "folded"))
    words = sorted({word for _, folded in rows for word in folded.split()})
    vocabularies = SearchVocabulary.objects.all()
    assert [sorted(one.words) for one in vocabularies] == ([words] if vocabularies else [])
    return {text for text, _ in rows}


def test_a_draft_is_not_found():
    published("Cook")
    make.occupation("Chef")
    assert (index(), titles("chef")) == ({"Cook"}, [])


def test_a_new_edition_takes_the_place_of_the_old():
    cook = published("Cook", "Baker", Cook=["Chef"])["Cook"]
    untouched = SearchTitle.objects.get(text="Baker").pk
    cook.alternate_titles.all().delete()
    cook.title = "Head cook"
    cook.save()
    assert index() == {"Cook", "Chef", "Baker"}
    publish.publish(cook)
    assert index() == {"Head cook", "Baker"}
    assert SearchTitle.objects.get(text="Baker").pk == untouched


def test_withdrawing_and_reinstating():
    cook = published("Cook", "Baker")["Cook"]
    publish.withdraw(cook, "Gone.")
    assert (index(), titles("cook")) == ({"Baker"}, [])
    publish.reinstate(cook)
    assert (index(), titles("cook")) == ({"Cook", "Baker"}, ["Cook"])


def test_undoing_a_batch_brings_the_old_names_back():
    cook = published("Cook")["Cook"]
    cook.title = "Chef"
    cook.save()
    batch = batches.publish_batch([cook])
    if not batch.editions:  # too little is known of it to be published in a batch
        batch = batches.Published(batch.batch, publish.publish_all([cook], batch=batch.batch), [])
    assert index() == {"Chef"}
    batches.undo_batch(batch.batch)
    assert index() == {"Cook"}


def test_undoing_a_release_brings_the_old_names_back():
    cook = published("Cook")["Cook"]
    release = make.release()
    make.figure("growth", 3, occupation=cook, release=release)
    cook.title = "Chef"
    cook.save()
    publish.publish(cook)
    assert index() == {"Chef"}
    undo.undo(release)
    assert index() == {"Cook"}


def test_a_publication_that_fails_leaves_the_index_as_it_was():
    cook = published("Cook")["Cook"]
    with transaction.atomic():
        publish.withdraw(cook, "Gone.")
        transaction.set_rollback(True)
    assert (index(), titles("kook")) == ({"Cook"}, ["Cook"])


def test_no_word_is_corrected_to_one_that_is_no_longer_there():
    made = published("Plumber", "Plunger")
    assert titles("plumbr") == ["Plumber"]
    publish.withdraw(made["Plumber"], "Gone.")
    assert "plumber" not in spelling.vocabulary().places
    assert titles("plumbr") == []


def test_what_an_index_out_of_date_still_has_is_not_shown():
    cook = published("Cook")["Cook"]
    Occupation.objects.filter(pk=cook.pk).update(withdrawn_at="2026-01-01T00:00Z")
    assert index() == {"Cook"}
    assert find("cook") == ([], [])


def test_the_migration_makes_the_same_index():
    published(
        "Registered nurse", "C++ developer", "Cook", Registered_nurse=["Registered Nurse (RN)", "Nurse's friends"]
    )
    rows = SearchTitle.objects.order_by("folded", "text").values_list("text", "folded", "kind", "size", "edition")
    before, words = list(rows), SearchVocabulary.objects.get().words
    call_command("migrate", "occupations", "0007_search_titles", verbosity=0)
    assert not SearchTitle.objects.exists()
    call_command("migrate", "occupations", verbosity=0)
    assert (list(rows), SearchVocabulary.objects.get().words) == (before, words)


def test_categories_are_those_of_the_editions():
    published("Cook")
    Category.objects.update(name="Renamed")
    assert [(hit.category, hit.category_slug) for hit in search("cook")] == [("Food and drink", "food-and-drink")]
