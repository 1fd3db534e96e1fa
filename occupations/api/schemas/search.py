"""Search, job titles and rankings."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from occupations.api.schemas.common import Day, Link, Number


class SearchHit(Struct):
    """`why`: how it was found, unless by its own title. `confidence`: the probability that it is meant."""

    slug: str
    title: str
    official_title: str
    url: str
    category: str
    why: str | None
    confidence: Number


class SearchResults(Struct):
    """`band`: how sure the first result is. `near`: the closest titles, if the band is `ideas`."""

    query: str
    results: list[SearchHit]
    near: list[SearchHit]
    band: str
    by_editors: bool


Given = str | int | float | bool | None
"""What may stand in a list of titles. All but texts are refused, each alone."""


class Titles(Struct, forbid_unknown_fields=True):
    """Job titles as people write them, texts of 1 to 120 characters each. One that cannot be read is refused alone."""

    titles: Annotated[list[Given], Meta(min_length=1, max_length=100, examples=[["RN", "softwar developer"]])]


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
    official_title: str
    url: str
    name: str
    quality: str
    score: Number
    confidence: Number
    codes: list[Code]


class SetAside(Struct):
    """Part of a title that does not name the work, and what it says."""

    text: str
    kind: str


class TitleReading(Struct):
    """`words`: what was left of the title; `wordings`: the same in other words, by tables of abbreviations."""

    words: str
    set_aside: list[SetAside]
    wordings: list[str]


class TitleResult(Struct):
    """`read_as`: the corrected words, if the title seems misspelled. `near`: the closest titles, if the band is
    `ideas`. `by_editors`: our editors have said what the title means, or that nothing matches."""

    query: str
    error: str | None
    read_as: str | None
    reading: TitleReading | None
    confidence: Number
    band: str | None
    no_match: bool
    by_editors: bool
    matches: list[TitleMatch]
    near: list[TitleMatch]


class TitleMatches(Struct):
    """`version`: of the model; empty before the first one is built."""

    results: list[TitleResult]
    version: str


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
