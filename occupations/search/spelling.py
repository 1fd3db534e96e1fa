"""What a misspelt word may have been meant to be: the nearest words of the vocabulary.

The vocabulary (about ten thousand words) is cached until the index changes, which gives it another key.
"""

from math import log2
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from occupations.caching.live_value import LiveValue

MOST_MEANINGS = 4
OF_PROGRAMMERS = ("programmer", "developer")  # a word that ends in + or # is a language of theirs


class Vocabulary(NamedTuple):
    """`places`: each word and its place, the most common word first."""

    words: list[str]
    places: dict[str, int]


class Reading(NamedTuple):
    """`likeliest` of the words that it `may` be; not `sure`: of something related, at best."""

    likeliest: list[str]
    may: list[str]
    sure: bool = True


NEWEST = """
SELECT id, CASE WHEN id IS DISTINCT FROM %(known)s::bigint THEN words END
FROM (SELECT id, words FROM occupations_searchvocabulary UNION ALL SELECT 0, '{}') AS each
ORDER BY id DESC LIMIT 1
"""


def _vocabulary_of(words: list[str]) -> Vocabulary:
    return Vocabulary(words, {word: place for place, word in enumerate(words)})


_vocabulary = LiveValue(_vocabulary_of, NEWEST)


def vocabulary() -> Vocabulary:
    """The words of what is public now; one query, which brings them along where the index has changed."""
    return _vocabulary.get()


def reading(word: str, known: Vocabulary) -> Reading | None:
    """What the word is taken for; None where nothing comes near."""
    if word in known.places:
        return Reading([word], [word])
    if begun := [whole for whole in known.words if whole.startswith(word)][:MOST_MEANINGS]:
        return Reading(begun, begun)
    near = process.extract(word, known.words, scorer=OSA.distance, score_cutoff=_mistakes(word), limit=40)
    if near:
        # Of those with as few mistakes, one that looks like it or is common: “manger” is a manager before a mangler.
        ranked = sorted(near, key=lambda one: (one[1], log2(one[2] + 2) / 50 - JaroWinkler.similarity(word, one[0])))
        found = [other for other, _, _ in ranked[:MOST_MEANINGS]]
        return Reading(found[:1], found)
    related = [other for other in OF_PROGRAMMERS if word[-1] in "+#" and other in known.places]
    return Reading(related, related, sure=False) if related else None


def _mistakes(word: str) -> int:
    """How many letters may be wrong, missing, too many or swapped."""
    return 0 if len(word) < 4 else 1 if len(word) < 5 else 2 if len(word) < 9 else 3
