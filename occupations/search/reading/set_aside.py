"""What is no part of the work that a title names: levels, contract, shift, place, numbers of adverts."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from occupations.search.reading.parts import Part, Token
from occupations.search.reading.tables import Phrase, Tables
from occupations.search.reading.words import FILLERS

LONGEST_PHRASE = 6


class SetAside(NamedTuple):
    text: str
    kind: str


# In the text as it was typed, before it is taken apart.
_PER = r"(?:\s*(?:/|per|an?)\s*(?:hr|hour|h|yr|year|week|wk|annum|day|month)\b)?"
_AMOUNT = r"[$£€]\s?\d[\d,.]*\s*(?:k\b)?"
_NUMBERED = r"(?:req(?:uisition)?|job|ref|id|jr|r|posting|vacancy)[ #:._-]*(?:id|no|number)?[ #:._-]*"
_NOISE = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("requisition", r"(?<!\w)#\s*\w+|\b(?:req|job|ref|id)#\s*\w+|\bgs[- ]?\d{1,4}(?:[-/ ]\d{1,2})*\b"),
        ("pay", rf"{_AMOUNT}(?:\s*(?:-|–|to)\s*[$£€]?\s?\d[\d,.]*\s*k?)?{_PER}"),
        ("requisition", rf"(?:\b{_NUMBERED})?\b(?=(?:[a-z]*\d){{3}})[a-z]{{0,8}}\d{{3,}}[a-z0-9]*(?:-\d+)*\b"),
        ("size", r"\b\d+(?:\.\d+)?\s*-?tonn?es?\b"),
        ("contract", r"\b\d*\.\d+\s*(?:fte)?\b|\b\d{1,3}\s?%"),
        ("contract", rf"\b\d+\+?\s*(?:mos?|months?|hrs?|hours?|weeks?|wks?|days?|yrs?|years?)\b{_PER}"),
        ("gender", r"\b[mwfdhxn](?:\s?[/|,*]\s?[mwfdhxn]){1,3}\b"),
        ("gender", r"(?<=\w)[/*:_]-?(?:in|innen|frau|man|woman)\b|\(?\b(?:he/him|she/her|they/them)\b\)?"),
    )
)
_LEVEL = re.compile(r"i{1,3}|iv|v|vi{1,3}|ix|x|[1-9]")
_LEVEL_NAMES = frozenset(
    ("level", "lvl", "grade", "step", "tier", "band", "class", "group", "zone", "scale", "phase", "yr",
     "year", "lv", "range")
)  # fmt: skip


def as_typed(phrase: str, typed: str) -> str:
    """The phrase, whose words are folded, as it stands in the title; as it is where it cannot be found there."""
    between = rf"\W+(?:(?:{'|'.join(sorted(FILLERS))})\W+)*"
    words = between.join(map(_unfolded, phrase.split()))
    found = re.search(rf"(?<!\w){words}(?!\w)", typed, re.IGNORECASE)
    return found[0] if found else phrase


def _unfolded(word: str) -> str:
    """A pattern for what folds to the word: “opportunities”, “P.E”."""
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies)"
    if len(word) < 4 and word.isalpha():
        return r"\.?".join(word) + "s?"
    return rf"{re.escape(word)}\w{{0,2}}"


def without_noise(text: str) -> tuple[str, list[SetAside]]:
    """The text without what only advertisements and files have."""
    aside = []
    for kind, pattern in _NOISE:
        aside += [SetAside(found[0].strip(), kind) for found in pattern.finditer(text)]
        text = pattern.sub(" ; ", text)
    return text, aside


def without_marks(parts: Sequence[Part], known: Tables) -> tuple[list[Part], list[SetAside]]:
    """The parts that are left. Where nothing would be, what a table has other words for is left (“Senior PT” is no
    part-time work), or else all."""
    left, aside = _left(parts, known, keep=False)
    if not left and aside:
        left, aside = _left(parts, known, keep=True)
    return (left, aside) if left else (list(parts), [])


def _left(parts: Sequence[Part], known: Tables, *, keep: bool) -> tuple[list[Part], list[SetAside]]:
    left: list[Part] = []
    aside: list[SetAside] = []
    for number, part in enumerate(parts):
        tokens, weak, removed = _of_part(part, known, last=number == len(parts) - 1, first=number == 0, keep=keep)
        aside += removed
        if tokens:
            left.append(Part(tuple(tokens), tuple(weak), part.inner))
    return left, aside


def _of_part(
    part: Part, known: Tables, *, first: bool, last: bool, keep: bool
) -> tuple[list[Token], list[int], list[SetAside]]:
    tokens, aside = list(part.tokens), list[SetAside]()
    origin = list(range(len(tokens)))  # place of each before anything was removed
    named = _named(part.words, known)
    if keep:
        named |= {place for place, word in enumerate(part.words) if (word,) in known.whole}
    while found := _mark(tokens, [place in named for place in origin], known, first=first, last=last):
        start, end, kind = found
        aside.append(SetAside(" ".join(token.word for token in tokens[start:end]), kind))
        del tokens[start:end], origin[start:end]
    weak = [sum(place < one for place in origin) for one in part.weak]
    return tokens, [one for one in dict.fromkeys(weak) if 0 < one < len(tokens)], aside


def _named(words: Phrase, known: Tables) -> set[int]:
    """Places of words that a table knows together: “class A driver”, “junior doctor”, “night porter”."""
    return {
        place
        for length in range(2, LONGEST_PHRASE)
        for start in range(len(words) - length + 1)
        if words[start : start + length] in known.rewritten
        for place in range(start, start + length)
    }


def _mark(
    tokens: list[Token], named: list[bool], known: Tables, *, first: bool, last: bool
) -> tuple[int, int, str] | None:
    """The longest phrase that can be set aside."""
    words = tuple(token.word for token in tokens)
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            if any(named[start : start + length]):
                continue
            if kind := _kind(words[start : start + length], start, len(words), known, first=first, last=last):
                return start, start + length, kind
    return None


def _kind(phrase: Phrase, start: int, size: int, known: Tables, *, first: bool, last: bool) -> str:
    at_start, at_end = start == 0, start + len(phrase) == size
    mark = known.marks.get(phrase)
    if mark and _fits(mark.where, at_start=at_start, at_end=at_end):
        # “Staff”, “Lead” or “Head” alone is a part of its own, not the level of another.
        return mark.kind if size > len(phrase) or not first or mark.kind in ("contract", "shift", "advert") else ""
    if phrase in known.places and (
        (size == len(phrase) and not first) or ((at_end or at_start) and size > len(phrase))
    ):
        return "place"
    if size == 1 and not first and phrase[0] in known.states:
        return "place"
    return _number(phrase, at_start=at_start, at_end=at_end, first=first, size=size)


def _fits(where: str, *, at_start: bool, at_end: bool) -> bool:
    return {"any": True, "start": at_start, "end": at_end, "edges": at_start or at_end}[where]


def _number(phrase: tuple[str, ...], *, at_start: bool, at_end: bool, first: bool, size: int) -> str:
    """Levels in numbers and letters; numbers."""
    if len(phrase) == 2 and phrase[0] in _LEVEL_NAMES and (_LEVEL.fullmatch(phrase[1]) or phrase[1].isdigit()):
        return "level"
    if len(phrase) != 1:
        return ""
    word = phrase[0]
    alone = at_start and first and size == 1
    if alone:
        return ""
    if word.isdigit():
        # A digit that follows no word is the level of nothing: “alert(1)”.
        return "level" if len(word) == 1 and not at_start else "number"
    if (_LEVEL.fullmatch(word) and not at_start) or (len(word) == 1 and word in "abcde" and at_end and not at_start):
        return "level"
    return ""


def join(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(word for part in parts for word in part.words)
