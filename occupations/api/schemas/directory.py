"""Places, industries, employers, skills, knowledge and technology."""

from msgspec import Struct

from occupations.api.schemas.common import Day, Number


class Area(Struct):
    key: str
    kind: str
    name: str
    url: str


class AreaList(Struct):
    results: list[Area]
    next: str | None


class Industry(Struct):
    code: str
    slug: str
    name: str
    url: str


class IndustryList(Struct):
    results: list[Industry]
    next: str | None


class RecordLink(Struct):
    key: str
    title: str


class RecordMember(Struct):
    """An occupation that a record is of; `wider_than_occupation`: whether it is only part of the record."""

    slug: str
    title: str
    wider_than_occupation: bool


class Wage(Struct):
    """One row of a wage survey: US$ a year, employees, relative standard errors in percent. `top_coded` names the
    columns that the survey publishes only as `at_least` an amount."""

    rank: int | None
    record: RecordLink
    occupations: list[RecordMember]
    annual_mean: Number | None
    annual_median: Number | None
    annual_p10: Number | None
    annual_p90: Number | None
    mean_rse: Number | None
    employment: Number | None
    employment_rse: Number | None
    top_coded: list[str]
    at_least: Number | None


class WageRanking(Struct):
    """`ranked`: how many official records have a rank; `above`: those without one, because their pay is, or may be,
    above the highest amount that the survey publishes."""

    heading: str
    notes: list[str]
    ranked: int
    results: list[Wage]
    above: list[Wage]


class PayDetail(Struct):
    """Pay and employment in a place or an industry."""

    key: str
    name: str
    url: str
    period: str
    source: str
    all_workers: str | None
    paid: WageRanking
    employed: WageRanking | None


class Employer(Struct):
    slug: str
    name: str
    url: str
    filings: int
    occupations: int


class EmployerList(Struct):
    results: list[Employer]
    next: str | None


class Filed(Struct):
    """`median`: of the wages filed, US$ a year; null if too few were filed."""

    record: RecordLink
    occupations: list[RecordMember]
    filings: int
    median: Number | None


class NamedFor(Struct):
    slug: str
    title: str
    pay: Number | None
    source: str


class EmployerDetail(Struct):
    slug: str
    name: str
    url: str
    filings: int
    source: str | None
    results: list[Filed]
    named: list[NamedFor]


class SkillSummary(Struct):
    key: str
    kind: str
    slug: str
    name: str
    url: str
    occupations: int


class SkillList(Struct):
    results: list[SkillSummary]
    next: str | None


class SkillUser(Struct):
    slug: str
    title: str
    metric: str
    weight: Number | None
    marks: list[str]
    pay: Number | None
    pay_at_least: Number | None
    pay_metric: str | None
    pay_period_end: Day | None
    pay_group: str | None


class SkillDetail(Struct):
    key: str
    name: str
    occupations: int
    results: list[SkillUser]
    next: str | None
