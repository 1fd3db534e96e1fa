"""Names near a title, as different from each other as names near it can be."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from occupations.search.model.name_forms import LISTED
from occupations.search.model.ranker import Names
from occupations.search.model.segment import Segment
from occupations.search.model.vocabulary import expand
from occupations.search.reading.tables import Phrase
from occupations.search.reading.titles import read_title, rewritten_core

LEAST = 0.3  # likeness
LOOKED_AT = 120  # names of each segment
OF_ONE_OCCUPATION = 4
ALIKE = 0.4  # what a name loses that has the words of one chosen before
KNOWN = 0.06  # what a name is worth more that people or editors use, or that belongs to one code alone
MEANT = 0.4  # what a name of an occupation is worth more that the title certainly means
ELSEWHERE = 0.2  # what a name is worth less of an occupation that it cannot mean
LIKELY = 0.15  # confidence from which an occupation's names are near, however different


class _Candidate(NamedTuple):
    name: str
    occupation: int
    worth: float
    words: frozenset[str]


def near_names(title: str, names: Names, meant: Mapping[int, float], most: int) -> list[str]:
    """Nearest first; none that has the same words as the title or as another. `meant`: confidence by occupation."""
    read = read_title(title, names.tables)
    found = _found(read.core, names, meant)
    rewritten = rewritten_core(read.readings, read.core)
    if rewritten != read.core and sum(bool(one.words.intersection(read.core)) for one in found) < most:  # “CEO”
        found += _found(rewritten, names, meant)
    found.sort(key=lambda one: (-one.worth, one.name, one.occupation))
    return _varied(found, {frozenset(read.core), frozenset(rewritten)}, most)


def _found(words: Phrase, names: Names, meant: Mapping[int, float]) -> list[_Candidate]:
    return [
        candidate
        for segment, hidden in zip(names.segments, names.hidden, strict=True)
        for candidate in _of_segment(words, names, segment, hidden, meant)
    ]


def _of_segment(
    words: Phrase, names: Names, segment: Segment, hidden: npt.NDArray[np.bool_], meant: Mapping[int, float]
) -> Iterator[_Candidate]:
    vocabulary = names.vocabulary
    norm = float(np.sqrt(sum(vocabulary.weight(word) ** 2 for word in dict.fromkeys(words))))
    likeness = segment.scores(expand(words, segment, vocabulary), norm)
    near = np.flatnonzero(likeness > LEAST)
    if len(near) > LOOKED_AT:
        near = near[np.lexsort((near, -likeness[near]))[:LOOKED_AT]]
    likely = [number for number, confidence in meant.items() if confidence >= LIKELY]
    theirs = np.isin(segment.form_occupation, np.flatnonzero(np.isin(segment.occupations, likely)))
    near = np.union1d(near, np.flatnonzero(theirs & (segment.form_kind < LISTED)))
    for form in near[~hidden[near]].tolist():
        number = int(segment.occupations[segment.form_occupation[form]])
        worth = float(likeness[form]) + (MEANT * meant[number] ** 0.5 if number in meant else -ELSEWHERE)
        worth += KNOWN * bool(segment.form_kind[form] < LISTED)
        yield _Candidate(segment.name(form), number, worth, frozenset(segment.folded(form).split()))


def _varied(found: list[_Candidate], taken: set[frozenset[str]], most: int) -> list[str]:
    """The best, then again and again the best of those that are left, less what it has in common with one before."""
    chosen: list[str] = []
    worth = [one.worth for one in found]
    of_occupation: dict[int, int] = {}
    while len(chosen) < most and worth and (best := max(worth)) > 0:
        place = worth.index(best)
        one = found[place]
        worth[place] = 0.0
        if one.words in taken or one.name in chosen or of_occupation.get(one.occupation, 0) == OF_ONE_OCCUPATION:
            continue
        taken.add(one.words)
        of_occupation[one.occupation] = of_occupation.get(one.occupation, 0) + 1
        chosen.append(one.name)
        for other, candidate in enumerate(found):
            if not one.words.isdisjoint(candidate.words):
                common = len(candidate.words & one.words) / len(candidate.words | one.words)
                worth[other] = min(worth[other], candidate.worth - ALIKE * common)
    return chosen
