"""The schemas of a comparison, for the OpenAPI description."""

from msgspec import UNSET, Struct, UnsetType, field

from occupations.api.schemas.common import Category, Cell, Moment, Number, Source, StatisticalRecord, Taken
from occupations.api.schemas.occupations import PayScope


class DifferencePart(Struct):
    label: str
    gap: Number
    same: bool
    outcome: str


class Difference(Struct):
    """The side `of` compared with the side `against`. `outcome` is same, higher, lower, too_uncertain (more than about
    the same apart, but within sampling error), different, no_verdict, not_comparable, not_separated or missing. `gap`
    is in the unit of the metric, `percent` is relative to the lower side, both without a sign. `reason` says why there
    is no verdict: `wider_group` where a figure is for a group that is wider than the occupation."""

    against: str
    of: str
    outcome: str
    metric: str
    text: str
    note: str | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    cautions: list[str] | UnsetType = UNSET
    times_tolerance: Number | UnsetType = UNSET
    gap: Number | UnsetType = UNSET
    percent: Number | UnsetType = UNSET
    better: str | UnsetType = UNSET
    parts: list[DifferencePart] | UnsetType = UNSET
    shared: list[str] | UnsetType = UNSET
    only_against: list[str] | UnsetType = UNSET
    only_of: list[str] | UnsetType = UNSET


class ComparisonRow(Struct):
    """`same`: all sides are about the same; `shared`: all have the one figure of one official record; `highest`: the
    side that beats all others."""

    key: str
    label: str
    same: bool
    shared: bool
    highest: str | None
    cells: dict[str, Cell]
    differences: list[Difference]


class ComparisonSection(Struct):
    key: str
    title: str
    sentence: str | None
    rows: list[ComparisonRow]


class Side(Struct):
    slug: str
    id: int
    id_url: str
    title: str
    official_title: str
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


class NotSeparated(Struct):
    """Sides that official statistics do not separate in these rows. `one_occupation`: whether no survey separates them
    in another row."""

    sides: list[str]
    rows: list[str]
    one_occupation: bool


class Measure(Struct):
    """A line of the scoreboard. `ahead`: the side that beats all others, as `word` says; `together`: several sides that
    do and are about the same; `order`: the sides by their values, ways to enter from the shortest on; `row`: the row
    with more on it and the sources of the cells."""

    key: str
    label: str
    row: str
    ahead: str | None
    together: list[str]
    word: str | None
    order: list[str]
    cells: dict[str, Cell]


class ChoiceReason(Struct):
    """`item`: of the list in that row; `times_spread`: the gap to the next side as a multiple of the standard deviation
    over all occupations, 0 for levels, which have none; `most`: the side is ahead of most of several others, not of
    all."""

    row: str
    item: str | None
    times_spread: Number
    most: bool


class Choice(Struct):
    """What speaks for one side: at most four reasons: pay, preparation, growth, then features of the work."""

    slug: str
    sentence: str
    reasons: list[ChoiceReason]


class SkillGap(Struct):
    label: str
    here: Number | UnsetType | None = UNSET
    there: Number | UnsetType | None = UNSET


class PayGap(Struct):
    """`metric`: of yearly pay, or of hourly pay where only that is known of both; `gap` is in its unit."""

    outcome: str
    metric: str
    gap: Number | None


class Move(Struct):
    """What it takes to move from one occupation to the other. `skills_close` matter there, and are rated too close to
    call here. `to_enter_group` names the wider group that `to_enter` is for, where it is not for the occupation
    itself."""

    from_: str = field(name="from")
    to: str
    skills_metric: str | None
    skills_brought: list[str]
    skills_close: list[SkillGap]
    skills_missing: list[SkillGap]
    skills_more_important: list[SkillGap]
    to_enter: dict[str, str]
    to_enter_group: str | None
    pay: PayGap
    sentences: list[str]


class PlaceCounts(Struct):
    """How many places of one kind are counted, with a median for every side: `highest` in which one earns the most,
    `same` about the same, `too_uncertain` within sampling error; and, not counted, `not_published`."""

    counted: int
    highest: dict[str, int]
    same: int
    too_uncertain: int
    not_published: int
    jobs_covered_percent: dict[str, Number | None]


class WhereItFlips(Struct):
    """In how many places each occupation earns the most: its median is higher than every other beyond tolerance and
    sampling error, and its mean is higher, too. The relative standard error of the mean stands in for the median's. Not
    adjusted for what living costs there. States include the District of Columbia."""

    sentence: str
    metric: str
    period: str | None
    confidence_percent: int
    table: str
    states: PlaceCounts
    metropolitan_areas: PlaceCounts
    territories: PlaceCounts


class Comparison(Struct):
    """Two to five occupations side by side, as on the comparison page. `taken` says what titles were taken for. Of the
    rows counted, `rows_the_same` are about the same, and `rows_shared` have one figure for all sides."""

    title: str
    canonical: str
    cite_as: str | None
    past: str | None
    sides: list[Side]
    scoreboard: list[Measure]
    choose: list[Choice]
    sentences: Sentences
    rows_the_same: int
    rows_counted: int
    rows_shared: int
    not_separated: list[NotSeparated]
    order: str
    shown: str
    sections: list[ComparisonSection]
    descriptions: dict[str, str | None]
    description_sources: dict[str, int | None]
    responsibilities: dict[str, list[str]]
    responsibilities_sources: dict[str, int | None]
    moving: list[Move]
    sources: list[Source]
    pay_and_employment: PayScope | UnsetType = UNSET
    where_it_flips: WhereItFlips | UnsetType = UNSET
    taken: list[Taken] | UnsetType = UNSET
    descriptions_adapted: list[str] | UnsetType = UNSET
    responsibilities_notes: dict[str, str] | UnsetType = UNSET
