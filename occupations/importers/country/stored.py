"""Reads releases back from the database, as the batches that importers write (importers/batch.py)."""

import io
from collections.abc import Iterator
from typing import Any

import polars as pl
from django.db import connection, models

from occupations.importers.batch import AREAS, INDUSTRIES, RECORDS, TABLES, Batch, Schema, SourceEntry
from occupations.importers.country.contents import PARTS, TITLES, Part, in_order
from occupations.importers.country.package import typed
from occupations.models import Area, Figure, Industry, RecordLink, RecordText, Release, StatisticalRecord, WageEstimate
from occupations.models.record_keys import key_sql

_ROWS: dict[str, type[models.Model]] = {
    "figures": Figure,
    "wages": WageEstimate,
    "texts": RecordText,
    "links": RecordLink,
}
# What identifies a row of another table: as SQL, and the table.
_NATURAL = {
    "record": (key_sql("record"), "occupations_statisticalrecord"),
    "other": (key_sql("other"), "occupations_statisticalrecord"),
    "area": ("area.kind || ':' || area.code", "occupations_area"),
    "industry": ("industry.code", "occupations_industry"),
    "employer": ("employer.name", "occupations_employer"),
}
_ORDERED_BY = {*_NATURAL, "metric", "kind"}


def batches() -> Iterator[Batch]:
    """What the package has of the current releases, in the order of import. The records are with the first."""
    records = _table(StatisticalRecord, f"{key_sql('t')} AS key, title, level, is_total::text", RECORDS)
    for release, part in _releases():
        batch = _batch(release, part)
        batch.records, records = records, records.clear()
        yield batch


def _releases() -> list[tuple[Release, Part]]:
    current = set(Release.objects.current().values_list("pk", flat=True))
    found: dict[tuple[str, str], list[Release]] = {}
    standing = Release.objects.filter(undone_at=None).select_related("dataset__source")
    for release in standing.order_by("period_end", "pk"):
        found.setdefault((release.dataset.source.title, release.dataset.table), []).append(release)
    return [
        (release, PARTS[name])
        for name in in_order(found)
        for release in found[name]
        if PARTS[name].every or release.pk in current
    ]


def _batch(release: Release, part: Part) -> Batch:
    dataset, source = release.dataset, release.dataset.source
    frames: dict[str, Any] = {name: _rows(name, release) for name in _ROWS}
    wages = frames["wages"] = _with_columns(frames["wages"], part)
    texts = frames["texts"]
    frames["texts"] = _titles(texts) if part.listed else texts.filter(pl.col("kind").is_in(list(TITLES)))
    return Batch(
        source=SourceEntry(source.title, source.publisher, source.url, source.license, source.attribution),
        table=dataset.table,
        geography=dataset.geography,
        title=release.title,
        period=(release.period_start, release.period_end) if release.period_start and release.period_end else None,
        method=release.method,
        population=release.population,
        files=tuple((name, digest) for name, digest in release.files),
        digest=release.digest,
        whole=part.whole,
        next_expected=release.next_expected,
        retrieved=release.retrieved,
        areas=_used(wages["area"], _table(Area, "kind || ':' || code AS key, kind, code, name", AREAS)),
        industries=_used(wages["industry"], _table(Industry, "code, name", INDUSTRIES)),
        **frames,
    )


def _rows(name: str, release: Release) -> pl.DataFrame:
    """The rows of one table, in the order of their natural keys, and else in that of import."""
    columns, joins, order = [], [], []
    for place, (column, kind) in enumerate(TABLES[name].items(), 1):
        if column in _NATURAL:
            key, table = _NATURAL[column]
            columns.append(f'{key} AS "{column}"')
            joins.append(f'LEFT JOIN {table} "{column}" ON "{column}".id = t.{column}_id')
        else:
            columns.append(_as_text(column, kind))
        if column in _ORDERED_BY:
            order.append(str(place))
    where = f"{' '.join(joins)} WHERE t.release_id = {release.pk}"
    return _table(_ROWS[name], ", ".join(columns), TABLES[name], where, f"{', '.join(order)}, t.id")


def _as_text(column: str, kind: type[pl.DataType] | pl.DataType) -> str:
    """As packages have it, where that is not how PostgreSQL writes it."""
    if kind == pl.Boolean:
        return f't."{column}"::text'
    if kind == pl.List(pl.String):
        return f'array_to_string(t."{column}", \' \') AS "{column}"'
    return f't."{column}"'


def _table(table: type[models.Model], columns: str, schema: Schema, where: str = "", order: str = "1") -> pl.DataFrame:
    """`columns`: as SQL, of the table that is called t."""
    statement = f"SELECT {columns} FROM {table._meta.db_table} t {where} ORDER BY {order}"  # noqa: S608 (only names)
    written = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(f"COPY ({statement}) TO STDOUT (FORMAT csv, HEADER)") as copy:
        for part in copy:
            written.write(part)
    written.seek(0)
    return typed(pl.read_csv(written, infer_schema=False), schema)


def _with_columns(wages: pl.DataFrame, part: Part) -> pl.DataFrame:
    """The wages with only the columns that the package has, and only the marks of these."""
    if not part.wages:
        return wages
    absent = {name: kind for name, kind in TABLES["wages"].items() if name not in part.wages}
    marked = ("top_coded", "suppressed")
    marks = [pl.col(name).list.filter(pl.element().is_in(list(part.wages))).alias(name) for name in marked]
    return wages.with_columns(*marks, *[pl.lit(None, dtype=kind).alias(name) for name, kind in absent.items()])


def _titles(texts: pl.DataFrame) -> pl.DataFrame:
    """For records that the texts describe, their titles."""
    titles = {record.key: record.title for record in StatisticalRecord.objects.all()}
    described = texts.filter(pl.col("kind") == "description")["record"].unique().sort()
    return pl.DataFrame([(key, "title", 1, titles[key]) for key in described], schema=TABLES["texts"], orient="row")


def _used(keys: pl.Series, known: pl.DataFrame) -> pl.DataFrame:
    """The rows of a table of areas or industries whose key, the first column, is among the keys."""
    return known.filter(pl.col(known.columns[0]).is_in(keys.drop_nulls().unique().implode()))
