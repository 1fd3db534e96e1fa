"""Which pairs search engines should index, for the sitemaps and for editors: `rules.demand` decides, for one page and
for all pairs alike."""

import datetime
from collections import defaultdict
from itertools import combinations
from typing import NamedTuple

from comparisons.models import PairNote
from comparisons.popular_pairs import Slugs, in_order, popular, popular_reason
from comparisons.rules.demand import (
    FIELD_JOBS,
    GROUP_JOBS,
    Facts,
    Reason,
    Verdict,
    are_alternatives,
    judge,
    would_lift,
)
from occupations.local_copy.live_value import LiveValue
from occupations.models import Occupation
from occupations.sql import LIVE

COLUMNS = ("title", "pay", "pay_period_end", "jobs", "entry_education", "groups", "records", "related")


class Population(NamedTuple):
    """The facts of all public occupations and the days of their live editions, by slug; and the pairs that are indexed
    whether or not an editor features them, in order."""

    facts: dict[str, Facts]
    days: dict[str, datetime.date]
    unaided: tuple[Slugs, ...]


def _read() -> Population:
    facts, days = {}, {}
    rows = Occupation.objects.using(LIVE).public().order_by("slug")
    own = ("slug", "live__category_slug", "live__published_at")
    for slug, category, at, *columns in rows.values_list(*own, *(f"live__{column}" for column in COLUMNS)).iterator():
        days[slug] = at.date()
        facts[slug] = Facts.of(category, dict(zip(COLUMNS, columns, strict=True))).published_on(days[slug])
    indexed = [pair for pair in _candidates(facts) if _judged(facts, pair, featured=False).is_indexed]
    return Population(facts, days, tuple(sorted(indexed)))


_population = LiveValue(_read)


def population() -> Population:
    """As things stand now."""
    return _population.get()


def indexed_pairs(known: Population) -> list[Slugs]:
    """All of them by slugs, in order."""
    featured = [
        in_order(*pair) for pair in PairNote.objects.using(LIVE).featured().values_list("first__slug", "second__slug")
    ]
    added = {
        pair
        for pair in featured
        if known.facts.keys() >= set(pair) and _judged(known.facts, pair, featured=True).is_indexed
    }
    return sorted(added.union(known.unaided)) if added else list(known.unaided)


def verdict(known: Population, one: str, other: str) -> Verdict:
    """Why a pair of public occupations, by their slugs, is indexed or not."""
    pair = in_order(one, other)
    return _judged(known.facts, pair, featured=_is_featured(pair))


def lifts(known: Population, one: str, other: str) -> list[Reason]:
    """What else could speak for it."""
    pair = in_order(one, other)
    sides = known.facts[pair[0]], known.facts[pair[1]]
    return would_lift(*sides, featured=_is_featured(pair), popular=popular_reason(*pair))


def _is_featured(pair: Slugs) -> bool:
    return PairNote.objects.using(LIVE).featured().filter(first__slug__in=pair, second__slug__in=pair).exists()


def _judged(facts: dict[str, Facts], pair: Slugs, *, featured: bool) -> Verdict:
    return judge(facts[pair[0]], facts[pair[1]], featured=featured, popular=popular_reason(*pair))


def _candidates(facts: dict[str, Facts]) -> set[Slugs]:
    """The pairs that may have points, which are far fewer than all pairs."""
    known = [(slug, one) for slug, one in facts.items() if one.jobs >= FIELD_JOBS]
    groups: dict[str, list[str]] = defaultdict(list)
    owners: dict[str, list[str]] = defaultdict(list)
    for slug, one in facts.items():
        if one.jobs >= GROUP_JOBS:
            groups[one.minor_group].append(slug)
        for key in one.exact:
            owners[key].append(slug)
    related = ((slug, owner) for slug, one in facts.items() for key in one.related for owner in owners[key])
    alike = ((slug, near) for (slug, one), (near, other) in combinations(known, 2) if are_alternatives(one, other))
    grouped = (pair for slugs in groups.values() for pair in combinations(slugs, 2))
    listed = (pair for pair in popular() if facts.keys() >= set(pair))
    return {in_order(*pair) for pairs in (related, alike, grouped, listed) for pair in pairs if pair[0] != pair[1]}
