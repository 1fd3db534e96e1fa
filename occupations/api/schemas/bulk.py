"""Bulk releases: files of everything."""

from msgspec import Struct

from occupations.api.schemas.common import Moment


class BulkFile(Struct):
    name: str
    table: str | None
    format: str
    url: str
    bytes: int
    sha256: str


class BulkRelease(Struct):
    name: str
    published: Moment
    digest: str
    occupations: int
    changes: str | None
    files: list[BulkFile]


class BulkList(Struct):
    results: list[BulkRelease]
