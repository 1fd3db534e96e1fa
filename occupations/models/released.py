"""Which releases visitors may read, as SQL conditions on a release `r` in the database.

OFFSET 0 keeps the planner from turning EXISTS, which the first row answers, into a join of all rows.
"""

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
