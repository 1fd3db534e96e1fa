"""Bulk releases: what there is, and the changes between two of them."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import connection
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import register_converter, reverse
from django.urls.converters import StringConverter

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.parameters import Parameter
from occupations.api.problems import Problem
from occupations.api.renderers import JSON
from occupations.api.schemas import bulk as schemas
from occupations.bulk import releases
from occupations.bulk.change_table import CHANGE_TABLE, described_changes, numbered
from occupations.bulk.changes import COMPARED, changes
from occupations.rendering import cache_control
from occupations.rendering.formats import to_json
from occupations.rendering.http import CONTENT_TYPES, site_of
from occupations.rendering.live import hidden_metrics
from occupations.rendering.tables import table_lines

PIECE = 256 * 1024  # bytes that are sent at a time


class BulkConverter(StringConverter):
    regex = releases.NAME


register_converter(BulkConverter, "bulk")


def path_parameter(name: str, description: str, example: str, pattern: str = releases.NAME) -> dict[str, Any]:
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return {name: {"schema": schema, "description": description, "example": example}}


KEY = path_parameter("key", "The bulk release: its key.", "2026-11-25-0123abcd")


class BulkReleases(Endpoint):
    """Files of everything that was public at one time: each table as CSV and JSON Lines, compressed, and as Parquet;
    all observations, by table of a source, as CSV and Parquet; and `datapackage.json`, a Frictionless data package that
    describes them, with their SHA-256. Files never change. `changes_url` has the changes since the previous release.
    `bulk/latest/` has the files of the newest one under addresses that stay."""

    summary = "Bulk releases"
    tag = "Bulk"
    shape = schemas.BulkList
    leads = {"bulk_file": {"key": "/results/0/key", "file": "/results/0/files/0/file"}}

    def answer(self, params: dict[str, Any]) -> Answer:
        hidden = set(hidden_metrics())
        found = releases.releases()
        site = site_of(self.request)
        there = {one.name for one in found}
        results = [_release(one, one.since if one.since in there else "", hidden, site) for one in found]
        return self.listing("Bulk releases", {"results": results})


def _release(one: releases.Bulk, since: str, hidden: set[str], site: str) -> dict[str, Any]:
    return {
        "key": one.name,
        "published_at": one.published,
        "digest": one.digest,
        "occupations_count": one.occupations,
        "changes_url": site + reverse("api:bulk-changes", args=[one.name, since]) if since else None,
        "files": [
            {
                "file": file.name,
                "table": file.table or None,
                "format": file.form,
                "download_url": site + reverse("api:bulk-file", args=[one.name, file.name]),
                "bytes": file.bytes,
                "sha256": file.sha256,
            }
            for file in one.files
            if file.metric not in hidden
        ],
    }


def let_go() -> None:
    """Return the database connection before a slow client takes its time."""
    if not connection.in_atomic_block:
        connection.close()


class BulkChanges(Endpoint):
    """The rows that were added, removed or changed between any two bulk releases. JSON Lines have `table`, `change`,
    and the row `before` and `after`. CSV has the columns of the table `changes`: what a figure was and is, in words and
    as numbers, and only what reads differently. A figure from another release of the same table has changed, and both
    releases are named. An occupation with another slug is `renamed`, and compared under it. The response is
    streamed."""

    summary = "Changes between two releases"
    tag = "Bulk"
    negotiates = False
    may_be_missing = True
    renderer_classes = (JSON,)
    paths: ClassVar = {**KEY, **path_parameter("since", "The earlier bulk release.", "2026-10-01-89abcdef")}
    parameters = (
        parameters.choices("tables", "Only these tables.", list(COMPARED), "occupations,figures"),
        parameters.choice("format", "Response format.", ["jsonl", "csv"], "jsonl"),
        parameters.BOM,
    )
    media_types = ("application/x-ndjson", CONTENT_TYPES["csv"].partition(";")[0])

    @classmethod
    def known(cls) -> tuple[Parameter, ...]:
        return cls.parameters

    def answer(self, params: dict[str, Any], key: str, since: str) -> HttpResponseBase:
        new, old = releases.release(key), releases.release(since)
        if new is None or old is None:
            raise Problem("not-found", "There is no such bulk release; bulk/ lists them.")
        hidden = hidden_metrics()
        shown = [name for name, table in COMPARED.items() if table.metric not in hidden]
        wanted = [table for table in shown if table in params["tables"] or not params["tables"]]
        let_go()
        as_csv = params["format"] == "csv"
        lines = _as_csv(old, new, wanted) if as_csv else _as_lines(old, new, wanted)
        content_type = CONTENT_TYPES["csv"] if as_csv else "application/x-ndjson"
        headers = {"Cache-Control": cache_control.EACH_TIME}
        return StreamingHttpResponse(_gathered(lines), content_type=content_type, headers=headers)


def _as_lines(old: releases.Bulk, new: releases.Bulk, tables: list[str]) -> Iterator[bytes]:
    return (to_json(change) + b"\n" for change in changes(old, new, tables))


def _as_csv(old: releases.Bulk, new: releases.Bulk, tables: list[str]) -> Iterator[bytes]:
    rows = numbered(described_changes(old, new, tables))
    return (line.encode() for line in table_lines(CHANGE_TABLE.names, rows))


def _gathered(lines: Iterator[bytes]) -> Iterator[bytes]:
    """Lines are sent in larger pieces; one at a time would cost more than reading them."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size > PIECE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
