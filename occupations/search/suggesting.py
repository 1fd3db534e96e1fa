"""What somebody may be about to type: titles and codes that begin so, the likeliest and largest first."""

from occupations.search import live
from occupations.search.engine import LONGEST_QUERY, PROBABLY, Hit, find_among, hit_by_name, hit_of_code
from occupations.search.live import Live
from occupations.search.model.name_forms import SYNONYM
from occupations.search.model.prefixes import Begun, begun, begun_in_tables
from occupations.search.reading.words import fold
from occupations.text import codes


def suggest(text: str, limit: int) -> list[Hit]:
    """As one types: what all of it probably means, or has that name; then what begins so, the largest first."""
    known = live.current()
    typed = " ".join(text[:LONGEST_QUERY].split())
    folded = fold(typed)
    if not folded:
        return []
    if (code := codes.begun(typed)) and (begun_so := _with_code_begun(code, known)):
        return begun_so[:limit]
    found = find_among(typed, limit, known, begun=True)
    starts = [] if codes.read(typed) else _begun(folded, known, limit)
    begins = [_hit_of_begun(known, one) for one in starts]
    whole = found.confidence >= PROBABLY or (found.title and found.title.vague)  # “engineer” is typed to its end
    first = found.hits[:1] if whole else []
    hits: dict[str, Hit] = {}
    for hit in [*first, *(one for one in found.best if one.exact), *begins, *(found.hits if starts else found.best)]:
        hits.setdefault(hit.slug, hit)
    return list(hits.values())[:limit]


def _begun(folded: str, known: Live, limit: int) -> list[Begun]:
    names = known.names
    found = begun(folded, names.segments, names.hidden, limit)
    found += begun_in_tables(folded, names.tables, names.segments, names.hidden, limit)
    return sorted(found, key=lambda one: (-one.worth, one.number))


def _hit_of_begun(known: Live, one: Begun) -> Hit:
    hit = hit_by_name(known, one, 0.0, 0.0, exact=False)
    own = known.names.segments[one.segment].folded(one.form)
    if one.words in ("", own):
        return hit
    name = hit.title if hit.name_kind <= SYNONYM else own
    return hit._replace(reason=f"“{one.words}” read as “{name}”")


def _with_code_begun(code: str, known: Live) -> list[Hit]:
    """The first occupation of each code that begins so, the largest first."""
    hits: dict[int, Hit] = {}
    for whole in known.codes.begun(code):
        edition = known.codes.of(whole)[0]
        hits.setdefault(edition, hit_of_code(known.occupations[edition], whole))
    return [hits[edition] for edition in sorted(hits, key=lambda one: (-known.occupations[one].size, one))]
