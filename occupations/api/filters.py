"""The filters of the list of occupations: one parameter for each filter of the site's own table."""

from typing import Any

from django.db.models import Case, QuerySet, When
from django.db.models.functions import Coalesce

from occupations.api import parameters
from occupations.browse.catalogue import catalogue
from occupations.browse.filters import test_of

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

RECORD = parameters.text("record", "An official record: its key.", 100, example="soc-2018:15-1252")
OF_SITE = (
    parameters.text("q", "Words in the title, in any order.", 100, example="manager"),
    parameters.slug("category", "The category: its slug.", "computer-and-mathematical"),
    *(
        parameters.decimal(f"pay_{name}_{end}", text.format(name), *_MONEY, example)
        for name in ("median", "mean")
        for end, text, example in (
            ("min", "Lowest {} pay a year, US$; includes pay published only as “at least” an amount.", "50000"),
            ("max", "Highest {} pay a year, US$.", "100000"),
        )
    ),
    parameters.decimal("growth_min", "Lowest projected growth, %.", *_PERCENT, "5"),
    parameters.decimal("growth_max", "Highest projected growth, %.", *_PERCENT),
    parameters.slugs(
        "education", "Typical entry education, any of these.", 10, example="bachelors-degree,masters-degree"
    ),
    parameters.slug("experience", "Related experience.", "less-than-5-years"),
    parameters.slug("training", "On-the-job training.", "short-term-on-the-job-training"),
    parameters.text("skill", "A skill, field of knowledge or technology: its key or name.", 100, example="Programming"),
)
FILTERS = (*OF_SITE, RECORD)


def narrowed(rows: QuerySet, params: dict[str, Any]) -> QuerySet:
    values = {one.name: params[one.name] for one in OF_SITE if params[one.name] not in (None, "", ())}
    if values:
        tests = [test_of(name, value) for name, value in values.items()]
        rows = rows.filter(live__in=[row.edition for row in catalogue().rows if all(test(row) for test in tests)])
    return rows.filter(live__records__has_key=params["record"]) if params["record"] else rows
