"""Occupations ranked by the rows of one release for one place or industry: highest-paying, and largest.

One statistic is used for all, with the same minimum size and accuracy as in rankings of places
(importers/best_paying_places.py). Occupations that are or may be above the highest published amount have no rank and
are listed separately.
"""

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from occupations.directory.members import Member, roster
from occupations.metrics import NEAR, RANKED_FROM, STEADY
from occupations.profiles import formatting
from occupations.sql import rows

_ROWS = """
SELECT key, title, is_total, annual_mean, annual_median, annual_p10, annual_p90, mean_rse, employment, employment_rse,
top_coded, top_code_annual, hourly_only
FROM wage_row WHERE release_id = ? AND {column} = ?
"""


class PlacedWage(NamedTuple):
    """One row for a record: US$ a year, employees, and errors in percent."""

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
    """The rows of a release for a place ("area_id") or an industry; primary keys. Cached, because rows of releases
    never change."""
    return tuple(PlacedWage(*row) for row in rows(_ROWS.format(column=column), [release, of]))


class Ranked(NamedTuple):
    """A table for the page: rows as (rank, wage, text), and its notes."""

    rows: list[tuple[int, PlacedWage, str]]
    heading: str  # heading of the column
    notes: list[str]
    above: list[PlacedWage] = []  # without a rank: at or above the highest published amount, or possibly so
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
    of = " of the mean" if word == "median" else ""
    steady = [f"a relative standard error{of} of at most {STEADY}%"]
    floors = [f"at least {RANKED_FROM} employees"] * sized + steady * rated
    among = f", among occupations with {' and '.join(floors)}" if floors else ""
    notes = [f"Ranked by the {word} annual wage{among}."]
    notes.append(f"Neighboring ranks within {NEAR}% of each other are about the same.")
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
    """The sentence on occupations without a rank because they are above the others."""
    codes = {wage.top_code_annual for wage in above if wage.top_code_annual is not None}
    bound = f"of {formatting.usd(max(codes))} or more" if codes else "above the publishing limit"
    noun = "occupation" if len(above) == 1 else "occupations"
    verb = ("has" if len(above) == 1 else "have") if marked else "may have"
    them = "it" if len(above) == 1 else "them"
    return f"{len(above)} more {noun} {verb} a {word} {bound}; the numbered ranks start after {them}"


def most_employed(wages: Sequence[PlacedWage], members: Mapping[str, list[Member]]) -> Ranked | None:
    """By number of employees; None if the file does not have it."""
    sized = [wage for wage in wages if wage.employment is not None]
    if not sized:
        return None
    rated = any(wage.employment_rse is not None for wage in sized)
    fit = [
        wage for wage in sized if wage.key in members and (not rated or (wage.employment_rse or Decimal(0)) <= STEADY)
    ]
    fit.sort(key=lambda wage: (-(wage.employment or 0), wage.record))
    notes = ["Wage and salary workers; the self-employed are not counted."]
    if rated:
        notes.append(f"Only figures with a relative standard error of at most {STEADY}% are ranked.")
    return Ranked([(rank, wage, f"{wage.employment:,}") for rank, wage in enumerate(fit, start=1)], "Employees", notes)


def all_workers(wages: Sequence[PlacedWage]) -> list[tuple[str, str]]:
    """What is known of all workers in the place or industry, as (label, text): their pay, and how many they are."""
    everyone = next((wage for wage in wages if wage.is_total), None)
    if everyone is None:
        return []
    pay = (("Median annual wage", everyone.annual_median), ("Mean annual wage", everyone.annual_mean))
    known = [(label, formatting.usd(amount)) for label, amount in pay if amount is not None][:1]
    return known + ([("Employees", f"{everyone.employment:,}")] if everyone.employment else [])


def total(everyone: Sequence[tuple[str, str]]) -> str:
    """What `all_workers` has, as a sentence; empty if that is nothing."""
    figures = "; ".join(f"{label[0].lower()}{label[1:]}: {text}" for label, text in everyone)
    return f"All occupations: {figures}." if figures else ""


def ranked_page(
    wages: Sequence[PlacedWage], title: str, start: datetime.date, end: datetime.date, source: str, publisher: str
) -> dict[str, Any]:
    """What the pages of places and industries have in common; the release is described as by `newest_of`."""
    members = roster().by_record
    return {
        "days": (start, end),
        "period": formatting.period(start, end),
        "source": ", ".join(part for part in (publisher, source, title) if part),
        "paid": best_paid(wages, members),
        "employed": most_employed(wages, members),
        "members": members,
        "everyone": all_workers(wages),
    }


def _meets(wage: PlacedWage, *, sized: bool, rated: bool) -> bool:
    large = not sized or (wage.employment is not None and wage.employment >= RANKED_FROM)
    return large and (not rated or wage.mean_rse is None or wage.mean_rse <= STEADY)


def _capped(wage: PlacedWage, statistic: str, *, marked: bool) -> bool:
    """Whether a blank is above the highest published amount or, in a file without marks, may be, because only the upper
    part of the row is blank."""
    if marked:
        return statistic in wage.top_coded
    return wage.annual_p10 is not None and wage.annual_p90 is None and not wage.hourly_only
