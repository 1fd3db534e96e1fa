"""A title taken apart: its words, in the parts that brackets, dashes, commas and slashes make of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from occupations.search.reading.words import FILLERS, WORD, is_filler, plain, singular

# Between parts that are names of their own, and between words that share what comes after them.
_STRONG = r"[()\[\]{}|:;,•·*@]|\s[-–—]+|[-–—]+\s|[–—]|(?<=\w{4})\.\s|!|\?"
# An employer; a superior.
_TAIL = re.compile(r"\b(?:at|with)\s|(?:(?<=assistant)|(?<=secretary)|(?<=aide)|(?<=adviser)|(?<=advisor))\sto\s")
_WEAK = r"[/\\&+]"
_TOKEN = re.compile(f"(?P<strong>{_STRONG})|(?P<word>{WORD.pattern})|(?P<weak>{_WEAK})|.", re.DOTALL)
_JOINING = frozenset(["and", "or", "y"])  # weak, too
LONGEST = 24  # words that are read


class Token(NamedTuple):
    """A word, folded; `shouted`: in capitals, in a title that is not."""

    word: str
    shouted: bool = False
    after_of: bool = False


class Part(NamedTuple):
    """What stands between two strong separators; `weak`: the places, among the words, of “/” and “and”."""

    tokens: tuple[Token, ...]
    weak: tuple[int, ...] = ()
    inner: bool = False  # in brackets

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens)


def take_apart(text: str) -> list[Part]:
    """Fillers and joining words are left out, unless there is nothing else."""
    return list(_parts(text, drop=True)) or list(_parts(text, drop=False))


def _parts(text: str, *, drop: bool) -> Iterator[Part]:
    shouted = (
        set() if text.isupper() else {plain(word) for word in WORD.findall(text) if word.isupper() and len(word) > 1}
    )
    tokens: list[Token] = []
    weak: list[int] = []
    depth = read = 0
    after_of = False
    text = _TAIL.sub(" ; ", plain(text))
    for found in _TOKEN.finditer(text):
        word = found[0]
        filler = is_filler(text, *found.span())
        joins = word in _JOINING and (filler or word == "y")
        if found["word"] and not (drop and joins):
            if not (drop and filler) and read < LONGEST:
                tokens.append(Token(singular(word), word in shouted, after_of))
                read += 1
            after_of = word == "of" or (after_of and word in FILLERS)
        elif found["strong"]:
            if tokens:
                yield Part(tuple(tokens), tuple(weak), depth > 0)
            tokens, weak, after_of = [], [], False
            depth = max(0, depth + (word in "([{") - (word in ")]}"))
        elif (found["weak"] or joins) and tokens and len(tokens) not in weak:
            weak.append(len(tokens))
    if tokens:
        yield Part(tuple(tokens), tuple(weak), depth > 0)
