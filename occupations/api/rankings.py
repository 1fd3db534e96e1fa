"""Rankings of occupations, as on the site: figures of one kind in order, with the occupations left out and the
reasons."""

from typing import Any

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.legal_values import VALUES, unknown
from occupations.api.problems import Problem
from occupations.api.schemas import search as schemas
from occupations.browse import ranking_results
from occupations.browse.catalogue import Catalogue, Listed, catalogue
from occupations.browse.list_figures import ListFigure
from occupations.browse.rankings import RANKINGS, Ranking
from occupations.links import addresses, occupation_link
from occupations.rendering.http import site_of
from occupations.rendering.json_members import listed_figure, source_json
from occupations.rendering.named_releases import keys_of, sources_of


class Rankings(Endpoint):
    """All rankings."""

    summary = "Rankings"
    tag = "Rankings"
    shape = schemas.RankingList
    leads = {"ranking_detail": {"key": "/results/0/key"}}

    def answer(self, params: dict[str, Any]) -> Answer:
        site = site_of(self.request)
        data = {"results": [_about(one, site) for one in RANKINGS.values()]}
        return self.listing("Rankings", data)


def _about(ranking: Ranking, site: str) -> dict[str, Any]:
    names = {name: getattr(ranking, name) for name in ("key", "title", "sentence")}
    return {**names, **addresses(site, ranking.url, "ranking", ranking.key)}


class RankingDetail(Endpoint):
    """One ranking, up to the first hundred rows. Occupations that share an official figure share a row; those with only
    a bound cannot be ranked and are in `bounds`. `left_out` counts the other occupations, with the reasons."""

    summary = "One ranking"
    tag = "Rankings"
    shape = schemas.RankingDetail
    paths = {
        "key": {
            "schema": {"type": "string", "enum": list(RANKINGS)},
            "description": "The ranking.",
            "example": "highest-paying",
        }
    }
    parameters = (
        parameters.text(
            "category", "Only occupations of this category: its slug.", 120, example="computer-and-mathematical"
        ),
        parameters.whole("limit", "Largest number of rows.", 1, ranking_results.LENGTH, 20),
    )

    def answer(self, params: dict[str, Any], key: str) -> Answer:
        ranking = RANKINGS.get(key)
        if ranking is None:
            raise Problem("not-found", f"There is no ranking “{key[:60]}”.", allowed=list(RANKINGS))
        known, category = catalogue(), params["category"]
        legal = VALUES["category"]()
        if category and category not in {value.key for value in legal}:
            raise unknown("category", category, legal)
        data = _ranking(ranking, known, category, params["limit"], site_of(self.request))
        return self.listing(ranking.title, data)


def _ranking(ranking: Ranking, known: Catalogue, category: str, limit: int, site: str) -> dict[str, Any]:
    result = ranking_results.rank(ranking, known, category)
    by_url = known.once("by url", lambda: {one.url: one for one in known.rows})
    return {
        **_about(ranking, site),
        "metric": result.kind[0] if result.kind else None,
        "period_end": result.kind[1] if result.kind else None,
        "ranked_count": result.ranked,
        "results": [_row(row, ranking, by_url, row.rank, site) for row in result.rows[:limit]],
        "bounds": [_row(row, ranking, by_url, None, site) for row in result.bounds],
        "left_out": [{"occupations_count": number, "because": why} for number, why in result.left_out],
        "sources": [source_json(source) for source in sources_of(result.sources)],
    }


def _row(
    row: ranking_results.RankedRow, ranking: Ranking, by_url: dict[str, Listed], rank: int | None, site: str
) -> dict[str, Any]:
    occupations = [by_url[url] for _, url in row.occupations]
    figures = occupations[0].figures
    return {
        "rank": rank,
        "occupations": [occupation_link(site, one.slug, one.title) for one in occupations],
        "figure": _figure(figures[ranking.slot]),
        "second_figure": _figure(figures[ranking.second_slot]),
    }


def _figure(figure: ListFigure) -> dict[str, Any] | None:
    metric, end = figure.kind
    keys = keys_of(figure.source)
    return listed_figure(metric, figure.value, figure.at_least, figure.text, end, figure.group, keys)
