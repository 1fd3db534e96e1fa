"""Categories, metrics, sources and releases, and the index of resources."""

from msgspec import Struct

from occupations.api.schemas.common import Day, Number


class CategorySummary(Struct):
    slug: str
    name: str
    url: str
    occupations: int


class CategoryList(Struct):
    results: list[CategorySummary]


class Metric(Struct):
    """What a figure means, and when two count as about the same: within `tolerance` (in the unit) or within
    `tolerance_percent` of the lower one. Reference periods may be up to `period_limit` years apart; null: any."""

    key: str
    name: str
    definition: str
    unit: str
    scale: int
    shape: str
    population: str | None
    higher_is_better: bool
    tolerance: Number
    tolerance_percent: int
    rounding: Number
    period_limit: int | None
    sensitive: bool
    shown: bool
    rows: list[str]


class MetricList(Struct):
    version: str
    results: list[Metric]
    missing: dict[str, str]
    methods: dict[str, str]


class Release(Struct):
    """One release of a table; `occupations`: how many live editions use it."""

    key: str
    dataset: str
    title: str
    source: str
    publisher: str | None
    geography: str | None
    period: list[Day] | None
    method: str
    population: str | None
    retrieved: Day | None
    next_expected: Day | None
    digest: str
    occupations: int


class ReleaseList(Struct):
    results: list[Release]


class SourceSummary(Struct):
    title: str
    publisher: str | None
    url: str | None
    license: str | None
    attribution: str | None
    releases: list[str]


class SourceList(Struct):
    results: list[SourceSummary]


class Index(Struct):
    """The resources of the API."""

    version: str
    build: str
    resources: dict[str, str]
    documentation: str
    description: str
