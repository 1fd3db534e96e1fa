"""A small survey: two occupations with a record each, national releases of two years, and one of metropolitan areas."""

import datetime
from typing import Any, NamedTuple

from occupations.models import Area, Occupation, Release, StatisticalRecord
from occupations.publishing import publish
from tests.occupations import factories as make

SURVEY = "Wage survey"
AKRON, ALBANY = "metro-10420", "metro-10580"


class Survey(NamedTuple):
    cook: Occupation
    chef: Occupation
    cooks: StatisticalRecord
    chefs: StatisticalRecord
    everyone: StatisticalRecord
    national: dict[int, Release]
    metropolitan: Release
    akron: Area
    albany: Area

    @property
    def sides(self) -> list[Occupation]:
        return [self.cook, self.chef]


def release(dataset, year: int) -> Release:
    """Of one May."""
    dates = {"period_start": datetime.date(year, 5, 1), "period_end": datetime.date(year, 5, 31)}
    return make.release(dataset, None, title=f"May {year}", **dates)


def survey(**chefs_in_akron: Any) -> Survey:
    """`chefs_in_akron`: what the row of chefs in Akron says, where it is not the usual; `{"none": True}`: no row."""
    cooks, chefs = make.record("35-2014", title="Cooks"), make.record("35-1011", title="Chefs")
    everyone = make.record("00-0000", title="All occupations", level="total", is_total=True)
    nation = make.dataset("national", source=SURVEY)
    national = {year: release(nation, year) for year in (2022, 2024)}
    for year, one in national.items():
        pay = {"annual_mean": 1_000 * (year - 1990), "annual_median": 30_000, "hourly_mean": 17}
        rows = {
            cooks: pay | {"employment": 900_000},
            chefs: {"annual_mean": 60_000, "annual_median": 55_000, "employment": 170_000},
        }
        make.wages(one, rows | {everyone: {"annual_median": 49_000, "employment": 1_000_000}})
    metropolitan = release(make.dataset("metropolitan", source=SURVEY), 2024)
    akron, albany = make.area("Akron, OH", "10420"), make.area("Albany-Schenectady-Troy, NY", "10580")
    usual = {
        "annual_mean": 31_000,
        "annual_p10": 22_000,
        "annual_median": 30_500,
        "annual_p90": 43_000,
        "hourly_mean": 15,
        "employment": 1_200,
    }
    of_chefs = {"annual_mean": 52_000, "annual_median": 50_000, "employment": 600} | chefs_in_akron
    rows = {cooks: usual, everyone: {"annual_mean": 55_000, "annual_median": 47_000, "employment": 300_000}}
    make.wages(metropolitan, rows if "none" in chefs_in_akron else rows | {chefs: of_chefs}, area=akron)
    make.wages(metropolitan, {cooks: {"annual_mean": 35_000, "employment": 900}}, area=albany)
    for record in (cooks, chefs):
        make.figure("top_metro", 52_000, label="Akron, OH", record=record, release=metropolitan)
    sides = []
    for title, record in (("Cook", cooks), ("Chef", chefs)):
        side = make.occupation(title)
        make.classify(side, record)
        sides.append(side)
    publish.publish_all(sides)
    cook, chef = (Occupation.objects.get(pk=side.pk) for side in sides)
    return Survey(cook, chef, cooks, chefs, everyone, national, metropolitan, akron, albany)
