"""What the local copy has, and what it must not have."""

import pytest
from django.db import connections

from comparisons.models import PairNote
from occupations.local_copy import renewing
from occupations.local_copy.tables import all_tables
from occupations.models import Occupation, Release
from occupations.publishing import publish
from occupations.sql import LIVE, rows
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db
SENTINEL = "Zanzibar"


def everything() -> str:
    """All that is in the copy."""
    return "\n".join(str(row) for table in all_tables() for row in rows(f'SELECT * FROM "{table.name}"'))


def published(title: str, **fields) -> Occupation:
    one = make.occupation(title, **fields)
    publish.publish(one)
    return one


def test_drafts_are_not_in_it():
    cook, chef = published("Cook"), published("Chef")
    words = PairNote.objects.create(first=cook, second=chef, introduction="Both cook.", featured=True)
    words.publish()
    make.occupation(f"{SENTINEL} guide", description=SENTINEL)
    Occupation.objects.filter(pk=cook.pk).update(
        title=f"{SENTINEL} cook", description=SENTINEL, running=SENTINEL, plural=SENTINEL
    )
    PairNote.objects.filter(pk=words.pk).update(introduction=SENTINEL, verdict=SENTINEL)
    make.figure("growth", 3, occupation=cook, note=SENTINEL)
    Release.objects.create(dataset=make.dataset(), digest="0" * 64, report={"said": SENTINEL})
    text = everything()
    assert "Both cook." in text
    assert SENTINEL not in text


def test_what_is_withdrawn_is_only_known_as_such():
    cook = published("Cook", description="Cooks soup.")
    assert "Cooks soup." in everything()
    publish.withdraw(cook, "Twice on this site.")
    assert "Twice on this site." in everything()
    assert rows("SELECT slug FROM occupations_occupation WHERE withdrawn_at IS NULL") == []


def test_each_column_has_the_value_that_the_database_has():
    cook = published("Cook")
    make.wage(occupation=cook, release=make.release(), annual_median="41234.50", annual_mean=50_000)
    publish.publish(cook)
    fields = (
        "live__pay",
        "live__pay_mean",
        "live__pay_period_end",
        "live__published_at",
        "live__records",
        "withdrawn_at",
    )
    public = Occupation.objects.public().values_list(*fields)
    assert list(public.using(LIVE)) == list(public)
    assert list(public.using(LIVE).values_list("live__related", "live__also_called")) == list(
        public.values_list("live__related", "live__also_called")
    )


def test_every_table_can_be_made_and_is_read_by_its_name():
    renewing.renew()
    with connections[LIVE].cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert {name for (name,) in cursor.fetchall()} >= {table.name for table in all_tables()}
