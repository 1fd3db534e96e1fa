"""The folder of the package: a Frictionless descriptor, and one compressed table of each kind for all releases.

The same releases give the same bytes. A row says by its number which release of the descriptor it is of.
"""

import datetime
import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from occupations.importers import rebuilt
from occupations.importers.batch import TABLES, Batch, Schema, SourceEntry
from occupations.importers.errors import LoadError

DESCRIPTOR = "datapackage.json"
FORMAT = 2
"""Of the tables here: the second has codes of groups and items. A site reads packages of this format and older ones."""
RELEASE = "release"  # the column with the number of the release
AGAIN = "get the folder again, or make it with: manage.py make_country"
SEPARATOR = " "  # between the words of a list
_KINDS: dict[Any, str] = {pl.Int64: "integer", pl.Boolean: "boolean", pl.Date: "date", pl.String: "string"}


def write(folder: Path, batches: Iterable[Batch]) -> list[Path]:
    """Write the package and return its files, the descriptor last. Tables of an earlier one are replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    releases, tables = [], {name: list[pl.DataFrame]() for name in TABLES}
    for number, batch in enumerate(batches, 1):
        releases.append(_described(number, batch))
        for name in TABLES:
            frame: pl.DataFrame = getattr(batch, name)
            if not frame.is_empty():
                tables[name].append(frame.with_columns(pl.lit(number).alias(RELEASE)))
    files, resources = [], []
    for name, frames in tables.items():
        if frames:
            path = folder / f"{name}.csv.gz"
            path.write_bytes(_compressed(_text(pl.concat(frames), name)))
            files.append(path)
            resources.append(_resource(name, path))
    descriptor = folder / DESCRIPTOR
    descriptor.write_text(json.dumps(_descriptor(releases, resources), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return [*files, descriptor]


def _described(number: int, batch: Batch) -> dict[str, Any]:
    """`rows`: how many of each table are of the release; they follow those of the release before."""
    said = rebuilt.said_of(batch)
    return {
        "number": number,
        "source": batch.source.title,
        "table": batch.table,
        "geography": batch.geography,
        "title": batch.title,
        "period": [day.isoformat() for day in batch.period] if batch.period else None,
        "method": batch.method,
        "population": batch.population,
        "retrieved": batch.retrieved.isoformat() if batch.retrieved else None,
        "next_expected": batch.next_expected.isoformat() if batch.next_expected else None,
        "whole": batch.whole,
        "digest": batch.digest,
        "files": [list(file) for file in batch.files],
        "made_from": said.made_from if said else None,
        "rows": {name: getattr(batch, name).height for name in TABLES if not getattr(batch, name).is_empty()},
        "publisher": batch.source.publisher,
        "url": batch.source.url,
        "license": batch.source.license,
        "attribution": batch.source.attribution,
    }


def _descriptor(releases: list[dict[str, Any]], resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Sources stand once, as the standard has them; `releases` is our own addition to it."""
    of_source = ("publisher", "url", "license", "attribution")
    sources: dict[str, dict[str, Any]] = {}
    for release in releases:
        words = {name: release.pop(name) for name in of_source}
        sources.setdefault(
            release["source"],
            {"title": release["source"], "path": words.pop("url"), **{name: words[name] for name in words}},
        )
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "careersite-country",
        "title": "Occupations of the United States in public statistics",
        "format": FORMAT,
        "sources": list(sources.values()),
        "releases": releases,
        "resources": resources,
    }


def _resource(name: str, path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    fields = [{"name": RELEASE, "type": "integer"}]
    fields += [{"name": column, "type": _KINDS.get(kind, "number" if isinstance(kind, pl.Decimal) else "string")}
               for column, kind in TABLES[name].items()]  # fmt: skip
    return {
        "name": name,
        "path": path.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "compression": "gz",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _text(frame: pl.DataFrame, name: str) -> bytes:
    """CSV, with numbers as short as they can be."""
    columns = [pl.col(RELEASE)]
    for column, kind in TABLES[name].items():
        value = pl.col(column)
        if isinstance(kind, pl.Decimal):
            value = value.cast(pl.String).str.replace(r"(\.\d*?)0+$", "$1").str.strip_suffix(".")
        elif kind == pl.List(pl.String):
            value = pl.when(value.list.len() > 0).then(value.list.join(SEPARATOR))
        columns.append(value.alias(column))
    return frame.select(columns).write_csv().encode()


def _compressed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def read(folder: Path) -> Iterator[Batch]:
    """The releases of a package, in its order, each read when it is asked for. Raises LoadError that names the file and
    what to do; what is wrong with a file, before the first release."""
    descriptor = _read_descriptor(folder)
    tables = {resource["name"]: _Table(folder, resource) for resource in descriptor["resources"]}
    if absent := {name for release in descriptor["releases"] for name in release["rows"]} - tables.keys():
        path = folder / DESCRIPTOR
        raise LoadError(f"{path}: describes no table “{min(absent)}”, of which releases have rows; {AGAIN}")
    return (_batch(release, descriptor["sources"], tables) for release in descriptor["releases"])


def _batch(release: dict[str, Any], sources: list[dict[str, Any]], tables: dict[str, "_Table"]) -> Batch:
    source = next(one for one in sources if one["title"] == release["source"])
    frames: dict[str, Any] = {name: tables[name].take(rows) for name, rows in release["rows"].items()}
    return Batch(
        source=SourceEntry(
            source["title"], source["publisher"], source["path"], source["license"], source["attribution"]
        ),
        table=release["table"],
        geography=release["geography"],
        title=release["title"],
        period=tuple(map(_day, release["period"])) if release["period"] else None,  # type: ignore[arg-type]
        method=release["method"],
        population=release["population"],
        files=tuple((name, digest) for name, digest in release["files"]),
        digest=release["digest"],
        whole=release["whole"],
        retrieved=_day(release["retrieved"]),
        next_expected=_day(release["next_expected"]),
        **frames,
    )


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _read_descriptor(folder: Path) -> dict[str, Any]:
    path = folder / DESCRIPTOR
    try:
        descriptor = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise LoadError(f"{path}: there is no such file; {AGAIN}") from None
    except ValueError as error:
        raise LoadError(f"{path}: is not JSON ({error}); {AGAIN}") from error
    version = descriptor.get("format") if isinstance(descriptor, dict) else None
    if not isinstance(version, int):
        raise LoadError(f"{path}: does not say its format; {AGAIN}")
    if version > FORMAT:
        raise LoadError(f"{path}: is of format {version}, and this site reads up to {FORMAT}; update the site first")
    return descriptor


class _Table:
    """One table of the package, read release by release: all of it at once would need a gigabyte."""

    def __init__(self, folder: Path, resource: dict[str, Any]) -> None:
        path = folder / Path(resource["path"]).name
        again = "get it again, or make the package with: manage.py make_country"
        if resource["name"] not in TABLES:
            raise LoadError(f"{path}: this site knows no table “{resource['name']}”; update the site first")
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise LoadError(f"{path}: there is no such file; {again}") from None
        found = f"sha256:{hashlib.sha256(data).hexdigest()}"
        if found != resource["hash"]:
            said = resource["hash"]
            raise LoadError(f"{path}: its checksum is {found[:23]}…, and the package says {said[:23]}…; {again}")
        self.columns = TABLES[resource["name"]]
        self.text = gzip.decompress(data)
        self.taken = 0

    def take(self, rows: int) -> pl.DataFrame:
        """The next rows."""
        frame = pl.read_csv(self.text, infer_schema=False, skip_rows_after_header=self.taken, n_rows=rows)
        self.taken += rows
        return typed(frame, self.columns)


def typed(frame: pl.DataFrame, columns: Schema) -> pl.DataFrame:
    """A frame of texts with the types of these columns. Packages of an earlier format have fewer of them."""
    absent = [pl.lit(None, dtype=pl.String).alias(name) for name in columns if name not in frame.columns]
    return frame.with_columns(absent).select(_typed(name, kind) for name, kind in columns.items())


def _typed(name: str, kind: type[pl.DataType] | pl.DataType) -> pl.Expr:
    text = pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)
    if kind == pl.Boolean:
        return text == "true"
    if kind == pl.List(pl.String):
        return text.str.split(SEPARATOR)
    return text.str.to_date() if kind == pl.Date else text.cast(kind)
