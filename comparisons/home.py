"""What the home page shows: the picker, comparisons to start with, categories, and where the numbers come from."""

from typing import Any

from comparisons.compare import compare_sheets
from comparisons.models import PairNote
from comparisons.phrases import phrase
from comparisons.queries import find
from occupations import lists
from occupations.metrics import SLOTS
from occupations.models import Occupation
from occupations.page import Page, comparison_url

EXAMPLES = 6
SHOWN_ROWS = ("salary", "growth", "jobs", "education")


def home_context(site: str) -> dict[str, Any]:
    pairs = _featured() or _examples()
    sources = lists.sources()
    categories = lists.categories()
    occupations = sum(category["count"] for category in categories)
    return {
        "page": Page(
            title="Compare occupations side by side",
            heading="Compare occupations side by side",
            description="Pay, jobs, growth, education, people, duties and skills of occupations, with the source of "
            "every figure.",
            canonical=f"{site}/",
            current="/",
        ),
        "picker": {"action": "/compare/", "a": "", "b": ""},
        "example": _in_little(pairs[0]) if pairs else None,
        "examples": links(pairs),
        "categories": categories,
        "sources": [
            {
                "title": source["title"],
                "publisher": source["publisher"],
                "url": source["url"],
                "period": _periods(source),
            }
            for source in sources
        ],
        "counts": {
            "occupations": occupations,
            "comparisons": occupations * (occupations - 1) // 2,
            "sources": len(sources),
        },
    }


Pair = tuple[str, str, str, str]  # slug, title, slug, title


def links(pairs: list[Pair]) -> list[tuple[str, str, str]]:
    return [(one, other, comparison_url([slug, other_slug])) for slug, one, other_slug, other in pairs]


def examples() -> list[tuple[str, str, str]]:
    """Comparisons to start with: those the editors feature, else some of the nearest."""
    return links(_featured() or _examples())


def _featured() -> list[Pair]:
    public = Occupation.objects.public()
    rows = PairNote.objects.featured().filter(first__in=public, second__in=public)
    return list(rows.values_list("first__slug", "first__live__title", "second__slug", "second__live__title")[:EXAMPLES])


def _examples() -> list[Pair]:
    """The best-paid occupation of each of a few categories with what stands nearest to it, where the pay of both is
    of one kind and time: a first look should show a verdict."""
    rows = (
        Occupation.objects.public()
        .filter(live__salary_period_end__isnull=False)
        .order_by("-live__salary", "slug")
        .values_list(
            "slug",
            "live__category",
            "standing__nearest",
            "live__salary_metric",
            "live__salary_period_end",
            "live__title",
        )
    )
    kinds = {slug: kind for slug, _, _, *kind, _ in rows}
    pairs: dict[int, Pair] = {}
    for slug, category, nearest, *kind, title in rows:
        like = [near for near in nearest or [] if kinds.get(near[0]) == kind]
        if like and category not in pairs and (like[0][0], slug) not in [(pair[0], pair[2]) for pair in pairs.values()]:
            pairs[category] = (slug, title, *like[0])
    return list(pairs.values())[:EXAMPLES]


def _in_little(pair: Pair) -> dict[str, Any] | None:
    """A few rows of one comparison."""
    slugs = [pair[0], pair[2]]
    found = find(slugs)
    if len(found.sides) < 2:
        return None
    sides = [found.sides[slug] for slug in slugs]
    sheets = [side.kept.sheet for side in sides]
    comparison = compare_sheets(sheets, frozenset(sides[0].hidden))
    rows = []
    for slot in SHOWN_ROWS:
        row = comparison.row(slot)
        difference = row.differences[0, 1]
        text = phrase(difference, *row.cells).text
        rows.append((SLOTS[slot].label, row.cells[0].text, row.cells[1].text, text, difference.outcome.value))
    titles = tuple(sheet.profile.names.title for sheet in sheets)
    return {"title": " vs ".join(titles), "url": comparison_url(slugs), "sides": titles, "rows": rows}


def _periods(source: dict[str, Any]) -> str:
    return ", ".join(dict.fromkeys(release["period"] for release in source["releases"]))
