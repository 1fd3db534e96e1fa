"""Rows of releases that visitors may read, as conditions in SQL on a release `r`; and reading them.

Plain SQL, because these pages rank hundreds of rows, and building such queries with the ORM costs more than running
them. OFFSET 0 keeps the planner from turning a question that the first row answers into one about all rows.
"""

from django.db import connection

NAMED = """(r.undone_at IS NULL AND EXISTS (
    SELECT FROM occupations_occupation o WHERE o.withdrawn_at IS NULL AND EXISTS (
        SELECT FROM occupations_edition_releases b WHERE b.edition_id = o.live_id AND b.release_id = r.id OFFSET 0)
    OFFSET 0))"""
"""A live edition is built from it: what public pages read rows of."""

PUBLISHED = """(r.undone_at IS NULL AND EXISTS (
    SELECT FROM occupations_edition_releases b WHERE b.release_id = r.id AND EXISTS (
        SELECT FROM occupations_edition e JOIN occupations_occupation o ON o.id = e.occupation_id
        WHERE e.id = b.edition_id AND o.live_id IS NOT NULL AND o.withdrawn_at IS NULL OFFSET 0)
    OFFSET 0))"""
"""It stands, and an edition of a public occupation, live or earlier, was built from it: what a reader may choose."""


def fetch(sql: str, *parameters: object) -> list[tuple]:
    """All rows of a statement, which stays prepared."""
    with connection.prepared_cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def newest_of(column: str, key: str) -> str:
    """Rows of `occupations_wageestimate` of one place, industry or employer in the newest release that is named, as
    common table expressions `of_it` and `release`. `column`: which one they are of; `key`: the condition on its
    table, as `x`."""
    tables = {
        "area_id": "occupations_area",
        "industry_id": "occupations_industry",
        "employer_id": "occupations_employer",
    }
    return f"""
WITH of_it AS MATERIALIZED (
    SELECT w.* FROM occupations_wageestimate w
    WHERE w.{column} = (SELECT x.id FROM {tables[column]} x WHERE {key}) AND w.occupation_id IS NULL
),
release AS MATERIALIZED (
    SELECT r.* FROM occupations_release r
    WHERE r.id IN (SELECT release_id FROM of_it) AND {NAMED}
    ORDER BY r.period_end DESC NULLS LAST, r.id DESC LIMIT 1
)"""  # noqa: S608 (nothing in it comes from a visitor)
