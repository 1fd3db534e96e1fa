"""The schemas of a comparison, for the OpenAPI description."""

from msgspec import UNSET, Struct, UnsetType, field

from occupations.api.schemas.common import Category, Cell, Moment, Number, Source, StatisticalRecord
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
    """`same`: all sides are about the same; `highest`: the side that beats all others."""

    key: str
    label: str
    same: bool
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


class Comparison(Struct):
    """Two to five occupations side by side, as on the comparison page."""

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
    responsibilities_sources: dict[str, int | None]
    moving: list[Move]
    sources: list[Source]
    pay_and_employment: PayScope | UnsetType = UNSET
