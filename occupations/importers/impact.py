"""The effects of an import: reported before anything is committed, in the terminal, as JSON and with the release.

The database counts everything inside the import's transaction; no page is rendered and no profile is built.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection

from occupations.importers.batch import Batch
from occupations.importers.writing import Written
from occupations.metrics import SURVEYED
from occupations.models import Occupation, Release
from occupations.models.record_keys import key_sql

CHANGE_PERCENT = 10  # from this change on, a figure counts as changed
OUTLIER_PERCENT = 50  # from this change on, somebody should look at it
EXAMPLES = 20


@dataclass
class Consequences:
    """Ready for JSON. Changes are [record, what, old, new, percent], the largest first. Lists have at most EXAMPLES
    entries; `counts` has their full lengths, by name of the list."""

    release: str
    dataset: str  # its key; empty if nothing in the file is used
    unchanged: bool  # the same bytes, or the same rows for the same period, were imported before
    current: bool  # whether editions are now built from this release
    rows_read: int
    rows_written: dict[str, int]
    skipped: dict[str, int]
    unmatched: dict[str, int]  # some of the unknown records → rows left out
    same_as: str = ""  # the release with the same content in other bytes
    accepted: list[str] = field(default_factory=list)  # what is unusual but was accepted
    dated: bool = False  # for an existing release, the day of its download is new
    unmatched_rows: int = 0
    records_added: int = 0
    records_renamed: list[tuple[str, str, str]] = field(default_factory=list)
    records_gone: list[str] = field(default_factory=list)
    records_recoded: list[tuple[str, str, str]] = field(default_factory=list)  # title, old key, new key
    counts: dict[str, int] = field(default_factory=dict)
    compared: int = 0  # figures that are also in the previous release
    changed: int = 0  # those that changed by CHANGE_PERCENT or more
    largest_changes: list[list[Any]] = field(default_factory=list)
    outliers: int = 0
    occupations: int = 0  # public occupations that will change when published
    public_pages: int = 0  # their pages, and comparisons with them

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def _left_out(batch: Batch) -> dict[str, int]:
    """Rows by the reason why they were left out."""
    return {**batch.skipped, **{lost.reason: lost.rows for lost in batch.lost}}


def nothing_of(batch: Batch) -> Consequences:
    """For a file in which nothing is used."""
    return Consequences(
        release=f"{batch.source.title}, {batch.title}",
        dataset="",
        unchanged=False,
        current=False,
        rows_read=batch.rows_read,
        rows_written={},
        skipped=_left_out(batch),
        unmatched={},
    )


def same_as(batch: Batch, release: Release) -> Consequences:
    """For a file with the same content as a release of the same period."""
    impact = nothing_of(batch)
    impact.dataset, impact.unchanged, impact.same_as = release.dataset.key, True, str(release)
    return impact


def consequences(batch: Batch, written: Written) -> Consequences:
    release = written.release
    impact = Consequences(
        release=str(release),
        dataset=release.dataset.key,
        unchanged=written.unchanged,
        current=type(release).objects.current().filter(pk=release.pk).exists(),
        rows_read=batch.rows_read,
        rows_written=written.rows,
        skipped=_left_out(batch),
        unmatched=dict(sorted(written.unmatched.items())[:EXAMPLES]),
        dated=written.dated,
        unmatched_rows=sum(written.unmatched.values()),
        records_added=len(written.records_added),
        records_renamed=written.records_renamed[:EXAMPLES],
        counts={"unmatched": len(written.unmatched), "records_renamed": len(written.records_renamed)},
    )
    if written.unchanged or not impact.current:
        return impact
    if written.previous is not None and written.previous != release:
        _compare(impact, written.previous.pk, release.pk)
    impact.occupations, public = _touched({release.pk, written.previous.pk if written.previous else release.pk})
    everyone = Occupation.objects.public().count()
    # The page of each, and each pair with at least one of them.
    impact.public_pages = public + public * (everyone - public) + public * (public - 1) // 2
    return impact


RECORDS = """
    SELECT record_id FROM occupations_figure WHERE release_id = ANY(%(releases)s)
    UNION SELECT record_id FROM occupations_wageestimate WHERE release_id = ANY(%(releases)s)
    UNION SELECT record_id FROM occupations_recordtext WHERE release_id = ANY(%(releases)s)
    UNION SELECT record_id FROM occupations_recordlink WHERE release_id = ANY(%(releases)s)
"""
NAMES = f"""
    SELECT {key_sql("r")}, title FROM occupations_statisticalrecord r WHERE id IN (
"""  # noqa: S608 (nothing in it comes from a file)
# For a secondary table of a survey: records of the survey that it does not list, because they will say so.
UNLISTED = """
    UNION SELECT r.id FROM occupations_statisticalrecord r WHERE r.system IN (
        SELECT s.system FROM occupations_figure f JOIN occupations_statisticalrecord s ON s.id = f.record_id
        WHERE f.release_id = ANY(%(releases)s) AND f.metric = ANY(%(surveyed)s))
"""
# Records that the releases have data for; a mapping of quality "none" takes nothing from its record.
MAPPED = """
    SELECT occupation_id FROM occupations_classification WHERE quality <> 'none' AND record_id IN (
"""
TOUCHED = f"{MAPPED} {RECORDS} {UNLISTED})"
COUNT_TOUCHED = """
    SELECT count(*), count(*) FILTER (WHERE live_id IS NOT NULL AND withdrawn_at IS NULL)
    FROM occupations_occupation WHERE id IN (
"""

# Every figure in both releases and how much it changed, in percent; NULL if it was 0.
CHANGES = """
    WITH amounts AS (
        SELECT release_id, record_id, metric || CASE WHEN label = '' THEN '' ELSE ': ' || label END AS what, value
        FROM occupations_figure WHERE release_id IN (%(old)s, %(new)s) AND value IS NOT NULL
        UNION ALL
        SELECT release_id, record_id, which, amount
        FROM occupations_wageestimate
        CROSS JOIN LATERAL (
            VALUES ('wage_annual_mean', annual_mean), ('wage_annual_median', annual_median),
                   ('wage_hourly_mean', hourly_mean), ('wage_hourly_median', hourly_median),
                   ('employees', employment)
        ) AS amounts (which, amount)
        WHERE release_id IN (%(old)s, %(new)s) AND area_id IS NULL AND industry_id IS NULL AND employer_id IS NULL
          AND amount IS NOT NULL
    ),
    changes AS (
        SELECT record_id, what, old.value AS before, new.value AS after,
               CASE WHEN old.value = new.value THEN 0 WHEN old.value = 0 THEN NULL
                    ELSE 100 * (new.value - old.value) / abs(old.value) END AS percent
        FROM amounts old JOIN amounts new USING (record_id, what)
        WHERE old.release_id = %(old)s AND new.release_id = %(new)s
    )
"""
COUNT_CHANGES = """
    SELECT count(*), count(*) FILTER (WHERE percent IS NULL OR abs(percent) >= %(changed)s),
           count(*) FILTER (WHERE percent IS NULL OR abs(percent) >= %(outlier)s)
    FROM changes
"""
LARGEST_CHANGES = f"""
    SELECT {key_sql("r")}, what, before, after, percent
    FROM changes JOIN occupations_statisticalrecord r ON r.id = record_id
    WHERE abs(percent) >= %(changed)s ORDER BY abs(percent) DESC, 1, what LIMIT %(most)s
"""  # noqa: S608 (as above)


def _compare(impact: Consequences, old: int, new: int) -> None:
    """Fill in what happened to the previous release's records and figures."""
    limits = {"old": old, "new": new, "changed": CHANGE_PERCENT, "outlier": OUTLIER_PERCENT, "most": EXAMPLES}
    with connection.cursor() as cursor:
        before, after = (_records(cursor, release) for release in (old, new))
        gone = sorted(set(before) - set(after))
        codes = {title.casefold(): key for key, title in after.items() if key not in before}
        moved = [(before[key], key, codes[before[key].casefold()]) for key in gone if before[key].casefold() in codes]
        impact.records_gone, impact.records_recoded = gone[:EXAMPLES], moved[:EXAMPLES]
        impact.counts |= {"records_gone": len(gone), "records_recoded": len(moved)}
        # The planner has no statistics on rows that were just written, and would join them row by row.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(CHANGES + COUNT_CHANGES, limits)
        impact.compared, impact.changed, impact.outliers = cursor.fetchone()
        cursor.execute(CHANGES + LARGEST_CHANGES, limits)
        impact.largest_changes = [
            [key, what, float(was), float(now), round(float(percent), 1)]
            for key, what, was, now, percent in cursor.fetchall()
        ]
        cursor.execute("SET LOCAL enable_nestloop = on")


def _records(cursor, release: int) -> dict[str, str]:
    """Key → title of the records that a release has data for."""
    cursor.execute(NAMES + RECORDS + ")", {"releases": [release]})
    return dict(cursor.fetchall())


def _touched(releases: set[int]) -> tuple[int, int]:
    """The number of occupations mapped to a record of these releases, and how many of them are public."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_TOUCHED + TOUCHED + ")", {"releases": list(releases), "surveyed": list(SURVEYED)})
        return cursor.fetchone()


def touched_by(releases: set[int]) -> set[int]:
    """The primary keys of the occupations mapped to a record of these releases."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHED, {"releases": list(releases), "surveyed": list(SURVEYED)})
        return {key for (key,) in cursor.fetchall()}
