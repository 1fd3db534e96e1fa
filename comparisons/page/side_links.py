"""Links that change a comparison: the URLs without a side, or with another one first."""

from collections.abc import Sequence
from typing import NamedTuple

from comparisons.page.arrangement import Arrangement, query_of
from comparisons.page.fragments import short
from comparisons.rules.compare import MOST_SIDES
from occupations.links import LETTERS, comparison_url, occupation_url


class SideLink(NamedTuple):
    short: str  # the title, for narrow columns
    remove: str  # without this side; with two sides, the other one's own page
    first: str  # with this side before the others; empty for the first


def changes(slugs: Sequence[str], titles: Sequence[str], arrangement: Arrangement) -> list[SideLink]:
    """The arrangement of rows stays the same, and the place and release, also on the page of one occupation."""
    query, alone = arrangement.query, query_of(arrangement.carried)
    side_links = []
    for side, (slug, title) in enumerate(zip(slugs, titles, strict=True)):
        others = [other for other in slugs if other != slug]
        remove = comparison_url(others) + query if len(others) > 1 else occupation_url(others[0]) + alone
        first = comparison_url([slug, *others]) + query if side else ""
        side_links.append(SideLink(short(title), remove, first))
    return side_links


def one_more(sides: int) -> dict[str, str] | None:
    """The field for another side."""
    return None if sides == MOST_SIDES else {"name": LETTERS[sides].lower(), "label": "Add an occupation"}
