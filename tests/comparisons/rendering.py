"""All four faces of profiles that were never published."""

import datetime
from collections.abc import Sequence

from comparisons.compare import Comparison, compare
from comparisons.faces import comparison_json, html_context
from comparisons.narrative import narrate
from comparisons.page import build_view
from comparisons.queries import PairWords
from occupations.blocks import Blocks, render
from occupations.faces import as_csv, as_json, as_markdown
from occupations.live import Live
from occupations.profile import Profile


def lives(sides: Sequence[Profile], hidden: frozenset[str]) -> list[Live]:
    day = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
    return [Live(f"side-{index}", 1, day, "0" * 64, None, None, sorted(hidden)) for index, _ in enumerate(sides)]


def faces(sides: Sequence[Profile], hidden: frozenset[str]) -> tuple[Comparison, str, dict[str, str]]:
    """The comparison, its page, and its other faces by their endings."""
    comparison = compare(sides, hidden)
    told = narrate(comparison)
    public = lives(sides, hidden)
    view = build_view(comparison, told, public, [Blocks(sheet) for sheet in comparison.sheets], "https://x")
    page = render("comparisons/comparison.html", **html_context(view, comparison, told, public, PairWords()))
    data = as_json(comparison_json(view, comparison, told, public))
    return comparison, page, {"json": data, "csv": as_csv(view), "md": as_markdown(view)}
