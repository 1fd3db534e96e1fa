"""Finding public occupations by what people type: exact, then beginning, then words, then misspelt words.

The index (search_index.py) is asked in one query. Only where that finds nothing does a second fetch what is new in the
vocabulary, and a third look for titles with as many of the words as can be had, misspelt ones corrected.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import connection

from occupations import spelling
from occupations.search_index import fold

LONGEST_QUERY = 100
MOST_WORDS = 8  # that are looked for; no title is found by more
# What people ask around a title; left out where nothing has it all.
ASKING = frozenset(["become", "career", "doe", "how", "i", "job", "pay", "position", "salary", "wage", "what", "work"])
SHORT = 2  # letters: words up to this length are looked for whole, but for titles that begin so: too many others do


class Hit(NamedTuple):
    """`why`: “also called vet tech”; empty where the title itself was found. `exact`: it has that very name.
    `salary`: US$ a year."""

    slug: str
    title: str
    category: str
    why: str = ""
    exact: bool = False
    category_slug: str = ""
    salary: Decimal | None = None
    salary_metric: str = ""
    salary_period_end: date | None = None


class Found(NamedTuple):
    """`near`: what has only some of the words, or words like them; only where there are no hits."""

    hits: list[Hit]
    near: list[Hit] = []


class _Row(NamedTuple):
    """`rank`: the lower, the better; `having`: how many of the words the name has, where not all are asked for."""

    slug: str
    title: str
    category: str
    category_slug: str
    salary: Decimal | None
    salary_metric: str
    salary_period_end: date | None
    text: str
    kind: int
    equal: bool
    having: int
    rank: float


# Of each occupation its best name, then the best occupations. Only what is live is joined, whatever the index says.
_BEST = """
SELECT o.slug, e.title, e.category_name, e.category_slug, e.salary, e.salary_metric, e.salary_period_end,
       best.text, best.kind, best.equal, best.having, best.rank
FROM (
    SELECT DISTINCT ON (edition_id) * FROM ({matching}) AS matching
    ORDER BY edition_id, rank, kind, extra, id
) AS best
JOIN occupations_edition e ON e.id = best.edition_id
JOIN occupations_occupation o ON o.live_id = e.id AND o.withdrawn_at IS NULL
ORDER BY {order}, best.size DESC, length(e.title), o.slug
LIMIT %(limit)s
"""
# Kinds 0 and 1 are the title (SearchTitle.Kind), 2 is what editors call it. `named`: the title has the words, too.
_AS_TYPED = """
SELECT *, 0 AS having FROM (
    SELECT *, CASE
        WHEN equal AND (kind < 3 OR named) THEN 0
        WHEN kind < 2 AND begins AND whole THEN 1
        WHEN equal THEN 2
        ELSE 3 + 4 * (kind > 1)::int + 2 * (NOT begins)::int + (NOT whole)::int
    END AS rank
    FROM (
        SELECT id, edition_id, text, kind, size, length(words) AS extra,
               folded = %(query)s AS equal,
               folded LIKE %(begins)s AS begins,
               words @@ %(whole)s::tsquery AS whole,
               edition_id IN (
                   SELECT edition_id FROM occupations_searchtitle WHERE kind < 2 AND words @@ %(whole)s::tsquery
               ) AS named
        FROM occupations_searchtitle
        WHERE words @@ %(begun)s::tsquery {or_begins}
    ) AS found
) AS ranked
"""
# Of equal names: the title, then what editors call it, then a job title of one whose title has it, too.
_ORDER_AS_TYPED = """
    best.rank, CASE WHEN best.rank = 0 THEN greatest(best.kind, 1) + (NOT best.named)::int ELSE best.extra END
"""
# {had}: for each word whether the name has it, or its likeliest meaning; {having} and {points}: sums of these.
_ANY_WORDS = """
SELECT *, {having} AS having, -({points}) AS rank FROM (
    SELECT id, edition_id, text, kind, size, length(words) AS extra, false AS equal, {had}
    FROM occupations_searchtitle
    WHERE words @@ %(any)s::tsquery
    OFFSET 0 -- looked up once for each name
) AS found
"""
_ORDER_ANY_WORDS = "best.having DESC, best.rank, best.kind > 1, best.extra"


def search(query: str, limit: int = 20) -> list[Hit]:
    """The occupations that the query may mean, best first, each once."""
    return find(query, limit).hits


def near(text: str, limit: int = 5) -> list[Hit]:
    """Titles that look most like the text, however little; for pages that say what they did not find."""
    found = find(text.replace("-", " "), limit)
    return found.hits or found.near


def find(query: str, limit: int = 20) -> Found:
    """At most three queries to the database; one where something has all the words."""
    typed = " ".join(query[:LONGEST_QUERY].split())
    words = list(dict.fromkeys(fold(typed).split()))[:MOST_WORDS]
    if not words:
        return Found([])
    hits = _as_typed(fold(typed), words, limit)
    return Found(hits) if hits else _corrected(typed, words, limit)


def _as_typed(query: str, words: list[str], limit: int) -> list[Hit]:
    short = len(words[-1]) <= SHORT
    matching = _AS_TYPED.format(or_begins="OR (folded LIKE %(begins)s AND kind < 2)" if short else "")
    rows = _rows(
        _BEST.format(matching=matching, order=_ORDER_AS_TYPED),
        query=query,
        begins=f"{query}%",
        whole=" & ".join(map(_lexeme, words)),
        begun=" & ".join(_lexeme(word) + ":*" * (len(word) > SHORT) for word in words),
        limit=limit,
    )
    return [_hit(row) for row in rows]


def _corrected(typed: str, words: list[str], limit: int) -> Found:
    """Titles that have the most of the words; in the place of an unknown one, of the words that it may be."""
    known = spelling.kept.vocabulary()
    words = [word for word in words if word not in ASKING] or words
    readings = {word: reading for word in words if (reading := spelling.reading(word, known))}
    if not readings:
        return Found([])
    parameters = {"any": _or([word for reading in readings.values() for word in reading.may]), "limit": limit}
    had, having, points = [], [], []
    for number, reading in enumerate(readings.values()):
        parameters |= {f"may_{number}": _or(reading.may), f"likely_{number}": _or(reading.likeliest)}
        had += [f"(words @@ %({name})s::tsquery)::int AS {name}" for name in (f"may_{number}", f"likely_{number}")]
        having.append(f"may_{number}")
        # A rare word says more than a common one, and the likeliest meaning of a word more than another.
        weight = 1 + known.places[reading.likeliest[0]] ** 0.5
        points.append(f"{weight:.1f} * (2 * may_{number} + likely_{number})")
    matching = _ANY_WORDS.format(had=", ".join(had), having=" + ".join(having), points=" + ".join(points))
    rows = _rows(_BEST.format(matching=matching, order=_ORDER_ANY_WORDS), **parameters)
    if rows and rows[0].having == len(words) and all(reading.sure for reading in readings.values()):
        why = "" if known.places.keys() >= set(words) else f"spelling corrected from “{typed}”"
        # All in one reading: whoever is offered plumbers is not offered pullers.
        return Found([_hit(row, why) for row in rows if row.rank == rows[0].rank])
    return Found([], [_hit(row) for row in rows])


def _hit(row: _Row, corrected: str = "") -> Hit:
    why = [f"also called {row.text}"] * (row.kind > 0) + [corrected] * bool(corrected)
    return Hit(*row[:3], ", ".join(why), row.equal, *row[3:7])


def _rows(statement: str, **parameters) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [_Row(*row) for row in cursor.fetchall()]


def _or(words: list[str]) -> str:
    return " | ".join(map(_lexeme, words))


def _lexeme(word: str) -> str:
    """Within a tsquery; words are letters, digits, dots and signs, so that there is nothing to escape."""
    return f"'{word}'"
