"""The one query of a comparison page: live editions by slug and the published words about the pair; and one more for
their pay in places, which is cached."""

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from occupations.profiles.place_pay import PayInPlaces
from occupations.rendering import live
from occupations.rendering.live import COLUMNS, DOCUMENT, TABLES, Live, LiveDocument
from occupations.rendering.live_places import place_pay
from occupations.sql import prepared_cursor

WORDS = """,
       (SELECT ARRAY[coalesce(w.introduction, ''), coalesce(w.verdict, ''),
                     CASE WHEN n.featured THEN 'featured' ELSE '' END, a.slug]
        FROM comparisons_pairnote n
        LEFT JOIN comparisons_publishedwords w ON w.id = n.live_id
        JOIN occupations_occupation a ON a.id = n.first_id
        JOIN occupations_occupation b ON b.id = n.second_id
        WHERE %s AND a.slug = ANY(%s) AND b.slug = ANY(%s)),
       (SELECT p.digest FROM occupations_placepay p WHERE p.occupation_id = o.id AND p.edition_id = o.live_id)
"""

# How far all occupations lie apart: what orders the reasons for a side.
SPREADS = ", (SELECT of::text FROM occupations_spreads)"

# Whether any of the slugs was that of an occupation: moved, or withdrawn.
FORMER = """
SELECT former.is_any, found.* FROM (
    SELECT EXISTS (
        SELECT FROM occupations_oldslug s JOIN occupations_occupation o ON o.id = s.occupation_id
        WHERE s.slug = ANY(%s) AND o.live_id IS NOT NULL
    ) OR EXISTS (
        SELECT FROM occupations_occupation
        WHERE slug = ANY(%s) AND withdrawn_at IS NOT NULL AND live_id IS NOT NULL
    )) AS former (is_any) LEFT JOIN (
"""


class PairWords(NamedTuple):
    """What an editor has published about a pair: Markdown with tokens (prose/claims.py), and whether it is featured;
    empty if there is nothing. `first`: the slug of the side that tokens call a."""

    introduction: str = ""
    verdict: str = ""
    featured: str = ""
    first: str = ""


Side = TypeVar("Side", bound=Live)


class ComparisonRows(NamedTuple, Generic[Side]):
    sides: dict[str, Side]  # by slug; slugs that are not public are missing
    words: PairWords
    prepared: dict[str, str] = {}  # slug → digest of its pay in places; empty if it has none of its own
    spreads: str = ""  # JSON: see Spreads in rules/choosing.py; empty for a past day


def find(slugs: Sequence[str]) -> ComparisonRows[LiveDocument]:
    """What a page about these slugs needs from the database."""
    known = live.cache.known(slugs)
    rows = _read(slugs, DOCUMENT, [list(known)])
    return _found({row[0]: live.with_document(Live(*row[:7]), row[10], known) for row in rows}, rows)


def find_beside(slugs: Sequence[str], asked: Sequence[str]) -> tuple[ComparisonRows[LiveDocument], bool]:
    """The same, and whether any of the `asked` has moved or was withdrawn; one query."""
    known = live.cache.known(slugs)
    given = [list(asked), list(asked), *_parameters(slugs, [list(known)])]
    with prepared_cursor() as cursor:
        cursor.execute(FORMER + COLUMNS + WORDS + SPREADS + DOCUMENT + TABLES + ") AS found ON true", given)
        rows = cursor.fetchall()
    sides = {row[1]: live.with_document(Live(*row[1:8]), row[11], known) for row in rows if row[1]}
    return _found(sides, [row[1:] for row in rows]), rows[0][0]


def find_versions(slugs: Sequence[str]) -> ComparisonRows[Live]:
    """What the ETag of that page needs."""
    rows = _read(slugs, "", [])
    return _found({row[0]: Live(*row[:7]) for row in rows}, rows)


def _read(slugs: Sequence[str], column: str, parameters: list[Any]) -> list[tuple[Any, ...]]:
    """`column`: one more column after the words, the pay in places and the spreads, with its parameters."""
    with prepared_cursor() as cursor:
        cursor.execute(COLUMNS + WORDS + SPREADS + column + TABLES, _parameters(slugs, parameters))
        return cursor.fetchall()


def _parameters(slugs: Sequence[str], more: list[Any]) -> list[Any]:
    requested = list(slugs)
    return [len(requested) == 2, requested, requested, *more, requested]


def _found(sides: dict[str, Side], rows: Sequence[Sequence[Any]]) -> ComparisonRows[Side]:
    """With what stands in the rows beside the sides."""
    words = next((PairWords(*row[7]) for row in rows if row[7]), PairWords())
    prepared = {row[0]: row[8] or "" for row in rows if row[0]}
    return ComparisonRows(sides, words, prepared, next((row[9] for row in rows if row[9]), ""))


def places(
    found: ComparisonRows[Live] | ComparisonRows[LiveDocument], slugs: Sequence[str]
) -> list[PayInPlaces | None]:
    """The pay of each side in places, None without its own; no query, or one if this process has not cached it."""
    digests = [found.prepared.get(slug, "") for slug in slugs]
    if not all(digests):
        return [None for _ in slugs]
    known = place_pay(digests)
    return [known.get(digest) for digest in digests]
