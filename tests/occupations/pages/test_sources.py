"""The page of sources."""

import datetime

import pytest
from django.utils import timezone

from occupations.models import Release
from occupations.pages.sources import AT_ONCE, _release, sources_in_full
from occupations.publishing import publish
from tests.occupations import factories as make

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 29)


@pytest.mark.parametrize(
    ("year", "followed", "expected", "due"),
    [(2023, True, "", False), (2024, False, "April 1, 2026", True)],
)
def test_only_the_newest_release_of_a_dataset_can_be_overdue(year, followed, expected, due):
    release = Release(
        period_end=datetime.date(year, 5, 31), next_expected=datetime.date(year + 2, 4, 1), loaded_at=timezone.now()
    )
    shown = _release(release, 3, TODAY, datetime.date(2024, 5, 31))
    assert (shown["followed"], shown["next_expected"], shown["due"]) == (followed, expected, due)


def test_a_source_with_many_tables_shows_the_first_and_folds_the_others():
    cook = make.occupation("Cook")
    for number in range(6):
        make.figure("growth", 1, occupation=cook, release=make.release(make.dataset(f"table {number}")))
    publish.publish(cook)
    (found,) = sources_in_full()
    assert (len(found["releases"]), len(found["more"]), found["earlier"]) == (AT_ONCE, 6 - AT_ONCE, [])


def test_tables_of_codes_are_named_if_they_are_from_before_the_last_publication():
    cook = make.occupation("Cook")
    make.figure("growth", 1, occupation=cook, release=make.release(make.dataset("rates")))
    make.release(make.dataset("structure"), title="Structure, 2018")
    publish.publish(cook)
    make.release(make.dataset("crosswalk"), title="Crosswalk, 2026")
    (found,) = sources_in_full()
    assert [(one["title"], one["occupations"]) for one in found["behind"]] == [("Structure, 2018", None)]
    assert found["behind"][0]["feeds"] == ["which occupations there are, and what records belong together"]
