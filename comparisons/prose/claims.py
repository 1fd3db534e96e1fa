"""What editors write about a pair: figures are filled in when it is rendered, and what it claims is held against the
comparison. Pure."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from comparisons.prose.difference_phrases import phrase
from comparisons.rules.compare import Comparison, Row
from comparisons.rules.difference import Outcome
from occupations.metrics import SLOTS
from occupations.profiles.sheet import Cell, Sheet

TOKEN = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"([ab])\.([a-z_0-9]+)")
ALIASES = {"pay_median": "wage_annual_median", "pay_mean": "wage_annual_mean"}
NUMBERS = {
    "an amount": re.compile(r"\$\s?(\d[\d,]*(?:\.\d+)?)"),
    "a percentage": re.compile(r"(\d[\d,]*(?:\.\d+)?)\s?(?:%|percent\b|(?:percentage )?points?\b)"),
    "a multiple": re.compile(r"(\d+(?:\.\d+)?) times\b"),
    "a number": re.compile(r"(?<![\d$,.])(\d{1,3}(?:,\d{3})+)(?![\d%])"),
}
# What a sentence is about, by its words → the row of the comparison that decides.
TOPICS = {
    "salary": re.compile(r"\b(?:pay|pays|paid|earn|earns|earning|earnings|wages?|salary|salaries)\b", re.IGNORECASE),
    "growth": re.compile(r"\b(?:grow|grows|growing|growth|outlook)\b", re.IGNORECASE),
    "openings": re.compile(r"\bopenings\b", re.IGNORECASE),
    "jobs": re.compile(r"\b(?:jobs|employment)\b", re.IGNORECASE),
    "age": re.compile(r"\b(?:older|younger|oldest|youngest)\b", re.IGNORECASE),
}
MORE = re.compile(r"\b(?:more|higher|better|faster|older|greater|larger|above|most|highest|best)\b", re.IGNORECASE)
LESS = re.compile(r"\b(?:less|lower|fewer|slower|worse|younger|smaller|below|least|lowest|worst)\b", re.IGNORECASE)
# Sentences that say of both, or deny: nothing is said of who is ahead.
NO_ORDER = re.compile(r"\b(?:both|neither|nor|not|no|never|about the same|alike)\b|n[’']t\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


class Pair(NamedTuple):
    """A comparison of two, and which of its sides is the pair's first (a) and second (b). `hidden`: metrics that the
    site's policy has switched off."""

    comparison: Comparison
    a: int
    b: int
    hidden: frozenset[str] = frozenset()

    def sheet(self, letter: str) -> Sheet:
        return self.comparison.sheets[self.a if letter == "a" else self.b]

    def cell(self, token: str) -> Cell | None:
        """What a token such as "a.pay_median" stands for; None where it stands for nothing."""
        match = NAME.fullmatch(token)
        if not match:
            return None
        sheet, name = self.sheet(match[1]), ALIASES.get(match[2], match[2])
        if name in SLOTS:
            return sheet.shown(SLOTS[name], self.hidden)
        for slot in SLOTS.values():
            if name in slot.metrics:
                cells, gap = sheet.candidates(slot, self.hidden)
                return next((cell for cell in cells if cell.metric == name), gap)
        return None


def fill(text: str, pair: Pair) -> str:
    """The text with the figures of today in the place of its tokens; a token that stands for nothing stays."""

    def value(match: re.Match[str]) -> str:
        cell = pair.cell(match[1])
        return match[0] if cell is None else cell.text

    return TOKEN.sub(value, text)


def faults(text: str, pair: Pair) -> list[str]:
    """What keeps these words from being published, a sentence each."""
    return [*_unknown_tokens(text, pair), *_unfound_numbers(TOKEN.sub("", text), pair), *_false_orders(text, pair)]


def _unknown_tokens(text: str, pair: Pair) -> Iterator[str]:
    for match in TOKEN.finditer(text):
        cell = pair.cell(match[1])
        if cell is None:
            yield f"“{match[0]}” stands for no figure. Tokens look like {{a.pay_median}} or {{b.growth}}."
        elif cell.missing:
            yield f"“{match[0]}” has no value: {cell.text}."


def _unfound_numbers(text: str, pair: Pair) -> Iterator[str]:
    known = set(_numbers(_texts(pair)))
    for kind, number, written in _written(text):
        if (kind, number) not in known:
            yield f"The comparison has no figure “{written}”. Use a token such as {{a.pay_median}}, or its figure."


def _texts(pair: Pair) -> Iterator[str]:
    """All that the comparison says in numbers, of either side against the other."""
    for row in pair.comparison.rows():
        for cell in row.cells:
            yield from (cell.text, *cell.remarks)
        for left, right in ((0, 1), (1, 0)):
            yield phrase(row.difference(left, right), row.cells[left], row.cells[right]).text
    for letter in "ab":
        sheet = pair.sheet(letter)
        for slot in SLOTS.values():
            yield from (cell.text for cell in sheet.candidates(slot, pair.hidden)[0])


def _numbers(texts: Iterable[str]) -> Iterator[tuple[str, Decimal]]:
    for text in texts:
        for kind, number, _ in _written(text):
            yield kind, number


def _written(text: str) -> Iterator[tuple[str, Decimal, str]]:
    for kind, pattern in NUMBERS.items():
        for match in pattern.finditer(text):
            yield kind, Decimal(match[1].replace(",", "")), match[0]


def _false_orders(text: str, pair: Pair) -> Iterator[str]:
    for sentence in SENTENCE.split(TOKEN.sub("", text)):
        more, less = bool(MORE.search(sentence)), bool(LESS.search(sentence))
        if more == less or NO_ORDER.search(sentence):
            continue
        for slot, pattern in TOPICS.items():
            if pattern.search(sentence):
                row = next((row for row in pair.comparison.rows() if row.slot == slot), None)
                if row is not None and (why := _contradiction(sentence, row, pair, more=more)):
                    yield f"“{sentence.strip()}” {why}"
                break


def _contradiction(sentence: str, row: Row, pair: Pair, *, more: bool) -> str:
    """What the comparison says instead; empty where it agrees, or where it is not clear who is meant."""
    difference = row.difference(pair.a, pair.b)
    label = SLOTS[row.slot].label.lower()
    if difference.outcome not in (Outcome.HIGHER, Outcome.LOWER):
        said = phrase(difference, row.cells[pair.a], row.cells[pair.b])
        why = f" ({said.note})" if said.note else ""
        return f"puts one before the other, but for {label} the comparison says “{said.text}”{why}."
    subject = _subject(sentence, pair)
    if subject is None:
        return ""
    higher = "b" if difference.outcome is Outcome.HIGHER else "a"
    if (subject == higher) is more:
        return ""
    title = pair.sheet(higher).profile.names.title
    return f"says the opposite of the comparison: for {label}, {title} is higher."


def _subject(sentence: str, pair: Pair) -> str | None:
    """Whom a sentence puts before or behind the other: the one side it names before it says more or less, or else the
    first that it names after. None where that is not clear."""
    order = next(match.start() for pattern in (MORE, LESS) if (match := pattern.search(sentence)))
    places = {letter: place for letter in "ab" if (place := _place(sentence, pair.sheet(letter))) is not None}
    before = [letter for letter, place in places.items() if place < order]
    if before:
        return before[0] if len(before) == 1 else None
    return min(places, key=lambda letter: places[letter], default=None)


def _place(sentence: str, sheet: Sheet) -> int | None:
    names = sheet.profile.names
    places = [sentence.casefold().find(name.casefold()) for name in (names.title, names.running, names.plural)]
    return min((place for place in places if place >= 0), default=None)
