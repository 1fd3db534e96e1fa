"""What is published is not deleted by hand, whoever writes the SQL, unless it is meant."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from psycopg.errors import RestrictViolation

from occupations.models import Edition, Figure, Occupation, RecordLink, RecordText, Release, WageEstimate
from occupations.models.kept import allow_deletion
from tests.occupations import factories as make

KEPT = [Edition, Figure, RecordLink, RecordText, Release, WageEstimate]

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows() -> None:
    """One of each table."""
    record, release = make.record(), make.release()
    make.edition(make.occupation())
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


def test_what_editors_entered_may_go(rows):
    entered = make.figure("growth", 4, occupation=make.occupation("Chef"))
    entered.delete()
    assert Figure.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_flush_has_asked_already(rows):
    call_command("flush", interactive=False, verbosity=0)
    assert not Release.objects.exists()
    assert not Occupation.objects.exists()
