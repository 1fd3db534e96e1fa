"""The shapes of answers, for the description of the API. Answers are made elsewhere, by what makes the pages; tests
hold the two against each other. A member with a default may be absent: `fields` can leave out all but a few."""

import datetime
from typing import Annotated, Any

from msgspec import UNSET, Meta, Struct, UnsetType, field

Number = int | float
Day = datetime.date
Moment = Annotated[datetime.datetime, Meta(tz=True)]


class Category(Struct):
    """A family of occupations."""

    slug: str
    name: str


class StatisticalRecord(Struct):
    """A record of official statistics that an occupation belongs to. `quality` says how well: exact, narrower, broader,
    shared, approximate or none."""

    key: str
    system: str
    code: str
    title: str
    quality: str
    note: str | UnsetType = UNSET


class Source(Struct):
    """Where figures come from, with the number that figures refer to."""

    number: int
    title: str
    publisher: str | None
    url: str | None
    period: str | None
    method: str | None
    population: str | None
    licence: str | None
    attribution: str | None
    retrieved: str | None


class Figure(Struct):
    """One number or name, in the unit of its metric. A bound has `at_least` or `at_most` and a `reason`; an open range
    has null for `high`; a figure that is not there has `missing`."""

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
    marks: list[str] | UnsetType = UNSET


class Cell(Struct):
    """What one occupation has in one row: the text as pages show it, and the figures behind it. Where there is none,
    `missing` is the reason and `because` says it in a sentence. `source` is the number of a source of the answer; null
    where nobody says anything. Numbers are in `unit`; they come in steps of 1 / `scale` or coarser. `derivation` is the
    formula of what was worked out here."""

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
    record: str | UnsetType = UNSET
    derivation: str | UnsetType = UNSET
    notes: list[str] | UnsetType = UNSET
    all_workers: str | UnsetType = UNSET
    benchmarks: list[Figure] | UnsetType = UNSET


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


class Link(Struct):
    slug: str
    title: str


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


class DifferencePart(Struct):
    label: str
    gap: Number
    same: bool


class Difference(Struct):
    """The side `of` as against the side `against`. `outcome` is same, higher, lower, different, no_verdict,
    not_comparable, not_separated or missing; `gap` is in the unit of the metric, `percent` of the lower side, both
    without a sign."""

    against: str
    of: str
    outcome: str
    metric: str
    text: str
    note: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    caution: str | UnsetType = UNSET
    times_tolerance: Number | UnsetType = UNSET
    gap: Number | UnsetType = UNSET
    percent: Number | UnsetType = UNSET
    better: str | UnsetType = UNSET
    parts: list[DifferencePart] | UnsetType = UNSET
    shared: list[str] | UnsetType = UNSET
    only_against: list[str] | UnsetType = UNSET
    only_of: list[str] | UnsetType = UNSET


class ComparisonRow(Struct):
    """`same`: all sides are about the same; `repeated`: the row says again what another has said; `highest`: the side
    that beats all others."""

    key: str
    label: str
    same: bool
    repeated: bool
    highest: str | None
    cells: dict[str, Cell]
    differences: list[Difference]


class ComparisonSection(Struct):
    key: str
    title: str
    rows: list[ComparisonRow]


class Side(Struct):
    slug: str
    title: str
    url: str
    category: Category
    edition: int
    published: Moment
    digest: str
    records: list[StatisticalRecord]


class Sentences(Struct):
    lead: list[str]
    skills: list[str]
    notices: list[str]


class SkillGap(Struct):
    label: str
    here: Number | UnsetType | None = UNSET
    there: Number | UnsetType | None = UNSET


class PayGap(Struct):
    outcome: str
    gap: Number | None


class Move(Struct):
    """What it takes to go from one to the other."""

    from_: str = field(name="from")
    to: str
    skills_metric: str | None
    skills_brought: list[str]
    skills_missing: list[SkillGap]
    skills_asked_for_more: list[SkillGap]
    to_enter: dict[str, str]
    pay: PayGap
    sentences: list[str]


class Comparison(Struct):
    """Two to five occupations side by side, as the page of the comparison has them."""

    title: str
    canonical: str
    cite_as: str | None
    past: str | None
    sides: list[Side]
    sentences: Sentences
    rows_the_same: int
    rows_counted: int
    order: str
    shown: str
    sections: list[ComparisonSection]
    descriptions: dict[str, str | None]
    description_sources: dict[str, int | None]
    responsibilities: dict[str, list[str]]
    responsibility_sources: dict[str, int | None]
    moving: list[Move]
    sources: list[Source]
    pay_and_employment: PayScope | UnsetType = UNSET


class CategorySummary(Struct):
    slug: str
    name: str
    url: str
    occupations: int


class CategoryList(Struct):
    results: list[CategorySummary]


class Metric(Struct):
    """What a figure means, and when two count as about the same: within `tolerance` (in the unit) or within
    `tolerance_percent` of the lower one. Periods may lie `period_limit` years apart; null: periods do not matter."""

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
    small_base_tolerance: Number
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
    """One release of a table; `occupations` are built on it today."""

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
    licence: str | None
    attribution: str | None
    releases: list[str]


class SourceList(Struct):
    results: list[SourceSummary]


class SearchHit(Struct):
    """`why`: how it was found, where not by its own title."""

    slug: str
    title: str
    url: str
    category: str
    why: str | None


class SearchResults(Struct):
    """`near` is what looks most alike, where nothing was found."""

    query: str
    results: list[SearchHit]
    near: list[SearchHit]


Title = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")]


class Titles(Struct, forbid_unknown_fields=True):
    """Job titles, as people write them."""

    titles: Annotated[list[Title], Meta(min_length=1, max_length=100, examples=[["RN", "softwar developer"]])]


class Code(Struct):
    """A statistical record that the occupation belongs to, and how well."""

    key: str
    system: str
    code: str
    quality: str


class TitleMatch(Struct):
    """`name` is the one of its names that was found."""

    slug: str
    title: str
    url: str
    name: str
    quality: str
    score: Number
    codes: list[Code]


class TitleResult(Struct):
    """`read_as`: the words that were looked for, where they were taken for others."""

    asked: str
    read_as: str | None
    matches: list[TitleMatch]


class TitleMatches(Struct):
    results: list[TitleResult]


class Ranking(Struct):
    key: str
    title: str
    sentence: str
    url: str


class RankingList(Struct):
    results: list[Ranking]


class RankedFigure(Struct):
    """`covers_others`: the official figure is of a record that other occupations belong to, too."""

    metric: str
    unit: str
    text: str
    period_end: Day | None
    source: str
    covers_others: bool
    value: Number | UnsetType = UNSET
    at_least: Number | UnsetType = UNSET
    reason: str | UnsetType = UNSET


class RankingRow(Struct):
    rank: int | None
    occupations: list[Link]
    figure: RankedFigure | None
    beside: RankedFigure | None


class LeftOut(Struct):
    occupations: int
    because: str


class RankingDetail(Struct):
    key: str
    title: str
    sentence: str
    metric: str | None
    period_end: Day | None
    ranked: int
    results: list[RankingRow]
    bounds: list[RankingRow]
    left_out: list[LeftOut]
    sources: list[str]


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


class Wage(Struct):
    """One row of a wage survey: US$ a year, employees, relative standard errors in percent. `top_coded` names what the
    survey only says to be `at_least` that much."""

    rank: int | None
    record: RecordLink
    occupations: list[Link]
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
    """`ranked`: how many records have a rank; `above`: those that lie above the highest published amount, or may."""

    heading: str
    notes: list[str]
    ranked: int
    results: list[Wage]
    above: list[Wage]


class RoomDetail(Struct):
    """What a place or an industry pays and employs."""

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
    """`median`: of the wages filed, US$ a year; null where there are too few."""

    record: RecordLink
    occupations: list[Link]
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
    salary: Number | None
    salary_at_least: Number | None
    salary_metric: str | None
    salary_period_end: Day | None


class SkillDetail(Struct):
    key: str
    name: str
    occupations: int
    results: list[SkillUser]
    next: str | None


class BulkFile(Struct):
    name: str
    table: str | None
    format: str
    url: str
    bytes: int
    sha256: str


class BulkRelease(Struct):
    name: str
    published: Moment
    digest: str
    occupations: int
    changes: str | None
    files: list[BulkFile]


class BulkList(Struct):
    results: list[BulkRelease]


class Problem(Struct):
    """RFC 9457. `type` stays the same; `detail` is for people. For parameters: which, and what is allowed."""

    type: str
    title: str
    status: int
    detail: str
    parameter: str | UnsetType = UNSET
    allowed: list[str] | str | UnsetType = UNSET
    near: list[Link] | UnsetType = UNSET
    successor: str | UnsetType | None = UNSET


class Index(Struct):
    """Where everything is."""

    version: str
    build: str
    resources: dict[str, str]
    documentation: str
    description: str


ALL: list[Any] = [one for one in list(globals().values()) if isinstance(one, type) and issubclass(one, Struct)]
ALL.remove(Struct)
