"""Categories: the list of them, and one with its occupations and their figures, to sort."""

from itertools import pairwise
from typing import Any

from django.db.models import Max

from occupations.browse import table
from occupations.browse.catalogue import Catalogue, Listed, catalogue
from occupations.browse.list_figures import COLUMNS
from occupations.browse.query_string import address
from occupations.links import category_url, comparison_url
from occupations.models import Occupation

SHOWN = tuple(COLUMNS[slot] for slot in ("salary", "growth", "jobs"))
PAIRS = 6
EXAMPLES = 3


def categories() -> list[dict[str, Any]]:
    known = catalogue()
    return known.once("categories", lambda: _categories(known))


def category_names() -> list[tuple[str, str]]:
    """(name, URL) of every category; one query, whatever is cached."""
    named = Occupation.objects.public().values_list("live__category__slug", "live__category_name")
    names = dict(row[:2] for row in named.annotate(at=Max("live")).order_by("at"))  # the newest name is the last
    return sorted(((name, category_url(slug)) for slug, name in names.items()), key=lambda one: one[0].casefold())


def _categories(known: Catalogue) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "url": category_url(slug),
            "count": count,
            "examples": [row.title for row in known.of_category(slug)[:EXAMPLES]],
        }
        for slug, name, count in known.categories
    ]


def category_page(known: Catalogue, slug: str, path: str, sort: str) -> dict[str, Any] | None:
    """The context of a category's page; None where nothing in it is public. `sort`: one of SORTS."""
    rows = known.of_category(slug)
    if not rows:
        return None
    return known.once(("category", slug, sort), lambda: _context(known, slug, path, sort, rows))


def _context(known: Catalogue, slug: str, path: str, sort: str, rows: list[Listed]) -> dict[str, Any]:
    name = next(name for key, name, _ in known.categories if key == slug)
    heads = table.heads(SHOWN, sort, lambda by: address(path, {"sort": "" if by == table.TITLE else by}))
    return {
        "category": {"name": name},
        "count": len(rows),
        "table": table.build(table.arranged(rows, sort), SHOWN, f"Occupations in {name}", heads),
        "pairs": [
            (one.title, other.title, comparison_url([one.slug, other.slug])) for one, other in _pairs(rows)[:PAIRS]
        ],
    }


def _pairs(rows: list[Listed]) -> list[tuple[Listed, Listed]]:
    """Neighbours in pay, the best paid first, that official statistics tell apart."""
    paid = [row for row in table.arranged(rows, "-salary") if not row.figures["salary"].missing]
    return [(one, other) for one, other in pairwise(paid) if not _alike(one, other)] or list(pairwise(rows))


def _alike(one: Listed, other: Listed) -> bool:
    keys = one.figures["salary"].records
    return bool(keys) and keys == other.figures["salary"].records
