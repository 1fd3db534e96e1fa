"""Numbers written in words. Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: number for number, word in enumerate([*_UNITS, *_TEENS], start=1)}
_VALUES |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_IN_WORDS = re.compile(
    rf"\b(?:({'|'.join(_TENS)})(?:[ -]({'|'.join(_UNITS)}))?|({'|'.join([*_TEENS, *_UNITS])}))"
    r"(?=[ -](?:per ?cent|(?:percentage )?points?|times|thousand|million|dollars)\b)",
    re.IGNORECASE,
)
_PARTS = ["half", "third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_DIVISORS = dict(zip(_PARTS, [2, 3, 4, 4, 5, 6, 7, 8, 9, 10], strict=True))
FRACTION = rf"(?:(half)|(an?|{'|'.join(_UNITS)})[ -]({'|'.join(_PARTS)})s?)"  # three groups, for `fraction`
# Fractions of people or jobs, not of a day or of pay.
_SHARE = re.compile(
    rf"\b{FRACTION}\s+of\s+(?!what\b|that\b|(?:the |a )?(?:day|time|week|year|pay|wages?|salary|number)\b)",
    re.IGNORECASE,
)


def in_digits(text: str) -> str:
    """Converts number words before a unit to digits: "twenty-five percent" → "25 percent"."""

    def digits(match: re.Match[str]) -> str:
        return str(sum(_VALUES[word.lower()] for word in match.groups() if word))

    return _IN_WORDS.sub(digits, text)


def shares(text: str) -> Iterator[tuple[Decimal, str]]:
    """Fractions in words, as percentages: "two thirds of lawyers"."""
    for match in _SHARE.finditer(text):
        yield 100 * fraction(*match.groups()), match[0].strip()


def fraction(half: str | None, count: str | None, part: str | None) -> Decimal:
    if half or not (count and part):
        return Decimal(1) / 2
    return Decimal(_VALUES.get(count.lower(), 1)) / _DIVISORS[part.lower()]
