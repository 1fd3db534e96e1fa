"""The one query of a comparison page: live editions by address and, with them, an editor's words on the pair."""

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from occupations.rendering import live
from occupations.rendering.live import COLUMNS, DOCUMENT, TABLES, Live, LiveDocument
from occupations.sql import prepared_cursor

WORDS = """,
       (SELECT ARRAY[coalesce(w.introduction, ''), coalesce(w.verdict, ''),
                     CASE WHEN n.featured THEN 'featured' ELSE '' END, a.slug]
        FROM comparisons_pairnote n
        LEFT JOIN comparisons_publishedwords w ON w.id = n.live_id
        JOIN occupations_occupation a ON a.id = n.first_id
        JOIN occupations_occupation b ON b.id = n.second_id
        WHERE %s AND a.slug = ANY(%s) AND b.slug = ANY(%s))
"""


class PairWords(NamedTuple):
    """What an editor has published of a pair: Markdown with tokens (prose/claims.py), and whether it is featured; empty
    where nothing is said. `first`: the address of the side that tokens call a."""

    introduction: str = ""
    verdict: str = ""
    featured: str = ""
    first: str = ""


Side = TypeVar("Side", bound=Live)


class ComparisonRows(NamedTuple, Generic[Side]):
    sides: dict[str, Side]  # by address; addresses that are not public are not in it
    words: PairWords


def find(slugs: Sequence[str]) -> ComparisonRows[LiveDocument]:
    """What a page about these addresses needs from the database."""
    known = live.cache.known(slugs)
    rows, words = _read(slugs, DOCUMENT, [list(known)])
    return ComparisonRows({row[0]: live.with_document(Live(*row[:7]), row[8], known) for row in rows}, words)


def find_versions(slugs: Sequence[str]) -> ComparisonRows[Live]:
    """What the ETag of that page needs."""
    rows, words = _read(slugs, "", [])
    return ComparisonRows({row[0]: Live(*row[:7]) for row in rows}, words)


def _read(slugs: Sequence[str], column: str, parameters: list[Any]) -> tuple[list[tuple[Any, ...]], PairWords]:
    """`column`: one more, after the words, with its parameters."""
    requested = list(slugs)
    given: list[Any] = [len(requested) == 2, requested, requested, *parameters, requested]
    with prepared_cursor() as cursor:
        cursor.execute(COLUMNS + WORDS + column + TABLES, given)
        rows = cursor.fetchall()
    return rows, next((PairWords(*row[7]) for row in rows if row[7]), PairWords())
