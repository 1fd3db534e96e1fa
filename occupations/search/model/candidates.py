"""Occupations that a title may mean, and what speaks for each: a row of numbers, the same in training and answering."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.evidence import MOST, Find, Row
from occupations.search.model.features import ANY_EQUAL, F
from occupations.search.model.segment import Segment
from occupations.search.model.signs import Signs
from occupations.search.model.vocabulary import Vocabulary
from occupations.search.reading.titles import Reading, ReadTitle, rewritten_core


class Candidates(NamedTuple):
    """`forms`: of each, (segment, form) of the name that is nearest. `equal`: a name is what was typed or is left of
    it; `exact`: a name is what was typed; `named`: so that it comes first. `none`: what speaks for no occupation.
    `left`: beside what was set aside there is a name, and no sign of another thing than a title."""

    numbers: npt.NDArray[np.int64]
    features: Row
    none: Row
    forms: list[tuple[int, int]]
    equal: npt.NDArray[np.bool_]
    exact: npt.NDArray[np.bool_]
    named: npt.NDArray[np.bool_]
    similarity: Row
    left: bool


def candidates(
    title: ReadTitle,
    readings: Sequence[Reading],
    segments: Sequence[Segment],
    vocabulary: Vocabulary,
    signs: Signs,
    hidden: Sequence[npt.NDArray[np.bool_]],
) -> Candidates:
    """`hidden`: of each segment, the forms that are not there: what is no longer live, or what is being learned."""
    finds = [
        Find(title, readings, segment, vocabulary, gone, place)
        for place, (segment, gone) in enumerate(zip(segments, hidden, strict=True))
    ]
    parts = [find.part() for find in finds]
    votes = np.concatenate([part.votes for part in parts])
    core_votes = np.concatenate([part.core_votes for part in parts])
    rows = np.concatenate([part.features for part in parts])
    equal = np.concatenate([part.equal for part in parts])
    exact = np.concatenate([part.exact for part in parts])
    forms = [form for part in parts for form in part.forms]
    order = np.lexsort((-votes, ~equal))[: max(MOST, int(equal.sum()))]
    rows, equal, exact = rows[order], equal[order], exact[order]
    top, core_top = max(votes.max(initial=0.0), 1e-9), max(core_votes.max(initial=0.0), 1e-9)
    rows[:, F["vote"]] = np.log(votes[order] / top + 1e-3) / 3
    rows[:, F["core_vote"]] = np.log(core_votes[order] / core_top + 1e-3) / 3
    for name in ("words", "rewritten_words", "head"):
        if len(rows):
            rows[:, F[name]] = np.maximum(rows[:, F[name]] - rows[:, F[name]].max(), -4.0)
    by_name = rows[:, ANY_EQUAL].max(axis=1, initial=0.0)
    sharing = int((by_name > 0).sum())
    if sharing == 1:
        rows[:, F["equal_alone"]] = by_name
    elif sharing > 1:
        rows[:, F["equal_source"]] /= 1 + np.log(sharing)
    return Candidates(
        np.concatenate([part.numbers for part in parts])[order],
        rows,
        _none(title, vocabulary, finds, rows, signs),
        [forms[place] for place in order],
        equal,
        exact,
        _named(title, rows, equal, exact),
        rows[:, F["best"]].copy(),
        bool(title.set_aside and equal.any() and not signs.core),
    )


def _named(
    title: ReadTitle, rows: Row, equal: npt.NDArray[np.bool_], exact: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """First the titles of occupations and what editors call them, then what a table has for all of the title, then
    names in lists: “owner” is no urologist; but a “certified technician” is not any technician."""
    chosen: npt.NDArray[np.bool_] = rows[:, [F["equal_title"], F["equal_editor"]]].max(axis=1, initial=0.0) > 0
    if title.plain and chosen.any():
        return chosen
    if title.renamed and not (title.set_aside and exact.any()):
        named: npt.NDArray[np.bool_] = rows[:, F["equal_table"]] > 0
        return named
    return exact if exact.any() else equal & title.plain


def _none(title: ReadTitle, vocabulary: Vocabulary, finds: Sequence[Find], rows: Row, signs: Signs) -> Row:
    words = rewritten_core(finds[0].readings, title.core)
    weights = [vocabulary.weight(word) for word in words]
    known = sum(weight for word, weight in zip(words, weights, strict=True) if word in vocabulary.idf)
    head = max((_headness(find.segment, word) for find in finds for word in words), default=0.0)
    best = rows[:, F["best"]].max(initial=0.0)
    equal = rows[:, [*ANY_EQUAL, F["equal_table"]]].max(initial=0.0)
    symbols = sum(not (letter.isalnum() or letter.isspace()) for letter in title.typed) / max(len(title.typed), 1)
    return np.array([
        1.0, 1 - best, float(equal), 1 - known / (sum(weights) or 1.0), signs.share, signs.only, 1 - head,
        float(len(words) == 1), max(0, len(words) - 6) / 4, float(best < 0.5), symbols, signs.whole, 0.0, 0.0, 0.0,
    ])  # fmt: skip


def _headness(segment: Segment, word: str) -> float:
    place = segment.places.get(word)
    if place is None:
        return 0.0
    heads = int(segment.head_count[segment.head_starts[place] : segment.head_starts[place + 1]].sum())
    uses = int(segment.use_count[segment.use_starts[place] : segment.use_starts[place + 1]].sum())
    return heads / (uses + 3.0)
