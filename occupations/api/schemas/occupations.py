"""Occupations, alone and in lists, and their editions."""

from msgspec import UNSET, Struct, UnsetType

from occupations.api.schemas.common import Category, Cell, Day, Link, Moment, Number, Source, StatisticalRecord, Taken


class TrendPoint(Struct):
    day: Day
    value: Number
    text: str
    source: int


class Trend(Struct):
    """A figure over successive releases of its table. `joined`: pairs of points that are comparable; between other
    points the method changed or a year is missing."""

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
    """The place and release that `rows` describe; `other_rows` says what the other rows describe. `years` are those
    available for `release`."""

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
    sentence: str | None
    rows: list[OccupationRow]


class Occupation(Struct):
    """Everything on the page of an occupation. `id` never changes, and `id_url` leads to the page, whatever its slug.
    `title` is the name that heads it, a short common name if the official title is long; `official_title` is that
    title, or the same. `digest` identifies the facts of the edition. `taken` says what a title was taken for.
    `description_adapted`: our editors made the description from the words of its source; `responsibilities_note` says
    which responsibilities they wrote or adapted."""

    slug: str
    taken: list[Taken] | UnsetType = UNSET
    id: int | UnsetType = UNSET
    id_url: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    official_title: str | UnsetType = UNSET
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
    job_titles_reported: int | UnsetType = UNSET
    job_titles_sources: list[int] | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    description_source: int | UnsetType | None = UNSET
    description_adapted: bool | UnsetType = UNSET
    responsibilities: list[str] | UnsetType = UNSET
    responsibilities_source: int | UnsetType | None = UNSET
    responsibilities_note: str | UnsetType = UNSET
    notices: list[str] | UnsetType = UNSET
    sections: list[OccupationSection] | UnsetType = UNSET
    pay_median_percentile: int | UnsetType | None = UNSET
    pay_median_percentile_of: int | UnsetType | None = UNSET
    trends: list[Trend] | UnsetType = UNSET
    related: list[RelatedLink] | UnsetType = UNSET
    related_source: int | UnsetType | None = UNSET
    nearest: list[RelatedLink] | UnsetType = UNSET
    sources: list[Source] | UnsetType = UNSET


class Use(Struct):
    """A skill, field of knowledge or technology that an occupation uses; `weight` is in the unit of the metric, or null
    if the source gives none."""

    key: str
    name: str
    metric: str
    weight: Number | None
    note: str


class OccupationSummary(Struct):
    """An occupation in a list. `figures` has the cells of the requested rows, by key."""

    slug: str
    id: int | UnsetType = UNSET
    id_url: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    official_title: str | UnsetType = UNSET
    url: str | UnsetType = UNSET
    category: Category | UnsetType = UNSET
    edition: int | UnsetType = UNSET
    published: Moment | UnsetType = UNSET
    digest: str | UnsetType = UNSET
    figures: dict[str, Cell] | UnsetType = UNSET
    pay_median_percentile: int | UnsetType | None = UNSET
    records: list[StatisticalRecord] | UnsetType = UNSET
    also_called: list[str] | UnsetType = UNSET
    skills: list[Use] | UnsetType = UNSET
    nearest: list[Link] | UnsetType = UNSET
    profile: Occupation | UnsetType = UNSET


class MovedOccupation(Struct):
    """A requested `slug` or number whose occupation has the slug `moved_to` today."""

    slug: str
    moved_to: str


class WithdrawnOccupation(Struct):
    """A requested occupation that was withdrawn: why, and which one to use in its place, if our editors say so."""

    slug: str
    reason: str | None
    successor: str | None


class OccupationList(Struct):
    """`next` is the URL of the next page, or null on the last one. Of the requested `ids`, `moved` lists those by which
    an occupation was found that has another slug today, `withdrawn` those that are no longer public, and `not_found`
    those that never were. What other filters leave out is in none of these lists."""

    results: list[OccupationSummary]
    sources: list[Source]
    next: str | None
    moved: list[MovedOccupation] | UnsetType = UNSET
    withdrawn: list[WithdrawnOccupation] | UnsetType = UNSET
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
