"""The copy follows the database, whatever changes, and costs little when nothing did."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from comparisons.models import PairNote
from occupations.local_copy import keeping, renewing, state
from occupations.local_copy.tables import all_tables
from occupations.models import (
    Category,
    MetricPolicy,
    Occupation,
    OldSlug,
    Source,
    Standing,
    TitleOverride,
    TitleTableRow,
)
from occupations.publishing import publish
from occupations.sql import LIVE, rows
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cook() -> Occupation:
    release = make.release(make.dataset(source="Survey"))
    cook, chef = make.occupation("Cook"), make.occupation("Chef")
    for one in (cook, chef):
        make.wage(occupation=one, release=release, annual_median=40_000)
    publish.publish_all([cook, chef])
    return cook


@pytest.fixture
def by_hand(monkeypatch) -> None:
    """The copy is renewed when the test says so, and not before each use."""
    content()
    monkeypatch.setattr(state, "before_reading", None)


def content() -> dict[str, list[str]]:
    return {table.name: sorted(map(str, rows(f'SELECT * FROM "{table.name}"'))) for table in all_tables()}


def new_edition(cook: Occupation) -> None:
    cook.description = "Cooks something else."
    cook.save()
    publish.publish(cook)


def note(cook: Occupation) -> PairNote:
    first, second = sorted(Occupation.objects.all(), key=lambda one: one.pk)
    return PairNote.objects.create(first=first, second=second, verdict="Both cook.", featured=True)


CHANGES: dict[str, Callable[[Occupation], object]] = {
    "a new edition": new_edition,
    "withdrawn": lambda cook: publish.withdraw(cook, "Gone."),
    "another address": lambda cook: Occupation.objects.filter(pk=cook.pk).update(slug="kitchen-hand"),
    "a former address": lambda cook: OldSlug.objects.create(slug="former-cook", occupation=cook),
    "words on a pair": lambda cook: note(cook).publish(),
    "a featured pair": note,
    "a policy": lambda cook: MetricPolicy.objects.create(metric="lgbt", shown=False),
    "a standing": lambda cook: Standing.objects.filter(occupation=cook).update(pay_median_percentile=99),
    "a category": lambda cook: Category.objects.filter(pk=cook.category_id).update(slug="kitchens"),
    "a source": lambda cook: Source.objects.update(publisher="Somebody else"),
    "a title": lambda cook: TitleOverride.objects.create(title="Joiner", folded="joiner", occupation=cook),
    "a table": lambda cook: TitleTableRow.objects.create(table="british", words="a", folded="a", read_as="b"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_copy_follows_every_change_and_equals_one_made_from_nothing(cook, by_hand, change):
    before, generation = content(), state.generation()
    change(cook)
    assert renewing.renew()
    after = content()
    assert (after != before, state.generation() > generation) == (True, True)
    for table in (*[table.name for table in all_tables()], "copied"):
        connections[LIVE].connection.execute(f'DELETE FROM "{table}"')
    assert renewing.renew()
    assert content() == after


def test_nothing_changes_if_nothing_did(cook, by_hand):
    generation = state.generation()
    assert not renewing.renew()
    assert state.generation() == generation
    make.occupation("Waiter")  # a draft
    assert not renewing.renew()


def test_looking_costs_the_same_whatever_is_live(cook, by_hand):
    costs = []
    for number in (1, 20):
        publish.publish_all([make.occupation(f"Cook {number} {one}") for one in range(number)])
        renewing.renew()
        with CaptureQueriesContext(connection) as captured:
            renewing.renew()
        costs.append(len([query for query in captured if query["sql"].startswith("SELECT")]))
    assert costs[0] == costs[1] <= len(all_tables())


@pytest.mark.django_db(transaction=True)
def test_a_copy_that_cannot_be_read_is_made_again(cook, by_hand):
    before = content()
    path = Path(connections[LIVE].get_connection_params()["database"])
    connections[LIVE].close()
    path.write_bytes(b"This is no database at all." * 1000)
    Path(f"{path}-wal").unlink(missing_ok=True)
    renewing.replace_unreadable()
    assert content() == before


def test_copies_of_other_versions_are_removed_after_a_week(cook, by_hand):
    folder = state.folder()
    own = Path(connections[LIVE].get_connection_params()["database"])
    for name, age in (("0123456789ab.sqlite3", 8), ("0123456789ab.sqlite3-wal", 8), ("fedcba987654.sqlite3", 6)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - age * 86_400,) * 2)
    keeping.remove_unused()
    assert sorted(path.name for path in folder.glob("*.sqlite3")) == sorted([own.name, "fedcba987654.sqlite3"])
    assert not (folder / "0123456789ab.sqlite3-wal").exists()
