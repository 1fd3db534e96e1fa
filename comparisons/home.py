"""The context of the home page: the picker, comparisons to start with, categories, and sources."""

import datetime
from typing import Any, NamedTuple

from django.db.models import F, Q

from comparisons.models import PairNote
from comparisons.page.fragments import fragments_of
from comparisons.page.scores import score_lines
from comparisons.popular_pairs import home_pairs
from comparisons.queries import find
from comparisons.rules.compare import compare_sheets
from comparisons.rules.scoreboard import scoreboard
from occupations.browse.catalogue import Catalogue, catalogue
from occupations.browse.categories import categories
from occupations.browse.ranking_results import in_brief
from occupations.links import comparison_url, feeds, picker_url
from occupations.local_copy.live_value import TABLES, LiveValue
from occupations.models import Occupation
from occupations.pages.sources import sources as sources_in_use
from occupations.profiles.official_records import paid_by
from occupations.rendering.scores import ScoreLine
from occupations.rendering.sources import Sources
from occupations.rendering.view import Page, Side, side_view
from occupations.sql import LIVE

EXAMPLES = 6
SHORT = 35  # maximum length of a title that fits beside another
LARGEST = 50  # occupations that most people know


def home_context(site: str) -> dict[str, Any]:
    known = catalogue()
    pairs = _pairs.get()
    sources = sources_in_use()
    occupations = len(known.rows)
    return {
        "page": Page(
            title="Compare occupations side by side",
            heading="Which occupation is right for you?",
            description="Pay, jobs, growth, education, people, responsibilities and skills of occupations, side by "
            "side, with the source of every figure.",
            canonical=f"{site}/",
            current="/",
            feeds=feeds(),
        ),
        "picker": {"action": picker_url(), "a": "", "b": ""},
        "example": _example(pairs[0]) if pairs else None,
        "examples": links(pairs),
        "rankings": in_brief(known),
        "categories": categories(),
        "sources": [_in_short(source) for source in sources],
        "counts": {
            "occupations": f"{occupations:,}",
            "comparisons": f"{occupations * (occupations - 1) // 2:,}",
            "sources": len(sources),
        },
    }


def _in_short(source: dict[str, Any]) -> dict[str, str]:
    """A source with the period of its newest release and the date of the next one."""
    releases = source["releases"]
    return {
        "title": source["title"],
        "publisher": source["publisher"],
        "url": source["url"],
        "period": ", ".join(dict.fromkeys(release["period"] for release in releases)),
        "next": next((one["next_expected"] for one in releases if one["next_expected"] and not one["due"]), ""),
    }


Pair = tuple[str, str, str, str]  # slug, title, slug, title


def links(pairs: list[Pair]) -> list[tuple[str, str, str]]:
    return [(one, other, comparison_url([slug, other_slug])) for slug, one, other_slug, other in pairs]


def examples() -> list[tuple[str, str, str]]:
    """Comparisons to start with: first those that editors feature, then pairs that people ask for."""
    return links(_pairs.get())


def _chosen() -> list[Pair]:
    known, chosen = catalogue(), _featured()
    if len(chosen) < EXAMPLES:
        candidates = known.once("examples", _candidates)
        chosen = chosen + _varied(candidates, chosen, known, EXAMPLES - len(chosen))
    return chosen


_pairs = LiveValue(_chosen, (*TABLES, "comparisons_pairnote"))


def has(slug: str) -> bool:
    """Whether one of the examples is a comparison with this occupation."""
    return any(slug in (first, second) for first, _, second, _ in _pairs.get())


def _featured() -> list[Pair]:
    public = Occupation.objects.using(LIVE).public()
    rows = PairNote.objects.using(LIVE).featured().filter(first__in=public, second__in=public)
    return list(rows.values_list("first__slug", "first__live__title", "second__slug", "second__live__title")[:EXAMPLES])


def _varied(candidates: list[Pair], beside: list[Pair], known: Catalogue, count: int) -> list[Pair]:
    """The first of the candidates in which no occupation and no category appears twice, as far as there are such; then
    those in which no occupation does. The same for as long as the same is public."""
    categories = {row.slug: row.category for row in known.rows}
    occupations = {slug for pair in beside for slug in (pair[0], pair[2])}
    shown = {categories.get(slug) for slug in occupations}
    chosen: list[Pair] = []
    for once in (True, False):
        for pair in candidates:
            slugs = {pair[0], pair[2]}
            of = {categories[slug] for slug in slugs}
            if len(chosen) < count and occupations.isdisjoint(slugs) and (not once or shown.isdisjoint(of)):
                chosen.append(pair)
                occupations |= slugs
                shown |= of
    return chosen


class _Public(NamedTuple):
    """An occupation with its own pay. `kind`: which statistic it is, and of when."""

    title: str
    kind: tuple[str, datetime.date]
    paid_by: frozenset[str]
    nearest: list[list[str]]


def _candidates() -> list[Pair]:
    """Pairs that people ask for, in the order of the list; then large occupations with short titles, each with its
    nearest, short titles first. Both with pay of the same kind and time, so that the example shows a verdict, and that
    statistics separate."""
    rows = (
        Occupation.objects.using(LIVE)
        .public()
        .filter(~Q(live__groups__has_key="pay"), live__pay_period_end__isnull=False)
        .order_by(F("live__jobs").desc(nulls_last=True), "-live__pay", "slug")
        .values_list(
            "slug", "live__title", "live__pay_metric", "live__pay_period_end", "live__records", "standing__nearest"
        )
    )
    public = {
        slug: _Public(title, (metric, end), paid_by(records), nearest or [])
        for slug, title, metric, end, records, nearest in rows
    }
    asked = [(pair.first, pair.second) for pair in home_pairs()]
    known = [(slug, one) for slug, one in public.items() if len(one.title) <= SHORT][:LARGEST]
    for slug, largest in known:
        asked += [(slug, other) for other, _ in sorted(largest.nearest, key=lambda near: len(near[1]) > SHORT)]
    return [
        (first, one.title, second, other.title)
        for first, second in asked
        if (one := public.get(first)) and (other := public.get(second)) and _verdict(one, other)
    ]


def _verdict(one: _Public, other: _Public) -> bool:
    return one.kind == other.kind and one.paid_by.isdisjoint(other.paid_by)


class Example(NamedTuple):
    """The scoreboard of one comparison. Sources are named on its page."""

    title: str
    url: str
    sides: list[Side]
    board: list[ScoreLine]


def _example(pair: Pair) -> Example | None:
    slugs = [pair[0], pair[2]]
    found = find(slugs)
    if len(found.sides) < 2:
        return None
    lives = [found.sides[slug] for slug in slugs]
    fragments = [live.laid_out.fragments for live in lives]
    sides = [side_view(index, *both) for index, both in enumerate(zip(lives, fragments, strict=True))]
    scores = scoreboard(compare_sheets([live.laid_out.sheet for live in lives], frozenset(lives[0].hidden)))
    lines = score_lines(scores, [fragments_of(one) for one in fragments], Sources(fragments), {}, one_record=False)
    return Example(
        " vs ".join(side.title for side in sides),
        comparison_url(slugs),
        sides,
        [line.without_sources() for line in lines],
    )
