"""Codes of official classifications."""

from typing import Literal

from msgspec import Struct

Quality = Literal["exact", "shared", "narrower", "broader", "approximate", "none"]
Level = Literal["total", "major", "minor", "broad", "detailed"]


class CodeSystem(Struct):
    """A vintage of a classification or survey. `key` is its name in addresses, `system` in keys of records."""

    key: str
    system: str
    vintage: str
    name: str
    codes_count: int
    page_url: str


class CodeSystemList(Struct):
    results: list[CodeSystem]


class CodedRecord(Struct):
    """A line of a classification or a row of a survey. `level`: how wide the group is."""

    record: str
    system: str
    vintage: str
    code: str
    title: str
    level: Level
    api_url: str


class CodedOccupation(Struct):
    """An occupation, the record by which it is matched, and how well that fits."""

    slug: str
    id: int
    title: str
    record: str
    quality: Quality
    api_url: str
    page_url: str


class CodeCrosswalk(Struct):
    """What a release says about `record` and `other`. `direction`: `to` if it maps the record to the other, `from` if
    it maps the other to the record; `quality` is that of this mapping."""

    record: str
    direction: Literal["to", "from"]
    quality: Quality
    release: str
    other: CodedRecord


class CodeDetail(Struct):
    """A code, with everything around it."""

    system: str
    code: str
    title: str
    api_url: str
    page_url: str
    records: list[CodedRecord]
    occupations: list[CodedOccupation]
    parents: list[CodedRecord]
    children: list[CodedRecord]
    crosswalks: list[CodeCrosswalk]
    same_code: list[CodedRecord]
