"""Many job titles at once, each to the public occupations that it may mean, from the index that searching uses.

Three queries, however many titles: names that are equal; the vocabulary, against which misspelt words are read; and
names that have all of the words or, where there is none, the rarest of them.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from rapidfuzz import fuzz

from occupations.links import occupation_url
from occupations.models.record_keys import parts_of
from occupations.search import spelling
from occupations.search.index import fold

LIKE = 60  # likeness, of 100, from which a name that lacks some of the words counts
LEAST = 35  # … and one that has them all, among many others
CANDIDATES = 50  # names that are looked at for one title
MOST_WORDS = 8
# A name that the editors or a source give says less than the title.
LESS = {0: 0, 1: 0, 2: 2, 3: 5}  # by SearchTitle.Kind

_EQUAL = """
SELECT t.folded, t.text, t.kind, t.folded, o.slug, e.title, e.records, t.size
FROM occupations_searchtitle t
JOIN occupations_edition e ON e.id = t.edition_id
JOIN occupations_occupation o ON o.live_id = e.id AND o.withdrawn_at IS NULL
WHERE t.folded = ANY(%s)
"""
_WITH_WORDS = """
SELECT a.n, found.*
FROM unnest(%(numbers)s::int[], %(queries)s::text[]) AS a(n, query)
CROSS JOIN LATERAL (
    SELECT t.text, t.kind, t.folded, o.slug, e.title, e.records, t.size
    FROM occupations_searchtitle t
    JOIN occupations_edition e ON e.id = t.edition_id
    JOIN occupations_occupation o ON o.live_id = e.id AND o.withdrawn_at IS NULL
    WHERE t.words @@ a.query::tsquery
    ORDER BY length(t.words), t.kind, t.size DESC, t.id
    LIMIT %(most)s
) AS found
"""


class _Name(NamedTuple):
    text: str
    kind: int
    folded: str
    slug: str
    title: str
    records: str  # JSON: {key: quality}
    size: int


class _Query(NamedTuple):
    """`all`: a query for all of the words; `rarest`: for the one that says most."""

    corrected: str
    all: str
    rarest: str


def match(titles: Sequence[str], most: int) -> list[dict[str, Any]]:
    """For each title {read_as, matches}: `read_as` is None where no word was read as another."""
    folded = [fold(title) for title in titles]
    equal: dict[str, list[_Name]] = {}
    for words, *name in _rows(_EQUAL, [list({text for text in folded if text})]):
        equal.setdefault(words, []).append(_Name(*name))
    queries = dict(_read({text for text in folded if text and text not in equal}))
    found = _with_words({text: one.all for text, one in queries.items()})
    like = _with_words({text: one.rarest for text, one in queries.items() if not found.get(text)})
    return [_result(text, equal.get(text), queries.get(text), found.get(text), like.get(text), most) for text in folded]


def _result(text, equal, query: _Query | None, found, like, most: int) -> dict[str, Any]:
    if equal:
        named = [("exact" if name.kind < 2 else "alternate", 100.0, name) for name in equal]
    else:
        words = query.corrected if query else text
        quality, names, least = ("words", found, LEAST) if found else ("similar", like or [], LIKE)
        scored = [(quality, fuzz.token_sort_ratio(words, name.folded), name) for name in names]
        named = [one for one in scored if one[1] >= least]
    read_as = query.corrected if query and query.corrected != text else None
    return {"read_as": read_as, "matches": list(_best(named))[:most]}


def _best(named: list[tuple[str, float, _Name]]) -> Iterator[dict[str, Any]]:
    """Each occupation once, by its best name."""
    seen = set()
    for quality, score, name in sorted(named, key=lambda one: (LESS[one[2].kind] - one[1], -one[2].size, one[2].slug)):
        if name.slug not in seen:
            seen.add(name.slug)
            yield {
                "slug": name.slug,
                "title": name.title,
                "url": occupation_url(name.slug),
                "name": name.text,
                "quality": quality,
                "score": round(score - LESS[name.kind], 1),
                "codes": [_code(key, how) for key, how in sorted(json.loads(name.records).items())],
            }


def _code(key: str, quality: str) -> dict[str, str]:
    system, _, code = parts_of(key)
    return {"key": key, "system": system, "code": code, "quality": quality}


def _read(texts: set[str]) -> Iterator[tuple[str, _Query]]:
    """The query for each text; none for a text of which no word is known."""
    if not texts:
        return
    known = spelling.vocabulary()
    read: dict[str, spelling.Reading | None] = {}
    for text in sorted(texts):
        words = list(dict.fromkeys(text.split()))[:MOST_WORDS]
        for word in words:
            if word not in read:
                read[word] = spelling.reading(word, known)
        readings = {word: reading for word in words if (reading := read[word])}
        if readings:
            corrected = " ".join(readings[word].likeliest[0] if word in readings else word for word in words)
            rarest = max(readings.values(), key=lambda reading: known.places[reading.likeliest[0]])
            every = " & ".join(_any_of(reading.may) for reading in readings.values())
            # A word that nothing is like is not had by any name: then there is none with all of the words.
            yield text, _Query(corrected, every if len(readings) == len(words) else "", _any_of(rarest.likeliest))


def _any_of(words: list[str]) -> str:
    return f"({' | '.join(_lexeme(word) for word in words)})"


def _lexeme(word: str) -> str:
    """Within a tsquery; words are letters, digits, dots and signs, so that there is nothing to escape."""
    return f"'{word}'"


def _with_words(queries: dict[str, str]) -> dict[str, list[_Name]]:
    wanted = [(text, query) for text, query in queries.items() if query]
    if not wanted:
        return {}
    parameters = {"numbers": list(range(len(wanted))), "queries": [query for _, query in wanted], "most": CANDIDATES}
    found: dict[str, list[_Name]] = {}
    for number, *name in _rows(_WITH_WORDS, parameters):
        found.setdefault(wanted[number][0], []).append(_Name(*name))
    return found


def _rows(statement: str, parameters) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()
