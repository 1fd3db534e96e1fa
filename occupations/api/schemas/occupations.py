"""Occupations, alone and in lists, and their editions."""

from msgspec import UNSET, Struct, UnsetType

from occupations.api.schemas.common import Category, Cell, Day, Link, Moment, Number, Source, StatisticalRecord


class TrendPoint(Struct):
    day: Day
    value: Number
    text: str
    source: int


class Trend(Struct):
    """A figure over the releases of its table. `joined`: pairs of points that may be compared; between others the way
    of counting changed, or a year is missing."""

    metric: str
    unit: str
    points: list[TrendPoint]
    joined: list[list[int]]
    cautions: list[str]


class Place(Struct):
    kind: str
    code: str | None
    name: str


class PayScope(Struct):
    """The place and release that `rows` are of; `other_rows` says what the others are. `years` can be chosen."""

    place: Place
    release: str | None
    period: list[Day] | None
    years: list[int]
    rows: list[str]
    other_rows: str


class RelatedLink(Struct):
    slug: str
    title: str
    url: str
    comparison: str


class OccupationRow(Struct):
    key: str
    label: str
    cell: Cell


class OccupationSection(Struct):
    key: str
    title: str
    rows: list[OccupationRow]


class Occupation(Struct):
    """All that the page of an occupation tells. `digest` stands for the facts of the edition and no others."""

    slug: str
    title: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    category: Category | UnsetType = UNSET
    edition: int | UnsetType = UNSET
    published: Moment | UnsetType = UNSET
    digest: str | UnsetType = UNSET
    records: list[StatisticalRecord] | UnsetType = UNSET
    canonical: str | UnsetType = UNSET
    cite_as: str | UnsetType | None = UNSET
    pay_and_employment: PayScope | UnsetType = UNSET
    past: str | UnsetType | None = UNSET
    plural: str | UnsetType = UNSET
    also_called: list[str] | UnsetType = UNSET
    job_titles: list[str] | UnsetType = UNSET
    job_titles_sources: list[int] | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    description_source: int | UnsetType | None = UNSET
    responsibilities: list[str] | UnsetType = UNSET
    responsibilities_source: int | UnsetType | None = UNSET
    notices: list[str] | UnsetType = UNSET
    sections: list[OccupationSection] | UnsetType = UNSET
    salary_percentile: int | UnsetType | None = UNSET
    salary_percentile_of: int | UnsetType | None = UNSET
    trends: list[Trend] | UnsetType = UNSET
    related: list[RelatedLink] | UnsetType = UNSET
    related_source: int | UnsetType | None = UNSET
    nearest: list[RelatedLink] | UnsetType = UNSET
    sources: list[Source] | UnsetType = UNSET


class Use(Struct):
    """Something an occupation uses: a skill, a field of knowledge, a technology; `weight` is in the unit of the metric,
    null where there is none."""

    key: str
    name: str
    metric: str
    weight: Number | None
    note: str


class OccupationSummary(Struct):
    """An occupation as lists have it. `figures` has the cells of a few rows, by their keys."""

    slug: str
    title: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    category: Category | UnsetType = UNSET
    edition: int | UnsetType = UNSET
    published: Moment | UnsetType = UNSET
    digest: str | UnsetType = UNSET
    figures: dict[str, Cell] | UnsetType = UNSET
    salary_percentile: int | UnsetType | None = UNSET
    records: list[StatisticalRecord] | UnsetType = UNSET
    also_called: list[str] | UnsetType = UNSET
    skills: list[Use] | UnsetType = UNSET
    nearest: list[Link] | UnsetType = UNSET
    profile: Occupation | UnsetType = UNSET


class OccupationList(Struct):
    """`next` is the address of what comes after these; null at the end. `not_found` are those of `ids` that are not
    public."""

    results: list[OccupationSummary]
    sources: list[Source]
    next: str | None
    not_found: list[str] | UnsetType = UNSET


class Edition(Struct):
    """One published state of an occupation."""

    number: int
    published: Moment
    digest: str
    live: bool
    title: str
    url: str


class EditionList(Struct):
    slug: str
    results: list[Edition]
    next: str | None
