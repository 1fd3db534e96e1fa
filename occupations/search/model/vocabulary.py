"""Words that are typed, as words that names have: themselves, others of their family, or what they were meant to be."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from occupations.search.model.segment import Floats, Segment
from occupations.search.model.stems import stem
from occupations.search.reading.english_words import begins_a_word, is_english

KIN = 0.45  # what a word of the same family counts
SHORTEST_CORRECTED = 4
SHORTEST_WITH_TWO_MISTAKES = 7
SHORTEST_CUT = 5  # of a word that was cut off: “SUPERVIS”


class Vocabulary:
    """Of all segments together."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.idf: dict[str, float] = {}
        for segment in segments:
            for word, idf in zip(segment.words, segment.idf.tolist(), strict=True):
                self.idf.setdefault(word, idf)
        self.rare = max(self.idf.values(), default=1.0)
        self.by_letter: dict[str, list[str]] = {}
        for word in self.idf:
            if len(word) >= SHORTEST_CORRECTED and word.isalpha():
                self.by_letter.setdefault(word[0], []).append(word)

    def weight(self, word: str) -> float:
        return self.idf.get(word, self.rare)

    def corrected(self, word: str, *, begun: bool = False) -> str:
        """What an unknown word was meant to be; empty where nothing is near, and for English words. Same first letter,
        one or two mistakes. `begun`: it may be the beginning of a word, which is no mistake either."""
        if len(word) < SHORTEST_CORRECTED or not word.isalpha() or word in self.idf or is_english(word):
            return ""
        if begun and (begins_a_word(word) or any(one.startswith(word) for one in self.by_letter.get(word[0], ()))):
            return ""
        most = 1 if len(word) < SHORTEST_WITH_TWO_MISTAKES else 2
        near = process.extract(word, self.by_letter.get(word[0], ()), scorer=OSA.distance, score_cutoff=most, limit=20)
        if near:
            return min(near, key=lambda one: (one[1], self.idf[one[0]] / 50 - JaroWinkler.similarity(word, one[0])))[0]
        if len(word) >= SHORTEST_CUT:
            cut = [one for one in self.by_letter.get(word[0], ()) if one.startswith(word)]
            return min(cut, key=lambda one: (self.idf[one], one), default="")
        return ""


def likeness(words: Sequence[str], segment: Segment, vocabulary: Vocabulary) -> Floats:
    """Of every form of the segment, from 0 to 1."""
    norm = float(np.sqrt(sum(vocabulary.weight(word) ** 2 for word in dict.fromkeys(words))))
    return segment.scores(expand(words, segment, vocabulary), norm)


class WeightedWord(NamedTuple):
    place: int
    weight: float


def expand(words: Iterable[str], segment: Segment, vocabulary: Vocabulary) -> list[WeightedWord]:
    """Places of words in the segment, with the weight that each has in a query."""
    found: dict[int, float] = {}
    for word in words:
        idf = vocabulary.weight(word)
        own = segment.places.get(word)
        if own is not None:
            found[own] = max(found.get(own, 0.0), idf)
        for place in segment.stems.get(stem(word), ()):
            if place != own:
                found.setdefault(place, KIN * min(idf, float(segment.idf[place])))
    return [WeightedWord(*one) for one in found.items()]
