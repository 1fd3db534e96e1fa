"""What the search page and the suggestions of a field show, as plain dicts for their templates."""

from typing import Any

from occupations.browse.categories import category_names
from occupations.browse.list_figures import COLUMNS
from occupations.links import category_url, occupation_url
from occupations.profiles import formatting
from occupations.profiles.groups import whole_group
from occupations.search import misses
from occupations.search.index import fold
from occupations.search.query import LONGEST_QUERY, Hit, find

SUGGESTED = 8
NEAR = 6
MOST_RESULTS = 20


def search_page(typed: str) -> dict[str, Any]:
    """`typed`: with single spaces. At most three queries to the database."""
    query = typed[:LONGEST_QUERY]
    found = find(query, MOST_RESULTS)
    near = found.near[:NEAR]
    readable = bool(fold(query))
    if readable and not found.hits:
        misses.count(query)
    return {
        "query": query,
        "error": _error(typed),
        "heading": _heading(query, len(found.hits)) if readable else "",
        "results": [_result(hit) for hit in found.hits],
        "suggestions": [(hit.title, occupation_url(hit.slug)) for hit in near],
        "categories": [] if found.hits else _categories(near),
    }


def suggestions(typed: str) -> list[dict[str, str]]:
    return [
        {"title": hit.title, "about": hit.why.partition(", spelling")[0] or hit.category}
        for hit in find(typed, SUGGESTED).best
    ]


def _error(typed: str) -> str:
    if len(typed) > LONGEST_QUERY:
        return f"Only the first {LONGEST_QUERY} characters were used."
    return "Your search has no letters or digits. Type a title, or part of one." if typed and not fold(typed) else ""


def _heading(query: str, count: int) -> str:
    if count == MOST_RESULTS:
        return f"Top {count} matches for “{query}”"
    return (
        f"{count} {'occupation' if count == 1 else 'occupations'} for “{query}”"
        if count
        else f"No results for “{query}”"
    )


def _result(hit: Hit) -> dict[str, str]:
    return {
        "title": hit.title,
        "url": occupation_url(hit.slug),
        "category": hit.category,
        "why": hit.why,
        "pay": "" if hit.salary is None else formatting.usd(hit.salary),
        "pay_kind": "" if hit.salary is None else _pay_kind(hit),
    }


def _pay_kind(hit: Hit) -> str:
    kind = COLUMNS["salary"].about((hit.salary_metric, hit.salary_period_end))
    return f"{kind}, for {whole_group(hit.salary_group)}" if hit.salary_group else kind


def _categories(near: list[Hit]) -> list[tuple[str, str]]:
    """Those of the titles that come near, else all: that is the third query."""
    if near:
        return list(dict.fromkeys((hit.category, category_url(hit.category_slug)) for hit in near))
    return category_names()
