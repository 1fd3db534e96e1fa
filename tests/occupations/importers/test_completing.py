"""Files that were imported before their codes were kept add them, to the rows that are there."""

import pytest

from occupations.importers import run
from occupations.models import Figure, RecordLink, Release, StatisticalRecord
from occupations.publishing import publish
from tests.occupations import factories as make
from tests.occupations.importers.batches import batch

pytestmark = pytest.mark.django_db
COOKS = {"key": "soc-2018:35-2014", "title": "Cooks"}
FIELDS = [{"record": COOKS["key"], "metric": "major_fields", "label": label} for label in ("Baking", "Cooking")]
CODES = ("12.0501", "12.0500")
LINKS = [{"record": f"cip-2020:{code}", "other": COOKS["key"], "quality": "prepares", "position": 1} for code in CODES]


def before():
    return batch("fields", records=[COOKS], figures=FIELDS)


def now():
    coded = [figure | {"part_code": code} for figure, code in zip(FIELDS, CODES, strict=True)]
    fields = [{"key": link["record"], "title": "Field"} for link in LINKS]
    return batch("fields", records=[COOKS, *fields], figures=coded, links=LINKS)


def test_codes_and_links_are_added_once_and_rows_keep_their_keys():
    run.import_batch(before())
    keys = list(Figure.objects.order_by("pk").values_list("pk", flat=True))
    cook = make.occupation("Cook")
    make.classify(cook, StatisticalRecord.objects.get(code="35-2014"))
    publish.publish(cook)
    meaning = run.import_batch(now())
    assert (meaning.unchanged, meaning.rows_written) == (False, {"figures": 2, "record links": 2})
    assert list(Figure.objects.order_by("pk").values_list("pk", "part_code")) == list(zip(keys, CODES, strict=True))
    assert RecordLink.objects.filter(record__system="cip", other__code="35-2014").count() == 2
    assert Release.objects.count() == 1
    cook.refresh_from_db()
    assert cook.changed
    edition = publish.publish(cook)
    assert [one.part_code for one in make.published(edition).figures] == list(CODES)
    assert run.import_batch(now()).unchanged
    assert RecordLink.objects.count() == 2


def test_what_a_release_says_already_is_left_as_it_is():
    run.import_batch(now())
    assert run.import_batch(before()).unchanged
    assert set(Figure.objects.values_list("part_code", flat=True)) == set(CODES)
