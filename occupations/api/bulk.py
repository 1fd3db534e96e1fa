"""Bulk downloads: immutable files, whole or in ranges, and the changes between two releases."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.db import connection
from django.http import HttpResponseNotModified, StreamingHttpResponse
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
from occupations.bulk.export import root
from occupations.bulk.tables import TABLES
from occupations.rendering import cache_control
from occupations.rendering.formats import to_json
from occupations.rendering.http import has_current, site_of
from occupations.rendering.live import hidden_metrics

PIECE = 256 * 1024
RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class BulkConverter(StringConverter):
    regex = releases.NAME


class BulkFileConverter(StringConverter):
    regex = releases.FILE


register_converter(BulkConverter, "bulk")
register_converter(BulkFileConverter, "bulkfile")


def _path(name: str, description: str, example: str, pattern: str = releases.NAME) -> dict[str, Any]:
    schema = {"type": "string", "pattern": f"^{pattern}$"}
    return {name: {"schema": schema, "description": description, "example": example}}


KEY = _path("key", "The bulk release: its key.", "2026-11-25-0123abcd")


class BulkReleases(Endpoint):
    """Files of everything that was live at one time: each table as zipped CSV and gzipped JSON Lines, and
    `datapackage.json`, a Frictionless data package that describes them, with their SHA-256. Files never change.
    `changes_url` has the changes since the previous release."""

    summary = "Bulk releases"
    tag = "Bulk"
    shape = schemas.BulkList
    leads = {"bulk_file": {"key": "/results/0/key", "file": "/results/0/files/0/file"}}

    def answer(self, params: dict[str, Any]) -> Answer:
        hidden = set(hidden_metrics())
        found = releases.releases()
        before = [*found[1:], None][: len(found)]
        site = site_of(self.request)
        results = [_release(one, earlier, hidden, site) for one, earlier in zip(found, before, strict=True)]
        return self.listing("Bulk releases", {"results": results})


def _release(one: releases.Bulk, before: releases.Bulk | None, hidden: set[str], site: str) -> dict[str, Any]:
    return {
        "key": one.name,
        "published_at": one.published,
        "digest": one.digest,
        "occupations_count": one.occupations,
        "changes_url": site + reverse("api:bulk-changes", args=[one.name, before.name]) if before else None,
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


class BulkFile(Endpoint):
    """One file, or the part of it in the Range header, so that an interrupted download can resume."""

    summary = "One file"
    tag = "Bulk"
    negotiates = False
    may_be_missing = True
    renderer_classes = (JSON,)
    paths: ClassVar = {
        **KEY,
        **_path("file", "The name of the file.", "occupations.csv.zip", releases.FILE),
    }
    refusals = ("416",)
    media_types = ("application/zip", "application/gzip", "application/json")

    @classmethod
    def known(cls) -> tuple[Parameter, ...]:
        return ()

    def answer(self, params: dict[str, Any], key: str, file: str) -> HttpResponseBase:
        bulk = releases.release(key)
        found = bulk.file(file) if bulk else None
        if found is None or (found.metric and found.metric in hidden_metrics()):
            raise Problem("not-found", "There is no such file; bulk/ lists the files.")
        headers = {
            # Strong, unlike all others: these bytes are never compressed, and a download that stopped goes on with it.
            "ETag": f'"{found.sha256[:32]}"',
            "Accept-Ranges": "bytes",
            "Cache-Control": cache_control.EACH_TIME if found.metric else cache_control.FOREVER,
            "Content-Disposition": f'attachment; filename="{key}-{file}"',
        }
        if has_current(self.request, headers["ETag"]):
            return HttpResponseNotModified(headers=headers)
        start, end = self._range(found, headers["ETag"])
        headers["Content-Length"] = str(end - start)
        complete = (start, end) == (0, found.bytes)
        if not complete:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{found.bytes}"
        # Already compressed, and a range has to be a range of this file.
        self.request._request.META.pop("HTTP_ACCEPT_ENCODING", None)
        let_go()
        pieces = _pieces(root() / key / file, start, end)
        return StreamingHttpResponse(
            pieces, status=200 if complete else 206, content_type=found.media_type, headers=headers
        )

    def _range(self, file: releases.BulkReleaseFile, etag: str) -> tuple[int, int]:
        """The requested bytes, as start and exclusive end. A header that is not a single readable range is ignored, as
        RFC 9110 allows. Raises Problem."""
        given = RANGE.fullmatch(self.request.headers.get("Range", ""))
        condition = self.request.headers.get("If-Range", etag)
        if not given or condition != etag or given[0] == "bytes=-":
            return 0, file.bytes
        first, last = given[1], given[2]
        start = int(first) if first else max(0, file.bytes - int(last))
        end = min(int(last) + 1, file.bytes) if first and last else file.bytes
        if first and last and int(last) < int(first):
            return 0, file.bytes
        if start >= file.bytes:
            headers = {"Content-Range": f"bytes */{file.bytes}"}
            raise Problem("range-not-satisfiable", f"The file has {file.bytes} bytes.", headers=headers)
        return start, end


def let_go() -> None:
    """Return the database connection before a slow client takes its time."""
    if not connection.in_atomic_block:
        connection.close()


def _pieces(file: Path, start: int, end: int) -> Iterator[bytes]:
    with file.open("rb") as stream:
        stream.seek(start)
        left = end - start
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


class BulkChanges(Endpoint):
    """The rows that were added, removed or changed between two bulk releases, as JSON Lines: `table`, `change`, and the
    row `before` and `after`. An occupation with another slug is `renamed`, and compared under it. The response is
    streamed."""

    summary = "Changes between two releases"
    tag = "Bulk"
    negotiates = False
    may_be_missing = True
    renderer_classes = (JSON,)
    paths: ClassVar = {**KEY, **_path("since", "The earlier bulk release.", "2026-10-01-89abcdef")}
    parameters = (
        parameters.choices("tables", "Only these tables.", [table.name for table in TABLES], "occupations,figures"),
    )
    media_types = ("application/x-ndjson",)

    @classmethod
    def known(cls) -> tuple[Parameter, ...]:
        return cls.parameters

    def answer(self, params: dict[str, Any], key: str, since: str) -> HttpResponseBase:
        new, old = releases.release(key), releases.release(since)
        if new is None or old is None:
            raise Problem("not-found", "There is no such bulk release; bulk/ lists them.")
        hidden = hidden_metrics()
        shown = [table.name for table in TABLES if table.metric not in hidden]
        wanted = [table for table in shown if table in params["tables"] or not params["tables"]]
        let_go()
        lines = (to_json(change) + b"\n" for change in releases.changes(old, new, wanted))
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
