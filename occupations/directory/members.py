"""Public occupations as the pages of places, industries, employers and skills need them: by record, and with what they
use.

Cached while the same editions are live.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models.functions import Lower

from occupations.links import occupation_url
from occupations.local_copy.live_value import LiveValue
from occupations.models import Occupation
from occupations.profiles import formatting
from occupations.sql import LIVE


class Member(NamedTuple):
    """A public occupation that a record covers; `own`: whether the record is for this occupation alone."""

    slug: str
    title: str
    own: bool

    @property
    def url(self) -> str:
        return occupation_url(self.slug)


def whose(record: str, members: Sequence[Member]) -> dict[str, Any]:
    """The occupations that a survey row is for, as in components/members.html: those that have it to themselves, else
    the group by the title of the record; and the occupations that are parts of the group. `members`: at least one."""
    own = [member for member in members if member.own]
    return {
        "group": "" if own else record,
        "members": own,
        "parts": [member for member in members if not member.own],
        "compare": (own or members)[0],
    }


class Mention(NamedTuple):
    """An employer or industry that a source names as highest-paying for an occupation."""

    slug: str
    title: str
    name: str
    pay: int | None  # US$ a year
    source: str

    @property
    def url(self) -> str:
        return occupation_url(self.slug)

    @property
    def amount(self) -> str:
        return "" if self.pay is None else formatting.usd(self.pay)


class Paid(NamedTuple):
    """A public occupation with its pay, US$ a year."""

    slug: str
    title: str
    pay: Decimal | None
    at_least: Decimal | None
    metric: str
    end: datetime.date | None
    group: str  # the wider group that the pay is for; empty if it is for the occupation itself
    source: str  # the release, as columns of editions name it

    @property
    def url(self) -> str:
        return occupation_url(self.slug)

    @property
    def has_pay(self) -> bool:
        return self.pay is not None or self.at_least is not None


class User(NamedTuple):
    """An occupation that uses something. `weight`: in the scale of the metric; `marks`: remarks of the source."""

    occupation: Paid
    weight: int | None
    metric: str
    marks: str


class Use(NamedTuple):
    """Something that occupations use. `key`: "skill:writing"; `code`: its element in O*NET, empty if that is not
    known."""

    key: str
    name: str
    users: list[User]
    code: str = ""


_MEMBER = ("title", "published_at", "records", "groups", "employers", "industries")
_PAID = ("title", "pay", "pay_at_least", "pay_metric", "pay_period_end", "groups", "sources", "uses")


def _public(*columns: str) -> list[tuple[Any, ...]]:
    """Of all public occupations, by title."""
    found = Occupation.objects.using(LIVE).public().order_by(Lower("live__title"), "slug")
    return list(found.values_list(*columns))


class Roster:
    """Each part is read when it is first used."""

    @cached_property
    def newest(self) -> datetime.date | None:
        """The day of the last publication."""
        return max((published.date() for _, _, published, *_ in self._members), default=None)

    @cached_property
    def _members(self) -> list[tuple]:
        return _public("slug", *(f"live__{name}" for name in _MEMBER))

    @cached_property
    def by_record(self) -> dict[str, list[Member]]:
        """Key of a record → the occupations it has figures for, by title."""
        found: dict[str, list[Member]] = defaultdict(list)
        for slug, title, _, records, groups, _, _ in self._members:
            for key in records:
                found[key].append(Member(slug, title, key not in groups))
        return dict(found)

    @cached_property
    def employers(self) -> list[Mention]:
        """Employers named as highest-paying, by title of the occupation."""
        return [Mention(slug, title, *one) for slug, title, *_, named, _ in self._members for one in named]

    @cached_property
    def industries(self) -> list[Mention]:
        """As `employers`."""
        return [Mention(slug, title, *one) for slug, title, *_, named in self._members for one in named]

    @cached_property
    def uses(self) -> dict[str, Use]:
        """Key of a use → the use and the occupations with it, by title."""
        found: dict[str, Use] = {}
        for *paid, groups, sources, uses in _public("slug", *(f"live__{name}" for name in _PAID)):
            occupation = Paid(*[*paid, groups.get("pay", ""), sources.get("pay", "")])
            for key, (name, weight, metric, marks, *code) in uses.items():
                use = found.setdefault(key, Use(key, name, []))
                use.users.append(User(occupation, weight, metric, marks))
                if code and code[0] != use.code:
                    found[key] = use._replace(code=code[0])
        return found

    @cached_property
    def uses_by_kind(self) -> dict[str, list[Use]]:
        """Kind of use ("skill") → all uses of the kind, by name."""
        found: dict[str, list[Use]] = defaultdict(list)
        for key in sorted(self.uses, key=lambda key: self.uses[key].name.casefold()):
            found[key.partition(":")[0]].append(self.uses[key])
        return dict(found)


_roster = LiveValue(Roster)


def roster() -> Roster:
    """The current roster; each part is read when it is first used."""
    return _roster.get()
