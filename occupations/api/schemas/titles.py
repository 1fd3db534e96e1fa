"""Job titles of their own."""

from msgspec import Struct

from occupations.api.schemas.common import Category, Day, Number


class TitleFigure(Struct):
    """A figure of an occupation. `at_least`: a bound, instead of a value. `group`: the wider group that it is for, if
    it is not for the occupation alone."""

    metric: str
    value: Number | None
    at_least: Number | None
    period_end: Day | None
    group: str | None


class TitlePayRange(Struct):
    """What eight in ten employees earn in a year, in US$: the 10th (`low`) to the 90th percentile (`high`)."""

    low: Number | None
    high: Number | None
    high_at_least: Number | None
    text: str
    period_end: Day | None
    group: str | None


class TitleOccupation(Struct):
    """An occupation that the title may mean. `kind` is who says so: `title` (its own), `editor`, `direct_match` (the
    classification has the title for it alone), `reported` (by people in the occupation), `listed` (by a source); null:
    nobody, but it is likely. `name`: the title as they write it. `pay` is the statistic that leads, in US$ a year."""

    slug: str
    title: str
    official_title: str
    url: str
    category: Category
    confidence: Number
    kind: str | None
    name: str | None
    pay: TitleFigure | None
    pay_range: TitlePayRange | None
    jobs: TitleFigure | None


class TitleLink(Struct):
    title: str
    url: str


class TitleDetail(Struct):
    """`also_written`: other spellings. `offered`: whether search engines are to find it. `band` and `confidence`: how
    sure the first occupation is (as in the search). `counted_together`: which of the occupations official statistics do
    not separate. `notes`: what the figures are. `version`: of the model; null before the first one is built."""

    title: str
    also_written: list[str]
    url: str
    canonical: str
    offered: bool
    sentences: list[str]
    band: str
    confidence: Number
    by_editors: bool
    version: str | None
    occupations: list[TitleOccupation]
    counted_together: list[str]
    near: list[TitleLink]
    comparisons: list[TitleLink]
    notes: list[str]
    sources: list[str]
