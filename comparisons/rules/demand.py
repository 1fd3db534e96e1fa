"""Whether search engines should index the comparison of a pair: how likely somebody asks for it, and whether the page
says enough. Pure.

Half a million pairs have a page; a score decides which are listed. Each reason adds points; figures that are not an
occupation's own take one away. A pair with fewer than ENOUGH is served, but not listed. Two reasons shut a pair out
whatever speaks for it. docs/decisions/0038 explains the choice.
"""

import datetime
from collections.abc import Mapping
from typing import Any, NamedTuple

from occupations.metrics import METRICS
from occupations.profiles import official_records

ENOUGH = 2
FEATURED, POPULAR, PRIMARY, SUPPLEMENTAL, SAME_GROUP, BOTH_KNOWN = 5, 5, 3, 2, 2, 2
OF_GROUP = -1
PRIMARY_RANKS = 10  # O*NET ranks 20: the first ten as its primary ones
GROUP_JOBS = 10_000  # employment from which an occupation of the same minor group is one that people ask for
FIELD_JOBS = 40_000  # employment from which an occupation is known in its own category
KNOWN_JOBS = 100_000  # employment from which it is known beyond that
EVERYWHERE_JOBS = 400_000  # employment from which everybody has met one, and compares it whatever schooling it takes
MOST_APART = 2  # how many times the pay of the other one may be for two known occupations to be alternatives
STALE_DAYS = 3 * 366  # between the end of the period of the pay and its publication

# The steps in which people think of schooling: none, high school, up to two years of college, and then degrees.
_STEPS = (0, 0, 1, 2, 2, 2, 3, 4, 5)
_STEP_OF = dict(zip(METRICS["entry_education"].levels, _STEPS, strict=True))


class Facts(NamedTuple):
    """What the score needs of one occupation. `exact`: official records that are just this occupation; `related`: those
    that a source relates to it, in its order; `jobs`: its own, 0 if unknown; `pay`: its own, US$ a year, or None;
    `step`: of the typical entry education; `of_group`: its pay is that of a wider group; `ended`: the period of its
    pay; `stale`: that was long before it was published."""

    title: str
    category: str
    minor_group: str
    exact: frozenset[str]
    related: tuple[str, ...]
    paid_by: frozenset[str]
    jobs: int
    pay: float | None
    step: int | None
    of_group: bool
    ended: datetime.date | None
    stale: bool = False

    @classmethod
    def of(cls, category: str, columns: Mapping[str, Any]) -> "Facts":
        """From the slug of the category and the columns of an edition (occupations/publishing/columns.py)."""
        records, groups, pay = columns["records"], columns["groups"], columns["pay"]
        of_group = "pay" in groups
        return cls(
            title=columns["title"],
            category=category,
            minor_group=official_records.minor_group(records),
            exact=frozenset([key for key, quality in records.items() if quality == "exact"]),
            related=tuple(columns["related"]),
            paid_by=official_records.paid_by(records),
            jobs=0 if "jobs" in groups else int(columns["jobs"] or 0),
            pay=None if pay is None or of_group else float(pay),
            step=_STEP_OF.get(columns["entry_education"]),
            of_group=of_group,
            ended=columns["pay_period_end"],
        )

    def published_on(self, day: datetime.date) -> "Facts":
        if self.ended is None or (day - self.ended).days <= STALE_DAYS:
            return self
        return self._replace(stale=True)

    @property
    def is_residual(self) -> bool:
        """Whether it stands for all that has no occupation of its own, which nobody asks for by that name."""
        return self.title.endswith("all other")


class Reason(NamedTuple):
    """`points`: what it adds to the score."""

    points: int
    text: str


class Verdict(NamedTuple):
    """`barred`: why the pair is shut out whatever its score; empty if it is not."""

    reasons: tuple[Reason, ...]
    barred: str = ""

    @property
    def score(self) -> int:
        return sum([reason.points for reason in self.reasons])

    @property
    def is_indexed(self) -> bool:
        return not self.barred and self.score >= ENOUGH


def judge(one: Facts, other: Facts, *, featured: bool, popular: str) -> Verdict:
    """The verdict on a pair, the same in either order. `featured`: by an editor; `popular`: why people ask for it, as
    the list of searched pairs says; empty if it is not in it."""
    if other.title < one.title:
        one, other = other, one
    reasons = [
        *([Reason(FEATURED, "an editor features it")] if featured else []),
        *([Reason(POPULAR, f"people search for it: {popular}")] if popular else []),
        *_related(one, other),
        *_alike(one, other),
        *[
            Reason(OF_GROUP, f"the pay of {side.title} is that of a wider group")
            for side in (one, other)
            if side.of_group
        ],
    ]
    return Verdict(tuple(reasons), _bar(one, other))


def would_lift(one: Facts, other: Facts, *, featured: bool, popular: str) -> list[Reason]:
    """What else could speak for a pair, with the points it would add; of a pair that is shut out, what opens it
    first."""
    stale = [Reason(0, f"a newer release with the pay of {side.title}") for side in (one, other) if side.stale]
    if not one.paid_by.isdisjoint(other.paid_by):
        return [Reason(0, "statistics that separate the two")]
    return [
        *stale,
        *([] if featured else [Reason(FEATURED, "an editor features it on the home page")]),
        *([] if popular else [Reason(POPULAR, "it is added to the list of pairs that people search for")]),
        *[Reason(-OF_GROUP, f"figures for the pay of {side.title} alone") for side in (one, other) if side.of_group],
    ]


def _bar(one: Facts, other: Facts) -> str:
    if not one.paid_by.isdisjoint(other.paid_by):
        return "official statistics do not separate the two"
    stale = [side.title for side in (one, other) if side.stale]
    return f"the pay of {' and of '.join(stale)} was more than three years old when it was published" if stale else ""


def _related(one: Facts, other: Facts) -> list[Reason]:
    ranks = [*_ranks(one, other), *_ranks(other, one)]
    if not ranks:
        return []
    is_primary = min(ranks) < PRIMARY_RANKS
    kind = "among the first ten" if is_primary else "as supplemental"
    return [Reason(PRIMARY if is_primary else SUPPLEMENTAL, f"O*NET relates them, {kind}")]


def _ranks(one: Facts, other: Facts) -> list[int]:
    return [rank for rank, key in enumerate(one.related) if key in other.exact]


def _alike(one: Facts, other: Facts) -> list[Reason]:
    fewer = min(one.jobs, other.jobs)
    if one.minor_group and one.minor_group == other.minor_group and fewer >= GROUP_JOBS:
        text = f"both are of the minor group {one.minor_group} and have {GROUP_JOBS:,} jobs or more"
        return [Reason(SAME_GROUP, text)]
    if not are_alternatives(one, other):
        return []
    if fewer >= EVERYWHERE_JOBS:
        return [Reason(BOTH_KNOWN, f"both have {EVERYWHERE_JOBS:,} jobs or more, and similar pay")]
    known = f"{KNOWN_JOBS:,} jobs or more" if fewer >= KNOWN_JOBS else f"{FIELD_JOBS:,} jobs or more in one category"
    return [Reason(BOTH_KNOWN, f"both have {known}, similar schooling and similar pay")]


def are_alternatives(one: Facts, other: Facts) -> bool:
    """Whether both are known to many, and somebody who could become the one might become the other instead."""
    fewer = min(one.jobs, other.jobs)
    known = FIELD_JOBS if one.category == other.category else KNOWN_JOBS
    if fewer < known or one.is_residual or other.is_residual or not one.pay or not other.pay:
        return False
    if max(one.pay, other.pay) > MOST_APART * min(one.pay, other.pay):
        return False
    if fewer >= EVERYWHERE_JOBS:
        return True
    return one.step is not None and other.step is not None and abs(one.step - other.step) <= 1
