"""What a comparison page asks the local copy: live editions by slug, the published words about the pair, and pay in
places."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from occupations.local_copy.live_value import LiveValue
from occupations.profiles.place_pay import PayInPlaces
from occupations.rendering.live import COLUMNS, TABLES, Live, LiveDocument, hidden_metrics, with_documents
from occupations.rendering.live_places import place_pay
from occupations.sql import marks, rows

PREPARED = """,
       (SELECT p.digest FROM occupations_placepay p WHERE p.occupation_id = o.id AND p.edition_id = o.live_id)
"""
NOTES = """
SELECT a.slug, b.slug, n.id
FROM comparisons_pairnote n
JOIN occupations_occupation a ON a.id = n.first_id
JOIN occupations_occupation b ON b.id = n.second_id
"""
WORDS = """
SELECT coalesce(w.introduction, ''), coalesce(w.verdict, ''), CASE WHEN n.featured THEN 'featured' ELSE '' END, a.slug
FROM comparisons_pairnote n
JOIN occupations_occupation a ON a.id = n.first_id
LEFT JOIN comparisons_publishedwords w ON w.id = n.live_id
WHERE n.id = ?
"""
# How far all occupations lie apart: what orders the reasons for a side.
SPREADS = "SELECT of FROM occupations_spreads"
# Whether any of the slugs was that of an occupation: moved, or withdrawn.
FORMER = """
SELECT EXISTS (
    SELECT 1 FROM occupations_oldslug s JOIN occupations_occupation o ON o.id = s.occupation_id
    WHERE s.slug IN ({0}) AND o.live_id IS NOT NULL
) OR EXISTS (
    SELECT 1 FROM occupations_occupation
    WHERE slug IN ({0}) AND withdrawn_at IS NOT NULL AND live_id IS NOT NULL
)
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
    """What a page about these slugs needs."""
    found = find_versions(slugs)
    return ComparisonRows(with_documents(found.sides), found.words, found.prepared, found.spreads)


def find_beside(slugs: Sequence[str], asked: Sequence[str]) -> tuple[ComparisonRows[LiveDocument], bool]:
    """The same, and whether any of the `asked` has moved or was withdrawn."""
    former = rows(FORMER.format(marks(asked)), [*asked, *asked]) if asked else [(False,)]
    return find(slugs), bool(former[0][0])


def find_versions(slugs: Sequence[str]) -> ComparisonRows[Live]:
    """What the ETag of that page needs: one query, and one for a pair with words."""
    hidden = hidden_metrics()
    condition = f"WHERE o.slug IN ({marks(slugs)}) AND o.withdrawn_at IS NULL"
    found = rows(f"SELECT {COLUMNS}{PREPARED}{TABLES}{condition}", slugs)
    return ComparisonRows(
        {row[1]: Live.of(row[:7], hidden) for row in found},
        _words(*slugs) if len(slugs) == 2 else PairWords(),
        {row[1]: row[7] or "" for row in found},
        _spreads.get(),
    )


def _words(one: str, other: str) -> PairWords:
    """In either order: the first of a note is the occupation that was made first."""
    note = _notes.get().get(frozenset((one, other)))
    found = rows(WORDS, [note]) if note else []
    return PairWords(*found[0]) if found else PairWords()


def _read_notes() -> dict[frozenset[str], int]:
    return {frozenset(slugs): note for *slugs, note in rows(NOTES)}


def _read_spreads() -> str:
    found = rows(SPREADS)
    return found[0][0] if found else ""


_notes = LiveValue(_read_notes, ("occupations_occupation", "comparisons_pairnote"))
_spreads = LiveValue(_read_spreads, ("occupations_spreads",))


def places(
    found: ComparisonRows[Live] | ComparisonRows[LiveDocument], slugs: Sequence[str]
) -> list[PayInPlaces | None]:
    """The pay of each side in places, None without its own."""
    digests = [found.prepared.get(slug, "") for slug in slugs]
    if not all(digests):
        return [None for _ in slugs]
    known = place_pay(digests)
    return [known.get(digest) for digest in digests]
