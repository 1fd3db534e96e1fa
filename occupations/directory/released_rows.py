"""Rows of releases that visitors may read, in the local copy: SQL conditions on a release `r`."""

NAMED = """(r.undone_at IS NULL AND EXISTS (
    SELECT 1 FROM occupations_edition_releases b WHERE b.release_id = r.id))"""
"""A live edition is built from the release: public pages read its rows."""

PUBLISHED = "EXISTS (SELECT 1 FROM published_release p WHERE p.release_id = r.id)"
"""Not undone, and an edition of a public occupation, live or earlier, was built from the release: readers can choose
it."""


def newest_of(kind: str, key: str) -> str:
    """The newest release that live editions name and that has rows for one place or industry: its primary key; primary
    key, code and name of the place or industry; title and period of the release; source and publisher. `kind`: "area"
    or "industry"; `key`: the condition on it, as `x`, with the order of those that meet it."""
    return f"""
WITH one AS (SELECT x.id FROM {kind}_of_release x WHERE {key} LIMIT 1)
SELECT r.id, x.id, x.code, x.name, r.title, r.period_start, r.period_end, t.title, t.publisher
FROM {kind}_of_release x
JOIN occupations_release r ON r.id = x.release_id
JOIN occupations_dataset d ON d.id = r.dataset_id
JOIN occupations_source t ON t.id = d.source_id
WHERE x.id = (SELECT id FROM one) AND {NAMED}
ORDER BY r.period_end DESC NULLS LAST, r.id DESC LIMIT 1
"""  # noqa: S608 (nothing in it comes from a visitor)
