"""The files of bulk releases: whole or in ranges, of a release or of the latest one."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.http import HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import register_converter
from django.urls.converters import StringConverter
from django.utils.http import http_date, parse_http_date_safe

from occupations.api.bulk import KEY, PIECE, let_go, path_parameter
from occupations.api.endpoint import Endpoint
from occupations.api.parameters import Parameter
from occupations.api.problems import Problem
from occupations.api.renderers import JSON
from occupations.bulk import releases
from occupations.bulk.releases import Bulk, BulkReleaseFile
from occupations.rendering import cache_control
from occupations.rendering.http import has_current
from occupations.rendering.live import hidden_metrics

RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)


class BulkFileConverter(StringConverter):
    regex = releases.FILE


register_converter(BulkFileConverter, "bulkfile")
FILE = path_parameter("file", "The name of the file.", "occupations.csv.gz", releases.FILE)


class BulkFile(Endpoint):
    """One file, or the part of it in the Range header, so that an interrupted download can resume."""

    summary = "One file"
    tag = "Bulk"
    negotiates = False
    may_be_missing = True
    renderer_classes = (JSON,)
    paths: ClassVar = {**KEY, **FILE}
    refusals = ("416",)
    media_types = ("application/gzip", "application/vnd.apache.parquet", "application/json")
    kept = cache_control.FOREVER

    @classmethod
    def known(cls) -> tuple[Parameter, ...]:
        return ()

    def answer(self, params: dict[str, Any], **names: str) -> HttpResponseBase:
        bulk, file = self._asked(**names)
        path = bulk.path(file.name)
        try:
            changed = int(path.stat().st_mtime)
        except FileNotFoundError:  # deleted a moment ago
            raise _missing() from None
        headers = {
            # Strong, unlike all others: these bytes are never compressed, and a download that stopped goes on with it.
            "ETag": f'"{file.sha256[:32]}"',
            "Last-Modified": http_date(changed),
            "Accept-Ranges": "bytes",
            "Cache-Control": cache_control.EACH_TIME if file.metric else self.kept,
            "Content-Disposition": f'attachment; filename="{bulk.name}-{file.name}"',
        }
        return self._sent(path, file, headers, changed)

    def _asked(self, key: str, file: str) -> tuple[Bulk, BulkReleaseFile]:
        return _found(releases.release(key), file)

    def _sent(self, path: Path, file: BulkReleaseFile, headers: dict[str, str], changed: int) -> HttpResponseBase:
        if self._has(headers["ETag"], changed):
            return HttpResponseNotModified(headers=headers)
        part = self._range(file, headers["ETag"])
        start, end = part or (0, file.bytes)
        headers["Content-Length"] = str(end - start)
        if part:  # also if it is all of the file: many clients take a 200 for a server that has no ranges
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.bytes}"
        # Already compressed, and a range has to be a range of this file.
        self.request._request.META.pop("HTTP_ACCEPT_ENCODING", None)
        let_go()
        pieces = _pieces(path, start, end)
        return StreamingHttpResponse(pieces, status=206 if part else 200, content_type=file.media_type, headers=headers)

    def _has(self, etag: str, changed: int) -> bool:
        """Whether the client has the file, by its validator or else by its age."""
        if "If-None-Match" in self.request.headers:
            return has_current(self.request, etag)
        since = parse_http_date_safe(self.request.headers.get("If-Modified-Since", ""))
        return since is not None and changed <= since

    def _range(self, file: BulkReleaseFile, etag: str) -> tuple[int, int] | None:
        """The requested bytes, as start and exclusive end; None for the file. A header that is not a single readable
        range is ignored, as RFC 9110 allows. Raises Problem."""
        given = RANGE.fullmatch(self.request.headers.get("Range", ""))
        condition = self.request.headers.get("If-Range", etag)
        if not given or condition != etag or given[0] == "bytes=-":
            return None
        first, last = given[1], given[2]
        start = int(first) if first else max(0, file.bytes - int(last))
        end = min(int(last) + 1, file.bytes) if first and last else file.bytes
        if first and last and int(last) < int(first):
            return None
        if start >= file.bytes:
            headers = {"Content-Range": f"bytes */{file.bytes}"}
            raise Problem("range-not-satisfiable", f"The file has {file.bytes} bytes.", headers=headers)
        return start, end


class BulkLatest(BulkFile):
    """One file of the newest bulk release, under an address that stays. `ETag` and `Last-Modified` change only if the
    file does."""

    summary = "One file of the latest release"
    paths: ClassVar = FILE
    kept = cache_control.PAGE

    def _asked(self, file: str) -> tuple[Bulk, BulkReleaseFile]:  # type: ignore[override]
        return _found(releases.latest(), file)


def _found(bulk: Bulk | None, name: str) -> tuple[Bulk, BulkReleaseFile]:
    """Raises Problem."""
    file = bulk.file(name) if bulk else None
    if bulk is None or file is None or (file.metric and file.metric in hidden_metrics()):
        raise _missing()
    return bulk, file


def _missing() -> Problem:
    return Problem("not-found", "There is no such file; bulk/ lists the files.")


def _pieces(file: Path, start: int, end: int) -> Iterator[bytes]:
    """Once begun, they are read to the end, also if the file is deleted meanwhile."""
    with file.open("rb") as stream:
        stream.seek(start)
        left = end - start
        while left > 0 and (piece := stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
