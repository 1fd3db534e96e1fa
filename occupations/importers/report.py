"""Effects of imports, mappings and errors in files, as plain lines for a terminal."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from occupations.importers.errors import FileError, LoadError
from occupations.importers.impact import CHANGE_PERCENT, OUTLIER_PERCENT, Consequences
from occupations.importers.occupation_mapping import Mapped

SHOWN = 5


def complaint(error: LoadError, given: Sequence[Path]) -> str:
    """The error, for the person who named these files and folders: another folder may have a file with the same
    name."""
    return error.message(named(error.path, given)) if isinstance(error, FileError) else str(error)


def named(path: Path, given: Sequence[Path]) -> str:
    """The path of the file relative to the one thing that was named, or as found if several were."""
    root = given[0] if given[0].is_dir() else given[0].parent
    return str(path.relative_to(root) if len(given) == 1 and path.is_relative_to(root) else path)


def lines(meaning: Consequences) -> Iterator[str]:
    yield meaning.release
    if meaning.unchanged and meaning.same_as:
        yield f"  has the same content as “{meaning.same_as}” in a different file; nothing changes"
        return
    if meaning.unchanged:
        news = "only the download date is new" if meaning.dated else "nothing changes"
        yield f"  identical to an earlier import; {news}"
        return
    written = ", ".join(f"{rows:,} {table}" for table, rows in meaning.rows_written.items()) or "no rows"
    yield f"  {meaning.rows_read:,} rows read; written: {written}"
    for reason, rows in sorted(meaning.skipped.items(), key=lambda entry: -entry[1]):
        yield f"  {rows:,} rows left out: {reason}"
    if meaning.unmatched:
        unmatched = _some(list(meaning.unmatched), count=meaning.counts["unmatched"])
        yield f"  {meaning.unmatched_rows:,} rows of unknown records: {unmatched}"
    yield from _records(meaning)
    if not meaning.dataset:
        return
    if not meaning.current:
        yield "  a newer release of this table is current; editions do not use this one"
        return
    if meaning.compared:
        yield (
            f"  {meaning.compared:,} figures are also in the previous release: {meaning.changed:,} changed by "
            f"{CHANGE_PERCENT}% or more, {meaning.outliers:,} of them by {OUTLIER_PERCENT}% or more"
        )
        for record, what, old, new, percent in meaning.largest_changes[:SHOWN]:
            yield f"    {record} {what}: {old:,.12g} → {new:,.12g} ({percent:+}%)"
    yield from (f"  accepted: {finding}" for finding in meaning.accepted)
    if meaning.same_as:
        yield f"  has the same content as “{meaning.same_as}”; there is nothing to publish"
        return
    yield f"  {meaning.occupations:,} occupations and {meaning.public_pages:,} public pages will change when published"


def _records(meaning: Consequences) -> Iterator[str]:
    if meaning.records_added:
        yield f"  {meaning.records_added:,} records are new"
    if meaning.records_renamed:
        named = [f"{key}: {before} → {after}" for key, before, after in meaning.records_renamed]
        yield f"  renamed: {_some(named, '; ', meaning.counts['records_renamed'])}"
    if meaning.records_gone:
        yield f"  gone: {_some(meaning.records_gone, count=meaning.counts['records_gone'])}"
    if meaning.records_recoded:
        moved = [f"{title}: {old} → {new}" for title, old, new in meaning.records_recoded]
        yield f"  changed code: {_some(moved, '; ', meaning.counts['records_recoded'])}"


def mapping_lines(mapped: Mapped) -> Iterator[str]:
    yield f"{len(mapped.added):,} occupations added, {mapped.classified:,} mappings to records added"
    if mapped.waiting:
        waiting = _some(mapped.waiting)
        yield f"  {len(mapped.waiting):,} wait for the SOC structure file, which names their category: {waiting}"
    if mapped.gone:
        yield f"  {len(mapped.gone):,} are in no current O*NET release: {_some(mapped.gone, '; ')}"
    if mapped.conflicts:
        yield f"  {len(mapped.conflicts):,} conflicts left for an editor: {_some(mapped.conflicts, '; ')}"


def _some(items: list[str], joint: str = ", ", count: int = 0) -> str:
    """The first few items; `count`: the total, if it is not the length of the list."""
    more = f" and {max(count, len(items)) - SHOWN:,} more" if max(count, len(items)) > SHOWN else ""
    return joint.join(items[:SHOWN]) + more
