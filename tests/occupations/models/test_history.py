"""Every state of what editors write is kept, with who wrote it."""

import pghistory
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

from comparisons.models import PairNote
from occupations.models import Category, Figure, Occupation, Responsibility, WageEstimate, history
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, page_of, signed_in
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

WITH_HISTORY = [model for model in apps.get_models() if hasattr(model, "pgh_event_models")]


def states(model, *fields: str) -> list[tuple]:
    """What happened, in order: inserted, updated or deleted, and these fields."""
    return list(model.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", *fields))


def test_what_editors_write_has_a_history_and_nothing_else():
    assert sorted(model.__name__ for model in WITH_HISTORY) == [
        "AlternateTitle", "Category", "Classification", "Dataset", "Figure", "MetricPolicy", "Occupation", "OccupationSkill",
        "PairNote", "Responsibility", "Skill", "Source", "TitleOverride", "TitleTableRow", "VerbatimWord", "WageEstimate",
    ]  # fmt: skip


def test_every_state_is_kept_however_it_came_about():
    row = Category.objects.create(name="Food")
    row.description = "Saved."
    row.save()
    Category.objects.update(description="By the thousand.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE occupations_category SET description = 'By hand.'")
    row.delete()

    assert states(Category, "description") == [
        ("insert", ""),
        ("update", "Saved."),
        ("update", "By the thousand."),
        ("update", "By hand."),
        ("delete", "By hand."),
    ]


def test_saving_the_same_again_is_no_state():
    row = Category.objects.create(name="Food")
    row.save()
    assert states(Category) == [("insert",)]


def test_flags_and_what_is_live_are_no_words():
    occupation = make_occupation()
    publish.publish(occupation)
    Occupation.objects.update(changed=True, recheck_due=True, version=7, automatic_name="Manager")
    note = PairNote.objects.create(first=occupation, second=make_occupation("Chef"), verdict="Both.")
    note.publish()

    assert states(Occupation, "title") == [("insert", "Service manager"), ("insert", "Chef")]
    assert states(PairNote, "verdict") == [("insert", "Both.")]


def test_rows_of_releases_have_none():
    occupation, record, release = make.occupation(), make.record(), make.release()
    make.figure("growth", 3, record=record, release=release)
    make.figure("growth", 4, occupation=occupation, release=release)  # of an occupation, and from a file
    make.wage(record=record, release=release, annual_median=50_000)
    assert states(Figure) == states(WageEstimate) == []

    own = make.figure("growth", 5, occupation=occupation)
    Figure.objects.entered().update(value=6)
    own.delete()
    make.wage(occupation=occupation, annual_median=50_000).delete()
    assert states(Figure, "value") == [("insert", 5), ("update", 6), ("delete", 6)]
    assert states(WageEstimate, "annual_median") == [("insert", 50_000), ("delete", 50_000)]


def test_a_row_that_goes_with_its_occupation_is_in_it():
    occupation = make_occupation(responsibilities=("Plan.",))
    occupation.delete()
    assert states(Responsibility, "text") == [("insert", "Plan."), ("delete", "Plan.")]


@pytest.mark.parametrize("model", WITH_HISTORY)
def test_history_is_neither_changed_nor_deleted(model):
    table = model.pgh_event_model._meta.db_table
    Category.objects.create(name="Food")
    for sql, reason in [
        ("TRUNCATE {} CASCADE", "are kept. Nothing was deleted."),
        *([("DELETE FROM {}", "are kept. Nothing was deleted."), ("UPDATE {} SET pgh_label = 'x'", "Cannot update")]
          if model is Category else []),
    ]:  # fmt: skip
        with pytest.raises((IntegrityError, ProgrammingError), match=reason), transaction.atomic():
            connection.cursor().execute(sql.format(table))


def test_a_form_says_who_sent_it_and_all_it_changed_is_one_save():
    occupation = make_occupation(responsibilities=("Plan.",))
    ada = signed_in("Editors", "ada")
    address = page_of(occupation)

    ada.post(address, form_of(ada.get(address)) | {"title": "Chief", "responsibilities-0-text": "Lead."})

    title = Occupation.pgh_event_model.objects.latest("pgh_id")
    text = Responsibility.pgh_event_model.objects.latest("pgh_id")
    assert (title.title, text.text) == ("Chief", "Lead.")
    assert title.pgh_context["name"] == "ada"
    assert title.pgh_context_id == text.pgh_context_id is not None

    ada.post(address, form_of(ada.get(address)) | {"title": "Head"})
    assert Occupation.pgh_event_model.objects.latest("pgh_id").pgh_context_id != title.pgh_context_id


def test_the_name_stays_when_the_account_goes():
    user = make.user("ada")
    with history.by_person(user.pk, user.username):
        Category.objects.create(name="Food")
    user.delete()
    assert Category.pgh_event_model.objects.get().pgh_context["name"] == "ada"


def test_public_pages_are_in_no_context(client, monkeypatch):
    """They would have it set before each statement."""

    def refuse(*args):
        raise AssertionError("a public page has opened a context")

    monkeypatch.setattr(pghistory.context, "__enter__", refuse)
    assert client.get("/occupations/").status_code == 200
    assert client.post("/api/v1/titles/match/", {"titles": ["cook"]}, "application/json").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_is_possible():
    Category.objects.create(name="Food")
    call_command("flush", interactive=False, verbosity=0)
    assert not Category.pgh_event_model.objects.exists()
