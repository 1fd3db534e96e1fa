"""What no job title has: qualifications, organizations, sentences, dates, keyboard noise."""

from typing import NamedTuple

from occupations.search.reading.tables import Phrase, Tables
from occupations.search.reading.titles import ReadTitle

LONGEST = 3
_VOWELS = frozenset("aeiouy")


class Signs(NamedTuple):
    """`share`: of its words, those that are signs; `core`: of those that were not set aside. `only`: 1 if all are.
    `whole`: 1 if it is one known phrase."""

    share: float
    only: float
    whole: float
    core: float


def signs_of(title: ReadTitle, known: Tables) -> Signs:
    typed = next((one.words for one in title.readings if one.kind == "typed"), title.core)
    if not typed:
        return Signs(1.0, 1.0, 1.0, 1.0)
    marked, whole = _marked(typed, known)
    core, _ = _marked(title.core or typed, known)
    return Signs(sum(marked) / len(marked), float(all(marked)), float(whole), sum(core) / len(core))


def _marked(words: Phrase, known: Tables) -> tuple[list[bool], bool]:
    """Which of the words are signs, and whether all of them are one known phrase."""
    marked, whole = [False] * len(words), False
    for length in range(min(LONGEST, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            phrase = words[start : start + length]
            if phrase in known.no_titles or phrase in known.places or (length == 1 and _is_noise(phrase[0])):
                marked[start : start + length] = [True] * length
                whole = whole or length == len(words)
    return marked, whole


def _is_noise(word: str) -> bool:
    """“xkcdq”: letters that nobody speaks; “12345”."""
    if not word.isalpha():
        return word.isdigit() and len(word) > 3
    if not word.isascii() or len(word) < 5:
        return False
    run = longest = 0
    for letter in word:
        run = 0 if letter in _VOWELS else run + 1
        longest = max(longest, run)
    return longest >= 5 or len(set(word)) <= 2
