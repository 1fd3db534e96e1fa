"""A spreadsheet that came back is checked, saved and undone: each in one transaction, by a worker or while the browser
waits."""

from collections.abc import Callable, Collection
from typing import NamedTuple

import pghistory
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone

from occupations import background
from occupations.admin.spreadsheets.comparing import Comparison, compare
from occupations.admin.spreadsheets.edits import Edit, Said, edits_of
from occupations.admin.spreadsheets.exports import DAYS, exported, key_of, packed, unpacked
from occupations.admin.spreadsheets.reading import Problems, read
from occupations.admin.spreadsheets.shape import Place, RowKey
from occupations.admin.spreadsheets.stored import Stored, stored
from occupations.admin.spreadsheets.writing import write
from occupations.models import Occupation, PublishingRun, SpreadsheetBatch
from occupations.models.spreadsheets import SpreadsheetPhase
from occupations.publishing import runs
from occupations.publishing.publish import lock_all
from occupations.publishing.recheck import recheck_soon
from occupations.worker import phases
from occupations.worker.beats import Beat
from occupations.worker.phases import Ends, end

FOREIGN = "is an export of another site; expected one of this site"
OLD = f"is an export from more than {DAYS} days ago; expected a newer one"
OUTDATED = "Nothing was saved: something was edited after you opened this page. You now see the current state."
NOTHING_CHOSEN = "What is here stays everywhere, so there is nothing to save."

CarryOn = Callable[[PublishingRun], None]


def work(key: str, phase: SpreadsheetPhase, *, carry_on: CarryOn, is_told: bool = True) -> None:
    """One phase, from its beginning (worker/phases.py). `carry_on` goes on with a run of publishing; `is_told`: whether
    somebody looks at the progress meanwhile."""

    def do(batch: SpreadsheetBatch, beat: Beat) -> None:
        try:
            run = PHASES[phase](batch, beat)
        except Problems as found:
            problems = [str(error) for error in found.errors]
            after = SpreadsheetPhase.REFUSED if phase == SpreadsheetPhase.CHECKING else batch.STOPS_AS[phase]
            raise Ends(after, problems) from found
        if run is not None:
            carry_on(run)
            if phase == SpreadsheetPhase.UNDOING:  # some of it may be public again
                recheck_soon(batch.occupations)

    phases.work(SpreadsheetBatch, key, phase, do, is_told=is_told)


class Shown(NamedTuple):
    comparison: Comparison
    stored: Stored


def show(batch: SpreadsheetBatch) -> Shown:
    """What it would change now; of one that was saved, what undoing it would."""
    edits = edits_in(batch)
    found = stored({edit.row.occupation for edit in edits})
    return Shown(compare(edits, found.rows), found)


def edits_in(batch: SpreadsheetBatch) -> list[Edit]:
    return [
        Edit(RowKey(*row), column, before, after, Place(*place), *said)
        for row, column, before, after, place, *said in unpacked(batch.edits)
    ]


@transaction.atomic
def check(batch: SpreadsheetBatch, beat: Beat) -> None:
    """Read the file, and try to write it without doing so. Raises Problems."""
    background.lift_time_limit()
    beat.begin("Reading the file")
    rows = read(bytes(batch.content), batch.file_name, beat.on_rows)
    beat.begin("Comparing it with its export")
    marks = {row.cells["export"] for row in rows}
    known = exported({pk for mark in marks if (pk := key_of(mark))})
    exports: dict[str, Said | str] = {
        mark: FOREIGN if (pk := key_of(mark)) is None else known.get(pk, OLD) for mark in marks
    }
    edits = edits_of(rows, batch.file_name, exports)
    beat.begin("Comparing it with what is here")
    comparison = compare(edits, stored({edit.row.occupation for edit in edits}).rows)
    if not any(comparison):
        raise Ends(SpreadsheetPhase.UNCHANGED, [])
    if comparison.changes:
        beat.begin("Trying the changes", len(comparison.owners))
        with transaction.atomic():
            write(comparison.changes, batch.file_name, beat.on_rows)
            transaction.set_rollback(True)
    end(batch, beat, SpreadsheetPhase.READY, edits=packed(edits), content=b"")


@transaction.atomic
def save(batch: SpreadsheetBatch, beat: Beat) -> PublishingRun | None:
    """Raises Ends, Problems."""
    comparison = _held(batch, beat)
    if comparison.digest != batch.seen:
        raise Ends(SpreadsheetPhase.READY, [OUTDATED])
    changes = comparison.chosen(batch.from_file)
    if not changes:
        raise Ends(SpreadsheetPhase.READY, [NOTHING_CHOSEN])
    owners = sorted({change.edit.row.occupation for change in changes})
    beat.begin("Saving", len(owners))
    with pghistory.context(user=batch.by_id, spreadsheet=str(batch.pk), batch=batch.name):
        undoing = write(changes, batch.file_name, beat.on_rows)
    _log(batch.by, owners, f"Changed by the spreadsheet “{batch.name}”.")
    batch.occupations = owners
    run = run_of(batch, batch.by) if batch.publishes else None
    facts = {"edits": packed(undoing), "written_at": timezone.now(), "occupations": owners, "cells": len(changes)}
    end(batch, beat, SpreadsheetPhase.SAVED, **facts)
    return run


def run_of(batch: SpreadsheetBatch, by) -> PublishingRun:
    """The run, nobody works on yet, that publishes what the batch changed."""
    run = PublishingRun.objects.create(by=by, note=batch.name, chosen=batch.occupations)
    SpreadsheetBatch.objects.filter(pk=batch.pk).update(run=run)
    return run


@transaction.atomic
def undo(batch: SpreadsheetBatch, beat: Beat) -> PublishingRun | None:
    """Give the cells their values of before, apart from those that were edited since. Raises Problems."""
    by = batch.undone_by
    comparison = _held(batch, beat)
    owners = comparison.owners
    if comparison.changes:
        beat.begin("Undoing", len(owners))
        with pghistory.context(user=batch.undone_by_id, spreadsheet=str(batch.pk), batch=f"Undone: {batch.name}"):
            write(comparison.changes, batch.file_name, beat.on_rows)
    _log(by, owners, f"Undid the spreadsheet “{batch.name}”.")
    left = len(comparison.conflicts) + len(comparison.gone)
    end(batch, beat, SpreadsheetPhase.UNDONE, undone_at=timezone.now(), left=left)
    may_take_back = by is not None and by.has_perm("occupations.withdraw_occupation")
    if batch.run is not None and may_take_back and runs.take_back(batch.run, by):
        return batch.run
    return None


def _held(batch: SpreadsheetBatch, beat: Beat) -> Comparison:
    """What it changes, and nobody else changes meanwhile."""
    background.lift_time_limit()
    beat.begin("Comparing it with what is here")
    wanted = {edit.row.occupation for edit in edits_in(batch)}
    lock_all(Occupation.objects.filter(pk__in=wanted).values_list("pk", flat=True))
    return show(batch).comparison


def _log(by, keys: Collection[int], message: str) -> None:
    if by is not None and keys:
        LogEntry.objects.log_actions(by.pk, Occupation.objects.filter(pk__in=keys), CHANGE, message)


PHASES: dict[SpreadsheetPhase, Callable[[SpreadsheetBatch, Beat], PublishingRun | None]] = {
    SpreadsheetPhase.CHECKING: check,
    SpreadsheetPhase.SAVING: save,
    SpreadsheetPhase.UNDOING: undo,
}
