"""The filters of the list of occupations: those of the site's own table, with a parameter each."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from occupations.api import parameters
from occupations.browse.filters import OccupationFilters

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


class _Key(Func):
    """What a label is called in addresses: "Bachelor's degree" → "bachelors-degree"."""

    template = "trim(both '-' from regexp_replace(replace(lower(%(expressions)s), '''', ''), '[^a-z0-9]+', '-', 'g'))"
    output_field = CharField()


def _labelled(column: str) -> Callable[[str], Q]:
    return lambda key: Q(Exact(_Key(F(column)), Value(key)))


def _of_site(name: str) -> Callable[[Any], Q]:
    return OccupationFilters.base_filters[name].where


_MONEY = (0, 10_000_000)
_PERCENT = (-100, 10_000)

_PARTS: list[tuple[parameters.Parameter, Callable[[Any], Q]]] = [
    (parameters.text("q", "Words in the title, in any order.", 100, example="manager"), _of_site("q")),
    (
        parameters.slug("category", "The category: its slug.", "computer-and-mathematical"),
        _of_site("category"),
    ),
    (
        parameters.decimal(
            "salary_min",
            "Lowest yearly salary, US$; includes pay published only as “at least” an amount.",
            *_MONEY,
            "50000",
        ),
        _of_site("salary_min"),
    ),
    (parameters.decimal("salary_max", "Highest yearly salary, US$.", *_MONEY, "100000"), _of_site("salary_max")),
    (parameters.decimal("growth_min", "Lowest projected growth, %.", *_PERCENT, "5"), _of_site("growth_min")),
    (parameters.decimal("growth_max", "Highest projected growth, %.", *_PERCENT), _of_site("growth_max")),
    (
        parameters.slug("education", "Typical entry education.", "bachelors-degree"),
        _labelled("live__entry_education"),
    ),
    (
        parameters.slug("experience", "Related experience.", "less-than-5-years"),
        _labelled("live__entry_experience"),
    ),
    (
        parameters.slug("training", "On-the-job training.", "short-term-on-the-job-training"),
        _labelled("live__entry_training"),
    ),
    (
        parameters.text(
            "skill", "A skill, field of knowledge or technology: its key or name.", 100, example="Programming"
        ),
        _of_site("skill"),
    ),
    (
        parameters.text("record", "An official record: its key.", 100, example="soc-2018:15-1252"),
        lambda key: Q(live__records__has_key=key),
    ),
]
FILTERS = tuple([parameter for parameter, _ in _PARTS])


def narrowed(rows: QuerySet, params: dict[str, Any]) -> QuerySet:
    for parameter, condition in _PARTS:
        if (value := params[parameter.name]) not in (None, ""):
            rows = rows.filter(condition(value))
    return rows
