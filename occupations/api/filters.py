"""The filters of the list of occupations: one parameter for each filter of the site's own table."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Case, QuerySet, When
from django.db.models.functions import Coalesce

from occupations.api import parameters
from occupations.api.legal_values import chosen
from occupations.api.problems import Problem
from occupations.browse.catalogue import ENTRY, catalogue
from occupations.browse.filters import RANGES, Test, choice_key, test_of
from occupations.directory.members import roster
from occupations.directory.skills import users_of

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


_MONEY = (0, 10_000_000)
_PERCENT = (-100, 10_000)

OF_SITE = (
    parameters.text("q", "Words in the title, in any order.", 100, example="manager"),
    *(
        parameters.decimal(f"pay_{name}_{end}", text.format(name), *_MONEY, example)
        for name in ("median", "mean")
        for end, text, example in (
            ("min", "Lowest {} pay a year, US$; includes pay published only as “at least” an amount.", "50000"),
            ("max", "Highest {} pay a year, US$.", "100000"),
        )
    ),
    parameters.decimal("growth_min", "Lowest projected growth, %.", *_PERCENT, "5"),
    parameters.decimal("growth_max", "Highest projected growth, %.", *_PERCENT, "20"),
)
CHOSEN = (
    parameters.texts("category", "Categories, any of these: their slugs.", 20, "computer-and-mathematical"),
    parameters.texts("education", "Typical entry education, any of these.", 10, "bachelors-degree,masters-degree"),
    parameters.texts("experience", "Related experience, any of these.", 10, "less-than-5-years"),
    parameters.texts("training", "On-the-job training, any of these.", 10, "short-term-on-the-job-training"),
    parameters.texts(
        "skill", "Skills, fields of knowledge or technologies, any of these: their keys or names.", 20, "Programming"
    ),
    parameters.texts("record", "Official records, any of these: their keys.", 20, "soc-2018:15-1252"),
)
"""Filters whose values exist; `values/` lists them."""
FILTERS = (*OF_SITE, *CHOSEN)


def narrowed(rows: QuerySet, params: dict[str, Any]) -> QuerySet:
    """The rows that meet all filters. Raises Problem for a value that nothing has, and for a range without room."""
    for least, most in RANGES:
        if params[least] is not None and params[most] is not None and params[least] > params[most]:
            detail = f"{least}, {params[least]:f}, is above {most}, {params[most]:f}, so nothing can be between them."
            raise Problem("invalid-parameter", detail, parameter=least, allowed_form=f"at most {most}")
    tests = [test_of(one.name, params[one.name]) for one in OF_SITE if params[one.name] not in (None, "")]
    given = [one.name for one in CHOSEN if params[one.name]]
    tests += [_TESTS[name](frozenset(chosen(name, params[name]))) for name in given]
    if not tests:
        return rows
    return rows.filter(live__in=[row.edition for row in catalogue().rows if all(test(row) for test in tests)])


def _of_slugs(slugs: Iterable[str]) -> Test:
    among = frozenset(slugs)
    return lambda row: row.slug in among


def _of_entry(name: str) -> Callable[[frozenset[str]], Test]:
    at = ENTRY.index(name)
    return lambda keys: lambda row: bool(row.entry[at]) and choice_key(row.entry[at]) in keys


_TESTS: dict[str, Callable[[frozenset[str]], Test]] = {
    "category": lambda keys: lambda row: row.category in keys,
    **{name: _of_entry(name) for name in ENTRY},
    "skill": lambda keys: _of_slugs(users_of(keys)),
    "record": lambda keys: _of_slugs(member.slug for key in keys for member in roster().by_record[key]),
}
