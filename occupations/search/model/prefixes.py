"""Names that begin as one types, or have a word that begins so; first those of the largest occupations, less for names
that are longer, that are not the title, or in which only a later word begins so."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.name_forms import LISTED, SYNONYM
from occupations.search.model.segment import Segment
from occupations.search.reading.tables import Tables

SHORT = 2  # letters: so many names have a word that begins so that only titles which begin so are meant
LESS = np.array([0.0, 0.2, 0.5, 1.2, 0.0])  # by tier, in tenfold numbers of people
LISTED_LESS = 0.4  # of a name that is only in a list of a source
PER_LETTER, MOST_LETTERS = 0.06, 16  # that are not typed yet, of a name that is not the title
FROM_TABLE, PER_LETTER_FROM_TABLE = 0.75, 0.1  # what words are worth more that a table puts in others: “doctor”
MOST_FROM_TABLE = 12  # of a table's words that begin so
Mask = npt.NDArray[np.bool_]


class Begun(NamedTuple):
    """`tier`: 0 the title begins so, 1 another name does, 2 the title has words that do, 3 another name has, 4 a table
    has words that do, which are this name; `words`: those."""

    number: int
    tier: int
    worth: float
    segment: int
    form: int
    words: str = ""


def begun(typed: str, segments: Sequence[Segment], hidden: Sequence[Mask], most: int) -> list[Begun]:
    """`typed`: folded. Each occupation once, by its best name."""
    found: list[Begun] = []
    for place, (segment, gone) in enumerate(zip(segments, hidden, strict=True)):
        found += _of_segment(typed, segment, gone, place, most)
    best: dict[int, Begun] = {}
    for one in sorted(found, key=_order):
        best.setdefault(one.number, one)
    return list(best.values())[:most]


def _order(one: Begun) -> tuple[float, int]:
    return -one.worth, one.number


def begun_in_tables(
    typed: str, tables: Tables, segments: Sequence[Segment], hidden: Sequence[Mask], most: int
) -> list[Begun]:
    """By words that a table puts in others, all of which is a name: “enferm” by “enfermera”, registered nurse."""
    if len(typed) <= SHORT:
        return []
    start, end = bisect_left(tables.typed, typed), bisect_left(tables.typed, typed + "\U0010ffff")
    found = []
    for words in sorted(tables.typed[start:end], key=len)[:MOST_FROM_TABLE]:
        way = tables.whole[tuple(words.split())][1][0]
        less = PER_LETTER_FROM_TABLE * min(len(words) - len(typed), MOST_LETTERS) - FROM_TABLE
        for place, (segment, gone) in enumerate(zip(segments, hidden, strict=True)):
            for form in segment.equal(" ".join(way)).tolist():
                owner = int(segment.form_occupation[form])
                if not gone[form]:
                    worth = float(segment.log_jobs[owner]) - less
                    found.append(Begun(int(segment.occupations[owner]), 4, worth, place, form, words))
    return sorted(found, key=_order)[:most]


def _of_segment(typed: str, segment: Segment, gone: Mask, place: int, most: int) -> list[Begun]:
    start, end = _range(typed, segment)
    forms = np.arange(start, end)
    tiers = (segment.form_kind[forms] > SYNONYM).astype(np.int64)
    if len(typed) > SHORT:
        within = _with_words(typed.split(), segment)
        within = within[(within < start) | (within >= end)]
        forms = np.concatenate([forms, within])
        tiers = np.concatenate([tiers, 2 + (segment.form_kind[within] > SYNONYM)])
    else:
        forms, tiers = forms[tiers == 0], tiers[tiers == 0]
    there = ~gone[forms]
    forms, tiers = forms[there], tiers[there]
    owners = segment.form_occupation[forms]
    # Of each occupation the name that is worth most.
    lengths = segment.form_starts[forms + 1] - segment.form_starts[forms]
    kinds = segment.form_kind[forms]
    left = np.clip(lengths - len(typed.encode()), 0, MOST_LETTERS) * (kinds > SYNONYM)
    worth = segment.log_jobs[owners] - LESS[tiers] - LISTED_LESS * (kinds == LISTED) - PER_LETTER * left
    order = np.lexsort((forms, lengths, -worth, owners))
    first = order[np.concatenate([[True], owners[order][1:] != owners[order][:-1]])] if len(order) else order
    best = first[np.lexsort((segment.occupations[owners[first]], -worth[first]))][:most]
    return [
        Begun(
            int(segment.occupations[owners[one]]),
            int(tiers[one]),
            float(worth[one]),
            place,
            int(forms[one]),
        )
        for one in best
    ]


class _Folded(Sequence[str]):
    """The forms of a segment as a sorted list of texts, each made when it is looked at."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __len__(self) -> int:
        return self._segment.forms

    def __getitem__(self, place: Any) -> Any:
        return self._segment.folded(place)


def _range(typed: str, segment: Segment) -> tuple[int, int]:
    forms = _Folded(segment)
    return bisect_left(forms, typed), bisect_left(forms, typed + "\U0010ffff")


def _with_words(words: Sequence[str], segment: Segment) -> npt.NDArray[np.int64]:
    """Forms that have all of the words, the last of them perhaps only begun."""
    left: npt.NDArray[np.int64] | None = None
    for word in words[:-1]:
        place = segment.places.get(word)
        if place is None:
            return np.zeros(0, dtype=np.int64)
        having = segment.postings[segment.starts[place] : segment.starts[place + 1]].astype(np.int64)
        left = having if left is None else np.intersect1d(left, having)
    start = bisect_left(segment.words, words[-1])
    end = bisect_left(segment.words, words[-1] + "\U0010ffff")
    having = np.unique(segment.postings[segment.starts[start] : segment.starts[end]]).astype(np.int64)
    return having if left is None else np.intersect1d(left, having)
