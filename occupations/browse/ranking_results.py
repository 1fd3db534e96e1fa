"""Ranks occupations by one figure. Only figures of the most common kind are ranked. Occupations that share an official
figure share a row, so that one line of a survey does not fill the top."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from occupations.browse.catalogue import Catalogue, Listed
from occupations.browse.list_figures import COLUMNS, Kind, ListCell, ListFigure, column_view, notes, usual_kind
from occupations.browse.rankings import PEOPLE, RANKINGS, Ranking

LENGTH = 100  # rows of a ranking on its page
AT_ONCE = 50  # of them that are not folded
BRIEF = 5

RANKED, BOUND = "ranked", "bound"


class RankedRow(NamedTuple):
    """One row of a ranking: the occupations that share one official figure, each as (title, URL)."""

    rank: int
    occupations: list[tuple[str, str]]
    figure: ListCell
    second: ListCell


class Result(NamedTuple):
    """`kind`: of the ranked figures, None if there are none; `ranked`: how many occupations have a rank; `bounds`:
    those with only a bound, which cannot be ranked; `left_out`: (number, reason); `notes` and `sources` describe the
    figures."""

    kind: Kind | None
    ranked: int
    rows: list[RankedRow]
    bounds: list[RankedRow]
    left_out: list[tuple[int, str]]
    notes: list[str]
    sources: list[str]


def rank(ranking: Ranking, catalogue: Catalogue, category: str = "") -> Result:
    """`category`: the slug of an existing one, or "" for all occupations."""
    return catalogue.once(
        (ranking.key, category),
        lambda: _rank(ranking, catalogue.of_category(category) if category else catalogue.rows),
    )


def _rank(ranking: Ranking, occupations: Sequence[Listed]) -> Result:
    kind = _kind(ranking, occupations)
    fates = [(exclusion(ranking, kind, one), one) for one in occupations]
    counts = Counter(why for why, _ in fates)
    groups = _groups(ranking, [one for why, one in fates if why == RANKED])[:LENGTH]
    bounds = _groups(ranking, [one for why, one in fates if why == BOUND])
    shown = [group[0] for group in groups + bounds]
    own = column_view(ranking.column, [one.figures[ranking.slot] for one in shown])
    second = column_view(COLUMNS[ranking.second_slot], [one.figures[ranking.second_slot] for one in shown])
    return Result(
        kind,
        counts[RANKED],
        _rows(groups, own.cells, second.cells, first=1 + len(bounds) * ranking.falling),
        _rows(bounds, own.cells[len(groups) :], second.cells[len(groups) :], first=1),
        [(number, why) for why, number in counts.most_common() if why not in (RANKED, BOUND)],
        *notes([own, second]),
    )


def in_brief(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The first few rows of every ranking that has rows: [{title, url, about: "mean annual wage, May 2025", rows}]."""
    return catalogue.once("in brief", lambda: _in_brief(catalogue))


def _in_brief(catalogue: Catalogue) -> list[dict[str, Any]]:
    found = ((ranking, rank(ranking, catalogue)) for ranking in RANKINGS.values())
    return [
        {
            "title": ranking.title,
            "url": ranking.url,
            "about": ranking.column.about(result.kind),
            "rows": result.rows[:BRIEF],
        }
        for ranking, result in found
        if result.kind and result.rows
    ]


def _kind(ranking: Ranking, occupations: Sequence[Listed]) -> Kind | None:
    """The most common kind of figure among those that may be ranked."""
    figures = (one.figures[ranking.slot] for one in occupations)
    return usual_kind(one for one in figures if not ranking.metrics or one.kind[0] in ranking.metrics)


def exclusion(ranking: Ranking, kind: Kind | None, one: Listed) -> str:
    """RANKED, BOUND, or the reason to leave it out, to continue "12 that …"."""
    figure = one.figures[ranking.slot]
    if figure.missing:
        return "have no figure"
    if figure.group:
        return "have a figure for a wider group only"
    if figure.kind != kind:
        return "have a figure of a different kind or period"
    if ranking.least_jobs and not _is_large(one.figures["jobs"], ranking.least_jobs):
        return f"have fewer than {ranking.least_jobs:,} jobs, or an unknown number of jobs"
    if figure.value is None:
        return BOUND
    if ranking.sign == "above" and figure.value <= 0:
        return "are not projected to grow"
    if ranking.sign == "below" and figure.value >= 0:
        return "are not projected to decline"
    return RANKED


def _is_large(jobs: ListFigure, least: int) -> bool:
    return jobs.value is not None and jobs.value >= least and jobs.kind[0] in PEOPLE


def _groups(ranking: Ranking, occupations: Sequence[Listed]) -> list[list[Listed]]:
    """Groups of occupations that share one official figure, best first; within a group, the most general occupation
    comes first."""
    groups: dict[tuple, list[Listed]] = {}
    for one in occupations:
        figure = one.figures[ranking.slot]
        key = (figure.place, figure.source, figure.records) if figure.records else (one.slug,)
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        group.sort(key=lambda one: not one.general)
    return sorted(groups.values(), key=lambda group: group[0].figures[ranking.slot].place, reverse=ranking.falling)


def _rows(
    groups: Sequence[list[Listed]], figures: Sequence[ListCell], second: Sequence[ListCell], *, first: int
) -> list[RankedRow]:
    """A row for each group. Equal figures share a rank. `first`: the rank that is not taken by what lies above."""
    rows: list[RankedRow] = []
    for position, (group, figure, other) in enumerate(zip(groups, figures, second, strict=False), start=first):
        same = rows and rows[-1].figure.text == figure.text
        rows.append(
            RankedRow(
                rows[-1].rank if same else position,
                [(one.title, one.url) for one in group],
                figure,
                other,
            )
        )
    return rows
