"""Declarations of the rankings; `ranking_results.py` makes them."""

from typing import NamedTuple

from django.urls import reverse

from occupations.browse.list_figures import COLUMNS, ListColumn

PEOPLE = ("jobs", "employees")  # metrics that count people at work
FLOOR = 1_000


class Ranking(NamedTuple):
    """`slot` and `second_slot`: the columns of the two figures. `least_jobs`: occupations with fewer jobs are left out,
    so that small, unsteady figures do not lead. `metrics`: those that may be ranked, if the column has others. `sign`:
    whether the figure has to be "above" or "below" zero."""

    key: str
    title: str
    sentence: str
    slot: str
    second_slot: str
    falling: bool = True
    least_jobs: int = 0
    metrics: tuple[str, ...] = ()
    sign: str = ""

    @property
    def column(self) -> ListColumn:
        return COLUMNS[self.slot]

    @property
    def url(self) -> str:
        return reverse("occupations:ranking-detail", args=[self.key])

    @property
    def floor(self) -> str:
        return (
            f"Only occupations with at least {self.least_jobs:,} jobs are ranked."
            if self.least_jobs
            else "Occupations of all sizes are ranked."
        )


RANKINGS = {
    ranking.key: ranking
    for ranking in (
        Ranking(
            "highest-paying",
            "Highest-paying occupations",
            "The occupations whose employees have the highest median pay a year.",
            "pay_median",
            "jobs",
            least_jobs=FLOOR,
            metrics=("wage_annual_median",),
        ),
        Ranking(
            "fastest-growing",
            "Fastest-growing occupations",
            "The occupations whose employment is projected to grow the most, in percent.",
            "growth",
            "pay_median",
            least_jobs=FLOOR,
            sign="above",
        ),
        Ranking(
            "most-openings",
            "Occupations with the most openings",
            "The occupations with the most openings each year, from growth and from workers leaving. Figures are "
            "averages over the projection period.",
            "openings",
            "pay_median",
        ),
        Ranking(
            "largest",
            "Largest occupations",
            "The occupations with the most jobs.",
            "jobs",
            "pay_median",
            metrics=PEOPLE,
        ),
        Ranking(
            "declining",
            "Declining occupations",
            "The occupations whose employment is projected to decline the most, in percent.",
            "growth",
            "pay_median",
            falling=False,
            least_jobs=FLOOR,
            sign="below",
        ),
    )
}
