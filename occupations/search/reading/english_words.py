"""Words of English (english/README.md says whose list it is): those are nobody's misspelling."""

import csv
from bisect import bisect_left
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "english" / "words.csv"


@cache
def _ordered() -> list[str]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [word for (word,) in csv.reader(file)][1:]


def is_english(word: str) -> bool:
    """`word`: folded."""
    return begins_a_word(word) and _ordered()[bisect_left(_ordered(), word)] == word


def begins_a_word(word: str) -> bool:
    place = bisect_left(_ordered(), word)
    return place < len(_ordered()) and _ordered()[place].startswith(word)
