"""Two people at one page: nobody overwrites what they have not seen."""

import pytest
from django.test import Client
from django.urls import reverse

from comparisons.models import PairNote
from occupations.models import Category, Occupation
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, responsibilities, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> Client:
    return signed_in("Editors", "ada")


@pytest.fixture
def bob() -> Client:
    return signed_in("Editors", "bob")


@pytest.fixture
def occupation() -> Occupation:
    return make_occupation(responsibilities=("Plan.", "Hire.", "Write."), skills=("POS",))


def test_a_conflict_saves_nothing_and_shows_both(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"title": "Head of service", "responsibilities-0-text": "Plan well."})

    response = bob.post(address, opened | {"title": "Service chief", "description": "New."})

    occupation.refresh_from_db()
    assert (occupation.title, occupation.description) == ("Head of service", "Keeps *customers* happy.")
    text = text_of(response)
    assert "Nothing was saved. Since you opened this occupation, it was changed; last by ada on" in text
    assert "Title Head of service Service chief" in text
    assert "Description Keeps *customers* happy. New." in text
    assert "Responsibilities Plan well. Hire. Write. the list below" in text
    assert form_of(response)["title"] == "Service chief"


def test_saving_again_after_a_conflict_is_a_decision_and_is_kept(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"title": "Head of service"})
    seen = bob.post(address, opened | {"title": "Service chief"})

    bob.post(address, form_of(seen))

    occupation.refresh_from_db()
    assert occupation.title == "Service chief"
    assert responsibilities(occupation) == [(1, "Plan."), (2, "Hire."), (3, "Write.")]


def test_rows_that_came_or_went_in_between_are_all_to_be_seen(ada, bob, occupation):
    address = page_of(occupation)
    opened = form_of(bob.get(address))
    hers = form_of(ada.get(address)) | {"responsibilities-1-DELETE": "on", "responsibilities-TOTAL_FORMS": "4"}
    ada.post(address, hers | {"responsibilities-3-text": "Train."})
    assert [text for _, text in responsibilities(occupation)] == ["Plan.", "Write.", "Train."]

    seen = bob.post(
        address, opened | {"responsibilities-0-text": "Plan well.", "responsibilities-1-text": "Hire well."}
    )

    form = form_of(seen)
    assert [form[f"responsibilities-{n}-text"] for n in range(4)] == ["Plan well.", "Write.", "Train.", "Hire well."]
    bob.post(address, form)
    assert {text for _, text in responsibilities(occupation)} == {"Plan well.", "Write.", "Train.", "Hire well."}


def test_a_form_that_shows_no_version_saves_nothing(ada, occupation):
    form = form_of(ada.get(page_of(occupation)))
    del form["opened_version"]

    response = ada.post(page_of(occupation), form | {"title": "Chief"})

    assert "Nothing was saved." in text_of(response)
    assert Occupation.objects.get().title == "Service manager"


def test_publishing_in_between_is_no_conflict_for_the_rows(ada, occupation):
    opened = form_of(ada.get(page_of(occupation)))
    publish.publish(occupation)

    ada.post(page_of(occupation), opened | {"title": "Chief"})

    assert Occupation.objects.get().title == "Chief"
    assert Occupation.objects.get().live.number == 1


def test_rows_without_a_count_of_saves_are_guarded_by_what_they_say(ada, bob, occupation):
    address = reverse("admin:occupations_category_change", args=[occupation.category_id])
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"description": "Hers."})

    response = bob.post(address, opened | {"description": "His."})

    assert Category.objects.get().description == "Hers."
    assert "Description Hers. His." in text_of(response)


def test_words_about_a_pair_are_guarded_and_stored_in_one_order(ada, bob, occupation):
    other = make_occupation("Chef")
    add = reverse("admin:comparisons_pairnote_add")
    pair = {"first": other.pk, "second": occupation.pk, "introduction": "Both serve."}
    ada.post(add, form_of(ada.get(add)) | pair)
    note = PairNote.objects.get()
    assert (note.first, note.second) == (occupation, other)

    again = ada.post(add, form_of(ada.get(add)) | pair | {"first": occupation.pk, "second": other.pk})
    assert "There is already a note on this pair." in text_of(again)
    alone = ada.post(add, form_of(ada.get(add)) | pair | {"first": other.pk, "second": other.pk})
    assert "Choose two different occupations." in text_of(alone)

    address = reverse("admin:comparisons_pairnote_change", args=[note.pk])
    opened = form_of(bob.get(address))
    ada.post(address, form_of(ada.get(address)) | {"verdict": "Hers."})
    response = bob.post(address, opened | {"verdict": "His."})
    note.refresh_from_db()
    assert (note.verdict, note.version) == ("Hers.", 2)
    assert "Verdict Hers. His." in text_of(response)
