"""Titles whose occupation is known: what a title that is like them speaks for, beside the names of occupations."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.evidence import POWER, is_whole, trust
from occupations.search.model.name_forms import LISTED
from occupations.search.model.segment import Name, Occupation, Segment, build
from occupations.search.model.vocabulary import Vocabulary, likeness
from occupations.search.reading.tables import Tables
from occupations.search.reading.titles import Reading, read_title, rewritten_core
from occupations.search.reading.words import fold

LEAST_VOTE = 1e-3
NO_TITLE = ""  # among the codes

Row = npt.NDArray[np.float64]


class Lesson(NamedTuple):
    """`codes`: of six digits, any of which is right; none: it is no title. `filed`: by an employer, so that it says
    less. `part`: of the training set."""

    title: str
    codes: frozenset[str]
    filed: bool
    part: int


class Labeled:
    """`segment`: the titles as names; its occupations are twice the place of a code, and one more for those filed.
    `parts`: of each form, bits for the parts of the training set that it is from."""

    def __init__(self, segment: Segment, codes: Sequence[str], parts: npt.NDArray[np.int8] | None = None) -> None:
        self.segment, self.codes = segment, list(codes)
        self.parts = np.zeros(segment.forms, dtype=np.int8) if parts is None else parts
        self._place = {code: place for place, code in enumerate(self.codes)}
        self._owner = segment.occupations[segment.form_occupation]
        # Forms by their owner, and where each that has some begins.
        self._by_owner = np.argsort(self._owner, kind="stable")
        self._owners, self._starts = np.unique(self._owner[self._by_owner], return_index=True)

    def evidence(
        self, readings: Sequence[Reading], codes: Sequence[str], vocabulary: Vocabulary, unseen: int | None = None
    ) -> Row:
        """A row for each code: likeness of the nearest title, votes and equality, of those labeled by hand and of those
        filed. `unseen`: the part of the training set that is not to be used."""
        segment, size = self.segment, 2 * len(self.codes)
        best = np.zeros(segment.forms, dtype=np.float32)
        equal = np.zeros(size)
        there = self.parts != (1 << unseen if unseen is not None else -1)
        for reading in readings:
            np.maximum(best, likeness(reading.words, segment, vocabulary) * np.float32(trust(reading)), out=best)
            if is_whole(reading):
                forms = segment.equal(" ".join(reading.words))
                equal[self._owner[forms[there[forms]]]] = 1.0
        best[~there] = 0
        nearest, votes = np.zeros(size), np.zeros(size)
        if len(best):
            by_owner = best[self._by_owner].astype(np.float64)
            nearest[self._owners] = np.maximum.reduceat(by_owner, self._starts)
            votes[self._owners] = np.add.reduceat(by_owner**POWER, self._starts)
        columns = []
        for filed in (0, 1):
            of_kind = votes[filed::2]
            share = (
                np.log(of_kind / max(of_kind.max(initial=0.0), LEAST_VOTE) + LEAST_VOTE) / 3 - np.log(LEAST_VOTE) / 3
            )
            columns += [nearest[filed::2], share, equal[filed::2]]
        known = np.vstack([np.stack(columns, axis=1), np.zeros((1, len(columns)))])
        return known[[self._place.get(code, len(self.codes)) for code in codes]]


def learn(lessons: Iterable[Lesson], idf: Mapping[str, float], known: Tables | None = None) -> Labeled:
    """The same lessons, read by the same tables, give the same arrays."""
    lessons = list(lessons)
    codes = sorted({code for one in lessons for code in one.codes or [NO_TITLE]})
    place = {code: number for number, code in enumerate(codes)}
    names: dict[tuple[int, str], int] = {}
    for one in lessons:
        title = read_title(one.title, known)
        for words in {title.core, rewritten_core(title.readings, title.core)}:
            for code in one.codes or [NO_TITLE]:
                key = (2 * place[code] + one.filed, fold(" ".join(words)))
                names[key] = names.get(key, 0) | 1 << one.part
    segment = build(
        [Name(number, words, LISTED) for number, words in names if words],
        [Occupation(number, f"code {number}", 0, own_record=False) for number in range(2 * len(codes))],
        dict(idf),
    )
    owner = segment.occupations[segment.form_occupation].tolist()
    parts = [names.get((number, segment.folded(form)), 0) for form, number in enumerate(owner)]
    return Labeled(segment, codes, np.array(parts, dtype=np.int8))
