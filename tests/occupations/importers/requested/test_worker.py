"""An import that an editor asked for: checked without a trace, imported as a whole, published, undone."""

from decimal import Decimal

import pytest

from occupations.importers.requested import jobs, worker
from occupations.importers.requested.report import unpacked
from occupations.models import Occupation, Release, ReleaseImport, StatisticalRecord, WageEstimate
from occupations.models.release_imports import ImportPhase
from occupations.publishing import publish, runs
from occupations.worker import asking, phases
from occupations.worker.beats import Beat
from tests.occupations import factories as make
from tests.occupations.importers.oews_files import row, state
from tests.occupations.importers.requested.working import asked, checked, imported, let_work, published_cook, survey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_one_transaction")]


def stored() -> list[int]:
    return [table.objects.count() for table in (Release, StatisticalRecord, WageEstimate, Occupation)]


def first_year(folder) -> Occupation:
    """The survey of 2024 is imported, and a page with it public."""
    imported(survey(folder, 2024))
    return published_cook()


def test_a_check_leaves_nothing_and_says_what_would_change(tmp_path):
    cook = first_year(tmp_path)
    before = stored()

    run = checked(survey(tmp_path, 2025, row(A_MEAN="75000"), row(OCC_CODE="35-2015", OCC_TITLE="Cooks, Short Order")))

    assert (run.phase, run.problems, stored()) == (ImportPhase.READY, [], before)
    assert not Occupation.objects.get(pk=cook.pk).changed
    found = unpacked(run.findings)
    [mean] = [one for one in found.figures if one.metric == "wage_annual_mean"]
    assert (mean.owner, mean.was, mean.now, mean.difference) == (cook.pk, "$50,000", "$75,000", "+50.0%")
    assert [(page.owner, page.figures > 0) for page in found.pages] == [(cook.pk, True)]
    assert [(one.title, one.is_new) for one in found.records] == [("Cooks, Short Order", True)]


def test_places_are_compared_too(tmp_path):
    imported(survey(tmp_path, 2024, row(), state("06", "California", A_MEDIAN="50000")))

    found = unpacked(checked(survey(tmp_path, 2025, row(), state("06", "California", A_MEDIAN="60000"))).findings)

    assert [(one.where, one.difference) for one in found.figures] == [("California", "+20.0%")]


def test_importing_flags_pages_and_keeps_what_was_uploaded_no_longer(tmp_path):
    cook = first_year(tmp_path)

    run = imported(survey(tmp_path, 2025, row(A_MEDIAN="50000")))

    assert (run.phase, run.touched, run.drafted) == (ImportPhase.DONE, [cook.pk], [])
    assert [one.title for one in run.releases.all()] == [Release.objects.current().get().title]
    assert run.files.count() == 0
    assert jobs.to_publish(run, with_drafts=False) == [cook.pk]


def test_pages_with_drafts_of_editors_are_published_only_where_that_is_said(tmp_path):
    cook = first_year(tmp_path)
    cook.description = "Half a sentence"
    cook.save()
    publish.note_changes(cook)

    run = imported(survey(tmp_path, 2025, row(A_MEDIAN="50000")))

    assert run.report["drafted"] == 1
    assert (jobs.to_publish(run, with_drafts=False), jobs.to_publish(run, with_drafts=True)) == ([], [cook.pk])


def test_publishing_and_undoing_lead_back_to_what_visitors_saw(tmp_path):
    cook = first_year(tmp_path)
    live = cook.live_id
    by = make.user()
    run = imported(survey(tmp_path, 2025, row(A_MEDIAN="50000")), by=by)

    batch = jobs.publish(run, by, with_drafts=False)
    assert runs.confirm(batch, by, "May 2025")
    batch.refresh_from_db()
    runs.work(batch)
    cook.refresh_from_db()
    assert cook.live_id != live

    run.refresh_from_db()
    jobs.undo(run, by)
    let_work()
    run.refresh_from_db()
    cook.refresh_from_db()
    assert (run.phase, run.undone_by, cook.live_id, cook.changed) == (ImportPhase.UNDONE, by, live, False)
    assert Release.objects.filter(undone_at=None).count() == 1


def test_wrong_files_are_refused_as_the_importers_say(tmp_path):
    before = stored()

    run = checked(survey(tmp_path, 2025, row(A_MEDIAN="many")))

    assert (run.phase, stored(), run.files.count()) == (ImportPhase.REFUSED, before, 0)
    assert run.problems == [
        "national_2025.xlsx, sheet “national”, row 2, column “A_MEDIAN”: “many” " + run.problems[0].rpartition("” ")[2]
    ]


def test_files_that_nothing_recognizes_are_refused(tmp_path):
    note = tmp_path / "notes.txt"
    note.write_text("Downloaded today.")

    assert checked(note).problems == [
        "No source recognizes any of the files; docs/statistics.md lists those that are read."
    ]


def many(**cells: str) -> list[dict[str, str | None]]:
    return [row(OCC_CODE=f"35-{number}", OCC_TITLE=f"Cooks {number}", **cells) for number in range(2000, 2040)]


def test_what_changes_more_than_usual_needs_a_reason_which_is_stored(tmp_path):
    by = make.user("publisher")
    imported(survey(tmp_path, 2024, *many()))
    run = checked(survey(tmp_path, 2025, *many(A_MEAN="100000")))
    assert run.report["releases"][0]["accepted"] == [
        "mean annual wage: 40 of 40 (100.0%; up to 30% is usual) figures changed by 10% or more",
        "mean annual wage: 40 of 40 (100.0%; up to 3% is usual) figures changed by 50% or more",
    ]

    jobs.bring_in(run, by)
    let_work()
    run.refresh_from_db()
    assert (run.phase, run.problems) == (ImportPhase.READY, [worker.UNCONSENTED])

    jobs.bring_in(run, by, "Tips are counted now.")
    let_work()
    run.refresh_from_db()
    assert (run.phase, run.consent_by) == (ImportPhase.DONE, by)
    assert run.releases.get().report["consent"] == {"by": "publisher", "reason": "Tips are counted now."}


def test_a_check_of_yesterday_is_not_imported(tmp_path):
    run = checked(survey(tmp_path, 2024))
    imported(survey(tmp_path, 2025))

    jobs.bring_in(run, None)
    let_work()

    run.refresh_from_db()
    assert (run.phase, run.problems) == (ImportPhase.READY, [worker.OTHERS])
    assert Release.objects.count() == 1


def test_what_waits_is_stopped_at_once_and_is_not_worked_on(tmp_path):
    run = asked(survey(tmp_path, 2024))

    asking.stop(run)
    let_work()

    run.refresh_from_db()
    assert (run.phase, run.files.count(), run.report) == (ImportPhase.STOPPED, 0, {})


def test_two_workers_do_not_do_the_same(tmp_path):
    run = asked(survey(tmp_path, 2024))
    beat = Beat(ReleaseImport, run.pk, run.pk)
    assert phases.take(ReleaseImport, beat, ImportPhase.CHECKING)

    worker.work(str(run.pk), ImportPhase.CHECKING)

    run.refresh_from_db()
    assert (run.phase, run.worker, run.stalled) == (ImportPhase.CHECKING, run.pk, False)


def test_an_error_that_nobody_expected_is_kept_and_can_be_gone_on_with(tmp_path, monkeypatch):
    run = asked(survey(tmp_path, 2024))
    with monkeypatch.context() as broken:
        broken.setattr(worker, "update_catalogue", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            worker.work(str(run.pk), ImportPhase.CHECKING)
    run.refresh_from_db()
    assert (run.stalled, run.failure) == (True, "ZeroDivisionError: division by zero")

    jobs.carry_on(run)
    let_work()

    run.refresh_from_db()
    assert (run.phase, run.failure) == (ImportPhase.READY, "")


def test_imports_beyond_a_few_wait_until_those_are_done(tmp_path):
    path = survey(tmp_path, 2024)
    for _ in range(asking.MOST_AT_ONCE):
        asked(path)

    with pytest.raises(asking.TooMany):
        asked(path)

    assert ReleaseImport.objects.count() == asking.MOST_AT_ONCE


def test_what_nobody_imports_is_forgotten_after_a_week(tmp_path):
    run = checked(survey(tmp_path, 2024))
    assert jobs.forget() == 0
    ReleaseImport.objects.update(asked_at=run.asked_at - jobs.WAITS * 2)

    assert jobs.forget() == 1

    run.refresh_from_db()
    assert (run.phase, run.files.count()) == (ImportPhase.STOPPED, 0)


def test_differences_are_amounts_of_the_metric():
    from occupations.importers.requested.report import FigureRow

    row = FigureRow("t", "35", "Cooks", 0, "gender", "men", "", Decimal("40.5"), Decimal(0), -100.0)
    assert (row.was, row.now, row.difference) == ("40.5%", "0.0%", "−100.0%")
