"""Writes a batch: its release, its records, and its rows with COPY. The caller opens the transaction."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec
import polars as pl
from django.db import connection, models

from occupations.importers import completing, rebuilt
from occupations.importers.batch import Batch
from occupations.importers.errors import LoadError
from occupations.importers.releases import DatasetEntry, dataset_of, release_of
from occupations.metrics import Level
from occupations.models import (
    Area,
    Employer,
    Figure,
    Industry,
    RecordLink,
    RecordText,
    Release,
    StatisticalRecord,
    WageEstimate,
)
from occupations.models.kept import allow_deletion
from occupations.models.record_keys import KEY, parts_of

SLICE = 50_000  # rows that are turned into CSV at a time

OnProgress = Callable[[int], None]


@dataclass
class Written:
    """The result. `unchanged`: the same bytes had been imported before."""

    release: Release
    previous: Release | None  # the release that was current before
    unchanged: bool = False
    returned: bool = False  # was undone and counts again
    dated: bool = False  # the day of its download was unknown until now
    completed: bool = False  # was here in part, and is whole now
    rows: dict[str, int] = field(default_factory=dict)  # table → rows
    lost: dict[str, int] = field(default_factory=dict)  # table → rows left out because their record is unknown
    records_added: list[str] = field(default_factory=list)  # keys
    records_renamed: list[tuple[str, str, str]] = field(default_factory=list)  # key, before, after
    unmatched: dict[str, int] = field(default_factory=dict)  # key of an unknown record → rows left out


def write(batch: Batch, on_progress: OnProgress = lambda rows: None) -> Written:
    """Write a batch, or nothing if the same bytes are already stored. `on_progress` receives the number of rows just
    written."""
    batch = rebuilt.named(batch)
    entry = _entry(batch)
    dataset = dataset_of(entry)
    previous = Release.objects.current().filter(dataset=dataset).first()
    release, new = release_of(entry, dataset)
    completed = not (new or release.whole) and batch.whole
    if completed:
        _empty(release)
    elif not new:
        returned = release.undone_at is not None
        dated = release.retrieved is None and batch.retrieved is not None
        if returned or dated:
            release.undone_at, release.retrieved = None, release.retrieved or batch.retrieved
            release.save(update_fields=["undone_at", "retrieved"])
        if not returned and (added := _complete(batch, release)):
            return Written(release, previous, completed=True, dated=dated, rows=added, lost=dict.fromkeys(added, 0))
        return Written(release, previous, unchanged=not returned, returned=returned, dated=dated)
    release.files = [list(file) for file in (*batch.files, *batch.dated_by)]
    release.whole, release.retrieved = batch.whole, batch.retrieved or release.retrieved
    release.save(update_fields=["files", "whole", "retrieved"])
    written = Written(release, previous, completed=completed)
    newest = Release.objects.filter(dataset=dataset).newest_first().first() == release
    _write_records(batch.records, written, rename=newest and batch.renames)
    for table, frame in _tables(batch, release):
        matched = _matched(frame, written, [name for name in ("record_id", "other_id") if name in frame.columns])
        name = str(table._meta.verbose_name_plural)
        written.rows[name], written.lost[name] = copy_rows(table, matched, on_progress), frame.height - matched.height
    return written


def _complete(batch: Batch, release: Release) -> dict[str, int]:
    """Add what the files of a release say and it lacks. Table → rows; empty if it lacks nothing."""
    rows: dict[str, int] = {}
    codes, links = completing.lacks_codes(release, batch.figures), completing.lacks_links(release, batch.links)
    if not (codes or links):
        return rows
    written = Written(release, None)
    _write_records(batch.records, written, rename=False)
    if codes:
        figures = _joined(batch.figures, "record", _record_keys())
        rows[str(Figure._meta.verbose_name_plural)] = completing.add_codes(release, figures)
    if links:
        only_links = msgspec.structs.replace(batch, figures=batch.figures.clear(), wages=batch.wages.clear(),
                                             texts=batch.texts.clear())  # fmt: skip
        for table, frame in _tables(only_links, release):
            matched = _matched(frame, written, ["record_id", "other_id"])
            rows[str(table._meta.verbose_name_plural)] = copy_rows(table, matched)
    return rows


def _empty(release: Release) -> None:
    """Remove the rows of a release that is here in part, for all of them to be written."""
    allow_deletion()
    for table in (Figure, WageEstimate, RecordText, RecordLink):
        table.objects.filter(release=release)._raw_delete(using=connection.alias)


def _entry(batch: Batch) -> DatasetEntry:
    files = "\n".join(sorted(digest for _, digest in batch.files))
    return DatasetEntry(
        source=batch.source,
        title=batch.title,
        table=batch.table,
        geography=batch.geography,
        method=batch.method,
        population=batch.population,
        period=batch.period,
        next_expected=batch.next_expected,
        retrieved=batch.retrieved,
        digest=batch.digest or hashlib.sha256(files.encode()).hexdigest(),
    )


def _write_records(frame: pl.DataFrame, written: Written, *, rename: bool) -> None:
    """Add new records; update the titles of the others with `rename`."""
    if frame.is_empty():
        return
    present = {record.key: record for record in StatisticalRecord.objects.all()}
    added, changed = [], []
    named = frame.select("key", "title", "level", "is_total").unique("key", maintain_order=True)
    for key, title, level, is_total in named.rows():
        values = {"title": title, "level": level or Level.DETAILED.value, "is_total": bool(is_total)}
        record = present.get(key)
        if record is None:
            system, vintage, code = parts_of(key)
            added.append(StatisticalRecord(system=system, vintage=vintage, code=code, **values))
        elif rename and any(getattr(record, name) != value for name, value in values.items()):
            if record.title != title:
                written.records_renamed.append((key, record.title, title))
            for name, value in values.items():
                setattr(record, name, value)
            changed.append(record)
    StatisticalRecord.objects.bulk_create(added, batch_size=2000)
    StatisticalRecord.objects.bulk_update(changed, ["title", "level", "is_total"], batch_size=500)
    written.records_added = sorted(record.key for record in added)


# Primary keys by natural key, as frames to join with


def _record_keys() -> pl.DataFrame:
    return _frame(StatisticalRecord.objects.annotate(natural=KEY).values_list("natural", "pk"))


def _area_keys(wanted: pl.DataFrame) -> pl.DataFrame:
    made = [Area(kind=kind, code=code, name=name) for kind, code, name in wanted.select("kind", "code", "name").rows()]
    Area.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["kind", "code"], update_fields=["name"], batch_size=2000
    )
    key = models.functions.Concat("kind", models.Value(":"), "code", output_field=models.TextField())
    return _frame(Area.objects.annotate(natural=key).values_list("natural", "pk"))


def _industry_keys(wanted: pl.DataFrame) -> pl.DataFrame:
    made = [Industry(code=code, name=name) for code, name in wanted.select("code", "name").rows()]
    Industry.objects.bulk_create(made, update_conflicts=True, unique_fields=["code"], update_fields=["name"])
    return _frame(Industry.objects.values_list("code", "pk"))


def _employer_keys(names: pl.Series) -> pl.DataFrame:
    made = [Employer(name=name) for name in names.drop_nulls().unique().sort()]
    Employer.objects.bulk_create(made, ignore_conflicts=True, batch_size=2000)
    return _frame(Employer.objects.values_list("name", "pk"))


def _frame(pairs: models.QuerySet) -> pl.DataFrame:
    rows = list(pairs)
    natural, keys = zip(*rows, strict=True) if rows else ((), ())
    return pl.DataFrame({"natural": natural, "pk": keys}, schema={"natural": pl.String, "pk": pl.Int64})


def _tables(batch: Batch, release: Release):
    """Each table with rows, with a frame of its columns and, for reporting what did not match, the natural keys."""
    records = _record_keys()
    of_release = pl.lit(release.pk).alias("release_id")
    if not batch.figures.is_empty():
        yield Figure, _joined(batch.figures, "record", records).with_columns(of_release)
    if not batch.wages.is_empty():
        frame = _joined(batch.wages, "record", records)
        frame = _joined(frame, "area", _area_keys(batch.areas))
        frame = _joined(frame, "industry", _industry_keys(batch.industries))
        frame = _joined(frame, "employer", _employer_keys(frame["employer"]))
        yield WageEstimate, frame.with_columns(of_release, _array("top_coded"), _array("suppressed"))
    if not batch.texts.is_empty():
        yield RecordText, _joined(batch.texts, "record", records).with_columns(of_release)
    if not batch.links.is_empty():
        frame = _joined(batch.links, "record", records)
        yield RecordLink, _joined(frame, "other", records).with_columns(of_release)


def _joined(frame: pl.DataFrame, name: str, keys: pl.DataFrame) -> pl.DataFrame:
    """The frame with `<name>_id` in addition to `name`. Raises LoadError for an unknown area, industry or employer."""
    joined = frame.join(keys.rename({"pk": f"{name}_id"}), left_on=name, right_on="natural", how="left")
    if name not in ("record", "other"):
        lost = joined.filter(pl.col(name).is_not_null() & pl.col(f"{name}_id").is_null())
        if not lost.is_empty():
            raise LoadError(f"rows of the {name} “{lost[name][0]}”, which the batch does not describe")
    return joined


def _array(name: str) -> pl.Expr:
    """A list of plain words in PostgreSQL's array syntax."""
    return pl.format("{{{}}}", pl.col(name).fill_null([]).list.join(",")).alias(name)


def _matched(frame: pl.DataFrame, written: Written, names: list[str]) -> pl.DataFrame:
    """The rows with known records; the others are counted by their record."""
    for name in names:
        lost = frame.filter(pl.col(name).is_null())
        for key, rows in lost.group_by(name.removesuffix("_id")).len().rows():
            written.unmatched[key] = written.unmatched.get(key, 0) + rows
        frame = frame.filter(pl.col(name).is_not_null())
    return frame


def copy_rows(table: type[models.Model], frame: pl.DataFrame, on_progress: OnProgress = lambda rows: None) -> int:
    """COPY the rows; columns that the frame lacks get the model's defaults."""
    columns, made = [], []
    for column in table._meta.concrete_fields:
        if column.primary_key:
            continue
        name = column.attname
        columns.append(name)
        value = pl.col(name) if name in frame.columns else pl.lit(None, dtype=pl.String).alias(name)
        if not column.null:
            default = column.get_default()
            value = value.fill_null("{}" if isinstance(default, list) else pl.lit(default))
        made.append(value)
    rows = frame.select(made)
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.wrap_database_errors, connection.cursor() as cursor:
        statement = f'COPY "{table._meta.db_table}" ({names}) FROM STDIN (FORMAT csv)'
        with cursor.copy(statement) as copy:
            for part in rows.iter_slices(SLICE):
                # A quoted "" is an empty text, and an unquoted empty field is NULL, both for polars and for PostgreSQL.
                copy.write(part.write_csv(include_header=False).encode())
                on_progress(part.height)
    return rows.height
