"""A spreadsheet that came back: received, shown, written as one batch, undone as one."""

import datetime
from collections.abc import Collection
from typing import NamedTuple

import pghistory
from django import forms
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone

from occupations import background
from occupations.admin.spreadsheets.comparing import Change, Comparison, compare
from occupations.admin.spreadsheets.edits import Edit, Said, edits_of
from occupations.admin.spreadsheets.exports import DAYS, exported, key_of, packed, unpacked
from occupations.admin.spreadsheets.reading import read
from occupations.admin.spreadsheets.shape import Place, RowKey
from occupations.admin.spreadsheets.stored import Stored, stored
from occupations.admin.spreadsheets.writing import write
from occupations.models import Occupation, PublishingRun, SpreadsheetBatch
from occupations.publishing import runs
from occupations.publishing.publish import lock_all
from occupations.publishing.recheck import recheck_soon

HOURS = 24
"""So long a file waits to be written."""
FOREIGN = "is an export of another site; expected one of this site"
OLD = f"is an export from more than {DAYS} days ago; expected a newer one"


class Outdated(Exception):
    """Something was edited after the differences were shown."""


class Shown(NamedTuple):
    comparison: Comparison
    stored: Stored


@transaction.atomic
def receive(data: bytes, name: str, by, form: type[forms.ModelForm]) -> SpreadsheetBatch | None:
    """Read a file, and try to write it without doing so. None if it changes nothing. Raises Problems."""
    background.lift_time_limit()
    rows = read(data, name)
    marks = {row.cells["export"] for row in rows}
    known = exported({pk for mark in marks if (pk := key_of(mark))})
    exports: dict[str, Said | str] = {
        mark: FOREIGN if (pk := key_of(mark)) is None else known.get(pk, OLD) for mark in marks
    }
    edits = edits_of(rows, name, exports)
    comparison = compare(edits, stored({edit.row.occupation for edit in edits}).rows)
    if comparison.changes:
        with transaction.atomic():
            write(comparison.changes, name, form)
            transaction.set_rollback(True)
    if not any(comparison):
        return None
    return SpreadsheetBatch.objects.create(by=by, name=name[:200], file_name=name[:200], edits=packed(edits))


def show(batch: SpreadsheetBatch) -> Shown:
    """What it would change now; of one that was written, what undoing it would."""
    edits = [
        Edit(RowKey(*row), column, before, after, Place(*place), *said)
        for row, column, before, after, place, *said in unpacked(batch.edits)
    ]
    found = stored({edit.row.occupation for edit in edits})
    return Shown(compare(edits, found.rows), found)


@transaction.atomic
def save(
    batch: SpreadsheetBatch, name: str, from_file: Collection[int], seen: str, form: type[forms.ModelForm]
) -> bool:
    """Write it. `from_file`: the conflicts in which the file is right; `seen`: what was shown. False if somebody has
    written it already, or there is nothing to write. Raises Outdated, Problems."""
    held = SpreadsheetBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.written_at is not None:
        return False
    background.lift_time_limit()
    lock_all(show(held).stored.versions)
    comparison = show(held).comparison
    if comparison.digest != seen:
        raise Outdated
    changes = comparison.chosen(from_file)
    if not changes:
        return False
    with pghistory.context(spreadsheet=str(held.pk), batch=name):
        undoing = write(changes, held.file_name, form)
    held.edits, held.name, held.written_at = packed(undoing), name, timezone.now()
    held.occupations, held.cells = _owners(changes), len(changes)
    held.save()
    _log(held.by, held.occupations, f"Changed by the spreadsheet “{name}”.")
    return True


def publish(batch: SpreadsheetBatch, by) -> PublishingRun:
    """The run that publishes what the batch changed; its page asks once more."""
    with transaction.atomic():
        run = PublishingRun.objects.create(by=by, note=batch.name, chosen=batch.occupations)
        SpreadsheetBatch.objects.filter(pk=batch.pk).update(run=run)
        runs.get_on(run)
    return run


@transaction.atomic
def undo(batch: SpreadsheetBatch, by, form: type[forms.ModelForm], *, take_back: bool) -> Comparison:
    """Give the cells their values of before, apart from those that were edited since: `conflicts` and `gone`.
    `take_back`: also what was published with it. Raises Problems."""
    held = SpreadsheetBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if held.written_at is None or held.undone_at is not None:
        return Comparison([], [], [])
    background.lift_time_limit()
    lock_all(show(held).stored.versions)
    comparison = show(held).comparison
    if comparison.changes:
        with pghistory.context(spreadsheet=str(held.pk), batch=f"Undone: {held.name}"):
            write(comparison.changes, held.file_name, form)
    held.undone_at, held.undone_by = timezone.now(), by
    held.save()
    _log(by, _owners(comparison.changes), f"Undid the spreadsheet “{held.name}”.")
    if take_back and held.run is not None and runs.take_back(held.run, by):
        runs.get_on(held.run)
        recheck_soon(held.occupations)
    return comparison


def forget() -> int:
    """Delete files that nobody has written for a day. Returns how many those were."""
    before = timezone.now() - datetime.timedelta(hours=HOURS)
    return SpreadsheetBatch.objects.filter(written_at=None, created_at__lt=before).delete()[0]


def _owners(changes: Collection[Change]) -> list[int]:
    return sorted({change.edit.row.occupation for change in changes})


def _log(by, keys: Collection[int], message: str) -> None:
    rows = Occupation.objects.filter(pk__in=keys)
    if by is not None and keys:
        LogEntry.objects.log_actions(by.pk, rows, CHANGE, message)
