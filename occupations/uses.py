"""What occupations use: skills, knowledge and technology, and who uses each of them most.

Importance, shares of profiles and marks of technology are of different kinds, and stand in tables of their own.
"""

import datetime
import json
from collections import Counter
from decimal import Decimal
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process, utils

from occupations import wording
from occupations.metrics import METRICS, NAME
from occupations.page import occupation_url
from occupations.profile import Figure
from occupations.ranking import usd
from occupations.released import fetch
from occupations.roster import Use, roster

KINDS = {"skill": "skills", "knowledge": "knowledge", "technology": "technology"}
"""Kinds of uses, as keys begin → where their pages are."""
MOST_USED = 100
_PAGE = """
SELECT o.slug, e.title, e.uses -> %s::text, e.salary, e.salary_at_least, e.salary_metric, e.salary_period_end
FROM occupations_occupation o JOIN occupations_edition e ON e.id = o.live_id
WHERE o.withdrawn_at IS NULL AND e.uses ? %s::text
ORDER BY lower(e.title), o.slug
"""
_MARKS = ("in demand", "hot technology")


class User(NamedTuple):
    """An occupation that uses something."""

    slug: str
    title: str
    weight: int | None  # in the scale of the metric
    metric: str
    marks: str
    salary: Decimal | None
    at_least: Decimal | None
    salary_metric: str
    salary_end: datetime.date | None

    @property
    def pay(self) -> str:
        if self.salary is not None:
            return usd(self.salary)
        return f"{usd(self.at_least)} or more" if self.at_least is not None else ""

    @property
    def pay_kind(self) -> str:
        when = f"{self.salary_end:%B %Y}" if self.salary_end else "period unknown"
        return f"{METRICS[self.salary_metric].name}, {when}" if self.salary_metric else ""


def use_url(key: str) -> str:
    kind, _, slug = key.partition(":")
    return f"/{KINDS[kind]}/{slug}/"


def listed(kind: str) -> list[dict[str, Any]]:
    """All uses of a kind by name: {name, url, count: occupations}."""
    rows = [
        {"name": uses[0].name, "url": use_url(key), "count": sum(use.count for use in uses)}
        for key, uses in roster().uses.items()
        if key.startswith(f"{kind}:")
    ]
    return sorted(rows, key=lambda row: row["name"].casefold())


def most_used(kind: str) -> list[dict[str, Any]]:
    return sorted(listed(kind), key=lambda row: (-row["count"], row["name"].casefold()))[:MOST_USED]


def initial(name: str) -> str:
    letter = name.lstrip(".")[:1].upper()
    return letter if letter.isascii() and letter.isalpha() else "#"


def letters(kind: str) -> list[str]:
    found = Counter(initial(row["name"]) for row in listed(kind))
    return sorted(found, key=lambda letter: (letter == "#", letter))


def use_page(kind: str, slug: str) -> dict[str, Any] | None:
    """The context of rooms/use.html: a table for each metric; None where nobody uses it."""
    key = f"{kind}:{slug}"
    users = [_user(row) for row in fetch(_PAGE, key, key)]
    if not users:
        return None
    name = roster().uses[key][0].name
    metrics = Counter(user.metric for user in users)
    kinds = Counter(user.pay_kind for user in users if user.pay)
    usual = kinds.most_common(1)[0][0] if kinds else ""
    return {
        "name": name,
        "kind": kind,
        "count": len(users),
        "tables": [_table(metric, [user for user in users if user.metric == metric], usual) for metric in metrics],
        "pay_note": f"Pay a year: {usual}{'; pay of another kind says so' if len(kinds) > 1 else ''}." if usual else "",
    }


def _user(row: tuple) -> User:
    slug, title, use, *pay = row
    _, weight, metric, note = json.loads(use)
    return User(slug, title, weight, metric, note, *pay)


def _table(metric: str, users: list[User], usual: str) -> dict[str, Any]:
    """Most first; technology, which has no weights, with what is in demand first."""
    meaning = METRICS[metric]
    users = sorted(users, key=lambda user: (-(user.weight or 0), *(mark not in user.marks for mark in _MARKS)))
    return {
        "metric": metric,
        "heading": "" if meaning.unit is NAME else meaning.name,
        "definition": meaning.definition,
        "weighed": meaning.unit is not NAME,
        "rows": [
            {
                "title": user.title,
                "slug": user.slug,
                "url": occupation_url(user.slug),
                "weight": _weight(user),
                "marks": [mark for mark in user.marks.split(", ") if mark],
                "pay": user.pay if user.pay_kind == usual or not user.pay else f"{user.pay} ({user.pay_kind})",
            }
            for user in users
        ],
    }


def _weight(user: User) -> str:
    if user.weight is None:
        return ""
    return wording.value(Figure(metric=user.metric, value=user.weight), METRICS[user.metric].unit)


def near(kind: str, slug: str) -> list[Use]:
    """Uses whose names look most like the text, of the kind first."""
    uses = [those[0] for key, those in roster().uses.items() if key.startswith(f"{kind}:")]
    alike = process.extract(
        slug.replace("-", " "),
        [use.name for use in uses],
        scorer=fuzz.ratio,
        processor=utils.default_process,
        score_cutoff=60,
        limit=5,
    )
    return [uses[index] for _, _, index in alike]
