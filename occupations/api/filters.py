"""The filters of the list of occupations, as on the site: a parameter and a condition each."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from occupations.api import parameters
from occupations.columns import USES, use_key

# What is only known to lie above an amount is sorted by that amount.
SORTS = {
    "title": "live__title",
    "-title": "live__title",
    "salary": "pay",
    "-salary": "pay",
    "growth": "live__growth",
    "-growth": "live__growth",
    "jobs": "live__jobs",
    "-jobs": "live__jobs",
    "openings": "live__openings",
    "-openings": "live__openings",
}


def with_pay(rows: QuerySet) -> QuerySet:
    return rows.annotate(pay=Coalesce("live__salary", "live__salary_at_least"))


def _words(text: str) -> Q:
    found = Q()
    for word in text.split():
        found &= Q(live__title__icontains=word)
    return found


def _use(text: str) -> Q:
    """By key ("skill:critical-thinking") or by the name of a skill, a field of knowledge or a technology."""
    if text.partition(":")[0] in USES:
        return Q(live__uses__has_key=text)
    return Q(live__uses__has_any_keys=[use_key(kind, text) for kind in USES])


class _Key(Func):
    """What a label is called in addresses: "Bachelor's degree" → "bachelors-degree"."""

    template = "trim(both '-' from regexp_replace(replace(lower(%(expressions)s), '''', ''), '[^a-z0-9]+', '-', 'g'))"
    output_field = CharField()


def _labelled(column: str) -> Callable[[str], Q]:
    return lambda key: Q(Exact(_Key(F(column)), Value(key)))


_MONEY = (0, 10_000_000)
_PERCENT = (-100, 10_000)

_PARTS: list[tuple[parameters.Parameter, Callable[[Any], Q]]] = [
    (parameters.text("q", "Words of the title, each anywhere in it.", 100, example="manager"), _words),
    (
        parameters.slug("category", "The category, by its address.", "computer-and-mathematical"),
        lambda slug: Q(live__category_slug=slug),
    ),
    (
        parameters.decimal("salary_min", "Yearly salary from, US$; what lies above a bound counts.", *_MONEY, "50000"),
        lambda least: Q(live__salary__gte=least) | Q(live__salary_at_least__gte=least),
    ),
    (
        parameters.decimal("salary_max", "Yearly salary to, US$.", *_MONEY, "100000"),
        lambda most: Q(live__salary__lte=most),
    ),
    (
        parameters.decimal("growth_min", "Projected growth from, %.", *_PERCENT, "5"),
        lambda least: Q(live__growth__gte=least),
    ),
    (parameters.decimal("growth_max", "Projected growth to, %.", *_PERCENT), lambda most: Q(live__growth__lte=most)),
    (
        parameters.slug("education", "Typical education to enter.", "bachelors-degree"),
        _labelled("live__entry_education"),
    ),
    (
        parameters.slug("experience", "Related experience to enter.", "less-than-5-years"),
        _labelled("live__entry_experience"),
    ),
    (
        parameters.slug("training", "Training on the job.", "short-term-on-the-job-training"),
        _labelled("live__entry_training"),
    ),
    (
        parameters.text(
            "skill", "A skill, field of knowledge or technology, by key or name.", 100, example="programming"
        ),
        _use,
    ),
    (
        parameters.text("record", "A statistical record it belongs to, by key.", 100, example="soc-2018:15-1252"),
        lambda key: Q(live__records__has_key=key),
    ),
]
FILTERS = tuple([parameter for parameter, _ in _PARTS])


def narrowed(rows: QuerySet, asked: dict[str, Any]) -> QuerySet:
    for parameter, condition in _PARTS:
        if (value := asked[parameter.name]) not in (None, ""):
            rows = rows.filter(condition(value))
    return rows
