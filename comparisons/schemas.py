"""The schemas of a comparison, for the OpenAPI description."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType, field

from comparisons.rules.difference import Caution, Outcome, Reason
from occupations.api.schemas.cells import Cell, KeyFigure, Row, Section
from occupations.api.schemas.closed_sets import Day, Moment, Number, UnitKey, Url
from occupations.api.schemas.common import Category, CitedSource, OccupationLink, Source, StatisticalRecord, Taken
from occupations.api.schemas.occupations import PayScope

OutcomeName = Annotated[str, Meta(extra_json_schema={"enum": [one.value for one in Outcome]})]
CautionName = Annotated[str, Meta(extra_json_schema={"enum": [one.value for one in Caution]})]
NoVerdict = Annotated[str, Meta(extra_json_schema={"enum": [one.value for one in Reason if one]})]
RowsOrder = Annotated[str, Meta(extra_json_schema={"enum": ["page", "differences"]})]
RowsShown = Annotated[str, Meta(extra_json_schema={"enum": ["all", "differences"]})]


class DifferencePart(Struct):
    """One of several numbers in a row."""

    part: str
    gap: Number
    same: bool
    outcome: OutcomeName


class Difference(Struct):
    """The side `of` compared with the side `against`. `gap` is in the unit of the metric, `percent` is relative to the
    lower side, both without a sign."""

    against: str
    of: str
    outcome: OutcomeName
    metric: str
    text: str
    note: str | UnsetType = UNSET
    no_verdict_reason: NoVerdict | UnsetType = UNSET
    cautions: list[CautionName] | UnsetType = UNSET
    times_tolerance: Number | UnsetType = UNSET
    gap: Number | UnsetType = UNSET
    percent: Number | UnsetType = UNSET
    better: str | UnsetType = UNSET
    parts: list[DifferencePart] | UnsetType = UNSET
    shared_items: list[str] | UnsetType = UNSET
    only_against: list[str] | UnsetType = UNSET
    only_of: list[str] | UnsetType = UNSET


class ComparisonRow(Row):
    """`same`: all sides are about the same; `shared`: all have the one figure of one official record; `highest`: the
    side that beats all others."""

    same: bool
    shared: bool
    highest: str | None
    cells: dict[str, Cell]
    differences: list[Difference]


class ComparisonSection(Section):
    """A section of a comparison."""

    rows: list[ComparisonRow]


class Side(OccupationLink):
    """An occupation in a comparison, with its texts."""

    id: int
    id_url: Url
    official_title: str
    category: Category
    edition: int
    published_at: Moment
    digest: str
    records: list[StatisticalRecord]
    description: str | UnsetType | None = UNSET
    description_source_number: int | UnsetType | None = UNSET
    description_adapted: bool | UnsetType = UNSET
    responsibilities: list[str] | UnsetType = UNSET
    responsibilities_source_number: int | UnsetType | None = UNSET
    responsibilities_note: str | UnsetType | None = UNSET


class NotSeparated(Struct):
    """Sides that official statistics do not separate in these rows. `one_occupation`: whether no survey separates them
    in another row."""

    side_slugs: list[str]
    row_keys: list[str]
    one_occupation: bool


class Measure(Row):
    """A line of the scoreboard. `ahead`: the side that beats all others, as `word` says; `together`: several sides that
    do and are about the same; `sides_in_order`: by their values, ways to enter from the shortest on; `row`: the row
    with more on it and the sources of the cells."""

    row: str
    ahead: str | None
    together: list[str]
    word: str | None
    sides_in_order: list[str]
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
    """A skill here and there; null if it is not rated."""

    name: str
    here: Number | None
    there: Number | None


class PayGap(Struct):
    """`metric`: of yearly pay, or of hourly pay where only that is known of both; `gap` is in its unit."""

    outcome: OutcomeName
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
    pay_gap: PayGap
    sentences: list[str]


class PlaceCounts(Struct):
    """How many places of one kind are counted, with a median for every side: in which one earns the most, which are
    about the same or within sampling error; and, not counted, where a median is not published."""

    places_count: int
    highest_counts: dict[str, int]
    same_count: int
    too_uncertain_count: int
    not_published_count: int
    jobs_covered_percent: dict[str, Number | None]


class WhereItFlips(Struct):
    """In how many places each occupation earns the most: its median is higher than every other beyond tolerance and
    sampling error, and its mean is higher, too. The relative standard error of the mean stands in for the median's. Not
    adjusted for what living costs there. States include the District of Columbia. `places_page_url`: all places; with
    `.json` or `.csv` in place of its last slash, it is data."""

    sentence: str
    metric: str
    period_start: Day | None
    period_end: Day | None
    confidence_percent: Number
    places_page_url: Url
    states: PlaceCounts
    metropolitan_areas: PlaceCounts
    territories: PlaceCounts


class KeyRow(Struct):
    """A row of a brief answer, with the figures of the sides in the order of `side_slugs`; `highest` is the side that
    beats all others. `source_number` is here if all figures have the same, and else at each."""

    row: str
    key_figures: list[KeyFigure]
    highest: str | None
    unit: UnitKey | UnsetType = UNSET
    source_number: int | UnsetType = UNSET


class Comparison(Struct):
    """Two to five occupations side by side, as on the comparison page. Of `rows_count` rows, `rows_same_count` are
    about the same, and `rows_shared_count` have one figure for all sides. What is optional here is always there, unless
    `sections` leaves it out; with `detail=brief`, there are only `title`, `page_url`, `side_slugs`, `key_rows` and
    `cited_sources`, and only then the last three; `taken` and `notices` if they say something."""

    title: str
    page_url: Url
    api_url: Url | UnsetType = UNSET
    cite_as: str | UnsetType | None = UNSET
    past: str | UnsetType | None = UNSET
    taken: list[Taken] | UnsetType = UNSET
    pay_and_employment: PayScope | UnsetType | None = UNSET
    where_it_flips: WhereItFlips | UnsetType | None = UNSET
    sides: list[Side] | UnsetType = UNSET
    scoreboard: list[Measure] | UnsetType = UNSET
    choose: list[Choice] | UnsetType = UNSET
    lead_sentences: list[str] | UnsetType = UNSET
    skill_sentences: list[str] | UnsetType = UNSET
    notices: list[str] | UnsetType = UNSET
    rows_same_count: int | UnsetType = UNSET
    rows_count: int | UnsetType = UNSET
    rows_shared_count: int | UnsetType = UNSET
    not_separated: list[NotSeparated] | UnsetType = UNSET
    rows_order: RowsOrder | UnsetType = UNSET
    rows_shown: RowsShown | UnsetType = UNSET
    sections: list[ComparisonSection] | UnsetType = UNSET
    moving: list[Move] | UnsetType = UNSET
    sources: list[Source] | UnsetType = UNSET
    side_slugs: list[str] | UnsetType = UNSET
    key_rows: list[KeyRow] | UnsetType = UNSET
    cited_sources: list[CitedSource] | UnsetType = UNSET
