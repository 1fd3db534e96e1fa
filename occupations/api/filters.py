"""The filters of the list of occupations: one parameter for each filter of the site's own table."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Case, CharField, F, Func, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In

from occupations.api import parameters
from occupations.browse.filters import OccupationFilters

# A figure known only to be above an amount is sorted by that amount.
SORTS = {
    "title": "live__title",
    "-title": "live__title",
    "pay_median": "median_place",
    "-pay_median": "median_place",
    "pay_mean": "mean_place",
    "-pay_mean": "mean_place",
    "growth": "live__growth",
    "-growth": "live__growth",
    "jobs": "live__jobs",
    "-jobs": "live__jobs",
    "openings": "live__openings",
    "-openings": "live__openings",
}


def with_pay(rows: QuerySet) -> QuerySet:
    return rows.annotate(
        median_place=Case(
            When(live__pay_metric="wage_annual_median", then=Coalesce("live__pay", "live__pay_at_least")), default=None
        ),
        mean_place=Coalesce("live__pay_mean", "live__pay_mean_at_least"),
    )


class _Key(Func):
    """The form of a label in URLs: "Bachelor's degree" → "bachelors-degree"; a function of the local copy."""

    function = "label_key"
    output_field = CharField()


def _labelled(column: str) -> Callable[[str], Q]:
    return lambda key: Q(Exact(_Key(F(column)), Value(key)))


def _labelled_any(column: str) -> Callable[[Sequence[str]], Q]:
    return lambda keys: Q(In(_Key(F(column)), [Value(key) for key in keys]))


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
    *[
        (parameters.decimal(f"pay_{name}_{end}", text.format(name), *_MONEY, example), _of_site(f"pay_{name}_{end}"))
        for name in ("median", "mean")
        for end, text, example in (
            ("min", "Lowest {} pay a year, US$; includes pay published only as “at least” an amount.", "50000"),
            ("max", "Highest {} pay a year, US$.", "100000"),
        )
    ],
    (parameters.decimal("growth_min", "Lowest projected growth, %.", *_PERCENT, "5"), _of_site("growth_min")),
    (parameters.decimal("growth_max", "Highest projected growth, %.", *_PERCENT), _of_site("growth_max")),
    (
        parameters.slugs(
            "education", "Typical entry education, any of these.", 10, example="bachelors-degree,masters-degree"
        ),
        _labelled_any("live__entry_education"),
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
        if (value := params[parameter.name]) not in (None, "", ()):
            rows = rows.filter(condition(value))
    return rows
