"""Editors' notes on a pair: fills in figures when a note is rendered, and checks its claims against the comparison.
Pure."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from comparisons.prose.claim_words import Claim, Kind, attributed, claims
from comparisons.prose.difference_phrases import phrase, relative
from comparisons.prose.number_words import in_digits, shares
from comparisons.rules.compare import Comparison, Row
from comparisons.rules.difference import Outcome
from occupations.metrics import METRICS, SLOT_OF, SLOTS
from occupations.profiles.sheet import Cell, Sheet

TOKEN = re.compile(r"\{([^{}]*)\}")
NAME = re.compile(r"([ab])\.([a-z_0-9]+)")
ALIASES = {"salary": "pay_mean", "hourly": "hourly_mean"}  # tokens of before, which meant the mean
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_ALONE = r"(?<![\d$,.])"
_DOLLARS = r"\s(?:US )?dollars\b"
NUMBERS = [
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in [
        ("an amount", rf"\$\s?{_NUMBER}(?:\s?(?P<scale>k|thousand|million)\b)?"),
        ("an amount", rf"{_ALONE}{_NUMBER}(?:\s(?P<scale>thousand|million))?{_DOLLARS}"),
        ("a percentage", rf"{_NUMBER}\s?(?:%|per ?cent\b|(?:percentage )?points?\b)"),
        ("a number", rf"{_ALONE}{_NUMBER}\s(?P<scale>thousand|million)\b(?!{_DOLLARS})"),
        # Not a year.
        ("a number", rf"{_ALONE}(\d{{1,3}}(?:,\d{{3}})+|(?!(?:19|20)\d\d\b)\d{{4,}})(?![\d%]|,\d|{_DOLLARS})"),
    ]
]
SCALES = {"": 1, "k": 1_000, "thousand": 1_000, "million": 1_000_000}
UNFOUND = "The comparison has no figure “{}”. Use a token such as {{a.pay_median}}, or its figure."
AVERAGES = {
    "median": re.compile(r"\bmedians?\b", re.IGNORECASE),
    "mean": re.compile(r"\bmean\b|\bthe means\b", re.IGNORECASE),
}
IN_A_SENTENCE = 2  # figures of one cell, such as the shares of women and men
NEAR_SHARE = Decimal(3)  # points, of a share in words such as "two thirds"
NEAR_RATIO = Decimal("0.06")  # for multiples, which nobody states exactly
OF_THE_MEAN = {"pay": "pay_mean", "hourly": "hourly_mean"}  # what a text is about that says so


class Pair(NamedTuple):
    """A comparison of two sides, and which of them is the pair's first (a) and second (b). `hidden`: metrics that the
    site's policy has switched off."""

    comparison: Comparison
    a: int
    b: int
    hidden: frozenset[str] = frozenset()

    def sheet(self, letter: str) -> Sheet:
        return self.comparison.sheets[self.a if letter == "a" else self.b]

    def cell(self, token: str) -> Cell | None:
        """The figure of a token such as "a.pay_median"; None if there is none."""
        match = NAME.fullmatch(token)
        if not match:
            return None
        sheet, name = self.sheet(match[1]), ALIASES.get(match[2], match[2])
        if name in SLOTS:
            return sheet.shown(SLOTS[name], self.hidden)
        if name not in SLOT_OF:
            return None
        cells, gap = sheet.candidates(SLOTS[SLOT_OF[name]], self.hidden)
        return next((cell for cell in cells if cell.metric == name), gap)


def fill(text: str, pair: Pair) -> str:
    """The text with its tokens replaced by current figures; an unknown token stays."""

    def value(match: re.Match[str]) -> str:
        cell = pair.cell(match[1])
        return match[0] if cell is None else cell.text

    return TOKEN.sub(value, text)


def tokens(pair: Pair) -> list[tuple[str, list[tuple[str, str]]]]:
    """The figures that words may name: of each, its label, and the token and the figure of a and of b; a side that has
    none has an empty token. Without lists, which are no part of a sentence."""
    named = [(slot.label, [_token(pair, letter, name) for letter in "ab"]) for name, slot in SLOTS.items()]
    return [(label, sides) for label, sides in named if any(token for token, _ in sides)]


def _token(pair: Pair, letter: str, name: str) -> tuple[str, str]:
    cell = pair.cell(token := f"{letter}.{name}")
    is_figure = cell is not None and not cell.missing and len(cell.figures) <= IN_A_SENTENCE
    return (f"{{{token}}}", cell.text) if cell and is_figure else ("", "")


def with_sides_swapped(text: str) -> str:
    """The same words for the pair the other way round: {a.growth} → {b.growth}."""
    other = {"a": "b", "b": "a"}
    return re.sub(r"\{([ab])(?=\.)", lambda match: "{" + other[match[1]], text)


def faults(text: str, pair: Pair) -> list[str]:
    """The reasons against publishing these notes, a sentence each."""
    words = in_digits(TOKEN.sub("…", text))
    return [
        *_unknown_tokens(text, pair),
        *_unfound_numbers(words, pair),
        *_unfound_shares(words, pair),
        *_misplaced_figures(text, pair),
        *_false_claims(words, pair),
    ]


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
            yield UNFOUND.format(written)


def _unfound_shares(text: str, pair: Pair) -> Iterator[str]:
    known = [number for kind, number in _numbers(_texts(pair)) if kind == "a percentage"]
    for share, written in shares(text):
        if not any(abs(number - share) <= NEAR_SHARE for number in known):
            yield UNFOUND.format(written)


def _texts(pair: Pair) -> Iterator[str]:
    """All numbers in the comparison, for either side against the other."""
    for letter in "ab":
        yield from _cell_texts(pair, letter)
    yield from _difference_texts(pair)


def _cell_texts(pair: Pair, letter: str) -> Iterator[str]:
    for row in pair.comparison.rows():
        cell = row.cells[pair.a if letter == "a" else pair.b]
        yield from (cell.text, *cell.remarks)
    for slot in SLOTS.values():
        yield from (cell.text for cell in pair.sheet(letter).candidates(slot, pair.hidden)[0])


def _difference_texts(pair: Pair) -> Iterator[str]:
    for row in pair.comparison.rows():
        for left, right in ((0, 1), (1, 0)):
            difference = row.difference(left, right)
            yield phrase(difference, row.cells[left], row.cells[right]).text
            yield relative(difference.percent) if difference.percent else ""


def _numbers(texts: Iterable[str]) -> Iterator[tuple[str, Decimal]]:
    for text in texts:
        for kind, number, _ in _written(text):
            yield kind, number


def _written(text: str) -> Iterator[tuple[str, Decimal, str]]:
    for kind, pattern in NUMBERS:
        for match in pattern.finditer(text):
            scale = SCALES[(match.groupdict().get("scale") or "").lower()]
            yield kind, Decimal(match[1].replace(",", "")) * scale, match[0]


def _misplaced_figures(text: str, pair: Pair) -> Iterator[str]:
    """The one figure of a sentence about one side, if it is the other side's."""
    own = {letter: set(_numbers(_cell_texts(pair, letter))) for letter in "ab"}
    between = set(_numbers(_difference_texts(pair)))
    for part, letter in attributed(text, _sides(pair)):
        other = "b" if letter == "a" else "a"
        theirs = own[other] - own[letter] - between
        figures = [(match[0], match[1].startswith(f"{other}.")) for match in TOKEN.finditer(part)]
        figures += [(written, (kind, number) in theirs) for kind, number, written in _written(TOKEN.sub("…", part))]
        if len(figures) == 1 and figures[0][1]:
            title = pair.sheet(other).profile.names.title
            yield f"“{part}” gives a figure of the other side: “{figures[0][0]}” is that of {title}."


def _sides(pair: Pair) -> dict[str, str]:
    """What the sides are called → their letter."""
    names = {letter: pair.sheet(letter).profile.names for letter in "ab"}
    return {name: letter for letter, of in names.items() for name in (of.title, of.running, of.plural)}


def _false_claims(text: str, pair: Pair) -> Iterator[str]:
    rows = pair.comparison.by_slot
    for claim in claims(text, _sides(pair)):
        by_mean = AVERAGES["mean"].search(claim.text)
        row = rows.get(OF_THE_MEAN.get(claim.slot, claim.slot) if by_mean else claim.slot)
        if row is not None and (why := _contradiction(claim, row, pair)):
            yield f"“{claim.text}” {why}"
        elif row is None and claim.ratio and not any(_is_ratio(claim.ratio, one, pair) for one in rows.values()):
            yield UNFOUND.format(claim.written)


def _contradiction(claim: Claim, row: Row, pair: Pair) -> str:
    """What the comparison says instead; empty if it agrees, or if it is unclear who is meant."""
    difference = row.difference(pair.a, pair.b)
    verdict = phrase(difference, row.cells[pair.a], row.cells[pair.b])
    name = METRICS[difference.metric].name
    if any(pattern.search(claim.text) and word not in name for word, pattern in AVERAGES.items()):
        return ""  # by a different kind of average than the one that decides the row
    label = SLOTS[SLOT_OF[difference.metric]].label.lower()
    what = f"for {label} the comparison says “{verdict.text}”{f' ({verdict.note})' if verdict.note else ''}"
    if claim.kind is Kind.SAME:
        agrees = difference.outcome in (Outcome.SAME, Outcome.NOT_SEPARATED)
        return "" if agrees else f"says that they are alike, but {what}."
    if difference.outcome not in (Outcome.HIGHER, Outcome.LOWER):
        return f"puts one before the other, but {what}."
    higher = "b" if difference.outcome is Outcome.HIGHER else "a"
    if claim.subject and (claim.subject == higher) is not (claim.kind is Kind.MORE):
        title = pair.sheet(higher).profile.names.title
        return f"says the opposite of the comparison: for {label}, {title} is higher."
    if claim.ratio and not _is_ratio(claim.ratio, row, pair):
        return f"says “{claim.written}”, but {what}."
    return ""


def _is_ratio(claimed: Decimal, row: Row, pair: Pair) -> bool:
    """Whether the higher side is about this multiple of the lower one."""
    difference = row.difference(pair.a, pair.b)
    if difference.percent is None or difference.outcome not in (Outcome.HIGHER, Outcome.LOWER):
        return False
    return abs(1 + Decimal(difference.percent) / 1000 - claimed) <= NEAR_RATIO * claimed
