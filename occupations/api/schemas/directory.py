"""Places, industries, employers, skills, knowledge and technology."""

from msgspec import Struct

from occupations.api.schemas.cells import ListedFigure
from occupations.api.schemas.closed_sets import Day, Number, PlaceKind, Url, UseKind
from occupations.api.schemas.common import OccupationLink


class Place(Struct):
    """The nation, a state or a metropolitan area; the nation has no address of its own."""

    key: str
    kind: PlaceKind
    code: str | None
    name: str
    api_url: Url | None
    page_url: Url | None


class PlaceList(Struct):
    results: list[Place]
    next: Url | None


class Industry(Struct):
    """An industry sector of the wage survey."""

    code: str
    slug: str
    name: str
    api_url: Url
    page_url: Url


class IndustryList(Struct):
    results: list[Industry]
    next: Url | None


class RecordMember(OccupationLink):
    """An occupation that a record is of; `wider_than_occupation`: whether it is only part of the record."""

    wider_than_occupation: bool


class Wage(Struct):
    """One row of a wage survey. `top_coded` names the amounts that the survey publishes only as `at_least` one."""

    rank: int | None
    record: str
    record_title: str
    occupations: list[RecordMember]
    pay_mean: Number | None
    pay_median: Number | None
    pay_p10: Number | None
    pay_p90: Number | None
    pay_mean_rse_percent: Number | None
    employees: int | None
    employees_rse_percent: Number | None
    top_coded: list[str]
    at_least: Number | None


class WageRanking(Struct):
    """A ranking of official records; `above`: those without a rank, because their pay is, or may be, above the highest
    amount that the survey publishes."""

    title: str
    notes: list[str]
    ranked_count: int
    results: list[Wage]
    above: list[Wage]


class PayDetail(Struct):
    """Pay and employment in a place or an industry. `key`: of the place; the slug of the industry."""

    key: str
    name: str
    api_url: Url
    page_url: Url
    period_start: Day | None
    period_end: Day | None
    source: str
    release: str
    all_workers_text: str | None
    ranked_by_pay: WageRanking
    ranked_by_employees: WageRanking | None


class Employer(Struct):
    """An employer with enough wage filings for visa applications to be listed."""

    slug: str
    name: str
    api_url: Url
    page_url: Url
    filings_count: int
    occupations_count: int


class EmployerList(Struct):
    results: list[Employer]
    next: Url | None


class Filed(Struct):
    """Wages filed for one official record; the median is null if too few were filed."""

    record: str
    record_title: str
    occupations: list[RecordMember]
    filings_count: int
    filed_pay_median: Number | None


class NamedFor(OccupationLink):
    """An occupation for which a source names the employer as highest-paying, with the amount if it gives one."""

    pay_amount: Number | None
    source: str | None
    release: str | None


class EmployerDetail(Struct):
    """The wages an employer filed, and the occupations for which a source names it."""

    slug: str
    name: str
    api_url: Url
    page_url: Url
    filings_count: int
    source: str | None
    release: str | None
    results: list[Filed]
    named_for: list[NamedFor]


class SkillSummary(Struct):
    """A skill, field of knowledge or technology."""

    key: str
    kind: UseKind
    slug: str
    name: str
    code: str | None
    api_url: Url
    page_url: Url
    occupations_count: int


class SkillList(Struct):
    results: list[SkillSummary]
    next: Url | None


class SkillUser(OccupationLink):
    """An occupation that uses it."""

    metric: str
    weight: Number | None
    marks: list[str]
    pay: ListedFigure | None


class SkillDetail(Struct):
    """Who uses a skill, field of knowledge or technology."""

    key: str
    name: str
    code: str | None
    api_url: Url
    page_url: Url
    occupations_count: int
    results: list[SkillUser]
    next: Url | None
