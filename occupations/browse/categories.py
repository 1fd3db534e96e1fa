"""One category: its occupations with their figures, to sort."""

from itertools import pairwise
from typing import Any

from occupations.browse import table
from occupations.browse.catalogue import Catalogue, Listed
from occupations.browse.list_figures import COLUMNS
from occupations.browse.query_string import address
from occupations.rendering.view import comparison_url

SHOWN = tuple(COLUMNS[slot] for slot in ("salary", "growth", "jobs"))
PAIRS = 6


def category_page(catalogue: Catalogue, slug: str, path: str, sort: str) -> dict[str, Any] | None:
    """The context of a category's page; None where nothing in it is public. `sort`: one of SORTS."""
    rows = catalogue.of_category(slug)
    if not rows:
        return None
    return catalogue.once(("category", slug, sort), lambda: _context(catalogue, slug, path, sort, rows))


def _context(catalogue: Catalogue, slug: str, path: str, sort: str, rows: list[Listed]) -> dict[str, Any]:
    name = next(name for key, name, _ in catalogue.categories if key == slug)
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
