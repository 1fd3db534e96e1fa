"""What the search page and the suggestions of a field show, as plain dicts for their templates."""

from typing import Any

from occupations.browse.categories import category_names
from occupations.links import LETTERS, category_url, picker_url
from occupations.pages.title_answer import CHOICES, answer_of
from occupations.search import review
from occupations.search.engine import LONGEST_QUERY, Hit, find
from occupations.search.reading.words import fold
from occupations.search.suggesting import suggest
from occupations.text.asked import quoted, titles_compared

SUGGESTED = 8
MOST_RESULTS = 20
MOST_TITLES = len(LETTERS)


def search_page(typed: str) -> dict[str, Any]:
    """`typed`: with single spaces. One query to the database where nothing is found, for the categories."""
    query = typed[:LONGEST_QUERY]
    found = find(query, MOST_RESULTS)
    if not found.hits:
        found = found._replace(near=found.near[:CHOICES])
    readable = bool(fold(query))
    review.count(query, found)
    return {
        "query": query,
        "error": _error(typed),
        "answer": answer_of(query, found) if readable else None,
        "comparison": _comparison(query),
        "categories": [] if found.hits else _categories(found.near),
    }


def _comparison(query: str) -> tuple[str, str] | None:
    """(label, URL) of the comparison of the titles, if that is what was typed."""
    titles = titles_compared(query)[:MOST_TITLES]
    return (f"Compare {quoted(titles)}", picker_url(titles)) if titles else None


def suggestions(typed: str) -> list[dict[str, str]]:
    return [{"title": hit.title, "about": hit.why or hit.category} for hit in suggest(typed, SUGGESTED)]


def too_long(typed: str) -> str:
    """A sentence if what was typed is not read to its end; else empty."""
    return f"Only the first {LONGEST_QUERY} characters were used." if len(typed) > LONGEST_QUERY else ""


def _error(typed: str) -> str:
    if sentence := too_long(typed):
        return sentence
    return "Your search has no letters or digits. Type a title, or part of one." if typed and not fold(typed) else ""


def _categories(near: list[Hit]) -> list[tuple[str, str]]:
    """Those of the titles that come near, else all: that is the query."""
    if near:
        return list(dict.fromkeys((hit.category, category_url(hit.category_slug)) for hit in near))
    return category_names()
