"""Converts rows of figures and wages to figures of a profile. Pure; the rows are tuples, because there are many."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from occupations.metrics import METRICS, Level, Missing, Unit, to_scale
from occupations.metrics.wage_columns import AVERAGES, NUMBERS, PAY_COLUMNS, WAGE_COLUMNS
from occupations.profiles.document import Figure

WAGE_METRIC_OF = {column: f"wage_{column}" for column in PAY_COLUMNS if f"wage_{column}" in METRICS}

SURVEYED_PAY = tuple(WAGE_METRIC_OF[column] for column in WAGE_COLUMNS if column in WAGE_METRIC_OF)
"""What a survey may say of pay, which never calls anything an average without saying which."""


class RecordRow(NamedTuple):
    """A statistical record, with what figures and profiles need of it."""

    pk: int
    system: str
    code: str
    title: str
    level: str
    key: str


# The columns with which rows of both tables begin. Those in _COPIED go into a figure unchanged.
_OWNER = ("pk", "record_id", "occupation_id", "release_id")
_COPIED = ("method", "population", "period_start", "period_end", "note", "reason", "expires_on", "sample_size")
_FIRST_COPIED = len(_OWNER)

FIGURE_COLUMNS = (
    *_OWNER,
    *_COPIED,
    "base",
    "metric",
    "label",
    "part_code",
    "missing",
    "level",
    "group",
    *NUMBERS,
    "standard_error",
)
_SCALED = (*NUMBERS, "standard_error")
_FIRST_SCALED = len(FIGURE_COLUMNS) - len(_SCALED)


class WageRow(NamedTuple):
    """A row of `WageEstimate.objects.values_list(*WageRow._fields)`; amounts in US$, errors in percent."""

    pk: int
    record_id: int | None
    occupation_id: int | None
    release_id: int | None
    method: str
    population: str
    period_start: datetime.date | None
    period_end: datetime.date | None
    note: str
    reason: str
    expires_on: datetime.date | None
    sample_size: int | None
    annual_only: bool
    hourly_only: bool
    top_coded: list[str]
    suppressed: list[str]
    top_code_annual: Decimal | None
    top_code_hourly: Decimal | None
    mean_rse: Decimal | None
    employment: int | None
    employment_rse: Decimal | None
    annual_mean: Decimal | None
    annual_p10: Decimal | None
    annual_p25: Decimal | None
    annual_median: Decimal | None
    annual_p75: Decimal | None
    annual_p90: Decimal | None
    hourly_mean: Decimal | None
    hourly_p10: Decimal | None
    hourly_p25: Decimal | None
    hourly_median: Decimal | None
    hourly_p75: Decimal | None
    hourly_p90: Decimal | None
    annual_average: Decimal | None
    hourly_average: Decimal | None


@lru_cache(maxsize=16384)
def scaled(value: Decimal, unit: Unit) -> int:
    """Like to_scale, cached, because most numbers of a survey are rounded and recur."""
    return to_scale(value, unit)


def _shared(row: tuple, record: RecordRow | None) -> dict[str, Any]:
    """What applies to all figures of a row. Only non-empty columns, because most columns of most rows are empty."""
    fields = {
        name: value
        for name, value in zip(_COPIED, row[_FIRST_COPIED : _FIRST_COPIED + len(_COPIED)], strict=True)
        if value is not None and value != ""
    }
    if record is not None:
        fields["record"] = record.key
    return fields


def figure(row: tuple, record: RecordRow | None) -> Figure:
    """The figure of a row of FIGURE_COLUMNS, without the index of its release."""
    facts = _shared(row, record)
    base, metric, label, part_code, missing, level, group = row[_FIRST_SCALED - 7 : _FIRST_SCALED]
    unit = METRICS[metric].unit
    for name, number in zip(_SCALED, row[_FIRST_SCALED:], strict=True):
        if number is not None:
            facts[name] = scaled(number, unit)
    if level == Level.DETAILED and record is not None:
        level = record.level
    if not group and record is not None and level != Level.DETAILED:
        group = record.title
    if part_code:
        facts["part_code"] = part_code
    return Figure(metric=metric, label=label, missing=missing, level=level, group=group, base=base, **facts)


def wage_figures(row: WageRow, record: RecordRow | None) -> list[Figure]:
    """A figure for each column with a number or a reason for having none, without the index of its release."""
    shared = _shared(row, record)
    if record is not None and record.level != Level.DETAILED:
        shared |= {"level": record.level, "group": record.title}
    found = []
    for column, metric in WAGE_METRIC_OF.items():
        facts = _wage_facts(row, column, METRICS[metric].unit)
        if facts:
            found.append(Figure(metric=metric, **facts, **shared))
    if row.employment is not None:
        error = None
        if row.employment_rse is not None:
            error = scaled(row.employment * row.employment_rse / 100, METRICS["employees"].unit)
        found.append(Figure(metric="employees", value=row.employment, standard_error=error, **shared))
    elif "employment" in row.suppressed:
        found.append(Figure(metric="employees", missing=Missing.SUPPRESSED.value, **shared))
    return found


def absent(metrics: Iterable[str], reason: Missing, record: RecordRow) -> list[Figure]:
    """The figures of a release that has no row for a record."""
    return [Figure(metric=metric, missing=reason.value, record=record.key) for metric in metrics]


def _wage_facts(row: WageRow, column: str, unit: Unit) -> dict[str, Any]:
    """The content of a column: a number, a bound, a reason for a missing value, or nothing if the survey does not
    collect it."""
    value = getattr(row, column)
    hourly = column.startswith("hourly")
    if value is not None:
        error = value * row.mean_rse / 100 if column.endswith("_mean") and row.mean_rse is not None else None
        return {"value": scaled(value, unit), "standard_error": None if error is None else scaled(error, unit)}
    if column in row.top_coded:
        bound = row.top_code_hourly if hourly else row.top_code_annual
        return {"missing": Missing.TOP_CODED.value} if bound is None else {"at_least": scaled(bound, unit)}
    if column in row.suppressed:
        return {"missing": Missing.SUPPRESSED.value}
    if column in AVERAGES:
        return {}
    if row.annual_only and hourly:
        return {"missing": Missing.ANNUAL_ONLY.value}
    if row.hourly_only and not hourly:
        return {"missing": Missing.HOURLY_ONLY.value}
    return {}
