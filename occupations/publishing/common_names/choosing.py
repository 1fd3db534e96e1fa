"""Chooses a short common name for each occupation with a long official title. Pure.

A name is a job title that the sources list for this occupation, or the official title shortened. It says much of what
the official title says and little else, and no other occupation is called so. Where nothing is good enough there is no
short name, because none is better than a wrong one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from occupations.publishing.common_names import shortening
from occupations.search.reading.tables import tables
from occupations.search.reading.words import fold
from occupations.text import english

LONG = 45  # characters of a title that gets a short name
LONGEST = 50  # characters of a short name,
SAVED = 8  # which has at least so many fewer than the title
WRITTEN_OUT = 30  # characters up to which names are written out: "Human resources assistant", but "CNC operator"

EDITOR, DIRECT, REPORTED, LISTED, SHORTENED = "editor", "direct", "reported", "listed", "shortened"
CLAIMS = {EDITOR: 8, DIRECT: 8, REPORTED: 4, SHORTENED: 4, LISTED: 1}
"""How much it says that a name is the occupation's: editors say so, the classification says that it belongs to one code
alone, people in the occupation report it, it is the official title shortened, analysts list it."""
HEADS = 1_000  # of what heads a page
BY_FAR = 1.5  # times the claims of all others

# The score of a name: the share of the official title that it says, from 0 to 1, and
LEAST = 0.6  # from which a name is good enough
FIRST = 0.7  # for naming the first of several people completely
FORM = 0.7  # for another form of a word
KNOWN = (0.0, 0.18, 0.25)  # more by how many of classification and people in the occupation have it
BY_EDITOR = 0.3
OFFICIAL = 0.15  # more for official words
OTHER = 0.3  # less for each word that is not in the official title
JOINED = 0.05  # less for naming two people
LETTER = 1 / 400  # less for each letter

_OTHER_NAME = re.compile(r"(.+?) \((.+)\)")
_NEGATED = re.compile(r"\bnon-", re.IGNORECASE)
_GENDERED = re.compile(r"(?<!hu)(?<!ger)(?:man|men)\b|boy\b|\b(?:girl|lady)\b", re.IGNORECASE)
_ABBREVIATION = re.compile(r"[A-Z&.]{2,}s?")
_VAGUE = frozenset(("machine", "equipment", "worker", "service", "system", "related", "other", "specialist", "tool"))

Claims = Mapping[str, Mapping[int, int]]  # of each folded name: {occupation: weight}
Kinds = dict[str, dict[int, set[str]]]  # of each folded name: {occupation: kinds of titles}


class Titled(NamedTuple):
    """An occupation and its job titles, each with its kind. `official`: whether a record is exactly this occupation;
    `common_name`: an editor's."""

    key: int
    title: str
    names: Sequence[tuple[str, str]]
    official: bool = True
    common_name: str = ""


class Candidate(NamedTuple):
    """`words`: what it says, with abbreviations written out."""

    name: str
    words: set[str]
    kinds: set[str]


def choose(occupations: Iterable[Titled], reviewed: Mapping[str, str]) -> dict[int, str]:
    """The short name of each occupation that gets one. `reviewed`: names by official title, for what no rule can know,
    and for shorter titles that are lists, which sentences cannot hold."""
    occupations = list(occupations)
    heads = heads_of((one.key, one.title, one.common_name) for one in occupations)
    claims = claims_of(occupations, heads)
    titles = {one.key: said_by(one.title) for one in occupations}
    wanted = {
        one.key: preferred(one, claims, titles, reviewed)
        for one in occupations
        if one.official and gets_name(one.title, reviewed)
    }
    return unique(wanted, heads)


def gets_name(title: str, reviewed: Mapping[str, str]) -> bool:
    """Whether an official title is too long to head pages, and can be shorter."""
    return (len(title) >= LONG or title in reviewed) and not shortening.is_residual(title)


def preferred(one: Titled, claims: Claims, titles: Mapping[int, frozenset[str]], reviewed: Mapping[str, str]) -> str:
    """The best name for an occupation, whoever else has the same; empty if none is good enough. `titles`: what each
    occupation's title says."""
    return reviewed.get(one.title, "") or _best(one, claims, titles)


def unique(wanted: Mapping[int, str], heads: Mapping[str, int]) -> dict[int, str]:
    """The names without those that two occupations would have, or that head the page of another."""
    keys: dict[str, set[int]] = defaultdict(set)
    for key, name in wanted.items():
        folded = fold(name)
        keys[folded] |= {key, heads.get(folded, key)}
    return {key: name for key, name in wanted.items() if name and keys[fold(name)] == {key}}


def said_by(title: str) -> frozenset[str]:
    """The words of an official title, without the exceptions."""
    return words_of(shortening.without_exceptions(title))


def heads_of(occupations: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    """Whose page each folded name heads. `occupations`: key, title and common name of each."""
    return {fold(name): key for key, title, common_name in occupations for name in (title, common_name) if name}


def claims_of(occupations: Iterable[Titled], heads: Mapping[str, int]) -> Claims:
    """Whose each name is."""
    kinds: Kinds = defaultdict(lambda: defaultdict(set))
    for one in occupations:
        for text, kind in one.names:
            for form in forms(text):
                kinds[fold(form)][one.key].add(kind)
    return weighed(kinds, heads)


def weighed(kinds: Kinds, heads: Mapping[str, int]) -> Claims:
    """The claims of those who list a name. What heads the page of one occupation is no other's."""
    claims = {
        name: {key: sum(CLAIMS[kind] for kind in of) for key, of in owned.items()} for name, owned in kinds.items()
    }
    for name, key in heads.items():
        claims.setdefault(name, {})[key] = HEADS
    return claims


def forms(text: str) -> list[str]:
    """ "GIS Analyst (Geographic Information Systems Analyst)" is two names."""
    both = _OTHER_NAME.fullmatch(text)
    return list(both.groups()) if both else [text]


def _best(one: Titled, claims: Claims, titles: Mapping[int, frozenset[str]]) -> str:
    scored = sorted(scores(one, claims, titles), key=lambda entry: (-entry[0], len(entry[1]), entry[1]))
    return scored[0][1] if scored and scored[0][0] >= LEAST else ""


def scores(one: Titled, claims: Claims, titles: Mapping[int, frozenset[str]]) -> Iterator[tuple[float, str]]:
    """The names that the occupation could have, with how good each is."""
    professors = sum(fold(text).endswith(" professor") for text, kind in one.names if kind != LISTED) > 1
    official = shortening.plain(one.title, professors=professors)
    wanted, first = words_of(official), words_of("".join(shortening.first_people(official)[-1:]))
    for candidate in candidates(one, official):
        fits = _is_fit(candidate, one) and _is_own(candidate, one, claims)
        if fits and not _is_wide(candidate, one, claims, titles):
            score = _score(candidate, wanted, first)
            if score is not None:
                yield score, candidate.name


def candidates(one: Titled, official: str) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for text, kind in sorted(one.names):
        if kind != LISTED:
            written_out, *short = sorted(forms(text), key=len, reverse=True)
            shown = short[0] if short and len(written_out) > WRITTEN_OUT else written_out
            name = english.sentence_start(english.running(shown, english.DEFAULT_VERBATIM))
            candidate = found.setdefault(fold(shown), Candidate(name, set(), set()))
            candidate.words.update(words_of(written_out))
            candidate.kinds.add(kind)
    for name in shortening.shortened(official):
        candidate = found.setdefault(fold(name), Candidate(name, set(), set()))
        candidate.words.update(words_of(name))
        candidate.kinds.add(SHORTENED)
    return list(found.values())


def _is_fit(candidate: Candidate, one: Titled) -> bool:
    """Whether it is short, names people of any level and gender, and has no abbreviation that few know."""
    name = candidate.name
    if len(name) > min(LONGEST, len(one.title) - SAVED) or _GENDERED.search(name):
        return False
    if " " not in name and (DIRECT not in candidate.kinds or _ABBREVIATION.fullmatch(name)):
        return False  # a single word is wide, unless the classification says otherwise
    unknown = [word for word in name.split() if word not in english.DEFAULT_VERBATIM]
    if any(_ABBREVIATION.fullmatch(word) or _is_rewritten(word, "abbreviations") for word in unknown):
        return False
    words = set(fold(name).split())
    return not any(_is_rewritten(word, "gendered") for word in words) and words.isdisjoint(
        _ranks() - set(fold(one.title).split())
    )


def _is_rewritten(word: str, table: str) -> bool:
    """Whether a table of search has other words for it."""
    return (fold(word),) in tables().rewritten and tables().rewritten[(fold(word),)][0] == table


@cache
def _ranks() -> frozenset[str]:
    """Words that name a level, or who leads."""
    levels = {words for words, mark in tables().marks.items() if mark.kind == "level"}
    return frozenset(words[0] for words in (*levels, *tables().leaders) if len(words) == 1)


def _is_own(candidate: Candidate, one: Titled, claims: Claims) -> bool:
    claimed = claims.get(fold(candidate.name), {})
    own = claimed.get(one.key, 0) + (CLAIMS[SHORTENED] if SHORTENED in candidate.kinds else 0)
    return own >= BY_FAR * sum(weight for key, weight in claimed.items() if key != one.key)


def _is_wide(candidate: Candidate, one: Titled, claims: Claims, titles: Mapping[int, frozenset[str]]) -> bool:
    """Whether it also names others: those whose title says all of it, or those whom the official title excepts. Not if
    the classification says that it belongs to this code alone. Where others are excepted, it also has to say all the
    rest of the title, and no others may report it."""
    if shortening.has_exceptions(one.title):
        others = {key: weight for key, weight in claims.get(fold(candidate.name), {}).items() if key != one.key}
        complete = words_of(shortening.without_exceptions(one.title)) <= candidate.words
        return (
            DIRECT not in candidate.kinds or not complete or any(weight > CLAIMS[LISTED] for weight in others.values())
        )
    if DIRECT in candidate.kinds:
        return False
    shown = words_of(candidate.name)
    return any(shown <= words for key, words in titles.items() if key != one.key)


def _score(candidate: Candidate, wanted: frozenset[str], first: frozenset[str]) -> float | None:
    """How much of the official title it says, how little else, and how well known it is; None if it says too much else.
    `first`: the words for the first of several people."""
    covered = sum(_weight(word) * _likeness(candidate.words, word) for word in wanted)
    named = sum(_weight(word) * _likeness(candidate.words, word) for word in first)
    before = [word for word in _in_order(candidate.name)[:-1] if word.upper() not in english.DEFAULT_VERBATIM]
    other = sum(_weight(word) * (1 - _likeness(wanted, word)) for word in before)
    if other > (covered - 1) / 2:
        return None
    share = max(covered / sum(map(_weight, wanted)), FIRST * named / max(sum(map(_weight, first)), 1))
    known = BY_EDITOR if EDITOR in candidate.kinds else KNOWN[len(candidate.kinds & {DIRECT, REPORTED})]
    official = OFFICIAL * (SHORTENED in candidate.kinds) - JOINED * (" or " in candidate.name)
    return share - OTHER * other + known + official - LETTER * len(candidate.name)


def _weight(word: str) -> float:
    return 0.5 if word in _VAGUE else 1.0


def _in_order(text: str) -> list[str]:
    return fold(_NEGATED.sub("non", text.replace("/", " "))).split()


def words_of(text: str) -> frozenset[str]:
    return frozenset(_in_order(text))


def _likeness(words: Iterable[str], word: str) -> float:
    """1 if it is among the words, less if another form of it is."""
    return 1.0 if word in words else FORM * any(_is_form(word, other) for other in words)


def _is_form(one: str, other: str) -> bool:
    """ "landscape" and "landscaping" are forms of one word."""
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(4, min(len(one), len(other)) - 2)
