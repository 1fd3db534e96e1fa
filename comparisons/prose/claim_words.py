"""Finds the claims of a text about two occupations in its words: who is ahead in what, and how many times as much.
Pure.

Words are not understood, only looked for: what is found is held against the comparison (claims.py), and what is not
clear is left alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from comparisons.prose.number_words import FRACTION, fraction, in_digits


class Kind(Enum):
    MORE = "more"
    LESS = "less"
    SAME = "same"


class Claim(NamedTuple):
    """One part of a sentence. `slot`: the row of the comparison that it is about, empty where that is not said.
    `subject`: the side, "a" or "b", that it puts before or behind the other, empty where that is not clear. `ratio`:
    how many times the lower side the higher one is said to be, as `written`."""

    text: str
    slot: str
    kind: Kind
    subject: str
    ratio: Decimal | None = None
    written: str = ""


# The row that a sentence is about, by its words.
TOPICS = {
    "pay": r"pay|pays|paid|earn|earns|earned|earning|earnings|wages?|salary|salaries|income|out-?earn(?:s|ed)?",
    "hourly": r"hour|hourly",
    "growth": r"grow|grows|growing|growth|outlook|expand|expands|out-?grow(?:s|n)?",
    "openings": r"openings|vacancies",
    "jobs": r"jobs|employment|employs?|out-?number(?:s|ed)?",
    "age": r"older|younger|oldest|youngest|age",
    "entry_education": r"degree|degrees|education|schooling",
    "experience": r"years of experience|work experience|experience (?:required|needed)",
}
_MORE = (
    r"(?<!and )(?<!or )more|more(?= than)|higher|better|faster|older|greater|larger|bigger|above|ahead|the most|"
    r"highest|best|fastest|oldest|greatest|largest|biggest|"
    r"exceed(?:s|ed)?|beats?|tops?|surpass(?:es|ed)?|leads?|out-?(?:earn|grow|pace|number|strip|pay)s?"
)
_LESS = (
    r"less|lower|fewer|slower|worse|younger|smaller|poorer|below|behind|the least|"
    r"lowest|fewest|slowest|worst|youngest|smallest|trails?|lags?|under-?paid|"
    r"(?:exceeded|beaten|topped|surpassed|out-?(?:earned|grown|paced|numbered|stripped|paid)) by"
)
_SAME = (
    r"the same|same as|equal|equally|similar|similarly|alike|identical|on a par|no difference|"
    r"as (?:much|many|high|highly|fast|well)(?= (?:as|paid)\b)(?! as (?:\$|\d))"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_TOPIC_WORDS = {slot: _words(pattern) for slot, pattern in TOPICS.items()}
# Not of "more than 5,000 openings".
_THAN_A_NUMBER = r"(?!\s+than\s+(?:about\s+|nearly\s+)?(?:\$|\d|half\b|an?\s))"
_KIND_WORDS = {
    kind: _words(rf"(?:{words}){_THAN_A_NUMBER}") for kind, words in ((Kind.MORE, _MORE), (Kind.LESS, _LESS))
}
_SAME_WORDS = _words(_SAME)
# "as many" does not apply to the same jobs or the same degree.
_AMOUNT_OF = {"jobs": _words("number of jobs|employment"), "entry_education": _words("education")}
# Parts about both sides, or with a negation, do not say who is ahead.
_NO_ORDER = re.compile(
    r"\b(?:both|neither|nor|not|no(?! doubt| question| wonder)|never|hardly|cannot|whether)\b|n[’']t\b|"
    r"\bpublished groups?\b|\bwhich (?:of|one|occupation|job)\b|"
    r"\b(?:than|above|below|over)\s+(?:the\s+)?(?:national\s+)?(?:average|median|most|all|many|others?|before|usual|expected)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(r"\b(?:not|never|cannot)\b|n[’']t\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_PART = re.compile(r"\s*;\s+|,?\s+\b(?:but|while|whereas|although|though|yet)\s+", re.IGNORECASE)
_CONCESSION = re.compile(r"(?:while|whereas|although|though)\b", re.IGNORECASE)
_AND = re.compile(r",?\s+and\s+", re.IGNORECASE)
# Words before the name of the side that the other is compared with.
_AGAINST = re.compile(
    r"(?:\bthan|\bcompared (?:with|to)|\bunlike|\bagainst|\bover|\babove|\bbelow|\bbehind|\bby)"
    r"\s+(?:(?:those|that) of\s+|(?:to|for|of|the|an?)\s+)*$",
    re.IGNORECASE,
)

_AS_MUCH = (
    r"as (?:much|many|high|fast|large|big)|"
    r"(?:of )?(?:what|that of|those of|the (?:pay|wages?|salary|number|growth))"
)
_MULTIPLE = _words(rf"(?:(twice|double|triple|quadruple)|(\d+(?:\.\d+)?) times)\s+(?:{_AS_MUCH}|more|higher|larger)")
_PART_OF = _words(rf"{FRACTION}\s+(?:({_AS_MUCH})|(more|higher|larger|older)|(less|lower|fewer|smaller))")
_TIMES = {"twice": 2, "double": 2, "triple": 3, "quadruple": 4}


def claims(text: str, sides: Mapping[str, str]) -> Iterator[Claim]:
    """`sides`: what the sides are called → "a" or "b"."""
    for part, unmasked in _masked_parts(text, sides):
        for claim in _claims(part):
            yield claim._replace(text=unmasked(part), written=unmasked(claim.written))


def attributed(text: str, sides: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Parts of sentences that are about one side alone, and compare nothing: (the part, "a" or "b")."""
    for part, unmasked in _masked_parts(text, sides):
        named = {match[1] for match in _NAME.finditer(part)}
        if len(named) == 1 and not any(words.search(part) for words in _KIND_WORDS.values()):
            yield unmasked(part), named.pop()


def _masked_parts(text: str, sides: Mapping[str, str]) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Each with what gives its names back."""
    masked, written = _masked(in_digits(text), sides)

    def unmasked(part: str) -> str:
        return _NAME.sub(lambda match: written[int(match[2])], part).strip()

    for sentence in _SENTENCE.split(masked):
        for part in _parts(sentence):
            yield part, unmasked


# Names are masked, so that their words are not read as part of the sentence.
_NAME = re.compile("\ue000([ab])(\\d+)\ue001")


def _masked(text: str, sides: Mapping[str, str]) -> tuple[str, list[str]]:
    names = sorted(filter(None, sides), key=len, reverse=True)
    written: list[str] = []
    letters = {name.casefold(): sides[name] for name in names}

    def mask(match: re.Match[str]) -> str:
        written.append(match[0])
        return f"\ue000{letters[match[0].casefold()]}{len(written) - 1}\ue001"

    pattern = "|".join(map(re.escape, names))
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", mask, text, flags=re.IGNORECASE) if names else text, written


def _parts(sentence: str) -> Iterator[str]:
    for part in _PART.split(sentence):
        pieces = re.split(r",\s+", part) if _CONCESSION.match(part) else [part]
        for piece in pieces:
            several = sum(len(words.findall(piece)) for words in _KIND_WORDS.values()) > 1
            yield from _AND.split(piece) if several else [piece]


def _claims(part: str) -> Iterator[Claim]:
    ratio, kind, found = _ratio(part)
    if found is not None:
        slot = "" if _NO_ORDER.search(part) else _topic(part, found.start(), kind)
        yield Claim(part, slot, kind, _subject(part, found.start()), ratio, found[0])
        part = part[: found.start()] + " " * len(found[0]) + part[found.end() :]
    matches = {kind: match for kind, words in _KIND_WORDS.items() if (match := words.search(part))}
    if not matches and found is None and (same := _SAME_WORDS.search(part)):
        matches = {} if _DENIAL.search(part) else {Kind.SAME: same}
    elif _NO_ORDER.search(part):
        return
    if len(matches) == 1:
        ((kind, match),) = matches.items()
        if slot := _topic(part, match.start(), kind):
            yield Claim(part, slot, kind, _subject(part, match.start()))


def _topic(part: str, place: int, kind: Kind) -> str:
    """The row whose words stand closest to the comparing word."""
    distances = {
        slot: min(abs(match.start() - place) for match in words.finditer(part))
        for slot, words in _TOPIC_WORDS.items()
        if words.search(part)
    }
    slot = min(distances, key=lambda one: distances[one], default="")
    if slot == "pay" and "hourly" in distances:
        return "hourly"
    if kind is Kind.SAME and slot in _AMOUNT_OF:
        return slot if _AMOUNT_OF[slot].search(part) else ""
    return slot


def _ratio(part: str) -> tuple[Decimal, Kind, re.Match[str] | None]:
    """The multiple that the text states; no match if it states none."""
    if (match := _MULTIPLE.search(part)) and (times := Decimal(match[2] or _TIMES[match[1].lower()])) > 1:
        return times, Kind.MORE, match
    if match := _PART_OF.search(part):
        part_of = fraction(*match.groups()[:3])
        if match[5]:
            return 1 + part_of, Kind.MORE, match
        if part_of < 1:
            return 1 / (part_of if match[4] else 1 - part_of), Kind.LESS, match
    return Decimal(1), Kind.SAME, None


def _subject(part: str, place: int) -> str:
    """The one side that is named before the word that compares, or else the first behind it; who a side is measured by
    names the other side, too."""
    against = {match[1] for match in _NAME.finditer(part) if _AGAINST.search(part[: match.start()])}
    named = [(match.start(), match[1]) for match in _NAME.finditer(part)]
    free = [(start, letter) for start, letter in named if letter not in against]
    if len(against) == 1:
        (other,) = against
        return "b" if other == "a" else "a"
    before = {letter for start, letter in free if start < place}
    if before:
        return before.pop() if len(before) == 1 else ""
    return free[0][1] if free else ""
