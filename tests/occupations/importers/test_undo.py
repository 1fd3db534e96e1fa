"""An import reports its effects before it is stored, and it can be undone together with everything built on it."""

import threading
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from occupations.importers import run
from occupations.importers.report import lines
from occupations.importers.undo import undo
from occupations.models import Occupation, Release, StatisticalRecord
from occupations.publishing import publish
from tests.occupations import factories as make
from tests.occupations.importers.batches import batch
from tests.occupations.publishing.test_publish import in_threads, wait_for_somebody_waiting

pytestmark = pytest.mark.django_db

COOK, AIDE = "oews-2018:35-2011", "oews-2018:35-2021"


def wages(year: int, **amounts: int):
    """One row of the wage survey for each record: cook=…, aide=…"""
    keys = {"cook": (COOK, "Cooks"), "aide": (AIDE, "Aides")}
    return batch(
        "oews",
        year,
        records=[{"key": keys[name][0], "title": keys[name][1]} for name in amounts],
        wages=[{"record": keys[name][0], "annual_mean": Decimal(amount)} for name, amount in amounts.items()],
    )


def mapped(title: str, key: str) -> Occupation:
    occupation = make.occupation(title)
    make.classify(occupation, StatisticalRecord.objects.by_key(key))
    return occupation


def pay(occupation: Occupation) -> list[int]:
    occupation.refresh_from_db()
    figures = make.published(occupation.live).figures if occupation.live else ()
    return [one.value // 100 for one in figures if one.value is not None]


def test_consequences_count_changes_and_pages():
    run.import_batch(wages(2024, cook=30_000, aide=20_000))
    cook = mapped("Cook", COOK)
    publish.publish(cook)
    publish.publish_all([make.occupation("Baker"), make.occupation("Waiter")])
    meaning = run.import_batch(wages(2025, cook=48_000))
    assert (meaning.compared, meaning.changed, meaning.outliers) == (1, 1, 1)
    assert meaning.largest_changes == [[COOK, "wage_annual_mean", 30_000.0, 48_000.0, 60.0]]
    assert meaning.records_gone == [AIDE]
    # Its own page, and its comparisons with the two others.
    assert (meaning.occupations, meaning.public_pages) == (1, 3)
    cook.refresh_from_db()
    assert cook.changed is True
    assert "    oews-2018:35-2011 wage_annual_mean: 30,000 → 48,000 (+60.0%)" in list(lines(meaning))


def test_long_lists_are_examples_and_say_how_many_there_are():
    keys = [f"oews-2018:35-{number:04}" for number in range(30)]
    records = [{"key": key, "title": key} for key in keys]
    run.import_batch(batch("oews", 2024, records=records, wages=[row(key) for key in keys]))
    renamed = [{"key": key, "title": f"New {key}"} for key in keys]
    meaning = run.import_batch(batch("oews", 2025, records=renamed, wages=[row(keys[0])]), accept_changes=True)
    assert (len(meaning.records_gone), len(meaning.records_renamed)) == (20, 20)
    assert meaning.counts == {"unmatched": 0, "records_renamed": 30, "records_gone": 29, "records_recoded": 0}
    assert f"  gone: {', '.join(keys[1:6])} and 24 more" in lines(meaning)


def test_changes_of_hourly_pay_and_of_employees_are_shown():
    for year, hourly, employment in ((2024, 20, 100), (2025, 30, 100)):
        wage = {"record": COOK, "hourly_mean": Decimal(hourly), "employment": employment}
        meaning = run.import_batch(batch("oews", year, records=[{"key": COOK, "title": "Cooks"}], wages=[wage]))
    assert (meaning.compared, meaning.changed) == (2, 1)
    assert meaning.largest_changes == [[COOK, "wage_hourly_mean", 20.0, 30.0, 50.0]]


def test_a_record_under_another_code_is_shown():
    run.import_batch(batch("oews", 2024, records=[{"key": COOK, "title": "Cooks"}], wages=[row(COOK)]))
    meaning = run.import_batch(batch("oews", 2025, records=[{"key": AIDE, "title": "Cooks"}], wages=[row(AIDE)]))
    assert meaning.records_recoded == [("Cooks", COOK, AIDE)]


def row(key: str) -> dict:
    return {"record": key, "annual_mean": Decimal(30_000)}


def test_undoing_moves_live_editions_back():
    run.import_batch(wages(2024, cook=30_000, aide=20_000))
    cook = mapped("Cook", COOK)
    publish.publish(cook)
    run.import_batch(wages(2025, cook=33_000))
    aide = mapped("Aide", COOK)
    publish.publish_all([cook, aide])
    assert (pay(cook), pay(aide)) == ([33_000], [33_000])

    undone = undo(Release.objects.current().get())
    # The cook's first edition said this already; the aide had none, and gets one.
    assert undone.moved == [("Cook", 2, 1), ("Aide", 1, 2)]
    assert (pay(cook), pay(aide)) == ([30_000], [30_000])
    assert (cook.changed, aide.changed, undone.changed, aide.is_public) == (False, False, 0, True)
    assert aide.live.note == "Without Survey, oews: oews 2025, which was undone"
    assert [release.title for release in aide.live.releases.all()] == ["oews 2024"]
    assert Release.objects.current().get().title == "oews 2024"
    assert cook.editions.count() == 2
    # What is published next says the same as what is live again.
    assert publish.publish_all([cook, aide]) == []


def test_undoing_loses_no_words_that_were_published_and_publishes_none_that_were_not():
    run.import_batch(wages(2024, cook=30_000))
    cook = mapped("Cook", COOK)
    publish.publish(cook)
    run.import_batch(wages(2025, cook=33_000))
    Occupation.objects.filter(pk=cook.pk).update(description="Cooks for many.")
    make.skills(cook, {"Cooking": 90})
    publish.publish(cook)
    Occupation.objects.filter(pk=cook.pk).update(description="A draft.")

    assert undo(Release.objects.current().get()).moved == [("Cook", 2, 3)]
    assert pay(cook) == [30_000]
    said = make.published(cook.live)
    assert (said.description, [skill.name for skill in said.skills]) == ("Cooks for many.", ["Cooking"])
    assert (cook.description, cook.changed) == ("A draft.", True)


def test_undoing_the_only_release_leaves_nothing_that_would_be_empty():
    run.import_batch(wages(2024, cook=30_000))
    cook, baker = mapped("Cook", COOK), mapped("Baker", COOK)
    Occupation.objects.filter(pk=baker.pk).update(description="Bakes.")
    make.figure("growth", 3, occupation=baker)
    publish.publish_all([cook, baker])
    assert undo(Release.objects.current().get()).moved == [("Cook", 1, None), ("Baker", 1, 2)]
    assert (pay(cook), make.published(Occupation.objects.get(pk=baker.pk).live).description) == ([], "Bakes.")


def test_undoing_what_nobody_has_published_leaves_no_unpublished_changes():
    run.import_batch(wages(2024, cook=30_000))
    cook = mapped("Cook", COOK)
    publish.publish(cook)
    run.import_batch(wages(2025, cook=33_000))
    cook.refresh_from_db()
    assert cook.changed
    undone = undo(Release.objects.current().get())
    cook.refresh_from_db()
    assert (undone.moved, undone.changed, cook.changed) == ([], 0, False)


def test_an_undone_release_counts_again_when_it_is_imported_again():
    run.import_batch(wages(2024, cook=30_000))
    cook = mapped("Cook", COOK)
    run.import_batch(wages(2025, cook=33_000))
    undo(Release.objects.current().get())
    meaning = run.import_batch(wages(2025, cook=33_000))
    assert (meaning.unchanged, meaning.rows_written) == (False, {})
    assert Release.objects.count() == 2
    assert Release.objects.current().get().report["rows_written"] == {"wage estimates": 1}
    publish.publish(cook)
    assert pay(cook) == [33_000]


@pytest.mark.django_db(transaction=True)
def test_undoing_waits_for_who_is_publishing_and_moves_that_back_too():
    run.import_batch(wages(2024, cook=30_000))
    cook = mapped("Cook", COOK)
    publish.publish(cook)
    run.import_batch(wages(2025, cook=33_000))
    building = threading.Event()

    def publisher():
        def accept(occupation, sheet):  # the new amount has been read
            building.set()
            wait_for_somebody_waiting()
            return True

        return [edition.number for edition in publish.publish_all([cook], accept=accept)]

    def operator():
        building.wait(10)
        return undo(Release.objects.current().get()).moved

    assert in_threads(publisher, operator) == [[2], [("Cook", 2, 1)]]
    assert pay(cook) == [30_000]


@pytest.mark.django_db(transaction=True)
def test_publishing_waits_for_who_takes_a_release_back():
    run.import_batch(wages(2024, cook=30_000))
    cook = mapped("Cook", COOK)
    publish.publish(cook)
    run.import_batch(wages(2025, cook=33_000))
    undoing = threading.Event()

    def operator():
        with transaction.atomic():
            moved = undo(Release.objects.current().get()).moved
            undoing.set()
            wait_for_somebody_waiting()
        return moved

    def publisher():
        undoing.wait(10)
        return publish.publish(cook)

    # The edition that is live says already what is left.
    assert in_threads(operator, publisher) == [[], None]
    assert pay(cook) == [30_000]


def test_undo_release_names_the_datasets_there_are(capsys):
    run.import_batch(wages(2024, cook=30_000))
    with pytest.raises(CommandError, match=r"There is no dataset “oews”. Known datasets: bureau-survey-oews-nation\."):
        call_command("undo_release", "oews")
    call_command("undo_release", "bureau-survey-oews-nation", dry_run=True)
    assert "would be undone" in capsys.readouterr().out
    assert Release.objects.current().count() == 1
    call_command("undo_release", "bureau-survey-oews-nation")
    assert Release.objects.current().count() == 0
    with pytest.raises(CommandError, match="has no such release"):
        call_command("undo_release", "bureau-survey-oews-nation")
