"""Search, job titles and rankings."""

from typing import Annotated

from msgspec import Meta, Struct

from occupations.api.schemas.cells import ListedFigure
from occupations.api.schemas.closed_sets import Band, Day, MatchedBy, Number, Url
from occupations.api.schemas.common import Category, OccupationLink, RecordFit, Source


class SearchHit(OccupationLink):
    """An occupation that may be meant; `why`: how it was found, unless by its own title."""

    official_title: str
    category: Category
    why: str | None
    confidence: Number


class SearchResults(Struct):
    """`band`: how sure the first result is. `near_results`: the closest titles, if the band is `ideas`."""

    query: str
    results: list[SearchHit]
    near_results: list[SearchHit]
    band: Band
    by_editors: bool


Given = str | int | float | bool | None
"""What may stand in a list of titles. All but texts are refused, each alone."""


class Titles(Struct, forbid_unknown_fields=True):
    """Job titles as people write them, texts of 1 to 120 characters each. One that cannot be read is refused alone."""

    titles: Annotated[list[Given], Meta(min_length=1, max_length=100)]


class TitleMatch(OccupationLink):
    """An occupation that a title may mean; `matched_title`: its title or job title that matched."""

    official_title: str
    matched_title: str
    matched_by: MatchedBy
    score: Number
    confidence: Number
    records: list[RecordFit]


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
    """What one title may mean. `near_matches`: the closest titles, if the band is `ideas`."""

    query: str
    error: str | None
    read_as: str | None
    reading: TitleReading | None
    confidence: Number
    band: Band | None
    no_match: bool
    by_editors: bool
    matches: list[TitleMatch]
    near_matches: list[TitleMatch]


class TitleMatches(Struct):
    """`version`: of the model; empty before the first one is built."""

    results: list[TitleResult]
    version: str


class Ranking(Struct):
    """A ranking of occupations."""

    key: str
    title: str
    sentence: str
    api_url: Url
    page_url: Url


class RankingList(Struct):
    results: list[Ranking]


class RankingRow(Struct):
    """A row of a ranking, with the figure that decides and the one that is shown beside it."""

    rank: int | None
    occupations: list[OccupationLink]
    figure: ListedFigure | None
    second_figure: ListedFigure | None


class LeftOut(Struct):
    """Occupations without a rank, and why."""

    occupations_count: int
    because: str


class RankingDetail(Ranking):
    """A ranking with its rows; `bounds` cannot be ranked, because only a bound is known."""

    metric: str | None
    period_end: Day | None
    ranked_count: int
    results: list[RankingRow]
    bounds: list[RankingRow]
    left_out: list[LeftOut]
    sources: list[Source]
