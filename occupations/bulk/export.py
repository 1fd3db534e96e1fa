"""Makes a bulk release: a folder of files, named after their content and never changed afterwards."""

import csv
import gzip
import hashlib
import io
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from django.conf import settings
from django.db import transaction
from django.db.models import Max

from occupations.bulk.tables import TABLES, BulkTable, sort_key
from occupations.metrics import REGISTRY_VERSION
from occupations.models import Occupation, Release
from occupations.profiles.document import Profile, decode
from occupations.rendering.formats import inert, to_json
from occupations.rendering.live import Live

FORMAT = "4"  # version of the file format; a new one makes a new release of the same editions
CHUNK = 50
ABOUT = (
    "All that was live when the newest edition in it was published. A text that begins like a formula of a spreadsheet "
    "has an apostrophe in front in the CSV files. The licenses are those of the sources:"
)


class BulkRelease(NamedTuple):
    name: str
    folder: Path
    new: bool


def root() -> Path:
    return settings.VAR / "bulk"


@transaction.atomic
def make() -> BulkRelease:
    """Writes the files of what is live now; returns the existing ones if nothing has been published since."""
    public = Occupation.objects.public()
    editions = list(public.order_by("pk").values_list("slug", "live__digest", "live__number"))
    newest = public.aggregate(at=Max("live__published_at"))["at"]
    if newest is None:
        raise ValueError("Nothing has been published yet.")
    state = hashlib.sha256(repr((FORMAT, REGISTRY_VERSION, sorted(editions))).encode()).hexdigest()
    name = f"{newest:%Y-%m-%d}-{state[:8]}"
    folder = root() / name
    if (folder / "datapackage.json").exists():
        return BulkRelease(name, folder, False)
    draft = root() / f".{name}.{state[8:16]}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    with ExitStack() as stack:
        files = [stack.enter_context(_Files(draft, table)) for table in TABLES]
        for live in _live(sorted(slug for slug, _, _ in editions)):
            for file in files:
                file.write(live)
    (draft / "datapackage.json").write_bytes(
        msgspec.json.format(to_json(_package(draft, name, state, newest)), indent=2)
    )
    draft.rename(folder)
    return BulkRelease(name, folder, True)


def _live(slugs: list[str]) -> Iterator[tuple[Live, Profile]]:
    """In this order, with a few in memory at a time."""
    columns = ("slug", "pk", "live__number", "live__published_at", "live__digest", "live__document")
    for start in range(0, len(slugs), CHUNK):
        chunk = Occupation.objects.public().filter(slug__in=slugs[start : start + CHUNK]).values_list(*columns)
        for slug, pk, number, published, digest, document in sorted(chunk):
            yield Live(slug, number, published, digest, None, None, [], id=pk), decode(document)


class _Files(ExitStack):
    """A table as zipped CSV and gzipped JSON Lines; the same rows give the same bytes."""

    def __init__(self, folder: Path, table: BulkTable) -> None:
        super().__init__()
        self.table = table
        archive = self.enter_context(zipfile.ZipFile(folder / f"{table.name}.csv.zip", "w", zipfile.ZIP_DEFLATED))
        member = zipfile.ZipInfo(f"{table.name}.csv", date_time=(1980, 1, 1, 0, 0, 0))
        member.compress_type = zipfile.ZIP_DEFLATED
        raw = self.enter_context(archive.open(member, "w", force_zip64=True))
        sheet = self.enter_context(io.TextIOWrapper(raw, "utf-8", newline=""))
        packed = self.enter_context((folder / f"{table.name}.jsonl.gz").open("wb"))
        self.lines = self.enter_context(gzip.GzipFile("", "wb", mtime=0, fileobj=packed))
        self.csv = csv.writer(sheet, lineterminator="\r\n")
        self.csv.writerow(table.names)

    def write(self, edition: tuple[Live, Profile]) -> None:
        """The rows of a table, in the order of its key."""
        for row in sorted(self.table.rows(*edition), key=sort_key(self.table)):
            self.csv.writerow([_cell(row[name]) for name in self.table.names])
            self.lines.write(to_json({name: value for name, value in row.items() if value not in (None, "")}) + b"\n")


def _cell(value: Any) -> Any:
    return inert(value) if isinstance(value, str) else "" if value is None else value


def _package(folder: Path, name: str, state: str, newest) -> dict[str, Any]:
    """The description of the files: a Frictionless data package."""
    live = Occupation.objects.public().values("live")
    releases = Release.objects.filter(editions__in=live).select_related("dataset__source").distinct()
    sources = {(one.dataset.source.title, one.dataset.source.url) for one in releases}
    licenses = sorted({one.dataset.source.license for one in releases if one.dataset.source.license})
    return {
        "profile": "data-package",
        "name": "careersite",
        "title": "Occupations and their figures",
        "version": name,
        "created": newest,
        "digest": state,
        "occupations": live.count(),
        "description": f"{ABOUT} {'; '.join(licenses)}",
        "sources": [{"title": title, **({"path": url} if url else {})} for title, url in sorted(sources)],
        "releases": sorted(one.key for one in releases),
        "resources": [resource for table in TABLES for resource in _resources(folder, table)],
    }


def _resources(folder: Path, table: BulkTable) -> Iterator[dict[str, Any]]:
    fields = [{"name": name, "type": kind, "description": text} for name, kind, text in table.columns]
    schema = {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}
    kinds = (("csv.zip", "csv", "zip", "application/zip"), ("jsonl.gz", "jsonl", "gz", "application/gzip"))
    for ending, form, compression, media_type in kinds:
        file = folder / f"{table.name}.{ending}"
        yield {
            "name": f"{table.name}-{form}",
            "path": file.name,
            "description": table.description,
            **({"profile": "tabular-data-resource"} if form == "csv" else {}),
            "format": form,
            "mediatype": media_type,
            "compression": compression,
            "encoding": "utf-8",
            "bytes": file.stat().st_size,
            "hash": f"sha256:{_sha256(file)}",
            "schema": schema,
            **({"metric": table.metric} if table.metric else {}),
        }


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
