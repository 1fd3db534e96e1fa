"""Runs imports: finds the source of each file, imports them in order, each release in a transaction, and reports the
effects."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import ModuleType

from django.db import DataError, IntegrityError, connection, transaction

from occupations import locks
from occupations.importers import plausibility, sameness
from occupations.importers.batch import Batch
from occupations.importers.errors import FileError, LoadError
from occupations.importers.impact import Consequences, consequences, nothing_of, same_as, touched_by
from occupations.importers.occupation_mapping import Mapped, current_occupation_data, update_catalogue
from occupations.importers.sources import cip, cps, crosswalk, lca, oews, onet, projections, soc
from occupations.importers.tables import archived, refuse_bomb, refuse_damaged
from occupations.importers.writing import OnProgress, Written, write
from occupations.models import Occupation, Release
from occupations.publishing import common_names
from occupations.publishing.recheck import recheck, recheck_due

# In the order of import: sources that define records come before those with data for them.
READERS: dict[str, ModuleType] = {
    "soc": soc,
    "onet": onet,
    "crosswalk": crosswalk,
    "oews": oews,
    "projections": projections,
    "cps": cps,
    "cip": cip,
    "lca": lca,
}
# The publishers' names of the files that are read. Names do not matter, but a file with such a name that no source
# recognizes by its content is damaged or has a new layout.
PUBLISHED_AS = {
    "soc": r"soc_(structure_2018|2018_definitions|2018_direct_match_title_file)",
    "onet": "|".join(re.escape(table) for table in onet.PUBLISHED_AS),
    "crosswalk": r"nem-onet-to-soc-crosswalk|2010_to_2019_soc_crosswalk",
    "oews": r"(national|state|msa|natsector|all_data)_m_?\d{4}(_dl)?|msa",
    "projections": r"occupation|education",
    "cps": r"cpsaat(11b?|39)(_\d{4})?",
    "cip": r"cip2020_soc2018_crosswalk|cipcode2020",
    "lca": r"lca_(disclosure_data_)?fy\d{4}_q\d.*",
}


@dataclass
class Recognised:
    """The files in a folder by the source that reads them, and those that no source recognizes."""

    files: dict[str, list[Path]] = field(default_factory=dict)
    unknown: list[Path] = field(default_factory=list)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The named files and the files in named folders, except hidden ones. Raises LoadError if there is none."""
    found = []
    for path in paths:
        if not path.exists():
            raise LoadError(f"{path}: there is no such file or folder")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        found += [file for file in inside if file.is_file() and not file.name.startswith((".", "~$"))]
    if not found:
        raise LoadError("there is no file to import")
    return found


def recognise(paths: Iterable[Path]) -> Recognised:
    """Assigns each file to the first source that recognizes its content. Raises FileError for a file that a source may
    have needed: one that is damaged, or that has a publisher's file name but not the layout."""
    result = Recognised()
    files = files_in(paths)
    for path in files:
        refuse_bomb(path)
        owner = next((name for name, reader in READERS.items() if reader.recognise(path)), None)
        if owner is None:
            refuse_damaged(path)
            _refuse_changed(path)
            _refuse_archive(path, files)
            result.unknown.append(path)
        else:
            result.files.setdefault(owner, []).append(path)
    result.files = {name: result.files[name] for name in READERS if name in result.files}
    return result


def _refuse_changed(path: Path) -> None:
    """Raises the reader's error for a file with a publisher's name."""
    for source, names in PUBLISHED_AS.items():
        stem = path.stem.lower()
        named = re.fullmatch(names, stem) or re.fullmatch(names, stem.replace("_", " "))
        if named and path.suffix.lower() in (".txt", ".csv", ".xlsx", ".parquet"):
            READERS[source].read([path])


def _refuse_archive(path: Path, files: Sequence[Path]) -> None:
    """Raises FileError for a zip archive unless its files are next to it."""
    if archived(path) and not set(archived(path)) <= {file.name for file in files}:
        raise FileError(path, f"is a zip archive of {', '.join(archived(path))[:200]}; unzip it and import these")


def read(source: str, paths: Sequence[Path]) -> list[Batch]:
    """The batches of one source, from the named files and from the files in named folders that the source recognizes.
    Raises LoadError for an error in a file."""
    reader = READERS[source]
    files = [path for path in files_in(paths) if path in paths or reader.recognise(path)]
    if not files:
        raise LoadError(f"no file of “{source}” in {', '.join(map(str, paths))}")
    return reader.read(files)


def import_batch(
    batch: Batch,
    report: Callable[[Consequences], None] = lambda meaning: None,
    on_progress: OnProgress = lambda rows: None,
    *,
    accept_changes: bool = False,
    mark: bool = True,
) -> Consequences:
    """Write a batch in its own transaction. `report` receives the impact before the commit; an exception that it raises
    rolls the import back. Raises LoadError if the database rejects a row, and ImplausibleRelease if more changes than
    usual and that is not accepted. A file with the same content as a release of the same period leaves nothing.
    Without `mark`, the caller flags the occupations that draw on it, which locks them."""
    if batch.is_empty:
        meaning = nothing_of(batch)
        report(meaning)
        return meaning
    try:
        with transaction.atomic():
            locks.import_alone()
            written = write(batch, on_progress)
            _refuse_if_too_early(batch, written)
            meaning = _impact(batch, written, accept_changes=accept_changes)
            if mark and (not written.unchanged or written.dated) and not meaning.same_as:
                touched = touched_by({written.release.pk} | ({written.previous.pk} if written.previous else set()))
                if written.completed:  # pages show little of what is new
                    recheck(touched)
                else:
                    Occupation.objects.filter(pk__in=touched).mark_changed()
            if not (written.unchanged or written.returned):  # the report from when its rows were written stays
                written.release.report = meaning.as_json()
                written.release.save(update_fields=["report"])
            report(meaning)
    except _SaidBefore as duplicate:
        meaning = same_as(batch, duplicate.release)
        report(meaning)
    except (DataError, IntegrityError) as error:
        names = ", ".join(name for name, _ in batch.files)
        raise LoadError(f"{batch.title} ({names}): the database rejected it: {str(error).splitlines()[0]}") from error
    return meaning


class _SaidBefore(Exception):
    """The release need not be stored: another one of its period has the same content."""

    def __init__(self, release: Release) -> None:
        super().__init__()
        self.release = release


def _impact(batch: Batch, written: Written, *, accept_changes: bool) -> Consequences:
    """The effects of the import. Raises _SaidBefore if there are none and ImplausibleRelease if there are too many."""
    impact = consequences(batch, written)
    if written.unchanged or written.returned or written.completed:
        return impact
    if not (written.records_added or written.records_renamed) and (twin := sameness.twin(written)):
        if twin.period_end == written.release.period_end:
            raise _SaidBefore(twin)
        impact.same_as, impact.occupations, impact.public_pages = str(twin), 0, 0
        return impact
    plausibility.check(batch, written, impact, accept=accept_changes)
    return impact


def _refuse_if_too_early(batch: Batch, written: Written) -> None:
    """If most rows are for unknown records, another file should have been imported first; the rows would be lost."""
    for table, matched in written.rows.items():
        if (lost := written.lost[table]) > matched:
            raise LoadError(
                f"{batch.title}: {lost:,} of {matched + lost:,} {table} are for unknown records, such as "
                f"{min(written.unmatched)}; import the files that define them first"
            )


def map_occupations(*, named: bool = True) -> Mapped:
    """Create the occupations and mappings that follow from the imported releases, in one transaction; the result is
    stored with the release that describes the occupations. Then update common names, unless the caller does, and the
    planner's statistics."""
    with transaction.atomic():
        locks.import_alone()
        mapped = update_catalogue()
        release = current_occupation_data()
        if release is not None and (mapped.added or mapped.gone or mapped.classified):
            release.report["mapped"] = asdict(mapped)
            release.save(update_fields=["report"])
    if named:
        common_names.update()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return mapped


def compare_with_public(on_progress: OnProgress = lambda compared: None) -> int | None:
    """Clear the flag of those public occupations whose pages would not change, although imports have flagged them.
    Returns how many have unpublished changes; None if there was nothing to compare. In parts, each a transaction."""
    flagged = Occupation.objects.changed().filter(live__isnull=False)
    if not flagged.update(recheck_due=True):
        return None
    recheck_due(on_progress)
    return flagged.count()
