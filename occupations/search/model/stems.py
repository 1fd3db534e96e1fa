"""Words of one family: recruiter, recruiting, recruitment."""

from functools import lru_cache

_ENDINGS = (
    "isation", "ization", "ological", "ologist", "ational", "ations", "ation", "ician", "ments", "ment", "ology",
    "ional", "ities", "ating", "ator", "ical", "ance", "ence", "ions", "ing", "ion", "ist", "ian", "ers", "ors",
    "ity", "ive", "ial", "ary", "ery", "ory", "ant", "ent", "man", "ier", "ic", "al", "er", "or", "ee", "ed",
    "ry", "an", "y", "e", "s",
)  # fmt: skip
_SHORTEST = 4


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The word without its ending; short words stay as they are."""
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
