"""Occupations, alone and in lists, and their editions."""

from msgspec import UNSET, Struct, UnsetType

from occupations.api.schemas.cells import Cell, Row, RowFigure, Section, Trend, Use
from occupations.api.schemas.closed_sets import Day, Moment, Url
from occupations.api.schemas.common import Category, CitedSource, RelatedLink, Source, StatisticalRecord, Taken


class PayScope(Struct):
    """The place and release that the rows `row_keys` describe. `years` are those available for the release."""

    place: str
    place_name: str
    source: str | None
    release: str | None
    release_title: str | None
    period_start: Day | None
    period_end: Day | None
    years: list[int]
    row_keys: list[str]
    other_rows_text: str
    error: str | None


class OccupationRow(Row):
    """A row of the page of an occupation."""

    cell: Cell


class OccupationSection(Section):
    """A section of the page of an occupation."""

    rows: list[OccupationRow]


class Occupation(Struct):
    """Everything on the page of an occupation. With `detail=brief`, there are only `slug`, `title`, `page_url`,
    `key_figures` and `cited_sources`, and only then these two; `taken` and `notices` if they say something."""

    slug: str
    taken: list[Taken] | UnsetType = UNSET
    id: int | UnsetType = UNSET
    id_url: Url | UnsetType = UNSET
    title: str | UnsetType = UNSET
    official_title: str | UnsetType = UNSET
    api_url: Url | UnsetType = UNSET
    page_url: Url | UnsetType = UNSET
    category: Category | UnsetType = UNSET
    edition: int | UnsetType = UNSET
    published_at: Moment | UnsetType = UNSET
    digest: str | UnsetType = UNSET
    records: list[StatisticalRecord] | UnsetType = UNSET
    cite_as: str | UnsetType | None = UNSET
    pay_and_employment: PayScope | UnsetType | None = UNSET
    past: str | UnsetType | None = UNSET
    plural: str | UnsetType = UNSET
    also_called: list[str] | UnsetType = UNSET
    job_titles: list[str] | UnsetType = UNSET
    job_titles_reported_count: int | UnsetType = UNSET
    job_titles_source_numbers: list[int] | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    description_source_number: int | UnsetType | None = UNSET
    description_adapted: bool | UnsetType = UNSET
    responsibilities: list[str] | UnsetType = UNSET
    responsibilities_source_number: int | UnsetType | None = UNSET
    responsibilities_note: str | UnsetType | None = UNSET
    notices: list[str] | UnsetType = UNSET
    sections: list[OccupationSection] | UnsetType = UNSET
    pay_median_percentile: int | UnsetType | None = UNSET
    pay_median_percentile_of: int | UnsetType | None = UNSET
    trends: list[Trend] | UnsetType = UNSET
    related: list[RelatedLink] | UnsetType = UNSET
    related_source_number: int | UnsetType | None = UNSET
    nearest: list[RelatedLink] | UnsetType = UNSET
    sources: list[Source] | UnsetType = UNSET
    key_figures: list[RowFigure] | UnsetType = UNSET
    cited_sources: list[CitedSource] | UnsetType = UNSET


class OccupationSummary(Struct):
    """An occupation in a list. `cells` has those of the requested rows, by the key of the row."""

    slug: str
    id: int | UnsetType = UNSET
    id_url: Url | UnsetType = UNSET
    title: str | UnsetType = UNSET
    official_title: str | UnsetType = UNSET
    api_url: Url | UnsetType = UNSET
    page_url: Url | UnsetType = UNSET
    category: Category | UnsetType = UNSET
    edition: int | UnsetType = UNSET
    published_at: Moment | UnsetType = UNSET
    digest: str | UnsetType = UNSET
    cells: dict[str, Cell] | UnsetType = UNSET
    pay_median_percentile: int | UnsetType | None = UNSET
    records: list[StatisticalRecord] | UnsetType = UNSET
    also_called: list[str] | UnsetType = UNSET
    job_titles: list[str] | UnsetType = UNSET
    skills: list[Use] | UnsetType = UNSET
    nearest: list[RelatedLink] | UnsetType = UNSET
    profile: Occupation | UnsetType = UNSET


class MovedOccupation(Struct):
    """A requested `slug` or number whose occupation has the slug `moved_to` today."""

    slug: str
    moved_to: str


class WithdrawnOccupation(Struct):
    """A requested occupation that was withdrawn: why, and which one to use in its place, if our editors say so."""

    slug: str
    because: str | None
    successor: str | None


class OccupationList(Struct):
    """A page of the list. Of the requested `ids`, `moved` lists those by which an occupation was found that has another
    slug today, `withdrawn` those that are no longer public, and `not_found` those that never were. What other filters
    leave out is in none of these lists."""

    results: list[OccupationSummary]
    sources: list[Source]
    next: Url | None
    moved: list[MovedOccupation]
    withdrawn: list[WithdrawnOccupation]
    not_found: list[str]


class Edition(Struct):
    """One published state of an occupation."""

    edition: int
    published_at: Moment
    digest: str
    live: bool
    title: str
    api_url: Url


class EditionList(Struct):
    slug: str
    results: list[Edition]
    next: Url | None
