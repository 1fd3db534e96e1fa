"""Categories: the list of all, and the page of one with its occupations and their figures, which can be sorted."""

from itertools import pairwise
from typing import Any

from django.db.models import Max

from occupations.browse import table
from occupations.browse.catalogue import Catalogue, Listed, catalogue
from occupations.browse.list_figures import COLUMNS
from occupations.browse.query_string import address
from occupations.links import category_url, comparison_url
from occupations.models import Occupation
from occupations.rendering.pagination import paginate
from occupations.sql import LIVE

SHOWN = tuple(COLUMNS[slot] for slot in ("pay_median", "growth", "jobs"))
PAGE_SIZE = 50
PAIRS = 6
EXAMPLES = 3


def categories() -> list[dict[str, Any]]:
    known = catalogue()
    return known.once("categories", lambda: _categories(known))


def category_names() -> list[tuple[str, str]]:
    """(name, URL) of every category."""
    named = Occupation.objects.using(LIVE).public().values_list("live__category__slug", "live__category_name")
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


def category_page(known: Catalogue, slug: str, path: str, sort: str, page: int) -> dict[str, Any] | None:
    """The context of a category's page; None if nothing in it is public. `sort`: one of SORTS; `page`: from 1, the last
    one if there are not so many."""
    rows = known.of_category(slug)
    if not rows:
        return None
    page = min(page, -(-len(rows) // PAGE_SIZE))
    return known.once(("category", slug, sort, page), lambda: _context(known, slug, path, sort, page, rows))


def _context(known: Catalogue, slug: str, path: str, sort: str, page: int, rows: list[Listed]) -> dict[str, Any]:
    name = next(name for key, name, _ in known.categories if key == slug)
    kept = {"sort": "" if sort == table.TITLE else sort}
    shown = table.arranged(rows, sort)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    columns = table.for_sort(SHOWN, sort)
    heads = table.heads(columns, sort, lambda by: address(path, {"sort": "" if by == table.TITLE else by}))
    return {
        "category": {"name": name},
        "count": len(rows),
        "table": table.build(shown, columns, f"Occupations in {name}", heads, education=True),
        "number": page,
        "pagination": paginate(
            page,
            PAGE_SIZE,
            len(rows),
            lambda number: address(path, {**kept, "page": "" if number == 1 else str(number)}),
        ),
        "pairs": [
            (one.title, other.title, comparison_url([one.slug, other.slug])) for one, other in _pairs(rows)[:PAIRS]
        ],
    }


def _pairs(rows: list[Listed]) -> list[tuple[Listed, Listed]]:
    """Pairs of occupations with adjacent pay that official statistics separate, highest pay first."""
    paid = [row for row in table.arranged(rows, "-pay_median") if not row.figures["pay_median"].missing]
    return [(one, other) for one, other in pairwise(paid) if not _alike(one, other)] or list(pairwise(rows))


def _alike(one: Listed, other: Listed) -> bool:
    keys = one.figures["pay_median"].records
    return bool(keys) and keys == other.figures["pay_median"].records
