"""Search, job titles and rankings."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from occupations.api.schemas.common import Day, Link, Number


class SearchHit(Struct):
    """`why`: how it was found, unless by its own title."""

    slug: str
    title: str
    url: str
    category: str
    why: str | None


class SearchResults(Struct):
    """`near`: the closest titles, if nothing was found."""

    query: str
    results: list[SearchHit]
    near: list[SearchHit]


Title = Annotated[str, Meta(min_length=1, max_length=120, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$")]


class Titles(Struct, forbid_unknown_fields=True):
    """Job titles as people write them."""

    titles: Annotated[list[Title], Meta(min_length=1, max_length=100, examples=[["RN", "softwar developer"]])]


class Code(Struct):
    """An official record that the occupation is matched to, and how well it fits."""

    key: str
    system: str
    code: str
    quality: str


class TitleMatch(Struct):
    """`name`: the title or job title that matched."""

    slug: str
    title: str
    url: str
    name: str
    quality: str
    score: Number
    codes: list[Code]


class TitleResult(Struct):
    """`read_as`: the corrected words that were searched for, if the query seems misspelled."""

    query: str
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
    """`wider_than_occupation`: the figure is for a wider group, which `group` names."""

    metric: str
    unit: str
    text: str
    period_end: Day | None
    source: str
    wider_than_occupation: bool
    group: str | None
    value: Number | UnsetType = UNSET
    at_least: Number | UnsetType = UNSET
    reason: str | UnsetType = UNSET


class RankingRow(Struct):
    rank: int | None
    occupations: list[Link]
    figure: RankedFigure | None
    second: RankedFigure | None


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
