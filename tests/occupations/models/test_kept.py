"""What is published is not deleted by hand, whoever writes the SQL, unless it is meant."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.models import ProtectedError
from psycopg.errors import RestrictViolation

from comparisons.models import PairNote, PublishedWords
from occupations.models import Edition, Figure, Occupation, RecordLink, RecordText, Release, WageEstimate
from occupations.models.editions import EditionRelease
from occupations.models.kept import allow_deletion
from tests.occupations import factories as make

KEPT = [Edition, EditionRelease, Figure, PublishedWords, RecordLink, RecordText, Release, WageEstimate]

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> None:
    """One of each table."""
    record, release = make.record(), make.release()
    cook, chef = make.occupation(), make.occupation("Chef")
    make.edition(cook).releases.add(release)
    PairNote.objects.create(first=cook, second=chef, verdict="Chefs lead.").publish()
    make.figure("growth", 3, record=record, release=release)
    make.wage(record=record, release=release, annual_median=50_000)
    RecordText.objects.create(record=record, release=release, kind="title", text="Cook")
    RecordLink.objects.create(record=record, release=release, other=make.record("2"), quality="exact")


def run(sql: str, switch: str = "") -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {switch} {sql}")


@pytest.mark.parametrize("sql", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("model", KEPT)
def test_rows_are_not_deleted_by_hand(rows, model, sql):
    table = model._meta.db_table
    with pytest.raises(IntegrityError, match="Rows of [a-z_]+ are kept. Nothing was deleted.") as refused:
        run(sql.format(table))
    assert isinstance(refused.value.__cause__, RestrictViolation)
    assert "SET LOCAL careersite.allow_deletion = 'yes'" in str(refused.value)
    assert model._default_manager.exists()


def test_tables_that_lead_to_them_are_not_truncated_either(rows):
    with pytest.raises(IntegrityError, match="Nothing was deleted."):
        run("TRUNCATE occupations_source, occupations_occupation, auth_user CASCADE")
    assert Edition.objects.exists()


@pytest.mark.parametrize("model", [Figure, WageEstimate, RecordText, RecordLink])
def test_owner_deletes_what_is_meant_to_be_deleted(rows, model):
    table = model._meta.db_table
    run(f"DELETE FROM {table}", "SET LOCAL careersite.allow_deletion = 'yes';")
    assert not model._default_manager.exists()
    run(f"TRUNCATE {table} CASCADE", "SET LOCAL careersite.allow_deletion = 'yes';")


@pytest.mark.django_db(transaction=True)
def test_switch_ends_with_its_transaction(rows):
    with transaction.atomic():
        allow_deletion()
    with pytest.raises(IntegrityError):
        run("DELETE FROM occupations_edition")


def test_published_words_protect_their_note(rows):
    with pytest.raises(ProtectedError):
        PairNote.objects.get().delete()


def test_what_an_edition_names_does_not_change(rows):
    with pytest.raises(ProgrammingError, match="Cannot update rows from occupations_edition_releases"):
        run("UPDATE occupations_edition_releases SET release_id = release_id + 1")


def test_what_editors_entered_may_go(rows):
    entered = make.figure("growth", 4, occupation=Occupation.objects.get(slug="chef"))
    entered.delete()
    assert Figure.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_flush_has_asked_already(rows):
    call_command("flush", interactive=False, verbosity=0)
    assert not Release.objects.exists()
    assert not Occupation.objects.exists()
