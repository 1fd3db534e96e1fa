"""Job titles in addresses: the parameters that speak of them, and the words of a title that stands there as a slug.

/compare/nurse-vs-doctor/?as=registered-nurse,      a reader chose an occupation for the first title
/occupations/registered-nurse/?asked=rn             a reader asked for a title, and was led here
/occupations/rn.json?match=sure                     a program lets a title be taken for an occupation
"""

import re
from collections.abc import Sequence

from occupations.text.english import join_words
from occupations.text.slugs import is_slug, split_pair

AS, ASKED, MATCH = "as", "asked", "match"
SURE, LIKELIEST = MATCHES = ("sure", "likeliest")
"""What titles may be taken for: only what is sure, or the likeliest occupation of each."""

_PLUSES = re.compile(r"(?<=[a-z])(?: plus)+\b")
_NAMED_BY_LETTER = re.compile(r"\b([a-z])((?: plus)+| sharp)\b")
_VERSUS = re.compile(r"\s(?:vs\.?|versus)\s", re.IGNORECASE)
_LETTERS_APART = re.compile(r"\b[a-z](?: [a-z]\b)+")


def spellings(slug: str) -> list[str]:
    """What a title with this slug may have looked like, the plainest first: "c plus plus developer", "c++ developer".

    A slug spells signs out and separates letters that belong together ("A/P clerk" -> a-p-clerk).
    """
    plain = slug.replace("-", " ")
    signs = _PLUSES.sub(lambda found: "+" * (len(found[0]) // len(" plus")), plain)
    signs = re.sub(r"(?<=[a-z]) sharp\b", "#", re.sub(r"\bdot (?=[a-z])", ".", signs))
    joined = _LETTERS_APART.sub(lambda found: found[0].replace(" ", ""), signs)
    return list(dict.fromkeys((plain, signs, joined)))


def titles_compared(text: str) -> list[str]:
    """The titles in what somebody typed to compare them, "nurse vs doctor"; empty if it is one title."""
    titles = [title.strip() for title in _VERSUS.split(f" {text} ")]
    return titles if len(titles) > 1 and all(titles) else []


def titles_in(text: str) -> list[str]:
    """The titles in the value of `asked`; none if any of them is malformed."""
    titles = split_pair(text)
    return titles if all(map(is_slug, titles)) else []


def with_signs(slug: str) -> str:
    """The words of a title with signs for those that its slug spells out: "C++ developer", "C# developer", ".NET
    developer", "A/P clerk"."""
    text = _NAMED_BY_LETTER.sub(lambda found: found[1].upper() + _signs(found[2]), slug.replace("-", " "))
    text = re.sub(r"\bdot net\b", ".NET", text)
    return _LETTERS_APART.sub(lambda found: _with_slash(found[0]), text)


def _with_slash(letters: str) -> str:
    return letters.replace(" ", "/").upper() if len(letters) == len("a p") else letters


def _signs(words: str) -> str:
    return "#" if words == " sharp" else "+" * (len(words) // len(" plus"))


def quoted(titles: Sequence[str]) -> str:
    """“nurse” and “doctor”."""
    return join_words([f"“{title}”" for title in titles])
