"""The tables of words: those of the package, and what editors change in them. Their phrases are folded like the titles
in which they are looked for."""

import csv
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from occupations.search.reading.words import fold

Phrase = tuple[str, ...]
Rewritten = tuple[str, tuple[Phrase, ...]]  # by which table, as what
REWRITING = ("abbreviations", "gendered", "british", "spanish")  # anywhere in a title; “everyday” all of it
FOLDER = Path(__file__).parent / "tables"


class Mark(NamedTuple):
    """`where`: any, start, end or edges of a part."""

    kind: str
    where: str


class Edit(NamedTuple):
    """A row that an editor adds to a table, in place of those of the package for these words; `off`: there is none."""

    table: str
    words: str
    read_as: str = ""
    kind: str = ""
    where: str = ""
    off: bool = False


class Tables(NamedTuple):
    """`rewritten`: everywhere in a title; `whole`: only where a whole part is so called; `general`: words that say
    what is led only where nothing else does; `roles`: words that name a role in any work; `typed`: words of
    `whole` that people type, in the order of their letters."""

    marks: dict[Phrase, Mark]
    places: frozenset[Phrase]
    states: frozenset[str]
    rewritten: dict[Phrase, Rewritten]
    whole: dict[Phrase, Rewritten]
    functions: dict[Phrase, tuple[Phrase, ...]]
    supervisors: dict[Phrase, tuple[Phrase, ...]]
    leaders: dict[Phrase, str]
    general: frozenset[Phrase]
    roles: frozenset[str]
    activities: dict[Phrase, tuple[Phrase, ...]]
    no_titles: dict[Phrase, str]
    typed: list[str]


@cache
def rows(name: str) -> list[list[str]]:
    """Of the package."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def phrase(text: str) -> Phrase:
    return tuple(fold(text).split())


def _ways(text: str) -> tuple[Phrase, ...]:
    return tuple(phrase(one) for one in text.split("|"))


def tables(edits: tuple[Edit, ...] = ()) -> Tables:
    """Those of the package, with what editors changed."""
    return _made(edits)


@lru_cache(maxsize=4)
def _made(edits: tuple[Edit, ...]) -> Tables:

    def merged(name: str) -> Iterator[list[str]]:
        return merged_rows(name, edits)

    rewritten, whole = _rewriting(edits)
    return Tables(
        {phrase(words): Mark(kind, where) for words, kind, where in merged("marks")},
        frozenset(phrase(words) for (words,) in merged("places")),
        frozenset(word for (word,) in merged("states")),
        rewritten,
        whole,
        {phrase(words): _ways(read) for words, read in merged("functions")},
        {phrase(words): _ways(read) for words, read in merged("supervisors")},
        {phrase(words): rank for words, rank in merged("leaders")},
        frozenset(phrase(word) for (word,) in merged("general")),
        frozenset(" ".join(phrase(word)) for (word,) in merged("roles")),
        {phrase(words): _ways(read) for words, read in merged("activities")},
        {phrase(words): kind for words, kind in merged("no_titles")},
        sorted(_typed(whole)),
    )


def _typed(whole: dict[Phrase, Rewritten]) -> Iterator[str]:
    """Words that people type; of short forms, only those with signs: “c++ developer”."""
    for words, (table, _) in whole.items():
        text = " ".join(words)
        if table != "abbreviations" or not text.replace(" ", "").isalnum():
            yield text


def merged_rows(name: str, edits: Sequence[Edit]) -> Iterator[list[str]]:
    """The rows of the package whose words no editor's row has, and those of editors."""
    yield from _of_package(name, edits)
    yield from (_cells(one) for one in edits if one.table == name and not one.off)


def _cells(edit: Edit) -> list[str]:
    if edit.table == "states":
        return [fold(edit.words)]
    return [cell for cell in (edit.words, edit.read_as, edit.kind, edit.where) if cell]


def _rewriting(edits: Sequence[Edit]) -> tuple[dict[Phrase, Rewritten], dict[Phrase, Rewritten]]:
    """(everywhere, whole). Of two tables that rewrite the same words the earlier counts; but “everyday” first, for all
    of a title; and an editor's row before all of the package."""
    # Words that mean something else where they stand among others: “network administrator”, “test pilot”.
    ambiguous = {phrase(word) for (word,) in merged_rows("ambiguous", edits)}
    rewritten: dict[Phrase, Rewritten] = {}
    whole: dict[Phrase, Rewritten] = {}

    def put(name: str, typed: str, read: str) -> None:
        whole[phrase(typed)] = (name, _ways(read))
        if name != "everyday" and phrase(typed) not in ambiguous:
            rewritten[phrase(typed)] = (name, _ways(read))

    # What is put later replaces what was put before.
    order = [*reversed(REWRITING), "everyday"]
    for name in order:
        for typed, read in reversed(list(_of_package(name, edits))):
            put(name, typed, read)
    for name in order:
        for one in edits:
            if one.table == name and not one.off:
                put(name, one.words, one.read_as)
    return rewritten, whole


def _of_package(name: str, edits: Sequence[Edit]) -> Iterator[list[str]]:
    edited = {phrase(one.words) for one in edits if one.table == name}
    return (row for row in rows(name) if phrase(row[0]) not in edited)
