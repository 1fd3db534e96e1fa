"""Which words of two texts are the same, which are gone and which are new; for pages that mark them. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

Kind = Literal["same", "gone", "new"]

_PARTS = re.compile(r"\s+|[$−+]*\w+(?:[’'.,/-]\w+)*%?|[^\w\s]")  # amounts and words with hyphens are one
_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
MOST = 500_000  # pairs of equal words that are looked at; in longer texts, lines are compared
LITTLE = 0.25  # the share of letters in common, below which one text is no form of the other


class Piece(NamedTuple):
    kind: Kind
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The pieces in reading order, none empty. Without the new ones they are `before`, and without those that are gone
    `after`, to the letter."""
    words = _PARTS.findall(before), _PARTS.findall(after)
    lines = _LINES.findall(before), _LINES.findall(after)
    parts = next((parts for parts in (words, lines) if _pairs(*parts) <= MOST), ([before], [after]))
    pieces = _readable(_in_order(_compared(*parts)))
    same = sum(len(text) for kind, text in pieces if kind == "same")
    if same < LITTLE * min(len(before), len(after)):
        return _in_order([Piece("gone", before), Piece("new", after)])
    return pieces


def _pairs(a: Sequence[str], b: Sequence[str]) -> int:
    """How many pairs of equal parts there are, apart from spaces."""
    times = Counter(b)
    return sum(count * times[part] for part, count in Counter(a).items() if not part.isspace())


def _compared(a: Sequence[str], b: Sequence[str]) -> Iterable[Piece]:
    # Spaces are the same where the words beside them are: they are too many to be compared.
    for kind, start, end, from_, to in SequenceMatcher(str.isspace, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(b[from_:to]))
        else:
            yield Piece("gone", "".join(a[start:end]))
            yield Piece("new", "".join(b[from_:to]))


def _in_order(pieces: Iterable[Piece]) -> list[Piece]:
    """Without empty ones. Between two that are the same, all that is gone comes before all that is new."""
    found: list[Piece] = []
    for _, run in groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.kind == "same"):
        texts: dict[Kind, str] = {"same": "", "gone": "", "new": ""}
        for kind, text in run:
            texts[kind] += text
        found += [Piece(kind, text) for kind, text in texts.items() if text]
    return found


def _readable(pieces: list[Piece]) -> list[Piece]:
    """What is the same between two longer changes belongs to them: a phrase is read as a whole."""
    place = 1
    while place < len(pieces) - 1:
        kind, text = pieces[place]
        sides = reversed(pieces[:place]), pieces[place + 1 :]
        if kind == "same" and "\n" not in text and all(len(text) <= _next_change(side) for side in sides):
            gone, new = Piece("gone", text), Piece("new", text)
            pieces = _in_order([*pieces[:place], gone, new, *pieces[place + 1 :]])
            place = 0
        place += 1
    return pieces


def _next_change(side: Iterable[Piece]) -> int:
    """The letters that are gone, or are new, whichever are more; at the end of the text, none."""
    longest = 0
    for kind, text in side:
        if kind == "same":
            break
        longest = max(longest, len(text))
    return longest
