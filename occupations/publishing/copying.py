"""Stores many new rows with COPY: of a thousand editions, INSERT would have every value quoted by the client and parsed
by the server."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def copy(rows: Sequence[Row]) -> list[Row]:
    """Store the rows, which are of one model and not stored yet, in their order, as bulk_create does; they get their
    keys."""
    if not rows:
        return []
    table = type(rows[0])._meta
    fields = [field for field in table.concrete_fields if not field.generated]
    if isinstance(table.pk, models.AutoField):
        for row, key in zip(rows, _new_keys(table, len(rows)), strict=True):
            row.pk = key
    names = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'COPY "{table.db_table}" ({names}) FROM STDIN'
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as into:
        for row in rows:
            into.write_row([field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return list(rows)


def _new_keys(table, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [f'"{table.db_table}"', table.pk.column, count],
        )
        return [key for (key,) in cursor.fetchall()]
