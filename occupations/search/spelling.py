"""What a misspelt word may have been meant to be: the nearest words of the vocabulary.

The vocabulary (about ten thousand words) is kept in the process. Its key changes when the index does, so that asking
whether it is still that one is one small query, which brings the new words along where it is not.
"""

from math import log2
from typing import NamedTuple

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

MOST_MEANINGS = 4
OF_PROGRAMMERS = ("programmer", "developer")  # a word that ends in + or # is a language of theirs

NEWEST = """
SELECT id, CASE WHEN id <> %s THEN words END FROM occupations_searchvocabulary ORDER BY id DESC LIMIT 1
"""


class Vocabulary(NamedTuple):
    """`key`: of the row it was read from. `places`: each word and its place, the most common word first."""

    key: int
    words: list[str]
    places: dict[str, int]


class Reading(NamedTuple):
    """`likeliest` of the words that it `may` be; not `sure`: of something related, at best."""

    likeliest: list[str]
    may: list[str]
    sure: bool = True


class VocabularyCache:
    """The vocabulary that this process knows."""

    def __init__(self) -> None:
        self._known = Vocabulary(0, [], {})

    def vocabulary(self) -> Vocabulary:
        """The words of what is public now; one query."""
        with connection.cursor() as cursor:
            cursor.execute(NEWEST, [self._known.key])
            key, words = cursor.fetchone() or (0, [])
        if words is not None:
            self._known = Vocabulary(key, words, {word: place for place, word in enumerate(words)})
        return self._known


kept = VocabularyCache()


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
