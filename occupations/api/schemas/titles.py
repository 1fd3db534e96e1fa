"""Job titles of their own."""

from msgspec import Struct

from occupations.api.schemas.cells import ListedFigure, PayRange
from occupations.api.schemas.closed_sets import Band, Number, SaidBy, Url
from occupations.api.schemas.common import Category, OccupationLink, Source


class TitleOccupation(OccupationLink):
    """An occupation that the title may mean. `said_by`: null if nobody says so, but it is likely; `matched_title`: the
    title as they write it. `pay` is the statistic that leads."""

    official_title: str
    category: Category
    confidence: Number
    said_by: SaidBy | None
    matched_title: str | None
    pay: ListedFigure | None
    pay_range: PayRange | None
    jobs: ListedFigure | None


class TitleLink(Struct):
    """A page: of a job title, or of a comparison."""

    title: str
    page_url: Url


class TitleDetail(Struct):
    """A job title: `band` and `confidence` say how sure the first occupation is; `counted_together`, which of the
    occupations official statistics do not separate; `version`: of the model."""

    title: str
    also_written: list[str]
    slug: str
    api_url: Url
    page_url: Url
    offered: bool
    sentences: list[str]
    band: Band
    confidence: Number
    by_editors: bool
    version: str | None
    occupations: list[TitleOccupation]
    counted_together: list[str]
    similar_titles: list[TitleLink]
    comparisons: list[TitleLink]
    notes: list[str]
    sources: list[Source]
