"""Batches become rows: whole or not at all, once, with what did not fit counted."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction

from occupations.importers import run
from occupations.importers.errors import LoadError
from occupations.importers.sources import onet
from occupations.models import Area, Dataset, Figure, RecordLink, RecordText, Release, StatisticalRecord, WageEstimate
from tests.occupations.importers import onet_files
from tests.occupations.importers.batches import batch

pytestmark = pytest.mark.django_db

COOK = {"key": "oews-2018:35-2011", "title": "Cooks", "level": "detailed"}
RECORD = COOK["key"]


def test_every_kind_of_row_is_written_as_it_was_read():
    meaning = run.import_batch(
        batch(
            records=[COOK, {"key": "cps-2020:cooks", "title": "Cooks, total", "level": "broad", "is_total": True}],
            areas=[{"key": "metro:1", "kind": "metro", "code": "1", "name": 'Springfield, "IL"'}],
            industries=[{"code": "72", "name": "Food, drink"}],
            figures=[
                {"record": RECORD, "metric": "growth", "value": Decimal("-1.5"), "note": "a, b\n“c”"},
                {"record": RECORD, "metric": "technology", "label": 'Pan "Pro"', "sample_size": 7},
                {"record": RECORD, "metric": "jobs", "missing": "suppressed"},
                {"record": RECORD, "metric": "openings_annual", "at_most": Decimal(50)},
            ],
            wages=[
                {"record": RECORD, "annual_mean": Decimal("31000.50"), "mean_rse": Decimal("1.2"), "employment": 12},
                {
                    "record": RECORD,
                    "area": "metro:1",
                    "top_coded": ["annual_p75", "annual_p90"],
                    "suppressed": ["hourly_mean"],
                    "top_code_annual": Decimal(239200),
                },
                {"record": RECORD, "industry": "72", "annual_only": True},
                {"record": RECORD, "employer": "Pots, Inc.", "annual_median": Decimal(1), "sample_size": 11},
            ],
            texts=[{"record": RECORD, "kind": "responsibility", "position": 1, "text": "Cooks, and “serves”."}],
            links=[{"record": RECORD, "other": "cps-2020:cooks", "quality": "shared", "position": 1}],
        )
    )
    assert meaning.rows_written == {"figures": 4, "wage estimates": 4, "record texts": 1, "record links": 1}
    growth, technology, jobs, openings = Figure.objects.order_by("id")
    assert (growth.value, growth.note, growth.label, growth.level) == (Decimal("-1.5"), "a, b\n“c”", "", "detailed")
    assert (technology.label, technology.value, technology.sample_size) == ('Pan "Pro"', None, 7)
    assert (jobs.missing, openings.at_most) == ("suppressed", 50)
    nation, metro, industry, employer = WageEstimate.objects.order_by("id")
    assert (nation.annual_mean, nation.mean_rse, nation.employment) == (Decimal("31000.50"), Decimal("1.20"), 12)
    assert (nation.top_coded, nation.area) == ([], None)
    assert metro.area == Area.objects.get(kind="metro", code="1", name='Springfield, "IL"')
    assert (metro.top_coded, metro.suppressed) == (["annual_p75", "annual_p90"], ["hourly_mean"])
    assert (industry.industry.name, industry.annual_only) == ("Food, drink", True)
    assert (employer.employer.name, employer.sample_size) == ("Pots, Inc.", 11)
    assert RecordText.objects.get().text == "Cooks, and “serves”."
    assert RecordLink.objects.get().other.is_total is True
    release = Release.objects.get()
    assert (release.period_end, release.files[0][0]) == (datetime.date(2024, 12, 31), "wages.txt")
    assert release.report == meaning.as_json()


def growth(value: str, year: int = 2024, **fields) -> object:
    return batch(
        year=year, records=[COOK], figures=[{"record": RECORD, "metric": "growth", "value": Decimal(value)}], **fields
    )


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in (Dataset, Figure, Release, StatisticalRecord)]


def test_the_same_bytes_twice_change_nothing():
    run.import_batch(growth("1"))
    before = everything()
    assert run.import_batch(growth("1")).unchanged is True
    assert everything() == before


def test_the_same_bytes_are_one_release_whatever_version_is_shown(tmp_path):
    zones = onet_files.text(tmp_path / "zones.txt", onet_files.ZONES, [onet_files.COOK, "2", "08/2025", "Analyst"])
    StatisticalRecord.objects.create(system="onet-soc", vintage="2019", code=onet_files.COOK, title="Cooks")
    [first] = onet.read([zones])
    run.import_batch(first)
    for version, month in (("30.0", "August 2025"), ("30.1", "December 2025")):
        [again] = onet.read([zones, onet_files.read_me(tmp_path, version, month)])
        assert again.title == f"Job zones (O*NET {version})"
        meaning = run.import_batch(again)
        expected = "O*NET Database, job zones: Job zones (O*NET, data up to August 2025)"
        assert (meaning.unchanged, meaning.release) == (True, expected)
    assert Release.objects.count() == Figure.objects.count() == 1


def test_the_files_with_the_version_are_stored_with_the_release(tmp_path):
    data = onet_files.text(tmp_path / "a.txt", onet_files.OCCUPATIONS, [onet_files.COOK, "Cooks", "Cook meals."])
    [batch] = onet.read([data, onet_files.read_me(tmp_path)])
    run.import_batch(batch)
    assert [name for name, _ in Release.objects.get().files] == ["a.txt", "Read Me.txt"]


def test_what_is_taken_back_leaves_nothing():
    with transaction.atomic():
        assert run.import_batch(growth("1")).rows_written == {"figures": 1}
        transaction.set_rollback(True)
    assert everything() == [[], [], [], []]


def test_what_is_shown_can_still_be_refused():
    def stop(meaning):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.import_batch(growth("1"), stop)
    assert everything() == [[], [], [], []]


def test_a_row_that_the_database_refuses_takes_all_back():
    with pytest.raises(LoadError, match=r"^wages 2024 \(wages.txt\): the database rejected it: .*figure_not_negative"):
        run.import_batch(growth("-101"))
    assert everything() == [[], [], [], []]


def test_rows_of_unknown_records_are_left_out_and_counted():
    rows = [{"record": key, "metric": "growth", "value": Decimal(1)} for key in (RECORD, "oews-2018:99-9999")]
    meaning = run.import_batch(batch(records=[COOK], figures=rows))
    assert (meaning.rows_written, meaning.unmatched) == ({"figures": 1}, {"oews-2018:99-9999": 1})


def test_a_file_that_comes_before_those_it_needs_is_refused():
    rows = [{"record": f"soc-2018:11-10{number}", "metric": "growth", "value": Decimal(1)} for number in range(11, 14)]
    with pytest.raises(LoadError, match=r"3 of 4 figures are for unknown records, such as soc-2018:11-1011;"):
        run.import_batch(
            batch(records=[COOK], figures=[{"record": RECORD, "metric": "growth", "value": Decimal(1)}, *rows])
        )
    assert everything() == [[], [], [], []]


def test_the_newest_period_is_current_whatever_the_order():
    run.import_batch(growth("2", 2025))
    meaning = run.import_batch(growth("1", 2024))
    assert meaning.current is False
    assert Release.objects.current().get().title == "wages 2025"


def test_an_older_release_does_not_rename_records():
    run.import_batch(batch(year=2025, records=[{**COOK, "title": "Cooks and chefs"}]))
    run.import_batch(batch(year=2024, records=[COOK]))
    assert StatisticalRecord.objects.get().title == "Cooks and chefs"
    assert run.import_batch(batch(year=2026, records=[COOK])).records_renamed == [(RECORD, "Cooks and chefs", "Cooks")]
    assert StatisticalRecord.objects.get().title == "Cooks"
