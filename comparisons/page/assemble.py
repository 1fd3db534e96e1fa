"""One comparison in full: a Comparison, a Narrative and a View, from which every format is made."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from comparisons.page.arrangement import PLAIN, Arrangement
from comparisons.page.view import build_view
from comparisons.prose.narrative import Narrative, narrate
from comparisons.prose.transitions import Move, moves
from comparisons.queries import ComparisonRows, PairWords
from comparisons.rules.compare import Comparison, compare_sheets
from occupations.rendering.live import Live, LiveDocument
from occupations.rendering.view import View
from occupations.scope.control import placed_view
from occupations.scope.figures import NOWHERE, Scope


class ComparisonPage(NamedTuple):
    """A comparison in full, before it is rendered in a format."""

    comparison: Comparison
    narrative: Narrative
    moves: list[Move]
    view: View
    lives: Sequence[Live]
    words: PairWords
    scope: Scope
    arrangement: Arrangement


def assemble(
    found: ComparisonRows[LiveDocument],
    slugs: Sequence[str],
    site: str,
    arrangement: Arrangement = PLAIN,
    scope: Scope = NOWHERE,
) -> ComparisonPage:
    """Of what the one query found. All slugs must be among its sides; `site`: scheme and host; `scope`: the place and
    release that pay of the sides is of already."""
    lives = [found.sides[slug] for slug in slugs]
    laid_out = [live.laid_out for live in lives]
    comparison = compare_sheets([entry.sheet for entry in laid_out], frozenset(lives[0].hidden))
    narrative = narrate(comparison, scope.where)
    ways = moves(comparison)
    fragments = [entry.fragments for entry in laid_out]
    view = build_view(comparison, narrative, ways, lives, fragments, site, arrangement, scope.others)
    if not is_listed(lives, found.words):
        view = view._replace(page=view.page._replace(robots="noindex,follow"))
    view = placed_view(view, scope) if scope.choice.given else view
    return ComparisonPage(comparison, narrative, ways, view, lives, found.words, scope, arrangement)


def is_listed(lives: Sequence[Live], words: PairWords) -> bool:
    """Whether search engines learn of the comparison: of two occupations, featured or one of the nearest of either."""
    if len(lives) != 2:
        return False
    one, other = lives
    return bool(words.featured) or _names(one.nearest, other.slug) or _names(other.nearest, one.slug)


def _names(nearest: str | None, slug: str) -> bool:
    return any(near[0] == slug for near in json.loads(nearest or "[]"))
