"""The one form in which titles are looked for."""

import html
import re
import unicodedata

# “c++”, “c#”, “.net” and “r&d” are words; the dots of “R.N.” are not.
_INITIALS = r"[^\W\d_]{1,2}(?:&[^\W\d_]\b)+"
WORD = re.compile(rf"\b{_INITIALS}(?![+#])|\.?[^\W_]+[+#]*")
_ABBREVIATION = re.compile(r"\b(?:\w\.){2,}")
_GLUED = re.compile(r"\b(sr|jr|dr|asst|mgr|st)\.(?=\w)")
# “R and D”, “FP & A”; “A/P”, “Q/A”, but not “C/C++”.
_AND = re.compile(r"\b([^\W\d_]{1,2})(?:\s?&\s?|\sand\s)(?=[^\W\d_]\b(?![+#]))")
_SLASHED = re.compile(r"(?<![\w/])[^\W\d_](?:/[^\W\d_])+(?![\w/+#])")
_APOSTROPHE = re.compile(r"['’ʼ`]")
_MARKS = {"Mn", "Cf"}  # accents; marks that turn the direction of the text
FILLERS = frozenset(["a", "an", "and", "at", "for", "in", "of", "or", "the", "to", "with"])
# “Class A”: a letter, not an article.
_LETTERED = re.compile(r"\b(?:class|cdl|grade|group|level|licen[cs]e|section|tier|type)\W{0,2}$")


def plain(text: str) -> str:
    """Small letters without accents and apostrophes; abbreviations without their dots."""
    letters = html.unescape(text).casefold()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFKD", letters)
        letters = "".join(letter for letter in decomposed if unicodedata.category(letter) not in _MARKS)
    letters = _GLUED.sub(r"\1 ", _APOSTROPHE.sub("", letters))
    letters = _ABBREVIATION.sub(lambda found: found[0].replace(".", ""), letters)
    return _SLASHED.sub(lambda found: found[0].replace("/", ""), _AND.sub(r"\1&", letters))


def is_filler(text: str, start: int, end: int) -> bool:
    """Whether the word there, in plain text, only joins others: not the “a” of “Class A driver”, nor the “or” of “OR
    nurse” and “RN, OR”, which is a room."""
    word, before, after = text[start:end], text[:start], text[end:]
    if word not in FILLERS:
        return False
    if word == "a":
        return after[:1].isspace() and (not before or before[-1].isspace()) and not _LETTERED.search(before)
    if word == "or":
        return _goes_on(before[::-1]) and _goes_on(after)
    return True


def _goes_on(text: str) -> bool:
    return text.lstrip()[:1].isalnum()


def singular(word: str) -> str:
    """Crude, and the same for what is typed as for what is there."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")) or word == "news":
        return word
    return f"{word[:-3]}y" if word.endswith("ies") and len(word) > 4 else word[:-1]


def fold(text: str) -> str:
    """The words of a title as they are looked for: small letters without accents, the singular, no fillers."""
    text = plain(text)
    words = [(singular(found[0]), is_filler(text, *found.span())) for found in WORD.finditer(text)]
    return " ".join([word for word, filler in words if not filler] or [word for word, _ in words])
