"""Assembles a comparison: a Comparison, a Narrative and a View, from which every format is made."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from comparisons.page.arrangement import PLAIN, Arrangement, query_of
from comparisons.page.indexing import is_indexed
from comparisons.page.titles import TitlesView, titled_view
from comparisons.page.view import build_view
from comparisons.page.where_flips import Flips, flips_of
from comparisons.prose.narrative import Narrative, narrate
from comparisons.prose.transitions import Move, moves
from comparisons.queries import ComparisonRows, PairWords
from comparisons.rules.choosing import Spreads, choosing
from comparisons.rules.compare import Comparison, compare_sheets
from comparisons.rules.scoreboard import Score, scoreboard
from occupations.profiles.place_pay import PayInPlaces
from occupations.rendering.live import Live, LiveDocument
from occupations.rendering.share import Share
from occupations.rendering.view import Taken, View
from occupations.scope.control import placed_view
from occupations.scope.figures import NOWHERE, Scope


class ComparisonPage(NamedTuple):
    """A complete comparison, before it is rendered in a format."""

    comparison: Comparison
    scores: Sequence[Score]
    narrative: Narrative
    moves: list[Move]
    view: View
    lives: Sequence[Live]
    words: PairWords
    scope: Scope
    arrangement: Arrangement
    titles: TitlesView | None = None
    share: Share | None = None
    flips: Flips | None = None


def assemble(
    found: ComparisonRows[LiveDocument],
    slugs: Sequence[str],
    site: str,
    arrangement: Arrangement = PLAIN,
    scope: Scope = NOWHERE,
    titles: TitlesView | None = None,
    taken: Sequence[Taken] = (),
    places: Sequence[PayInPlaces | None] = (),
) -> ComparisonPage:
    """Made from the result of the one query. All slugs must be among its sides; `site`: scheme and host; `scope`: the
    place and release that the sides' pay is already for; `titles`, `taken`: what was asked for, and what it was taken
    for; `places`: each side's pay in places, to say where the answer flips."""
    lives = [found.sides[slug] for slug in slugs]
    laid_out = [live.laid_out for live in lives]
    comparison = compare_sheets([entry.sheet for entry in laid_out], frozenset(lives[0].hidden))
    scores = scoreboard(comparison)
    narrative = narrate(comparison, scope.where, choosing(comparison, scores, _spreads(found.spreads)))
    ways = moves(comparison)
    fragments = [entry.fragments for entry in laid_out]
    view = build_view(comparison, scores, narrative, ways, lives, fragments, site, arrangement, scope)
    if not is_indexed(lives, found.words):
        view = view._replace(page=view.page._replace(robots="noindex,follow"))
    if titles:
        view = titled_view(view, titles, query_of([*arrangement.own, *arrangement.given]))
    view = placed_view(view._replace(taken=taken), scope) if scope.choice.given else view._replace(taken=taken)
    return ComparisonPage(
        comparison,
        scores,
        narrative,
        ways,
        view,
        lives,
        found.words,
        scope,
        arrangement,
        titles,
        flips=flips_of(places),
    )


@lru_cache(maxsize=4)
def _spreads(text: str) -> Spreads:
    return json.loads(text) if text else {}
