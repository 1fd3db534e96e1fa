"""The one query of a comparison page: live editions by address and, with them, an editor's words on the pair."""

from collections.abc import Sequence
from typing import NamedTuple

from occupations.rendering import live
from occupations.rendering.live import COLUMNS, DOCUMENT, TABLES, Live
from occupations.sql import prepared_cursor

WORDS = """,
       (SELECT ARRAY[n.introduction, n.verdict, CASE WHEN n.featured THEN 'featured' ELSE '' END]
        FROM comparisons_pairnote n
        JOIN occupations_occupation a ON a.id = n.first_id
        JOIN occupations_occupation b ON b.id = n.second_id
        WHERE %s AND a.slug = ANY(%s) AND b.slug = ANY(%s))
"""


class PairWords(NamedTuple):
    """What an editor says of a pair: Markdown, and whether it is featured; empty where nothing is said."""

    introduction: str = ""
    verdict: str = ""
    featured: str = ""


class ComparisonRows(NamedTuple):
    sides: dict[str, Live]  # by address; addresses that are not public are not in it
    words: PairWords


def find(slugs: Sequence[str], *, documents: bool = True) -> ComparisonRows:
    """What a page about these addresses needs from the database; `documents=False`: what its ETag needs."""
    requested = list(slugs)
    known = live.cache.known(requested) if documents else {}
    with prepared_cursor() as cursor:
        cursor.execute(
            COLUMNS + WORDS + DOCUMENT * documents + TABLES,
            [len(requested) == 2, requested, requested] + [list(known)] * documents + [requested],
        )
        rows = cursor.fetchall()
    words = next((PairWords(*row[7]) for row in rows if row[7]), PairWords())
    return ComparisonRows({row[0]: live.with_layout(Live(*row[:7]), row[8:], known) for row in rows}, words)
