"""All four formats of profiles that were never published."""

import datetime
from collections.abc import Sequence

from comparisons.page.arrangement import PLAIN
from comparisons.page.assemble import ComparisonPage
from comparisons.page.formats import render
from comparisons.page.view import build_view
from comparisons.prose.narrative import narrate
from comparisons.prose.transitions import moves
from comparisons.queries import PairWords
from comparisons.rules.compare import Comparison, compare
from comparisons.rules.scoreboard import scoreboard
from occupations.profiles.document import Profile
from occupations.rendering.fragments import Fragments
from occupations.rendering.live import Live
from occupations.scope.figures import NOWHERE


def lives(sides: Sequence[Profile], hidden: frozenset[str]) -> list[Live]:
    day = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    return [Live(f"side-{index}", 1, day, "0" * 64, None, None, sorted(hidden)) for index, _ in enumerate(sides)]


def all_formats(sides: Sequence[Profile], hidden: frozenset[str]) -> tuple[Comparison, str, dict[str, str]]:
    """The comparison, its page, and its other formats by their endings."""
    comparison = compare(sides, hidden)
    scores = scoreboard(comparison)
    narrative = narrate(comparison)
    ways = moves(comparison)
    public = lives(sides, hidden)
    view = build_view(
        comparison, scores, narrative, ways, public, [Fragments(sheet) for sheet in comparison.sheets], "https://x"
    )
    made = ComparisonPage(comparison, scores, narrative, ways, view, public, PairWords(), NOWHERE, PLAIN)
    others = {output_format: render(made, output_format) for output_format in ("json", "csv", "md")}
    return comparison, render(made), others
