"""The phases of an import, as a worker does them: checked, imported, compared with what is public, undone.

Checking is importing in a transaction that is rolled back. Importing is one transaction for all releases, so that it is
stopped as a whole; the occupations are flagged at its end, so that editors wait for that only.
"""

from collections.abc import Callable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from occupations.importers import run as importing
from occupations.importers.batch import Batch
from occupations.importers.errors import LoadError
from occupations.importers.impact import touched_by
from occupations.importers.occupation_mapping import update_catalogue
from occupations.importers.requested import figures, files, jobs, limits, pages
from occupations.importers.requested.figures import Succession
from occupations.importers.requested.files import Refused
from occupations.importers.requested.report import Findings, packed
from occupations.importers.undo import undo as undo_release
from occupations.models import Occupation, Release, ReleaseImport
from occupations.models.release_imports import ImportPhase
from occupations.publishing import runs
from occupations.worker import phases
from occupations.worker.beats import Beat
from occupations.worker.phases import Ends, end

CHANGED_FILES = "The files in the folder are not those that were checked. Check them again."
OTHERS = "Other releases were imported or undone since this was checked. Check it again."
UNCONSENTED = "It changes other things than those that were agreed to. Check it again."


def work(key: str, phase: ImportPhase) -> None:
    """One phase, from its beginning (worker/phases.py)."""
    phases.work(ReleaseImport, key, phase, PHASES[phase])


def _refused(error: Exception) -> Ends:
    return Ends(ImportPhase.REFUSED, str(error).splitlines())


def _outdated(problem: str) -> Ends:
    """It is not what was checked any longer."""
    return Ends(ImportPhase.READY, [problem])


# Checking


def check(run: ReleaseImport, beat: Beat) -> None:
    try:
        with files.laid_out(run) as folder:
            found = files.digests(folder)
            batches, unknown = files.read(folder, beat)
    except (limits.Limit, LoadError, Refused) as error:
        raise _refused(error) from error
    standing = jobs.standing()
    drafted = set(Occupation.objects.changed().filter(live__isnull=False).values_list("pk", flat=True))
    with transaction.atomic():
        report, findings = _tried(batches, drafted, beat)
        transaction.set_rollback(True)
    report |= {"files": found, "unknown": unknown, "standing": standing}
    end(run, beat, ImportPhase.READY, report=report, findings=packed(findings))


def _tried(batches: list[Batch], drafted: set[int], beat: Beat) -> tuple[dict, Findings]:
    before = _current()
    written, new = _written(batches, beat)
    beat.begin("Looking for what is mapped to the records")
    mapped = update_catalogue()
    after = _current()
    successions = [
        Succession(dataset, before[dataset], pk)
        for dataset, pk in sorted(after.items())
        if dataset in before and before[dataset] != pk
    ]
    counts, rows, more, records = {}, [], 0, []
    for one in successions:
        beat.begin(f"Comparing {one.dataset} with the release before")
        of_table, changes, left_out = figures.compare(one)
        counts[one.dataset] = of_table._asdict()
        rows += changes
        more += left_out
        records += figures.records(one)
    rows.sort(key=lambda row: -abs(row.percent if row.percent is not None else figures.OUTLIER))
    touched = touched_by(new | {one.old for one in successions})
    beat.begin("Looking for the pages that change", len(touched))
    page_rows, pair_rows = pages.changed(touched, drafted, beat.on_rows)
    report = {"releases": written, "mapped": asdict(mapped), "counts": counts, "pages": len(page_rows)}
    report["drafted"] = sum(row.has_drafts for row in page_rows)
    shown = rows[: figures.MOST_FIGURES]
    return report, Findings(shown, more + len(rows) - len(shown), page_rows, pair_rows, records)


def _current() -> dict[str, int]:
    return dict(Release.objects.current().values_list("dataset__key", "pk"))


def _written(batches: list[Batch], beat: Beat) -> tuple[list[dict], set[int]]:
    """The effects of each batch, and the keys of the releases that are new, whole now, or count again. Raises
    Ends."""
    before = {tuple(one) for one in jobs.standing()}
    effects = []
    for batch in batches:
        beat.begin(batch.title, sum(frame.height for frame in (batch.figures, batch.wages, batch.texts, batch.links)))
        try:
            meaning = importing.import_batch(batch, on_progress=beat.on_rows, accept_changes=True, mark=False)
        except LoadError as error:
            raise _refused(error) from error
        effects.append(meaning.as_json() | {"title": batch.title})
    return effects, {pk for pk, _ in {tuple(one) for one in jobs.standing()} - before}


# Importing


def bring_in(run: ReleaseImport, beat: Beat) -> None:
    if jobs.standing() != run.report["standing"]:
        raise _outdated(OTHERS)
    try:
        with files.laid_out(run) as folder:
            if files.digests(folder) != run.report["files"]:
                raise _outdated(CHANGED_FILES)
            batches, _ = files.read(folder, beat)
    except (limits.Limit, LoadError, Refused) as error:
        raise _outdated(CHANGED_FILES) from error
    agreed = {finding for one in run.report["releases"] for finding in one["accepted"]}
    with transaction.atomic():
        before = set(_current().values())
        effects, new = _written(batches, beat)
        accepted = {finding for one in effects for finding in one["accepted"]}
        if accepted and (run.consent_by is None or accepted - agreed):
            raise _outdated(UNCONSENTED)
        _note_consent(run, new)
        touched = touched_by(new | (before - set(_current().values())))
        drafted = Occupation.objects.changed().filter(pk__in=touched, live__isnull=False)
        facts = {"touched": sorted(touched), "drafted": list(drafted.values_list("pk", flat=True))}
        run.releases.set(new)
        Occupation.objects.filter(pk__in=touched).mark_changed()
        run.files.all().delete()
        end(run, beat, ImportPhase.COMPARING, imported_at=timezone.now(), **facts)
        jobs.work.enqueue(str(run.pk), ImportPhase.COMPARING)


def _note_consent(run: ReleaseImport, new: set[int]) -> None:
    """With the release, as its findings are."""
    for release in Release.objects.filter(pk__in=new):
        if run.consent_by is not None and release.report.get("accepted"):
            release.report["consent"] = {"by": run.consent_by.get_username(), "reason": run.consent_reason}
            release.save(update_fields=["report"])


def compare(run: ReleaseImport, beat: Beat) -> None:
    """Which of the pages that draw on it really change; and what follows for names and mappings."""
    beat.begin("Mapping occupations to the records, and choosing their names")
    importing.map_occupations()
    waiting = Occupation.objects.changed().filter(live__isnull=False).count()
    beat.begin("Comparing pages with what is public", waiting)
    importing.compare_with_public(beat.on_rows)
    end(run, beat, ImportPhase.DONE)


# Undoing


def undo(run: ReleaseImport, beat: Beat) -> None:
    if run.run is not None:
        beat.begin("Taking back what was published")
        runs.stop(run.run)  # if it waits to be confirmed
        if runs.take_back(run.run, run.undone_by):
            runs.work(run.run, beat.on_rows)
    standing = run.releases.filter(undone_at=None).order_by("-pk")
    for release in standing:
        beat.begin(f"Undoing {release}")
        undo_release(release, beat.on_rows)
    beat.begin("Comparing pages with what is public")
    importing.compare_with_public(beat.on_rows)
    end(run, beat, ImportPhase.UNDONE, undone_at=timezone.now())


PHASES: dict[ImportPhase, Callable[[ReleaseImport, Beat], None]] = {
    ImportPhase.CHECKING: check,
    ImportPhase.IMPORTING: bring_in,
    ImportPhase.COMPARING: compare,
    ImportPhase.UNDOING: undo,
}
