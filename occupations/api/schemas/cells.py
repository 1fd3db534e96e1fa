"""Figures, alone and in the rows of pages. Their optional members are absent where they say nothing."""

from msgspec import UNSET, Struct, UnsetType

from occupations.api.schemas.closed_sets import (
    BoundReason,
    Day,
    LevelName,
    MethodName,
    MissingReason,
    Number,
    StatisticName,
    StepKind,
    UnitKey,
    Url,
)


class Figure(Struct):
    """One number or name, in the unit of its metric."""

    metric: str
    part: str | UnsetType = UNSET
    part_code: str | UnsetType = UNSET
    value: Number | UnsetType = UNSET
    low: Number | UnsetType = UNSET
    high: Number | UnsetType | None = UNSET
    at_least: Number | UnsetType = UNSET
    at_most: Number | UnsetType = UNSET
    bound_reason: BoundReason | UnsetType = UNSET
    standard_error: Number | UnsetType = UNSET
    missing_reason: MissingReason | UnsetType = UNSET
    sample_size: int | UnsetType = UNSET
    base: int | UnsetType = UNSET
    marks: list[str] | UnsetType = UNSET


class ListedFigure(Struct):
    """One figure of an occupation in a list: a value, or a bound."""

    metric: str
    statistic: StatisticName
    unit: UnitKey
    text: str
    period_end: Day | None
    source: str | None
    release: str | None
    wider_than_occupation: bool
    group: str | None
    value: Number | UnsetType = UNSET
    at_least: Number | UnsetType = UNSET
    bound_reason: BoundReason | UnsetType = UNSET


class PayRange(Struct):
    """What eight in ten employees earn in a year: the 10th (`low`) to the 90th percentile (`high`)."""

    metric: str
    unit: UnitKey
    text: str
    low: Number | None
    high: Number | None
    high_at_least: Number | None
    period_end: Day | None
    group: str | None


class Stretch(Struct):
    """A stretch of time, in years. `low` and `high` are its usual length, `shortest` and `longest` how far programs
    differ; null: open."""

    text: str
    low: Number
    high: Number | None
    shortest: Number
    longest: Number | None
    paid: bool


class Step(Struct):
    """A step into an occupation; training comes after hiring and is not part of the sum. Without stretches, it takes no
    time."""

    kind: StepKind
    metric: str
    stretches: list[Stretch]
    label: str | UnsetType = UNSET
    lengths_from: str | UnsetType = UNSET


class Cell(Struct):
    """What one occupation has in one row: the text as pages show it, and the figures behind it."""

    source_number: int | None
    source: str | None
    release: str | None
    metric: str
    statistic: StatisticName
    unit: UnitKey
    scale: int
    text: str
    missing_reason: MissingReason | UnsetType = UNSET
    because: str | UnsetType = UNSET
    value: Number | UnsetType = UNSET
    low: Number | UnsetType = UNSET
    high: Number | UnsetType | None = UNSET
    at_least: Number | UnsetType = UNSET
    at_most: Number | UnsetType = UNSET
    bound_reason: BoundReason | UnsetType = UNSET
    figures: list[Figure] | UnsetType = UNSET
    period_start: Day | UnsetType | None = UNSET
    period_end: Day | UnsetType | None = UNSET
    method: MethodName | UnsetType = UNSET
    population: str | UnsetType | None = UNSET
    level: LevelName | UnsetType = UNSET
    wider_than_occupation: bool | UnsetType = UNSET
    group: str | UnsetType = UNSET
    record: str | UnsetType = UNSET
    derivation: str | UnsetType = UNSET
    steps: list[Step] | UnsetType = UNSET
    standard_error_text: str | UnsetType = UNSET
    notes: list[str] | UnsetType = UNSET
    all_workers_text: str | UnsetType = UNSET
    benchmarks: list[Figure] | UnsetType = UNSET


class KeyFigure(Struct):
    """A figure of a brief answer: a number, or a `text` or `missing_reason` in place of one. `metric` is absent if it
    is the usual one of the row."""

    value: Number | UnsetType = UNSET
    low: Number | UnsetType = UNSET
    high: Number | UnsetType | None = UNSET
    at_least: Number | UnsetType = UNSET
    at_most: Number | UnsetType = UNSET
    bound_reason: BoundReason | UnsetType = UNSET
    missing_reason: MissingReason | UnsetType = UNSET
    text: str | UnsetType = UNSET
    metric: str | UnsetType = UNSET
    wider_than_occupation: bool | UnsetType = UNSET
    source_number: int | UnsetType = UNSET


class RowFigure(KeyFigure, kw_only=True):
    """A figure of a brief answer about one occupation."""

    row: str
    unit: UnitKey | UnsetType = UNSET


class Row(Struct):
    """A row of a page."""

    key: str
    label: str


class Section(Struct):
    """A section of a page."""

    key: str
    title: str
    sentence: str | None


class TrendPoint(Struct):
    """A figure of one release, for the period that ends on that day."""

    period_end: Day
    value: Number
    text: str
    source_number: int
    source: str
    release: str | None


class Trend(Struct):
    """A figure over successive releases of its table. `joined`: pairs of points that are comparable; between other
    points the method changed or a year is missing."""

    metric: str
    statistic: StatisticName
    unit: UnitKey
    points: list[TrendPoint]
    joined: list[list[int]]
    cautions: list[str]


class Use(Struct):
    """A skill, field of knowledge or technology that an occupation uses."""

    key: str
    name: str
    metric: str
    weight: Number | None
    note: str | None
    api_url: Url
    page_url: Url
