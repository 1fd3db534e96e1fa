"""What the first start of a demonstration does, and what a later one goes on with."""

import pytest

from careersite import demo, first_start
from occupations.models import Occupation
from occupations.publishing import opening
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return [step.name for step in first_start.steps()]


def test_a_small_one_begins_with_the_files_of_the_demonstration(settings):
    settings.SMALL = True
    assert names() == ["Demonstration data"]


def test_the_country_is_loaded_prepared_and_opened(settings, monkeypatch):
    settings.SMALL = False

    def load_country() -> str:
        make.wage(occupation=make.occupation("Cook", description="Cooks."), annual_median=50_000)
        opening.begin()
        return "1 occupation"

    monkeypatch.setattr(first_start, "load_country", load_country)
    done = [(step.name, step.work()) for step in first_start.steps()]
    assert done == [("Public statistics", "1 occupation"), ("Pages", "1 occupations"), ("Lists and search", None)]
    assert Occupation.objects.public().count() == 1
    assert names() == []
    assert demo.lacks_titles()


@pytest.mark.parametrize("small", [True, False])
def test_an_unfinished_one_goes_on_whatever_is_asked_for(settings, small):
    settings.SMALL = small
    make.occupation("Cook", description="Cooks.")
    opening.begin()
    assert names() == ["Pages", "Lists and search"]


def test_later_starts_load_nothing(settings):
    settings.SMALL = False
    make.occupation("Cook")
    assert (names(), demo.lacks_titles()) == ([], False)
