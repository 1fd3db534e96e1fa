"""Rankings of occupations, as on the site: figures of one kind in order, with the occupations left out and the
reasons."""

from typing import Any

from occupations.api import parameters
from occupations.api.endpoint import Answer, Endpoint
from occupations.api.problems import Problem
from occupations.api.renderers import render_list, to_json
from occupations.api.schemas import search as schemas
from occupations.browse import ranking_results
from occupations.browse.catalogue import Catalogue, Listed, catalogue
from occupations.browse.list_figures import ListFigure
from occupations.browse.rankings import RANKINGS, Ranking
from occupations.metrics import METRICS
from occupations.rendering.formats import plain


class Rankings(Endpoint):
    """All rankings."""

    summary = "Rankings"
    tag = "Rankings"
    shape = schemas.RankingList
    leads = {"ranking_detail": {"key": "/results/0/key"}}

    def answer(self, params: dict[str, Any]) -> Answer:
        names = ("key", "title", "sentence", "url")
        data = {"results": [{name: getattr(one, name) for name in names} for one in RANKINGS.values()]}
        return Answer((), lambda output_format: render_list(output_format, "Rankings", data))


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
        parameters.slug("category", "Only occupations of this category.", "computer-and-mathematical"),
        parameters.whole("limit", "Largest number of rows.", 1, ranking_results.LENGTH, 20),
    )

    def answer(self, params: dict[str, Any], key: str) -> Answer:
        ranking = RANKINGS.get(key)
        if ranking is None:
            raise Problem("not-found", f"There is no ranking “{key[:60]}”.", allowed=list(RANKINGS))
        known, category = catalogue(), params["category"] or ""
        if category and category not in (slug for slug, _, _ in known.categories):
            raise Problem(
                "not-found",
                f"There is no category “{category}”; categories/ lists the categories.",
                parameter="category",
            )
        data = _ranking(ranking, known, category, params["limit"])
        return Answer((to_json(data).decode(),), lambda output_format: render_list(output_format, ranking.title, data))


def _ranking(ranking: Ranking, known: Catalogue, category: str, limit: int) -> dict[str, Any]:
    result = ranking_results.rank(ranking, known, category)
    by_url = known.once("by url", lambda: {one.url: one for one in known.rows})
    return {
        "key": ranking.key,
        "title": ranking.title,
        "sentence": ranking.sentence,
        "metric": result.kind[0] if result.kind else None,
        "period_end": result.kind[1] if result.kind else None,
        "ranked": result.ranked,
        "results": [_row(row, ranking, by_url, row.rank) for row in result.rows[:limit]],
        "bounds": [_row(row, ranking, by_url, None) for row in result.bounds],
        "left_out": [{"occupations": number, "because": why} for number, why in result.left_out],
        "sources": result.sources,
    }


def _row(
    row: ranking_results.RankedRow, ranking: Ranking, by_url: dict[str, Listed], rank: int | None
) -> dict[str, Any]:
    occupations = [by_url[url] for _, url in row.occupations]
    figures = occupations[0].figures
    return {
        "rank": rank,
        "occupations": [{"slug": one.slug, "title": one.title} for one in occupations],
        "figure": _figure(figures[ranking.slot]),
        "second": _figure(figures[ranking.second_slot]),
    }


def _figure(figure: ListFigure) -> dict[str, Any] | None:
    if figure.missing:
        return None
    metric, end = figure.kind
    unit = METRICS[metric].unit
    bound = figure.value is None
    return {
        "metric": metric,
        "unit": unit.name,
        "text": figure.text,
        **({"at_least": plain(figure.at_least), "reason": "top_coded"} if bound else {"value": plain(figure.value)}),
        "period_end": end,
        "source": figure.source,
        "wider_than_occupation": bool(figure.group),
        "group": figure.group or None,
    }
