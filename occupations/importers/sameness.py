"""Whether two releases have the same content, whatever the bytes of their files."""

from django.db import connection, models

from occupations.importers.writing import Written
from occupations.models import Figure, RecordLink, RecordText, Release, WageEstimate

TABLES = (Figure, WageEstimate, RecordText, RecordLink)
# Items of a set are shown in row order.
ORDER: dict[type[models.Model], str] = {Figure: "row_number() OVER (PARTITION BY record_id, metric ORDER BY id)"}


def twin(written: Written) -> Release | None:
    """Another release of the dataset with the same content: of the same period, or the one that was current."""
    release = written.release
    others = Release.objects.filter(dataset=release.dataset, undone_at=None).exclude(pk=release.pk)
    near = [one for one in others if one.period_end == release.period_end or one == written.previous]
    return next((one for one in near if same(one, release)), None)


def same(one: Release, other: Release) -> bool:
    """Whether both releases have the same rows, the same method and the same population."""
    if (one.method, one.population) != (other.method, other.population):
        return False
    with connection.cursor() as cursor:
        return all(_same_rows(cursor, table, one.pk, other.pk) for table in TABLES)


def _same_rows(cursor, table: type[models.Model], one: int, other: int) -> bool:
    name = f'"{table._meta.db_table}"'
    columns = [
        f'"{field.column}"'
        for field in table._meta.concrete_fields
        if not field.primary_key and field.column != "release_id"
    ]
    rows = f"SELECT {', '.join([*columns, ORDER.get(table, '0')])} FROM {name} WHERE release_id = %s"  # noqa: S608
    cursor.execute(f"SELECT count(*) FILTER (WHERE release_id = %s) = count(*) FILTER (WHERE release_id = %s) "  # noqa: S608
                   f"FROM {name} WHERE release_id IN (%s, %s)", [one, other, one, other])  # fmt: skip
    if not cursor.fetchone()[0]:
        return False
    # With equal row counts, EXCEPT ALL in one direction is enough.
    cursor.execute(f"SELECT EXISTS ({rows} EXCEPT ALL {rows})", [one, other])
    return not cursor.fetchone()[0]
