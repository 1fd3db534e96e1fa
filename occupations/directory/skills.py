"""What occupations use (skills, knowledge, technology), and which occupations use each of them most.

Importance ratings, shares of profiles and marks of technology are of different kinds and have separate tables.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from occupations.directory.members import Paid, Roster, Use, User, roster
from occupations.links import use_url
from occupations.metrics import METRICS, NAME, SCORE
from occupations.profiles import formatting
from occupations.profiles.document import Figure
from occupations.profiles.groups import whole_group
from occupations.text.likeness import most_alike

KINDS = {"skill": "skills", "knowledge": "knowledge", "technology": "technology"}
"""Kinds of uses, with which keys begin → the path of their pages."""
MOST_USED = 50
_MARKS = ("in demand", "hot technology")


def listed(kind: str) -> list[Use]:
    """All uses of a kind, by name."""
    return roster().uses_by_kind.get(kind, [])


def groups() -> list[tuple[str, list[dict[str, Any]]]]:
    """(kind, its links), without kinds that nothing is of: skills and knowledge by name, and the technology that the
    most occupations use."""
    return _groups(roster())


@lru_cache(maxsize=1)
def _groups(now: Roster) -> list[tuple[str, list[dict[str, Any]]]]:
    found = {kind: now.uses_by_kind.get(kind, []) for kind in KINDS}
    found["technology"] = _most_used(now, "technology")
    return [(kind, links(uses)) for kind, uses in found.items() if uses]


def users_of(keys: Iterable[str]) -> list[str]:
    """The slugs of the occupations with any of these uses."""
    uses = roster().uses
    return sorted({user.occupation.slug for key in keys if key in uses for user in uses[key].users})


def is_thin(use: Use) -> bool:
    """Whether only one occupation uses it, so that search engines should skip its page."""
    return len(use.users) < 2


def links(uses: Sequence[Use]) -> list[dict[str, Any]]:
    """{name, url, count: occupations} of each."""
    return [{"name": use.name, "url": use_url(use.key), "count": len(use.users)} for use in uses]


def most_used(kind: str) -> list[Use]:
    """Those that the most occupations use."""
    return _most_used(roster(), kind)


@lru_cache(maxsize=1)
def _most_used(now: Roster, kind: str) -> list[Use]:
    return sorted(now.uses_by_kind.get(kind, []), key=lambda use: -len(use.users))[:MOST_USED]


def initial(use: Use) -> str:
    """The letter under which a name is listed: .NET under N."""
    letter = use.name.lstrip(".")[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else "#"


def by_letter(kind: str) -> dict[str, list[Use]]:
    """All uses of a kind, by letter."""
    return _by_letter(roster(), kind)


@lru_cache(maxsize=1)
def _by_letter(now: Roster, kind: str) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for use in now.uses_by_kind.get(kind, []):
        found.setdefault(initial(use), []).append(use)
    return {letter: found[letter] for letter in sorted(found, key=lambda letter: (letter == "#", letter))}


def use_page(kind: str, slug: str) -> dict[str, Any] | None:
    """The context of directory/use.html, with a table for each metric; None if no occupation uses it."""
    use = roster().uses.get(f"{kind}:{slug}")
    if use is None:
        return None
    kinds = Counter([_pay_kind(user.occupation) for user in use.users if user.occupation.has_pay])
    usual = kinds.most_common(1)[0][0] if kinds else ""
    others = "; pay of other kinds is labeled" if len(kinds) > 1 else ""
    return {
        "name": use.name,
        "code": use.code,
        "count": len(use.users),
        "thin": is_thin(use),
        "tables": [
            _table(metric, [user for user in use.users if user.metric == metric], usual)
            for metric in dict.fromkeys(user.metric for user in use.users)
        ],
        "pay_note": f"Yearly pay: {usual}{others}." if usual else "",
    }


def _table(metric: str, users: list[User], usual: str) -> dict[str, Any]:
    """A table sorted by weight; technology has no weights, so what is in demand comes first. `row` makes the rows."""
    meaning = METRICS[metric]
    return {
        "key": metric,
        "name": "" if meaning.unit is NAME else meaning.name,
        "definition": meaning.definition,
        "weighed": meaning.unit is not NAME,
        "column": "Importance" if meaning.unit is SCORE else "Share",
        "usual": usual,
        "rows": sorted(users, key=lambda user: (-(user.weight or 0), *(mark not in user.marks for mark in _MARKS))),
    }


def row(user: User, usual: str) -> dict[str, Any]:
    """A row for the template. `usual`: the kind of pay that needs no label."""
    occupation = user.occupation
    pay, kind = _pay(occupation), _pay_kind(occupation)
    return {
        "title": occupation.title,
        "slug": occupation.slug,
        "url": occupation.url,
        "weight": _weight(user),
        "marks": [mark for mark in user.marks.split(", ") if mark],
        "pay": pay,
        "pay_kind": kind if pay and kind != usual else "",
    }


def _pay(occupation: Paid) -> str:
    if occupation.pay is not None:
        return formatting.usd(occupation.pay)
    return f"{formatting.usd(occupation.at_least)} or more" if occupation.at_least is not None else ""


def _pay_kind(occupation: Paid) -> str:
    return _kind_of(occupation.metric, occupation.end, occupation.group) if occupation.metric else ""


@lru_cache(maxsize=1024)
def _kind_of(metric: str, end: datetime.date | None, group: str) -> str:
    kind = f"{METRICS[metric].name}, {formatting.month(end)}"
    return f"{kind}, for {whole_group(group)}" if group else kind


def _weight(user: User) -> str:
    if user.weight is None:
        return ""
    return formatting.value(Figure(metric=user.metric, value=user.weight), METRICS[user.metric].unit)


def near(kind: str, slug: str) -> list[Use]:
    """Uses with the most similar names."""
    return most_alike(slug.replace("-", " "), listed(kind), lambda use: use.name)
