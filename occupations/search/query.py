"""Finding public occupations by what people type: exact, then beginning, then words, then misspelt words.

The index (index.py) is read in one query. Only where that finds nothing does a second fetch what is new in the
vocabulary, and a third look for titles with as many of the words as can be had, misspelt ones corrected.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from occupations.search import spelling
from occupations.search.index import fold

LONGEST_QUERY = 100
MOST_WORDS = 8  # that are looked for; no title is found by more
# What people ask around a title; left out where nothing has it all.
ASKING = frozenset(["become", "career", "doe", "how", "i", "job", "pay", "position", "salary", "wage", "what", "work"])
SHORT = 2  # letters: words up to this length are looked for whole, but for titles that begin so: too many others do


class Hit(NamedTuple):
    """`why`: “also called vet tech”; empty where the title itself was found. `exact`: it has that very name.
    `salary`: US$ a year; `salary_group`: the wider group that it is for, empty where it is the occupation's own."""

    slug: str
    title: str
    category: str
    why: str = ""
    exact: bool = False
    category_slug: str = ""
    salary: Decimal | None = None
    salary_metric: str = ""
    salary_period_end: date | None = None
    salary_group: str = ""


class SearchResult(NamedTuple):
    """`near`: what has only some of the words, or words like them; only where there are no hits."""

    hits: list[Hit]
    near: list[Hit] = []

    @property
    def best(self) -> list[Hit]:
        return self.hits or self.near


class _Row(NamedTuple):
    slug: str
    title: str
    category: str
    category_slug: str
    salary: Decimal | None
    salary_metric: str
    salary_period_end: date | None
    salary_group: str
    text: str
    kind: int
    rank: int


# Of each occupation its best name, then the best occupations: of the lowest rank, the title before other names, with
# the fewest further words, and of equals the largest. What a name is judged by is packed into one number (its rank, two
# bits of kind, six of further words, its key), because sorting thousands of rows costs more than all the rest. Only
# what is live is joined, whatever the index says.
_BEST = """
SELECT found.slug, e.title, e.category_name, e.category_slug, e.salary, e.salary_metric, e.salary_period_end,
       coalesce(e.groups->>'salary', ''), name.text, name.kind, found.rank
FROM (
    SELECT o.slug, best.*, code >> 42 AS rank, (code >> 40) & 3 > 1 AS other, (code >> 34) & 63 AS extra
    FROM (
        SELECT edition_id, max(size) AS size,
               min((((rank::bigint * 4 + kind) * 64 + least(extra, 63)) << 34) + id) AS code
        FROM ({matching}) AS matching
        GROUP BY edition_id
    ) AS best
    JOIN occupations_occupation o ON o.live_id = best.edition_id AND o.withdrawn_at IS NULL
    ORDER BY rank, other, extra, size DESC, slug
    LIMIT %(limit)s
) AS found
JOIN occupations_searchtitle name ON name.id = found.code & ((1::bigint << 34) - 1)
JOIN occupations_edition e ON e.id = found.edition_id
ORDER BY found.rank, found.other, found.extra, found.size DESC, found.slug
"""
# Kinds 0 and 1 are the title, 2 is what editors call it, 3 a job title (SearchTitle.Kind); `named`: the title has the
# words, too. A job title that is equal, of an occupation that is called otherwise, comes after titles that begin so.
_AS_TYPED = """
SELECT id, edition_id, kind, size, extra, CASE
    WHEN equal AND (kind < 3 OR named) THEN greatest(kind, 1) - 1 + (NOT named)::int
    WHEN kind < 2 AND begins AND whole THEN 3
    WHEN equal THEN 4
    ELSE 5 + 4 * (kind > 1)::int + 2 * (NOT begins)::int + (NOT whole)::int
END AS rank
FROM (
    SELECT id, edition_id, kind, size, length(words) AS extra,
           folded = %(query)s AS equal,
           folded LIKE %(begins)s AS begins,
           words @@ %(whole)s::tsquery AS whole,
           folded = %(query)s AND edition_id IN (
               SELECT edition_id FROM occupations_searchtitle WHERE kind < 2 AND words @@ %(whole)s::tsquery
           ) AS named
    FROM occupations_searchtitle
    WHERE words @@ %(begun)s::tsquery {or_begins}
    OFFSET 0 -- each is worked out once
) AS found
"""
EQUAL = (0, 1, 2, 4)  # the ranks of names that are what was typed
# Names with all of the words; where there are none, names with any. {had}: for each word whether the name has it, or
# its likeliest meaning; {having} and {points}: sums of these, and the rank made of both.
_ANY_WORDS = """
SELECT id, edition_id, kind, size, extra, {words} * 100000 - ({having}) * 100000 + 99999 - ({points}) AS rank
FROM (
    SELECT id, edition_id, kind, size, length(words) AS extra, {had}
    FROM occupations_searchtitle
    WHERE words @@ (
        SELECT CASE WHEN EXISTS (SELECT FROM occupations_searchtitle WHERE words @@ %(all)s::tsquery)
               THEN %(all)s ELSE %(any)s END
    )::tsquery
    OFFSET 0 -- each is worked out once
) AS found
"""


def search(query: str, limit: int = 20) -> list[Hit]:
    """The occupations that the query may mean, best first, each once."""
    return find(query, limit).hits


def near(text: str, limit: int = 5) -> list[Hit]:
    """Titles that look most like the text, however little; for pages that say what they did not find."""
    return find(text.replace("-", " "), limit).best


def find(query: str, limit: int = 20) -> SearchResult:
    """At most three queries to the database; one where something has all the words."""
    typed = " ".join(query[:LONGEST_QUERY].split())
    words = list(dict.fromkeys(fold(typed).split()))[:MOST_WORDS]
    if not words:
        return SearchResult([])
    hits = _as_typed(fold(typed), words, limit)
    return SearchResult(hits) if hits else _corrected(typed, words, limit)


def _as_typed(query: str, words: list[str], limit: int) -> list[Hit]:
    short = len(words[-1]) <= SHORT
    matching = _AS_TYPED.format(or_begins="OR (folded LIKE %(begins)s AND kind < 2)" if short else "")
    rows = _rows(
        _BEST.format(matching=matching),
        query=query,
        begins=f"{query}%",
        whole=" & ".join(map(_lexeme, words)),
        begun=" & ".join(_lexeme(word) + ":*" * (len(word) > SHORT) for word in words),
        limit=limit,
    )
    return [_hit(row, exact=row.rank in EQUAL) for row in rows]


def _corrected(typed: str, words: list[str], limit: int) -> SearchResult:
    """Titles that have the most of the words; in the place of an unknown one, of the words that it may be."""
    known = spelling.vocabulary()
    words = [word for word in words if word not in ASKING] or words
    readings = {word: reading for word in words if (reading := spelling.reading(word, known))}
    if not readings:
        return SearchResult([])
    each = [f"({_or(reading.may)})" for reading in readings.values()]
    parameters = {"any": " | ".join(each), "all": " & ".join(each), "limit": limit}
    had, having, points = [], [], []
    for number, reading in enumerate(readings.values()):
        parameters |= {f"may_{number}": _or(reading.may), f"likely_{number}": _or(reading.likeliest)}
        had += [f"(words @@ %({name})s::tsquery)::int AS {name}" for name in (f"may_{number}", f"likely_{number}")]
        having.append(f"may_{number}")
        # A rare word says more than a common one, and the likeliest meaning of a word more than another.
        weight = 10 + int(10 * known.places[reading.likeliest[0]] ** 0.5)
        points.append(f"{weight} * (2 * may_{number} + likely_{number})")
    sums = {"having": " + ".join(having), "points": " + ".join(points)}
    matching = _ANY_WORDS.format(words=len(words), had=", ".join(had), **sums)
    rows = _rows(_BEST.format(matching=matching), **parameters)
    if rows and rows[0].rank < 100_000 and all(reading.sure for reading in readings.values()):
        why = "" if known.places.keys() >= set(words) else f"spelling corrected from “{typed}”"
        # All in one reading: whoever is offered plumbers is not offered pullers.
        return SearchResult([_hit(row, why) for row in rows if row.rank == rows[0].rank])
    return SearchResult([], [_hit(row) for row in rows])


def _hit(row: _Row, corrected: str = "", *, exact: bool = False) -> Hit:
    why = [f"also called {row.text}"] * (row.kind > 0) + [corrected] * bool(corrected)
    return Hit(
        row.slug,
        row.title,
        row.category,
        ", ".join(why),
        exact,
        row.category_slug,
        row.salary,
        row.salary_metric,
        row.salary_period_end,
        row.salary_group,
    )


def _rows(statement: str, **parameters) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [_Row(*row) for row in cursor.fetchall()]


def _or(words: list[str]) -> str:
    return " | ".join(map(_lexeme, words))


def _lexeme(word: str) -> str:
    """Within a tsquery; words are letters, digits, dots and signs, so that there is nothing to escape."""
    return f"'{word}'"
