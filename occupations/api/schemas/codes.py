"""Codes of official classifications."""

from typing import Annotated

from msgspec import Meta, Struct

from occupations.api.schemas.closed_sets import CrosswalkQuality, LevelName, Quality, System, Url
from occupations.api.schemas.common import OccupationLink

Direction = Annotated[str, Meta(extra_json_schema={"enum": ["to", "from"]})]


class CodeSystem(Struct):
    """A vintage of a classification or survey. `key` is its name in addresses, `system` in keys of records."""

    key: str
    system: System
    vintage: str
    name: str
    codes_count: int
    page_url: Url


class CodeSystemList(Struct):
    results: list[CodeSystem]


class CodedRecord(Struct):
    """A line of a classification or a row of a survey. `level`: how wide the group is."""

    record: str
    system: System
    vintage: str
    code: str
    title: str
    level: LevelName
    api_url: Url


class CodedOccupation(OccupationLink):
    """An occupation, the record by which it is matched, and how well that fits."""

    id: int
    record: str
    quality: Quality


class CodeCrosswalk(Struct):
    """What a release says about `record` and `other`; `quality` is that of this mapping, or `prepares` of a field of
    study."""

    record: str
    direction: Direction
    quality: CrosswalkQuality
    release: str
    other: CodedRecord


class CodeDetail(Struct):
    """A code, with everything around it. `system` is its name in addresses; `vintages`: its records, the newest
    first."""

    system: str
    code: str
    title: str
    api_url: Url
    page_url: Url
    vintages: list[CodedRecord]
    occupations: list[CodedOccupation]
    parents: list[CodedRecord]
    children: list[CodedRecord]
    crosswalks: list[CodeCrosswalk]
    same_code: list[CodedRecord]
