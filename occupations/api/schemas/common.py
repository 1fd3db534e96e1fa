"""What all responses share: links, categories, official records, sources, problems."""

from msgspec import UNSET, Struct, UnsetType

from occupations.api.schemas.closed_sets import Band, Day, MethodName, Number, Quality, System, Url


class Category(Struct):
    """A group of occupations on this site; `api_url` lists them."""

    slug: str
    name: str
    api_url: Url
    page_url: Url


class OccupationLink(Struct):
    """An occupation, with its addresses."""

    slug: str
    title: str
    api_url: Url
    page_url: Url


class RelatedLink(OccupationLink):
    """An occupation to compare with, and the addresses of the comparison."""

    comparison_api_url: Url
    comparison_page_url: Url


class RecordFit(Struct):
    """An official record that an occupation is matched to, and how well it fits."""

    key: str
    system: System
    vintage: str
    code: str
    quality: Quality


class StatisticalRecord(RecordFit):
    """An official record that an occupation is matched to, with its title."""

    system_text: str
    title: str
    note: str | None


class Source(Struct):
    """What figures of the response are from: a release of a table, or our editors."""

    source_number: int
    source: str | None
    release: str | None
    title: str
    publisher: str | None
    homepage_url: Url | None
    period_start: Day | None
    period_end: Day | None
    period_text: str | None
    method: MethodName
    method_text: str
    population: str | None
    license: str | None
    attribution: str | None
    retrieved_on: Day | None


class CitedSource(Struct):
    """A source of a brief answer: who says it, and of when."""

    source_number: int
    source: str | None
    period_text: str | None


class Taken(Struct):
    """A title that `match` allowed to be taken for an occupation; the band is `address` for what is the slug of an
    occupation."""

    asked: str
    slug: str
    title: str
    confidence: Number
    band: Band


class Near(Struct):
    """Something like what was asked for."""

    key: str
    title: str


class Problem(Struct):
    """RFC 9457. `type` is stable and opens; `detail` is for people."""

    type: Url
    title: str
    status: int
    detail: str
    parameter: str | UnsetType = UNSET
    allowed: list[str] | UnsetType = UNSET
    allowed_form: str | UnsetType = UNSET
    near: list[Near] | UnsetType = UNSET
    successor: str | UnsetType | None = UNSET
