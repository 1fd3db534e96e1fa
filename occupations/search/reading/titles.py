"""The readings of one title, each beside what was typed: never instead of it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from occupations.search.reading.leaders import led
from occupations.search.reading.parts import Part, take_apart
from occupations.search.reading.set_aside import SetAside, join, without_marks, without_noise
from occupations.search.reading.tables import Phrase, Tables, tables

MOST_READINGS = 14
LONGEST_PHRASE = 5

# “typed”: every word; “core”: without what is set aside; “all”: with what stands in brackets; “first”, “other”,
# “inner”: one part; “shared”: one side of a slash with the words that both sides share; “manager”, “supervisor”: who
# leads it.
KINDS = ("typed", "core", "all", "first", "other", "inner", "shared", "manager", "supervisor")


class Reading(NamedTuple):
    """`table`: that put it so, or empty."""

    words: Phrase
    kind: str
    table: str = ""


class ReadTitle(NamedTuple):
    """`leads`: “manager” or “supervisor”, where it names one; `parts`: how many names of their own it has; `shouted`:
    words in capitals, in a title that is not, which are nobody's misspelling; `plain`: it has one part; `renamed`: a
    table has other words for all of it; `vague`: only words are left that name a role in any work."""

    typed: str
    readings: tuple[Reading, ...]
    set_aside: tuple[SetAside, ...]
    leads: str
    parts: int
    shouted: frozenset[str]
    plain: bool
    renamed: bool
    vague: bool = False

    @property
    def core(self) -> Phrase:
        return next((one.words for one in self.readings if one.kind == "core"), ())


def read_title(text: str, known: Tables | None = None) -> ReadTitle:
    """`known`: the tables; without them, those of the package."""
    known = known or tables()
    typed = take_apart(text)
    quiet, noise = without_noise(text)
    parts, marks = without_marks(take_apart(quiet) or typed, known)
    if noise and not take_apart(quiet):
        return _of_noise(text, typed, noise)  # “$25/hr” is nobody in HR
    readings = dict.fromkeys(_readings(typed, parts, known))
    unique: dict[tuple[Phrase, bool], Reading] = {}
    for one in readings:
        if one.words:
            unique.setdefault((one.words, one.kind in ("manager", "supervisor")), one)
    leading = (led(rewritten(part.words, known)[0], known).rank for part in [_joined(parts), *parts])
    leads = next(filter(None, leading), "")
    shouted = frozenset(token.word for part in typed for token in part.tokens if token.shouted)
    outer = sum(not part.inner for part in parts)
    plain = len(parts) == 1
    renamed = plain and parts[0].words in known.whole
    vague = all(_is_vague(part.words, known) for part in parts)
    return ReadTitle(
        text, tuple(unique.values())[:MOST_READINGS], (*noise, *marks), leads, outer, shouted, plain, renamed, vague
    )


def _is_vague(words: Phrase, known: Tables) -> bool:
    return any(known.roles.issuperset(way) for way in (words, rewritten(words, known)[0]))


def _of_noise(text: str, typed: Sequence[Part], noise: Sequence[SetAside]) -> ReadTitle:
    readings = tuple(Reading(words, "typed") for words in [join(typed)] if words)
    return ReadTitle(text, readings, tuple(noise), "", len(typed), frozenset(), plain=False, renamed=False)


def rewritten_core(readings: Sequence[Reading], core: Phrase) -> Phrase:
    """The core as a table puts it first; where none does, as it is."""
    return next((one.words for one in readings if one.kind == "core" and one.table), core)


def _joined(parts: Sequence[Part]) -> Part:
    return Part(tuple(token for part in parts if not part.inner for token in part.tokens))


def _readings(typed: Sequence[Part], parts: Sequence[Part], known: Tables) -> Iterator[Reading]:
    outer = [part for part in parts if not part.inner] or list(parts)
    core = join(outer)
    yield from _ways(core, "core", known)
    if len(outer) > 1:
        yield from _ways(outer[0].words, "first", known)
    yield Reading(join(typed), "typed")
    yield from _led(core, known)
    if len(outer) > 1:
        yield from _led(outer[0].words, known)
        # “Vice President, Public Affairs”
        yield from _led(outer[0].words + outer[1].words, known)
    for part in outer:
        for shared in _shared(part):
            yield from _ways(shared, "shared", known)
            yield from _led(shared, known)
    if len(parts) > len(outer):
        yield from _ways(join(parts), "all", known)
        for part in parts:
            if part.inner:
                yield from _ways(part.words, "inner", known)
    for part in outer[1:4]:
        yield from _ways(part.words, "other", known)


def _ways(words: Phrase, kind: str, known: Tables) -> Iterator[Reading]:
    yield Reading(words, kind)
    ways, table = _rewrite(words, known)
    for way in ways:
        if way != words:
            yield Reading(way, kind, table)
    for way in dict.fromkeys(person for one in (words, *ways) for person in _person(one, known)):
        yield Reading(way, kind, "activities")


def _person(words: Phrase, known: Tables) -> tuple[Phrase, ...]:
    """Who does what the words end in: “dental front desk”, “companion care”."""
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        if found := known.activities.get(words[-length:]):
            return tuple((*words[:-length], *way) for way in found)
    return ()


def _led(words: Phrase, known: Tables) -> Iterator[Reading]:
    found = led(rewritten(words, known)[0], known)
    for way in found.read_as:
        yield Reading(way, found.rank, "functions" if found.rank == "manager" else "supervisors")


def _shared(part: Part) -> Iterator[Phrase]:
    """“Bar/kitchen supervisor” is a bar supervisor and a kitchen supervisor; “barista/waitress” is either."""
    if not part.weak:
        return
    words = part.words
    bounds = [0, *part.weak, len(words)]
    sides = [words[start:end] for start, end in pairwise(bounds) if end > start]
    if any(len(side) == 1 and len(side[0]) < 2 for side in sides):
        return  # “R&D”
    last = sides[-1]
    for side in sides[:3]:
        yield side
        if side is not last and len(last) > 1:
            yield (*side, last[-1])
    if len(sides[0]) > 1 and len(last) == 1:
        yield (*sides[0][:-1], *last)


def rewritten(words: Phrase, known: Tables) -> list[Phrase]:
    """What the tables make of the words, likeliest first; the words themselves where they know none."""
    return list(_rewrite(words, known)[0]) or [words]


def _rewrite(words: Phrase, known: Tables) -> tuple[tuple[Phrase, ...], str]:
    if words in known.whole:
        table, ways = known.whole[words]
        return ways, table
    first: list[str] = []
    second: list[str] = []  # where a word may mean another thing
    table, place = "", 0
    while place < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
            found = known.rewritten.get(words[place : place + length])
            if found:
                table = table or found[0]
                first += found[1][0]
                second += found[1][-1]
                place += length
                break
        else:
            first.append(words[place])
            second.append(words[place])
            place += 1
    return tuple(dict.fromkeys((_without_foreign(first, table), _without_foreign(second, table)))), table


_OF_SPANISH = frozenset(("de", "del", "la", "el", "las", "los", "para", "en"))


def _without_foreign(words: Sequence[str], table: str) -> Phrase:
    return tuple(dict.fromkeys(word for word in words if table != "spanish" or word not in _OF_SPANISH))
