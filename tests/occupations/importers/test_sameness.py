"""The same rows in other bytes change nothing, and make nobody publish."""

from decimal import Decimal

import pytest

from occupations.importers import run
from occupations.importers.report import lines
from occupations.models import Occupation, Release, StatisticalRecord
from tests.occupations import factories
from tests.occupations.importers.batches import batch

pytestmark = pytest.mark.django_db

COOK = "oews-2018:35-2014"
RECORDS = [{"key": COOK, "title": "Cooks"}]
PAY = [{"record": COOK, "annual_mean": Decimal(30_000), "top_coded": ["annual_p90"]}]
SKILLS = [{"record": COOK, "metric": "technology", "label": label} for label in ("Knives", "Ovens")]


@pytest.fixture
def cook():
    run.import_batch(batch("oews", 2025, records=RECORDS, wages=PAY, figures=SKILLS))
    factories.classify(factories.occupation("Cook"), StatisticalRecord.objects.by_key(COOK))
    Occupation.objects.update(changed=False)


def changed() -> bool:
    return Occupation.objects.get().changed


def test_the_same_rows_of_the_same_period_make_no_release(cook):
    impact = run.import_batch(batch("oews", 2025, files="saved again", records=RECORDS, wages=PAY, figures=SKILLS))
    assert (Release.objects.count(), changed()) == (1, False)
    assert (impact.unchanged, impact.occupations, impact.public_pages) == (True, 0, 0)
    said = "  has the same content as “Survey, oews: oews 2025” in a different file; nothing changes"
    assert list(lines(impact)) == ["Survey, oews 2025", said]


def test_the_same_rows_of_a_later_period_are_a_release_and_nothing_to_publish(cook):
    impact = run.import_batch(batch("oews", 2026, records=RECORDS, wages=PAY, figures=SKILLS))
    assert Release.objects.current().get().title == "oews 2026"
    assert (changed(), impact.occupations, impact.public_pages) == (False, 0, 0)
    assert list(lines(impact))[-1] == "  has the same content as “Survey, oews: oews 2025”; there is nothing to publish"


@pytest.mark.parametrize(
    "other",
    [
        {"wages": [PAY[0] | {"annual_mean": Decimal(30_001)}]},
        {"wages": [PAY[0] | {"top_coded": []}]},
        {"figures": SKILLS[:1]},
        {"figures": SKILLS[::-1]},  # a set is shown in the order of its rows
        {"figures": [*SKILLS, SKILLS[0] | {"label": "Pans"}]},
        {"records": [{"key": COOK, "title": "Cooks and chefs"}]},
        {"texts": [{"record": COOK, "kind": "description", "position": 1, "text": "Cook."}]},
    ],
)
def test_anything_else_is_a_release_of_its_own(cook, other):
    run.import_batch(
        batch("oews", 2025, files="changed", **{"records": RECORDS, "wages": PAY, "figures": SKILLS, **other})
    )
    assert (Release.objects.count(), changed()) == (2, True)


def test_an_older_release_saved_again_makes_none(cook):
    for files in ("", "saved again"):
        run.import_batch(batch("oews", 2024, files=files, records=RECORDS, wages=[PAY[0] | {"employment": 7}]))
    assert Release.objects.count() == 2
