"""The demonstration data, for modules that look at all of them, and the programs of readers."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.db import transaction

from occupations.models import Occupation
from occupations.profiles.document import decode
from occupations.search import engine
from tests import databases
from tests.http.programs import Runner
from tests.http.titles import MEANINGS, Table, answering


class Demo(NamedTuple):
    titles: dict[str, str]  # slug → title
    running: dict[str, str]  # slug → as in the middle of a sentence

    @property
    def slugs(self) -> list[str]:
        return list(self.titles)


@pytest.fixture(scope="session")
def demonstration(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a database with both files of `fixtures/`, published."""
    with databases.unblocked_at_its_ends(django_db_blocker, databases.clone(databases.DEMONSTRATION)) as name:
        yield name


@pytest.fixture(scope="module")
def demo(demonstration: str, django_db_blocker) -> Iterator[Demo]:
    """All tests of the module read that database. What they write is forgotten when the module is done."""
    with django_db_blocker.unblock(), databases.connected_to(demonstration), transaction.atomic():
        rows = list(Occupation.objects.public().order_by("slug").values_list("slug", "live__title", "live__document"))
        yield Demo(
            {slug: title for slug, title, _ in rows},
            {slug: decode(document).names.running for slug, _, document in rows},
        )
        transaction.set_rollback(True)


@pytest.fixture
def meanings(monkeypatch) -> Table:
    """What titles mean, which a test may change, for occupations named Cook, Chef and Baker."""
    table: Table = dict(MEANINGS)
    monkeypatch.setattr(engine, "find_among", answering(table))
    return table


@pytest.fixture
def ran(monkeypatch, capsys) -> Runner:
    """Runs programs of tests/programs/."""
    return Runner(monkeypatch, capsys)
