"""Rows of releases that visitors may read, as SQL conditions on a release `r`, and functions to read them.

Plain SQL, because these pages rank hundreds of rows, and building such queries with the ORM costs more than running
them. OFFSET 0 keeps the planner from turning EXISTS, which the first row answers, into a join of all rows.
"""

from typing import Any

from occupations.sql import prepared_cursor

NAMED = """(r.undone_at IS NULL AND EXISTS (
    SELECT FROM occupations_occupation o WHERE o.withdrawn_at IS NULL AND EXISTS (
        SELECT FROM occupations_edition_releases b WHERE b.edition_id = o.live_id AND b.release_id = r.id OFFSET 0)
    OFFSET 0))"""
"""A live edition is built from the release: public pages read its rows."""

PUBLISHED = """(r.undone_at IS NULL AND EXISTS (
    SELECT FROM occupations_edition_releases b WHERE b.release_id = r.id AND EXISTS (
        SELECT FROM occupations_edition e JOIN occupations_occupation o ON o.id = e.occupation_id
        WHERE e.id = b.edition_id AND o.live_id IS NOT NULL AND o.withdrawn_at IS NULL OFFSET 0)
    OFFSET 0))"""
"""Not undone, and an edition of a public occupation, live or earlier, was built from the release: readers can choose
it."""


def fetch(sql: str, *parameters: Any) -> list[tuple]:
    """All rows of a statement, which is prepared once per connection."""
    with prepared_cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def newest_of(column: str, table: str, key: str) -> str:
    """The newest release that live editions name and that has rows for one place or industry: its primary key; primary
    key, code and name of the place or industry; title and period of the release; source and publisher. `column`: the
    foreign key in the rows; `key`: the condition on `table`, as `x`."""
    return f"""
WITH one AS MATERIALIZED (SELECT x.id, x.code, x.name FROM {table} x WHERE {key}),
has AS MATERIALIZED (
    SELECT DISTINCT w.release_id FROM occupations_wageestimate w
    WHERE w.{column} = (SELECT id FROM one) AND w.occupation_id IS NULL),
r AS MATERIALIZED (SELECT * FROM occupations_release WHERE id IN (SELECT release_id FROM has))
SELECT r.id, one.id, one.code, one.name, r.title, r.period_start, r.period_end, t.title, t.publisher
FROM r CROSS JOIN one
JOIN occupations_dataset d ON d.id = r.dataset_id
JOIN occupations_source t ON t.id = d.source_id
WHERE {NAMED}
ORDER BY r.period_end DESC NULLS LAST, r.id DESC LIMIT 1
"""  # noqa: S608 (nothing in it comes from a visitor)
