"""Shortens official titles without making them say more: what is left is the same, or a part of it. Pure.

"Coating, painting, and spraying machine setter, operator, or tender" → "Coating and painting machine operator".
"""

import re
from collections.abc import Iterator

from occupations.text import english

_EXCEPTION = re.compile(r",? (?:except|including)\b.*$")
_ONE_PERSON = (  # several words for one person, and the one of them that people use
    (re.compile(r"\b(?:setter, operator, or tender|operator or tender)\b"), "operator"),
    (re.compile(r"\btechnologist or technician\b"), "technician"),
)
_LED = re.compile(r"(?P<who>First-line supervisor of|Helper to) (?P<whom>.+?)(?P<workers> workers)?")
_PROFESSOR = re.compile(r"(?P<field>.+) teacher, postsecondary")
_WITH_THINGS = re.compile(
    r"(?P<what>.+?)(?P<thing>(?: machine| equipment)?)(?: tool)? (?P<who>\w+er|\w+or)(?: or \w+)?"
    r"(?:, (?P<material>\w+(?: and \w+)?))?"
)
_SEPARATOR = re.compile(r",? (?:and|or) |, ")


def without_exceptions(title: str) -> str:
    """ "Dispatcher, except police, fire, and ambulance" → "Dispatcher"."""
    return _EXCEPTION.sub("", title)


def has_exceptions(title: str) -> bool:
    """Whether it leaves out some whom its other words could name; not if it only mentions whom it includes."""
    return re.search(r"\bexcept\b", title) is not None


def is_residual(title: str) -> bool:
    """Whether it is for all who have no title of their own, so that nothing shorter is right."""
    return title.endswith(", all other")


def plain(title: str, *, professors: bool) -> str:
    """The title without exceptions and with one word for one person. `professors`: whether people in the occupation
    are called so."""
    title = without_exceptions(title)
    for several, one in _ONE_PERSON:
        title = several.sub(one, title)
    if (found := _LED.fullmatch(title)) and "/" not in title:
        whom = _SEPARATOR.split(found["whom"])
        listed = _listed(whom if found["workers"] else [_singular(item) for item in whom])
        return f"{english.sentence_start(listed)} {'helper' if found['who'] == 'Helper to' else 'supervisor'}"
    if professors and (found := _PROFESSOR.fullmatch(title)):
        return f"{found['field']} professor"
    return title


def _singular(item: str) -> str:
    *before, last = item.split()
    return " ".join([*before, english.singular_word(last)])


def shortened(title: str) -> Iterator[str]:
    """A plain title, and shorter forms of it."""
    yield title
    listed, _, who = title.rpartition(" ")
    if who in ("supervisor", "helper") and " or " not in listed:  # not "attendant or bartender helper"
        for beginning in _beginnings(listed):
            yield f"{beginning} {who}"
        return
    if found := _WITH_THINGS.fullmatch(title):
        yield from _with_things(found)
    yield from first_people(title)


def _with_things(found: re.Match[str]) -> Iterator[str]:
    """Named after what they do, with which material, on which things: "Metal grinding machine operator"."""
    items = _SEPARATOR.split(found["what"])
    of_words = all(" " not in item for item in items)
    if " or " in found["what"] or not (found["thing"] or found["material"] or (of_words and len(items) > 2)):
        return
    material = found["material"]
    for what in (found["what"], *_beginnings(found["what"])):
        # The last item may say more of all: "area, ethnic, and cultural studies".
        if what == found["what"] or of_words or what.endswith("ing"):
            # All materials: a metal machine works on no plastic.
            before = f"{material} {english.running(what, english.DEFAULT_VERBATIM)}" if material else what
            yield english.sentence_start(f"{before}{found['thing']} {found['who']}")


def _beginnings(listed: str) -> Iterator[str]:
    """The first items of a list, the most first."""
    items = _SEPARATOR.split(listed)
    for size in range(len(items) - 1, 0, -1):
        yield _listed(items[:size])


def first_people(title: str) -> list[str]:
    """The first of several people, the most first: "Probation officer", of "Probation officer or correctional treatment
    specialist". Empty if something is said of all of them after the last."""
    tokens, words = english.cut(title)
    heads = english.heads(words)
    if not heads or heads[-1] != words[-1][0]:
        return []
    people = []
    for count in range(len(heads) - 1, 0, -1):
        several = "".join(tokens[: heads[count - 1] + 1])
        if count > 1 and " or " not in several:
            before, _, last = several.rpartition(", ")
            several = f"{before}{',' if count > 2 else ''} or {last}"
        people.append(several)
    return people


def _listed(items: list[str]) -> str:
    return " and ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])}, and {items[-1]}"
