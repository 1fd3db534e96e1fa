"""Why a title is answered as it is: all that the engine works out on the way. Asks the database nothing."""

import copy
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.models import SearchTitle
from occupations.search.engine import CERTAIN, LONGEST_QUERY, Found, find_among
from occupations.search.live import Live
from occupations.search.model.evidence import nearest
from occupations.search.model.features import FEATURES, NONE_FEATURES
from occupations.search.model.logit import probabilities, rows_of
from occupations.search.model.ranker import Answer, Look, answer, in_order, look
from occupations.search.reading.tables import Edit, tables
from occupations.search.reading.titles import Reading

MOST_NEIGHBORS = 20
MOST_CANDIDATES = 8
MOST_HITS = 5
_NAMES = (*FEATURES, *NONE_FEATURES)


class Contribution(NamedTuple):
    """What one feature speaks for or against a candidate: its product, in log odds."""

    feature: str
    value: float
    weight: float

    @property
    def product(self) -> float:
        return self.value * self.weight


class Candidate(NamedTuple):
    """`title`: of an occupation; empty for “none of these”. `probability` and `confidence`: what the model says, before
    names and editors do. `contributions`: the largest first; those of features that are 0 are left out."""

    title: str
    probability: float
    confidence: float
    score: float
    contributions: list[Contribution]


class Neighbor(NamedTuple):
    """A name near the title; `kind`: in words, as of SearchTitle."""

    name: str
    occupation: str
    kind: str
    similarity: float


class Explained(NamedTuple):
    """`decided`: “editors”; “title”: it is the title of an occupation, or what editors call one; “name”: names that are
    just this come before others; “model”; “code”; or “nothing” could be read. `none_above`: the probability of
    “none of these” from which nothing matches."""

    found: Found
    decided: str
    readings: tuple[Reading, ...] = ()
    neighbors: list[Neighbor] = []
    candidates: list[Candidate] = []
    none: Candidate | None = None
    none_above: float = 0.0


def explain(text: str, known: Live) -> Explained:
    typed = " ".join(text[:LONGEST_QUERY].split())
    found = find_among(typed, MOST_HITS, known)
    if found.title is None:
        return Explained(found, "code" if found.hits else "nothing")
    seen, answered = look(typed, known.names), answer(typed, known.names, known.parameters)
    rows, weights = rows_of(seen.found), known.parameters.weights
    likely = probabilities(rows, weights)
    return Explained(
        found,
        _decided(found, seen),
        seen.readings,
        _neighbors(seen, known),
        _candidates(seen, answered, rows, likely, known),
        Candidate("", float(likely[-1]), 0.0, float(rows[-1] @ weights), _contributions(rows[-1], weights)),
        known.parameters.none_above,
    )


def with_edit(known: Live, edits: tuple[Edit, ...], edit: Edit) -> Live:
    """What would be known, were the tables edited so, too; the weights stay as they are."""
    others = tuple(one for one in edits if (one.table, one.words) != (edit.table, edit.words))
    names = copy.copy(known.names)
    names.tables = tables((*others, edit))
    return known._replace(names=names)


def _decided(found: Found, seen: Look) -> str:
    if found.by_editors:
        return "editors"
    if found.confidence >= CERTAIN:
        return "title"
    return "name" if found.hits and seen.found.named.any() else "model"


def _neighbors(seen: Look, known: Live) -> list[Neighbor]:
    names = known.names
    near = nearest(seen.title, seen.readings, names.segments, names.vocabulary, names.hidden, MOST_NEIGHBORS)
    found = []
    for similarity, place, form in near:
        segment = names.segments[place]
        owner = known.occupations[int(segment.occupations[segment.form_occupation[form]])]
        kind = SearchTitle.Kind(int(segment.form_kind[form])).label
        found.append(Neighbor(segment.name(form), owner.title, kind, similarity))
    return found


def _candidates(
    seen: Look, answered: Answer, rows: npt.NDArray[np.float64], likely: npt.NDArray[np.float64], known: Live
) -> list[Candidate]:
    confidence = {one.number: one.confidence for one in answered.ranked}
    weights = known.parameters.weights
    found = []
    for place in in_order(seen.found, likely[:-1])[:MOST_CANDIDATES].tolist():
        number = int(seen.found.numbers[place])
        row = rows[place]
        found.append(
            Candidate(
                known.occupations[number].title,
                float(likely[place]),
                confidence.get(number, 0.0),
                float(row @ weights),
                _contributions(row, weights),
            )
        )
    return found


def _contributions(row: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]) -> list[Contribution]:
    found = [
        Contribution(name, value, weight)
        for name, value, weight in zip(_NAMES, row.tolist(), weights.tolist(), strict=True)
        if value
    ]
    return sorted(found, key=lambda one: (-abs(one.product), one.feature))
