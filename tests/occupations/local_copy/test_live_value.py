"""What is made of live editions is made once, and again when other editions are live."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from occupations.browse.catalogue import catalogue
from occupations.directory.members import roster
from occupations.local_copy.live_value import LiveValue
from occupations.models import Category, Occupation
from occupations.publishing import publish
from occupations.sql import LIVE
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def titles() -> list[str]:
    return sorted(Occupation.objects.using(LIVE).public().values_list("live__title", flat=True))


@pytest.fixture
def value() -> LiveValue[list[str]]:
    return LiveValue(titles)


def published(*names: str) -> list[Occupation]:
    made = [make.occupation(name) for name in names]
    publish.publish_all(made)
    return made


def test_a_value_is_made_once_while_the_same_editions_are_live(value):
    published("Cook")
    first = value.get()
    with CaptureQueriesContext(connection) as captured:
        again = value.get()
    assert (first, again is first, len(captured)) == (["Cook"], True, 0)


def test_nothing_live_is_a_value_too(value):
    assert (value.get(), value.get() is value.get()) == ([], True)


def a_second_one(cook: Occupation) -> None:
    published("Waiter")


def a_new_edition(cook: Occupation) -> None:
    cook.title = "Head cook"
    cook.save()
    publish.publish_all([cook])


def another_address(cook: Occupation) -> None:
    Occupation.objects.filter(pk=cook.pk).update(slug="chef")


def another_category_address(cook: Occupation) -> None:
    Category.objects.filter(pk=cook.category_id).update(slug="kitchens")


def withdrawn(cook: Occupation) -> None:
    publish.withdraw(cook, "Gone.")


@pytest.mark.parametrize("change", [a_second_one, a_new_edition, another_address, another_category_address, withdrawn])
def test_a_value_is_made_again_when_what_is_live_changes(value, change):
    [cook] = published("Cook")
    before = value.get()
    change(cook)
    assert value.get() is not before
    assert value.get() == titles()


def test_what_is_written_and_not_published_makes_nothing_again(value):
    published("Cook")
    before = value.get()
    make.occupation("Waiter")
    assert value.get() is before


def test_a_cleared_value_is_made_again(value):
    before = value.get()
    value.clear()
    assert value.get() is not before


@pytest.mark.parametrize("of_process", [catalogue, roster])
def test_what_a_process_caches_follows_publishing_without_a_query(of_process):
    published("Cook")
    before = of_process()
    with CaptureQueriesContext(connection) as captured:
        assert of_process() is before
    assert len(captured) == 0
    published("Waiter")
    assert of_process() is not before
