"""Occupations ranked by the rows of one release for one place or industry: best paid, and most employed.

One statistic ranks them all, with the floors that rankings of places have (importers/rankings.py). What lies above the
highest published amount, or may, has no rank: it is listed apart.
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from occupations.directory.members import Member, roster
from occupations.directory.released_rows import fetch
from occupations.metrics import NEAR, RANKED_FROM, STEADY
from occupations.models.record_keys import key_sql
from occupations.profiles import formatting

_ROWS = """
SELECT {key}, s.title, s.is_total, w.annual_mean, w.annual_median, w.annual_p10, w.annual_p90,
w.mean_rse, w.employment, w.employment_rse, w.top_coded, w.top_code_annual, w.hourly_only
FROM occupations_wageestimate w JOIN occupations_statisticalrecord s ON s.id = w.record_id
WHERE w.release_id = %s AND w.{column} = %s AND w.occupation_id IS NULL
"""


class PlacedWage(NamedTuple):
    """One row: of a record, in US$ a year, employees, and percent."""

    key: str
    record: str
    is_total: bool
    annual_mean: Decimal | None
    annual_median: Decimal | None
    annual_p10: Decimal | None
    annual_p90: Decimal | None
    mean_rse: Decimal | None
    employment: int | None
    employment_rse: Decimal | None
    top_coded: list[str]
    top_code_annual: Decimal | None
    hourly_only: bool


@lru_cache(maxsize=48)
def wages_of(release: int, column: str, of: int) -> tuple[PlacedWage, ...]:
    """What a release says of a place ("area_id") or an industry; keys of the database. Kept, because rows of releases
    never change."""
    return tuple(PlacedWage(*row) for row in fetch(_ROWS.format(column=column, key=key_sql("s")), release, of))


class Ranked(NamedTuple):
    """A table for the page: rows as (rank, wage, text), and what is to be said of it."""

    rows: list[tuple[int, PlacedWage, str]]
    heading: str  # of the column
    notes: list[str]
    above: list[PlacedWage] = []  # without a rank: at the highest published amount or above, or maybe
    above_heading: str = ""


def best_paid(wages: Sequence[PlacedWage], members: Mapping[str, list[Member]]) -> Ranked:
    """By pay in a year."""
    public = [wage for wage in wages if wage.key in members]
    statistic = "annual_median" if any(wage.annual_median is not None for wage in wages) else "annual_mean"
    word = statistic.removeprefix("annual_")
    sized = any(wage.employment is not None for wage in wages)
    rated = any(wage.mean_rse is not None for wage in wages)
    marked = any(wage.top_coded for wage in wages)
    fit = [wage for wage in public if _meets(wage, sized=sized, rated=rated)]
    ranked = sorted(
        (wage for wage in fit if getattr(wage, statistic) is not None),
        key=lambda wage: (-getattr(wage, statistic), wage.record),
    )
    above = [wage for wage in fit if getattr(wage, statistic) is None and _capped(wage, statistic, marked=marked)]
    of = " (of the mean)" if word == "median" else ""
    steady = [f"a relative standard error{of} of at most {STEADY}%"]
    floors = [f"at least {RANKED_FROM} employees"] * sized + steady * rated
    notes = [f"Ranked by the {word} annual wage" + (f", among those with {' and '.join(floors)}." if floors else ".")]
    notes.append(f"Neighbors within {NEAR}% of each other are about the same.")
    if not sized:
        notes.append("This file does not give employment here, so small occupations are ranked, too.")
    if any(wage.hourly_only for wage in public):
        notes.append("Occupations with hourly pay only are not ranked.")
    return Ranked(
        [
            (rank, wage, formatting.usd(getattr(wage, statistic)))
            for rank, wage in enumerate(ranked, start=1 + len(above))
        ],
        f"{word.capitalize()} annual wage",
        notes,
        sorted(above, key=lambda wage: wage.record),
        _above(above, word, marked=marked) if above else "",
    )


def _above(above: Sequence[PlacedWage], word: str, *, marked: bool) -> str:
    """What is to be said of occupations that have no rank, because they lie above the others."""
    codes = {wage.top_code_annual for wage in above if wage.top_code_annual is not None}
    bound = f"of {formatting.usd(max(codes))} or more" if codes else "above the publishing limit"
    noun = "occupation" if len(above) == 1 else "occupations"
    verb = ("has" if len(above) == 1 else "have") if marked else "may have"
    them = "it" if len(above) == 1 else "them"
    return f"{len(above)} more {noun} {verb} a {word} {bound}; the numbered ranks start after {them}"


def most_employed(wages: Sequence[PlacedWage], members: Mapping[str, list[Member]]) -> Ranked | None:
    """By employees; None where the file does not give them."""
    sized = [wage for wage in wages if wage.employment is not None]
    if not sized:
        return None
    rated = any(wage.employment_rse is not None for wage in sized)
    fit = [
        wage for wage in sized if wage.key in members and (not rated or (wage.employment_rse or Decimal(0)) <= STEADY)
    ]
    fit.sort(key=lambda wage: (-(wage.employment or 0), wage.record))
    everyone = next((wage.employment for wage in wages if wage.is_total and wage.employment), None)
    notes = ["Wage and salary workers; the self-employed are not counted."]
    if rated:
        notes.append(f"Only figures with a relative standard error of at most {STEADY}% are ranked.")
    if everyone:
        notes.append(f"All employees here: {everyone:,}.")
    return Ranked([(rank, wage, f"{wage.employment:,}") for rank, wage in enumerate(fit, start=1)], "Employees", notes)


def total(wages: Sequence[PlacedWage]) -> str:
    """What all workers of the place or industry earn; empty where the file does not say."""
    for wage in wages:
        if wage.is_total:
            for word, amount in (("median", wage.annual_median), ("mean", wage.annual_mean)):
                if amount is not None:
                    return f"All occupations: {word} annual wage of {formatting.usd(amount)}."
    return ""


def ranked_page(
    wages: Sequence[PlacedWage], title: str, start: datetime.date, end: datetime.date, source: str, publisher: str
) -> dict[str, Any]:
    """What pages of places and of industries show alike; what the release is called comes as from `newest_of`."""
    members = roster().by_record
    return {
        "period": formatting.period(start, end),
        "source": ", ".join(part for part in (publisher, source, title) if part),
        "paid": best_paid(wages, members),
        "employed": most_employed(wages, members),
        "members": members,
        "total": total(wages),
    }


def _meets(wage: PlacedWage, *, sized: bool, rated: bool) -> bool:
    large = not sized or (wage.employment is not None and wage.employment >= RANKED_FROM)
    return large and (not rated or wage.mean_rse is None or wage.mean_rse <= STEADY)


def _capped(wage: PlacedWage, statistic: str, *, marked: bool) -> bool:
    """Whether a blank lies above the highest published amount; in a file without marks, whether it may: where the row
    is blank in its upper part only."""
    if marked:
        return statistic in wage.top_coded
    return wage.annual_p10 is not None and wage.annual_p90 is None and not wage.hourly_only
