"""Editors try a title: how it is read, what is near, what speaks for whom, and who decided; also with a row not saved."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from occupations.models import TitleOverride, TitleTableRow
from occupations.publishing import publish
from occupations.search import live
from occupations.search.explaining import explain
from tests.admin_pages import make_occupation, signed_in, text_of

pytestmark = pytest.mark.django_db

ADDRESS = reverse("admin:occupations_titlebuild_try")


@pytest.fixture
def editor() -> Client:
    return signed_in("Editors")


@pytest.fixture(autouse=True)
def work() -> None:
    made = [make_occupation(title) for title in ("Truck driver", "Bus driver", "Registered nurse")]
    made[0].alternate_titles.create(title="Hauler")
    publish.publish_all(made)


def tried(client: Client, title: str, **row: str) -> str:
    response = client.get(ADDRESS, {"title": title, **row})
    assert response.status_code == 200
    return text_of(response)


def test_a_title_is_shown_as_it_is_read_and_answered(editor):
    text = tried(editor, "Senior Lorry Drivr (m/f/d)")
    assert "Truck driver: " in text
    assert "senior lorry drivr" in text
    assert "Set aside: “m/f/d” (gender), “senior” (level)." in text
    assert "Corrected: “drivr” to “driver”." in text
    assert "Nearest names" in text
    assert "Truck driver: sum of contributions" in text
    assert "None of these: " in text
    assert "British words" in text


@pytest.mark.parametrize(
    ("title", "decided"),
    [
        ("Truck driver", "This is the title of an occupation, or what editors call one"),
        ("Hauler", "This is the title of an occupation, or what editors call one"),
        ("Senior truck driver", "Names that are just this come before others"),
        ("Night coach captain of nurses", "The model decides."),
        ("29-1141", "There is no title in it, or no occupation has this code."),
        ("…", "There is no title in it, or no occupation has this code."),
    ],
)
def test_it_is_said_who_decided(editor, title, decided):
    assert decided in tried(editor, title)


def test_an_override_is_said_to_decide_and_can_be_changed(editor):
    assert "Override this title" in tried(editor, "Hauler")
    TitleOverride.objects.create(title="Hauler", folded="hauler")
    text = tried(editor, "Hauler")
    assert "A title override decides." in text
    assert "Change the override" in text


def test_contributions_add_up_to_the_score_of_a_candidate():
    explained = explain("Senior lorry driver", live.current())
    for one in [*explained.candidates, explained.none]:
        assert one is not None
        assert sum(part.product for part in one.contributions) == pytest.approx(one.score)
    assert sum(one.probability for one in [*explained.candidates, explained.none] if one) == pytest.approx(1)
    assert explained.candidates[0].title == explained.found.best[0].title
    similarities = [one.similarity for one in explained.neighbors]
    assert similarities == sorted(similarities, reverse=True)


def test_a_row_that_is_not_saved_is_tried_and_stays_unsaved(editor):
    text = tried(editor, "Wagon jockey", table="everyday", words="wagon jockey", read_as="truck driver")
    assert "Row Everyday words: wagon jockey, read as truck driver" in text
    assert "Answer with it Truck driver: " in text
    assert "Readings it adds truck driver (what is left)" in text
    assert TitleTableRow.objects.count() == 0
    assert "With the row that is not saved" not in tried(editor, "Wagon jockey")


def test_a_row_that_cannot_work_is_not_tried(editor):
    text = tried(editor, "Wagon jockey", table="everyday", words="wagon jockey")
    assert "Fill it in: this table needs it." in text
    assert "What visitors see" not in text


@pytest.mark.parametrize("title", ["", " ", "<script>alert(1)</script>", "x" * 101, "🍳", "a" * 100])
def test_strange_titles_are_answered(editor, title):
    response = editor.get(ADDRESS, {"title": title})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_trying_asks_nothing_of_the_database_but_the_override(editor):
    costs = []
    for query in ({}, {"title": "Lorry driver"}):
        with CaptureQueriesContext(connection) as captured:
            editor.get(ADDRESS, query)
        costs.append(len(captured))
    assert costs[1] == costs[0] + 1
