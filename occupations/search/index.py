"""The names of live editions as rows, from which models are built and what was published since is read.

A row belongs to an edition, and editions never change: so what is there and still live is right, and bringing the rows
up to date touches only the occupations whose live edition is another one now.
"""

from collections.abc import Callable, Iterator

from django.db import connection

from occupations.models import Edition, Occupation, SearchTitle, Standing
from occupations.profiles.document import Profile, decode
from occupations.search.reading.words import fold

MANY = 1_000  # new rows, after which what PostgreSQL knows of the tables is out of date
AT_ONCE = 100  # editions
BROADER = 10  # an occupation that shares its record is taken for a tenth of it

# What the sources say of a job title: that it belongs to a code alone, or that people call themselves so.
_CERTAIN = """
WITH stated AS MATERIALIZED (
    SELECT edition.id AS edition_id, lower(text.text) AS text,
           min(CASE text.kind WHEN 'direct_match_title' THEN 3 ELSE 4 END) AS kind
    FROM occupations_edition AS edition
    CROSS JOIN LATERAL jsonb_object_keys(edition.records) AS key
    JOIN occupations_statisticalrecord AS record ON record.system || '-' || record.vintage || ':' || record.code = key
    JOIN occupations_recordtext AS text
      ON text.record_id = record.id AND text.kind IN ('direct_match_title', 'reported_title')
    WHERE edition.id = ANY(%s) AND EXISTS (
        SELECT FROM occupations_edition_releases AS built_on
        WHERE built_on.edition_id = edition.id AND built_on.release_id = text.release_id
    )
    GROUP BY 1, 2
)
UPDATE occupations_searchtitle AS name SET kind = stated.kind
FROM stated
WHERE name.edition_id = stated.edition_id AND lower(name.text) = stated.text AND name.kind = 5
"""


def refresh(on_progress: Callable[[int], None] = lambda done: None) -> bool:
    """Bring the rows up to date with the live editions. Returns whether anything changed. For after_publishing, which
    holds the lock."""
    public = Occupation.objects.public().values("live")
    deleted, _ = SearchTitle.objects.exclude(edition__in=public).delete()
    new = Edition.objects.filter(pk__in=public).exclude(pk__in=SearchTitle.objects.values("edition"))
    # Read before anything is written: there is one connection.
    rows = list(_rows(new, on_progress))
    _copy(rows, on_progress)
    on_progress(1)
    with connection.cursor() as cursor:
        if len(rows) > MANY:
            for model in (SearchTitle, Edition, Standing):
                cursor.execute(f"ANALYZE {model._meta.db_table}")  # not later: the next visitor is searching now
                on_progress(0)
            on_progress(1)
        editions = sorted({row[0] for row in rows})
        for start in range(0, len(editions), AT_ONCE):
            cursor.execute(_CERTAIN, [editions[start : start + AT_ONCE]])
            on_progress(0)
        on_progress(bool(rows))
    return bool(deleted or rows)


def _rows(editions, on_progress: Callable[[int], None]) -> Iterator[tuple]:
    kinds = SearchTitle.Kind
    for pk, also_called, document in editions.values_list("pk", "also_called", "document").iterator(chunk_size=50):
        profile = decode(document)
        size = _size(profile)
        yield pk, profile.names.official_title, kinds.TITLE, size
        if profile.names.official:
            yield pk, profile.names.title, kinds.SYNONYM, size
        for text in also_called:
            yield pk, text, kinds.ALSO_CALLED if text in profile.also_called else kinds.JOB_TITLE, size
        on_progress(1)


def _size(profile: Profile) -> int:
    """How many people work in it, roughly; 0 where nobody says. Of a record that it shares with other occupations, a
    tenth, unless the record bears its name."""
    for figure in profile.figures:
        if figure.metric in ("jobs", "employees") and figure.value:
            record = next((record for record in profile.records if record.key == figure.record), None)
            own = (
                record is None or record.quality == "exact" or fold(record.title) == fold(profile.names.official_title)
            )
            return figure.value if own else figure.value // BROADER
    return 0


def _copy(rows: list[tuple], on_progress: Callable[[int], None]) -> None:
    statement = f"COPY {SearchTitle._meta.db_table} (edition_id, text, kind, size) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        for number, row in enumerate(rows, start=1):
            copy.write_row(row)
            if not number % MANY:
                on_progress(0)
