"""Bulk releases: files of everything."""

from msgspec import Struct

from occupations.api.schemas.closed_sets import FileFormat, Moment, Url


class BulkFile(Struct):
    """One file; `table` is null for the description of all."""

    file: str
    table: str | None
    format: FileFormat
    download_url: Url
    bytes: int
    sha256: str


class BulkRelease(Struct):
    """Files of everything that was live at one time."""

    key: str
    published_at: Moment
    digest: str
    occupations_count: int
    changes_url: Url | None
    files: list[BulkFile]


class BulkList(Struct):
    results: list[BulkRelease]
