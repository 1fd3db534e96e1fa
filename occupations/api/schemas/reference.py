"""Categories, metrics, sources and releases, legal values of filters, and the index of resources."""

from msgspec import Struct

from occupations.api.schemas.closed_sets import Day, MethodName, Number, ShapeName, StatisticName, UnitKey, Url
from occupations.api.schemas.common import Category


class CategorySummary(Category):
    """A category with public occupations."""

    occupations_count: int


class CategoryList(Struct):
    results: list[CategorySummary]


class FilterValue(Struct):
    """A value that a filter of the list of occupations may have, and how many occupations it finds alone."""

    parameter: str
    key: str
    name: str
    occupations_count: int


class FilterValueList(Struct):
    results: list[FilterValue]
    next: Url | None


class Metric(Struct):
    """What a figure means, and when two count as about the same: within `tolerance` (in the unit) or within
    `tolerance_percent` of the lower one."""

    key: str
    name: str
    definition: str
    statistic: StatisticName
    unit: UnitKey
    unit_text: str
    scale: int
    shape: ShapeName
    population: str | None
    higher_is_better: bool
    tolerance: Number
    tolerance_percent: Number
    rounding: Number
    period_limit_years: int | None
    sensitive: bool
    shown: bool
    row_keys: list[str]


class MetricList(Struct):
    """All metrics, with what the words for missing figures and for methods mean."""

    version: str
    results: list[Metric]
    missing_reasons: dict[str, str]
    methods: dict[str, str]


class Release(Struct):
    """One release of a table, and how many live editions use it."""

    key: str
    dataset: str
    title: str
    source: str
    source_title: str
    publisher: str | None
    geography: str | None
    period_start: Day | None
    period_end: Day | None
    method: MethodName
    population: str | None
    retrieved_on: Day | None
    next_expected_on: Day | None
    digest: str
    occupations_count: int


class ReleaseList(Struct):
    results: list[Release]


class SourceSummary(Struct):
    """A publisher's statistical program; `releases`: the keys of those in use."""

    key: str
    title: str
    publisher: str | None
    homepage_url: Url | None
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
    documentation_url: Url
    schema_url: Url
