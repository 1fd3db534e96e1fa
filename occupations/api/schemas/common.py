"""The parts that all responses share."""

import datetime
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Number = int | float


Day = datetime.date


Moment = Annotated[datetime.datetime, Meta(tz=True)]


class Category(Struct):
    """A group of occupations on this site."""

    slug: str
    name: str


class StatisticalRecord(Struct):
    """An official record that an occupation is matched to. `quality` says how well it fits: exact, narrower, broader,
    shared, approximate or none."""

    key: str
    system: str
    code: str
    title: str
    quality: str
    note: str | UnsetType = UNSET


class Source(Struct):
    """A source of figures, with the number by which cells refer to it."""

    number: int
    title: str
    publisher: str | None
    url: str | None
    period: str | None
    method: str | None
    population: str | None
    license: str | None
    attribution: str | None
    retrieved: str | None


class Figure(Struct):
    """One number or name, in the unit of its metric. A bound has `at_least` or `at_most` and a `reason`; in an
    open-ended range `high` is null; a missing figure has `missing`, the reason. `sample_size` counts who answered;
    `base` is how many people are employed in the group that a share or an age is of."""

    metric: str
    label: str | UnsetType = UNSET
    value: Number | UnsetType = UNSET
    low: Number | UnsetType = UNSET
    high: Number | UnsetType | None = UNSET
    at_least: Number | UnsetType = UNSET
    at_most: Number | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    standard_error: Number | UnsetType = UNSET
    missing: str | UnsetType = UNSET
    sample_size: int | UnsetType = UNSET
    base: int | UnsetType = UNSET
    marks: list[str] | UnsetType = UNSET


class StepPart(Struct):
    """A stretch of time, in years. `low` and `high` are its usual length, `shortest` and `longest` how far programs
    differ; null: open. `paid`: whether it is known to be paid."""

    text: str
    low: Number
    high: Number | None
    shortest: Number
    longest: Number | None
    paid: bool


class Step(Struct):
    """A step into an occupation: `kind` is school, experience or training (after hiring, not part of the sum). `label`
    is the source's word for it; `lengths_from` says who gives the lengths, if not the publisher. Without parts, it
    takes no time."""

    kind: str
    metric: str
    parts: list[StepPart]
    label: str | UnsetType = UNSET
    lengths_from: str | UnsetType = UNSET


class Cell(Struct):
    """What one occupation has in one row: the text as pages show it, and the figures behind it. Where there is no
    figure, `missing` is the reason and `because` explains it in a sentence. `source` is a number in the response's list
    of sources, or null if no source has the figure. Numbers are in `unit`, in steps of 1 / `scale` or coarser.
    `derivation` is the formula of a figure derived on this site, and `steps` what a time to become is the sum of.
    `wider_than_occupation` is true, and `group` names the group, where the figure is for a group that is wider than the
    occupation."""

    source: int | None
    metric: str
    unit: str
    scale: int
    text: str
    missing: str | UnsetType = UNSET
    because: str | UnsetType = UNSET
    value: Number | UnsetType = UNSET
    low: Number | UnsetType = UNSET
    high: Number | UnsetType | None = UNSET
    at_least: Number | UnsetType = UNSET
    at_most: Number | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    figures: list[Figure] | UnsetType = UNSET
    period: list[Day] | UnsetType | None = UNSET
    method: str | UnsetType = UNSET
    population: str | UnsetType | None = UNSET
    level: str | UnsetType = UNSET
    wider_than_occupation: bool | UnsetType = UNSET
    group: str | UnsetType = UNSET
    record: str | UnsetType = UNSET
    derivation: str | UnsetType = UNSET
    steps: list[Step] | UnsetType = UNSET
    standard_error_note: str | UnsetType = UNSET
    notes: list[str] | UnsetType = UNSET
    all_workers: str | UnsetType = UNSET
    benchmarks: list[Figure] | UnsetType = UNSET


class Link(Struct):
    slug: str
    title: str


class Taken(Struct):
    """A title that `match` allowed to be taken for an occupation. `confidence`: the probability that this occupation is
    meant; `band`: how sure that is, as in the search, or `address` for what is the slug of an occupation."""

    asked: str
    slug: str
    title: str
    confidence: Number
    band: str


class Problem(Struct):
    """RFC 9457. `type` is stable; `detail` is for people. For a parameter, `parameter` names it and `allowed` lists its
    values."""

    type: str
    title: str
    status: int
    detail: str
    parameter: str | UnsetType = UNSET
    allowed: list[str] | str | UnsetType = UNSET
    near: list[Link] | UnsetType = UNSET
    successor: str | UnsetType | None = UNSET
