"""Rankings of occupations, declared as data; `ranks.py` makes them."""

from typing import NamedTuple

from django.urls import reverse

from occupations.browse.list_figures import COLUMNS, ListColumn

PEOPLE = ("jobs", "employees")  # the kinds of numbers of jobs that mean people at work
FLOOR = 1_000


class Ranking(NamedTuple):
    """`second_slot`: of the second figure. `least_jobs`: with fewer an occupation is left out, so that small and
    unsteady figures do not lead. `metrics`: those that may be ranked, where the slot has others. `sign`: what the
    figure is to be, "above" or "below" zero."""

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
            "The occupations whose employees earn the most in a year.",
            "salary",
            "jobs",
            least_jobs=FLOOR,
        ),
        Ranking(
            "fastest-growing",
            "Fastest-growing occupations",
            "The occupations whose employment is projected to grow the most, in percent.",
            "growth",
            "salary",
            least_jobs=FLOOR,
            sign="above",
        ),
        Ranking(
            "most-openings",
            "Occupations with the most openings",
            "The occupations with the most openings each year, from growth and from workers leaving. Figures are "
            "averages over the projection period.",
            "openings",
            "salary",
        ),
        Ranking(
            "largest",
            "Largest occupations",
            "The occupations with the most jobs.",
            "jobs",
            "salary",
            metrics=PEOPLE,
        ),
        Ranking(
            "declining",
            "Declining occupations",
            "The occupations whose employment is projected to decline the most, in percent.",
            "growth",
            "salary",
            falling=False,
            least_jobs=FLOOR,
            sign="below",
        ),
    )
}
