"""Every figure that has another value in a new release, and the records that come and go. Inside the transaction of
the import; for the worker."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection

from occupations.importers.impact import RECORDS
from occupations.importers.plausibility import WAGES
from occupations.importers.requested.report import CHANGED, OUTLIER, FigureRow, RecordRow
from occupations.metrics import RANKINGS

MOST_FIGURES = 20_000
MOST_RECORDS = 2_000  # of each table


class Succession(NamedTuple):
    """The current release of a dataset, before and after an import."""

    dataset: str
    old: int
    new: int


class Counts(NamedTuple):
    """Figures of both releases, those that changed by CHANGED and OUTLIER percent, and those of one release only."""

    compared: int
    changed: int
    outliers: int
    gone: int
    new: int


_AMOUNTS = ", ".join(f"('{metric}', {column})" for metric, column in WAGES.items())
# Codes mean the same in every year of a classification: projections have separate records for each base year.
_CHANGES = f"""
    CREATE TEMP TABLE import_changes ON COMMIT DROP AS
    WITH amounts AS (
        SELECT release_id, record_id, r.system || ' ' || r.code AS code, metric, label, 0::bigint AS area,
               0::bigint AS industry, value AS amount
        FROM occupations_figure f JOIN occupations_statisticalrecord r ON r.id = f.record_id
        WHERE release_id IN (%(old)s, %(new)s) AND value IS NOT NULL AND metric <> ALL(%(rankings)s)
        UNION ALL
        SELECT release_id, record_id, r.system || ' ' || r.code, which, '', coalesce(area_id, 0),
               coalesce(industry_id, 0), amount
        FROM occupations_wageestimate w JOIN occupations_statisticalrecord r ON r.id = w.record_id
        CROSS JOIN LATERAL (VALUES {_AMOUNTS}) AS amounts (which, amount)
        WHERE release_id IN (%(old)s, %(new)s) AND employer_id IS NULL AND amount IS NOT NULL
    )
    SELECT coalesce(new.record_id, old.record_id) AS record_id, metric, label, area, industry,
           old.amount AS before, new.amount AS after,
           CASE WHEN old.amount = new.amount THEN 0 WHEN old.amount = 0 THEN NULL
                ELSE 100 * (new.amount - old.amount) / abs(old.amount) END AS percent
    FROM (SELECT * FROM amounts WHERE release_id = %(old)s) old
    FULL JOIN (SELECT * FROM amounts WHERE release_id = %(new)s) new USING (code, metric, label, area, industry)
"""  # noqa: S608 (nothing in it comes from a file)
_COUNTS = """
    SELECT count(*) FILTER (WHERE both_have), count(*) FILTER (WHERE both_have AND far >= %(changed)s),
           count(*) FILTER (WHERE both_have AND far >= %(outlier)s), count(*) FILTER (WHERE after IS NULL),
           count(*) FILTER (WHERE before IS NULL)
    FROM (SELECT before, after, before IS NOT NULL AND after IS NOT NULL AS both_have,
                 coalesce(abs(percent), 100) AS far FROM import_changes) counted
"""
# What was 0 is between those that moved far and the others.
_ROWS = """
    SELECT r.code, r.title, coalesce(owner.occupation_id, 0), metric, label,
           coalesce(nullif(concat_ws(', ', nullif(a.name, ''), nullif(i.name, '')), ''), ''), before, after,
           percent::float8
    FROM import_changes
    JOIN occupations_statisticalrecord r ON r.id = record_id
    LEFT JOIN occupations_area a ON a.id = area
    LEFT JOIN occupations_industry i ON i.id = industry
    LEFT JOIN LATERAL (
        SELECT occupation_id FROM occupations_classification c
        WHERE c.record_id = import_changes.record_id AND quality <> 'none'
        ORDER BY (quality = 'exact') DESC, occupation_id LIMIT 1
    ) owner ON true
    WHERE before IS NOT NULL AND after IS NOT NULL AND percent IS DISTINCT FROM 0
    ORDER BY coalesce(abs(percent), %(outlier)s) DESC, r.code, metric, label, area, industry LIMIT %(most)s
"""
_CHANGED_AT_ALL = """
    SELECT count(*) FROM import_changes
    WHERE before IS NOT NULL AND after IS NOT NULL AND percent IS DISTINCT FROM 0
"""


def compare(one: Succession, most: int = MOST_FIGURES) -> tuple[Counts, list[FigureRow], int]:
    """The counts, the largest changes, and how many more there are."""
    values: dict[str, Any] = {"old": one.old, "new": one.new, "rankings": list(RANKINGS)}
    values |= {"changed": CHANGED, "outlier": OUTLIER, "most": most}
    with connection.cursor() as cursor:
        # The planner has no statistics on rows that were just written, and would join them row by row.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_CHANGES, values)
        cursor.execute("SET LOCAL enable_nestloop = on; ANALYZE import_changes")
        cursor.execute(_COUNTS, values)
        counts = Counts(*cursor.fetchone())
        cursor.execute(_ROWS, values)
        rows = [FigureRow(one.dataset, *row) for row in cursor.fetchall()]
        cursor.execute(_CHANGED_AT_ALL)
        more = cursor.fetchone()[0] - len(rows)
        cursor.execute("DROP TABLE import_changes")
    return counts, rows, more


_CODES = f"SELECT DISTINCT system || ' ' || code, title FROM occupations_statisticalrecord WHERE id IN ({RECORDS})"  # noqa: S608


def records(one: Succession) -> list[RecordRow]:
    """Records that only one of the two releases has data for, by code."""
    with connection.cursor() as cursor:
        found = []
        for release in (one.old, one.new):
            cursor.execute(_CODES, {"releases": [release]})
            found.append(dict(cursor.fetchall()))
    old, new = found
    return [*_rows(one, old, new, is_new=False), *_rows(one, new, old, is_new=True)]


def _rows(one: Succession, ours: dict[str, str], theirs: dict[str, str], *, is_new: bool) -> Iterable[RecordRow]:
    codes = sorted(ours.keys() - theirs.keys())[:MOST_RECORDS]
    return [RecordRow(one.dataset, code.partition(" ")[2], ours[code], is_new) for code in codes]
