"""The description of the files of a bulk release: a Frictionless data package."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from occupations.bulk.contents import TITLE
from occupations.bulk.licenses import license_of
from occupations.bulk.state import FORMAT, State
from occupations.bulk.table import BulkColumn, BulkTable, Reference
from occupations.bulk.table_files import rows_of

Descriptor = dict[str, Any]
KINDS = {
    "csv": ("csv.gz", "application/gzip"),
    "jsonl": ("jsonl.gz", "application/gzip"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
}
ABOUT = (
    "All that was public when the newest edition in it was published. In CSV, a text that begins like a formula of a "
    "spreadsheet has an apostrophe in front."
)
OF_OBSERVATIONS = (
    Reference("record", "codes", "record"),
    Reference("metric", "metrics"),
    Reference("place", "places"),
    Reference("industry", "industries", "slug"),
    Reference("employer", "employers", "slug"),
    Reference("release", "releases"),
    Reference("source", "sources"),
)


class Described(NamedTuple):
    """A table with its files. `sources`: keys of those that it draws on; `dataset`: the key of the table of a source
    whose observations it has, or empty. `forms`: keys of KINDS, among them Parquet."""

    name: str
    title: str
    description: str
    columns: Sequence[BulkColumn]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    forms: tuple[str, ...]
    sources: Sequence[str] = ()
    metric: str = ""
    state: str = ""
    dataset: str = ""


def of_table(table: BulkTable) -> Described:
    return Described(
        table.name,
        table.title,
        table.description,
        table.columns,
        table.key,
        table.references,
        tuple(KINDS),
        metric=table.metric,
    )


def package(
    folder: Path, name: str, since: str | None, state: State, tables: Iterable[Described], sources: Sequence[Mapping]
) -> Descriptor:
    """`sources`: rows of the table of sources. `since`: the release before, if there is one."""
    by_key = {row["key"]: row for row in sources}
    return {
        "profile": "data-package",
        "format": FORMAT,
        "name": "careersite",
        "title": TITLE,
        "version": name,
        "since": since,
        "created": state.newest,
        "digest": state.digest,
        "build": settings.BUILD,
        "occupations": state.occupations,
        "description": ABOUT,
        "licenses": _licenses(sources),
        "sources": [_source(row) for row in sources if row["publisher"]],
        "resources": [one for table in tables for one in _resources(folder, table, by_key)],
    }


def _source(row: Mapping[str, Any]) -> Descriptor:
    title = row["attribution"] or f"{row['publisher']}, {row['title']}"
    return {"title": title, **({"path": row["homepage_url"]} if row["homepage_url"] else {})}


def _licenses(sources: Iterable[Mapping[str, Any]]) -> list[Descriptor]:
    found = [license_of(name) for name in sorted({row["license"] for row in sources if row["license"]})]
    return [{"name": one.id, "title": one.title, **({"path": one.url} if one.url else {})} for one in found]


def _resources(folder: Path, table: Described, sources: Mapping[str, Mapping]) -> Iterator[Descriptor]:
    own = [sources[key] for key in table.sources if key in sources]
    schema = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": [one.column], "reference": {"resource": one.table, "fields": [one.key]}}
            for one in table.references
        ],
        "missingValues": [""],
    }
    rows = rows_of(folder / f"{table.name}.{KINDS['parquet'][0]}")
    for form in table.forms:
        ending, media_type = KINDS[form]
        file = folder / f"{table.name}.{ending}"
        yield {
            "name": (table.name if form == "csv" else f"{table.name}-{form}").lower(),
            "path": file.name,
            "table": table.name,
            "title": table.title,
            "description": table.description,
            "format": form,
            "mediatype": media_type,
            "encoding": "utf-8",
            "bytes": file.stat().st_size,
            "hash": f"sha256:{sha256(file)}",
            **({"rows": rows} if form == "csv" else {"type": "file"}),
            **({"profile": "tabular-data-resource", "compression": "gz", "schema": schema} if form == "csv" else {}),
            **({"sources": [_source(row) for row in own], "licenses": _licenses(own)} if own else {}),
            **({"dataset": table.dataset} if table.dataset else {}),
            **({"metric": table.metric} if table.metric else {}),
            **({"state": table.state} if table.state else {}),
        }


def _field(column: BulkColumn) -> Descriptor:
    can_be_empty = column.empty or column.type == "array"
    constraints: Descriptor = {} if can_be_empty else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    return {
        "name": column.name,
        "type": "string" if column.type == "array" else column.type,
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
