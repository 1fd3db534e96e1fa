"""One public occupation, as far as its standing among all needs it. Pure."""

from functools import cached_property
from typing import NamedTuple

from occupations.profiles import official_records

MEDIAN = "wage_annual_median"

Link = list[str]  # [slug, title]


class _Columns(NamedTuple):
    """`pay` in US$ a year, of the statistic that leads; the rest as the columns of its edition."""

    pk: int
    slug: str
    title: str
    category: int
    pay: float | None
    pay_metric: str
    records: dict[str, str]
    related: list[str]
    importances: dict[str, int]
    groups: dict[str, str]
    jobs: int | None = None
    entry_education: str = ""


class StandingRow(_Columns):
    @property
    def link(self) -> Link:
        return [self.slug, self.title]

    @property
    def own_median(self) -> float | None:
        """The median pay, unless it is for a wider group."""
        return self.pay if self.pay_metric == MEDIAN and "pay" not in self.groups else None

    @property
    def own_jobs(self) -> int:
        """Employment; 0 if it is unknown or that of a wider group."""
        return 0 if "jobs" in self.groups else self.jobs or 0

    @cached_property
    def paid_by(self) -> frozenset[str]:
        return official_records.paid_by(self.records)

    @cached_property
    def minor_group(self) -> str:
        return official_records.minor_group(self.records)
