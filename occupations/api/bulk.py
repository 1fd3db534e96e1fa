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
from occupations.bulk.changes import COMPARED, changes
from occupations.rendering import cache_control
from occupations.rendering.formats import to_json
from occupations.rendering.http import site_of
from occupations.rendering.live import hidden_metrics

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
    """The rows that were added, removed or changed between two bulk releases, as JSON Lines: `table`, `change`, and the
    row `before` and `after`. A figure from another release of the same table has changed, and both rows name their
    release. An occupation with another slug is `renamed`, and compared under it. The response is streamed."""

    summary = "Changes between two releases"
    tag = "Bulk"
    negotiates = False
    may_be_missing = True
    renderer_classes = (JSON,)
    paths: ClassVar = {**KEY, **path_parameter("since", "The earlier bulk release.", "2026-10-01-89abcdef")}
    parameters = (parameters.choices("tables", "Only these tables.", list(COMPARED), "occupations,figures"),)
    media_types = ("application/x-ndjson",)

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
        lines = (to_json(change) + b"\n" for change in changes(old, new, wanted))
        headers = {"Cache-Control": cache_control.EACH_TIME}
        return StreamingHttpResponse(_gathered(lines), content_type="application/x-ndjson", headers=headers)


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
