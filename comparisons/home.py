"""What the home page shows: the picker, comparisons to start with, categories, and where the numbers come from."""

from typing import Any

from django.db.models import F, Q

from comparisons.models import PairNote
from comparisons.prose.difference_phrases import phrase
from comparisons.queries import find
from comparisons.rules.compare import compare_sheets
from occupations.browse.catalogue import Catalogue, catalogue
from occupations.browse.categories import categories
from occupations.browse.ranking_results import in_brief
from occupations.links import comparison_url, picker_url
from occupations.metrics import SLOTS
from occupations.models import Occupation
from occupations.pages.sources import sources as sources_in_use
from occupations.profiles.groups import whole_group
from occupations.profiles.sheet import Cell
from occupations.rendering.view import Page

EXAMPLES = 6
SHORT = 35  # letters of a title that reads well beside another
SHOWN_ROWS = ("salary", "growth", "jobs", "education")


def home_context(site: str) -> dict[str, Any]:
    known = catalogue()
    pairs = _featured() or _examples(known)
    sources = sources_in_use()
    occupations = len(known.rows)
    return {
        "page": Page(
            title="Compare occupations side by side",
            heading="Which occupation is right for you?",
            description="Pay, jobs, growth, education, people, responsibilities and skills of occupations, side by "
            "side, with the source of every figure.",
            canonical=f"{site}/",
            current="/",
        ),
        "picker": {"action": picker_url(), "a": "", "b": ""},
        "example": _in_little(pairs[0]) if pairs else None,
        "examples": links(pairs),
        "rankings": in_brief(known),
        "categories": categories(),
        "sources": [_in_short(source) for source in sources],
        "counts": {
            "occupations": f"{occupations:,}",
            "comparisons": f"{occupations * (occupations - 1) // 2:,}",
            "sources": len(sources),
        },
    }


def _in_short(source: dict[str, Any]) -> dict[str, str]:
    """A source with what its newest release is of, and when the next one is expected."""
    releases = source["releases"]
    return {
        "title": source["title"],
        "publisher": source["publisher"],
        "url": source["url"],
        "period": ", ".join(dict.fromkeys(release["period"] for release in releases)),
        "next": next((one["next_expected"] for one in releases if one["next_expected"] and not one["due"]), ""),
    }


Pair = tuple[str, str, str, str]  # slug, title, slug, title


def links(pairs: list[Pair]) -> list[tuple[str, str, str]]:
    return [(one, other, comparison_url([slug, other_slug])) for slug, one, other_slug, other in pairs]


def examples() -> list[tuple[str, str, str]]:
    """Comparisons to start with: those the editors feature, else some of large occupations."""
    return links(_featured() or _examples(catalogue()))


def _featured() -> list[Pair]:
    public = Occupation.objects.public()
    rows = PairNote.objects.featured().filter(first__in=public, second__in=public)
    return list(rows.values_list("first__slug", "first__live__title", "second__slug", "second__live__title")[:EXAMPLES])


def _examples(known: Catalogue) -> list[Pair]:
    return known.once("examples", _of_the_largest)


def _of_the_largest() -> list[Pair]:
    """The largest occupation of each of a few categories, which most people know, with what is nearest to it, where the
    pay of both is of one kind and time: a first look should show a verdict."""
    rows = (
        Occupation.objects.public()
        .filter(~Q(live__groups__has_key="salary"), live__salary_period_end__isnull=False)
        .order_by(F("live__jobs").desc(nulls_last=True), "-live__salary", "slug")
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
    shown: set[str] = set()
    for slug, category, nearest, *kind, title in rows:
        like = [near for near in nearest or [] if kinds.get(near[0]) == kind and near[0] not in shown]
        like.sort(key=lambda near: len(near[1]) > SHORT)
        if like and category not in pairs and slug not in shown and len(title) <= SHORT:
            pairs[category] = (slug, title, *like[0])
            shown |= {slug, like[0][0]}
        if len(pairs) == EXAMPLES:
            break
    return list(pairs.values())


def _in_little(pair: Pair) -> dict[str, Any] | None:
    """A few rows of one comparison."""
    slugs = [pair[0], pair[2]]
    found = find(slugs)
    if len(found.sides) < 2:
        return None
    sides = [found.sides[slug] for slug in slugs]
    sheets = [side.laid_out.sheet for side in sides]
    comparison = compare_sheets(sheets, frozenset(sides[0].hidden))
    rows = []
    for slot in SHOWN_ROWS:
        row = comparison.row(slot)
        difference = row.differences[0, 1]
        text = phrase(difference, *row.cells).text
        rows.append((SLOTS[slot].label, *map(_whose, row.cells), text, difference.outcome.value))
    titles = tuple(sheet.profile.names.title for sheet in sheets)
    return {"title": " vs ".join(titles), "url": comparison_url(slugs), "sides": titles, "rows": rows}


def _whose(cell: Cell) -> str:
    return f"{cell.text} ({whole_group(cell.group)})" if cell.group and not cell.missing else cell.text
