"""The numbers of facts as observations give them: in the unit and the rounding of the pages, as text. Pure."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from occupations.metrics import Missing, Unit, in_unit, to_scale
from occupations.observations.measured import ANNUAL, EMPLOYEES, HOURLY, OBSERVED, WAGE_METRIC

NUMBERS = ("value", "low", "high", "at_least", "at_most", "bound_reason", "missing_reason")
UNIT_OF = {column: OBSERVED[metric].unit for column, metric in WAGE_METRIC.items()}
RELATIVE_ERROR = {
    column: "employment_rse" if column == EMPLOYEES else "mean_rse"
    for column in WAGE_METRIC
    if column == EMPLOYEES or column.endswith("_mean")
}
"""Column of a wage survey → that of its standard error, in percent."""


@lru_cache(maxsize=16384)
def in_text(number: Decimal | str, unit: Unit) -> bytes:
    """33.3400 US$ an hour → b"33.34"."""
    return repr(in_unit(to_scale(Decimal(number), unit), unit)).encode()


@lru_cache(maxsize=16384)
def error_of(number: str, relative: str, unit: Unit) -> bytes:
    """A standard error in the unit. `relative`: in percent of the number."""
    return in_text(Decimal(number) * Decimal(relative) / 100, unit)


def of_wage(column: str, number: str | None, row: Any) -> tuple[dict[str, Any], bytes | None] | None:
    """What a row of a wage survey says in a column: NUMBERS that are not empty (numbers as bytes, reasons as text) and
    the standard error; None if the survey does not collect it. `row`: with the marks of the row as attributes."""
    if number is not None:
        return {"value": number.encode()}, _error(column, number, row)
    if row.top_coded and column in row.top_coded.split(","):
        bound = row.top_code_hourly if column.startswith("hourly") else row.top_code_annual
        if bound is None:
            return {"missing_reason": Missing.TOP_CODED.value}, None
        return {"at_least": in_text(bound, UNIT_OF[column]), "bound_reason": Missing.TOP_CODED.value}, None
    if row.suppressed and column in row.suppressed.split(","):
        return {"missing_reason": Missing.SUPPRESSED.value}, None
    if row.annual_only and column in HOURLY:
        return {"missing_reason": Missing.ANNUAL_ONLY.value}, None
    if row.hourly_only and column in ANNUAL:
        return {"missing_reason": Missing.HOURLY_ONLY.value}, None
    return None


def _error(column: str, number: str, row: Any) -> bytes | None:
    relative = getattr(row, RELATIVE_ERROR[column]) if column in RELATIVE_ERROR else None
    return None if relative is None else error_of(number, relative, UNIT_OF[column])


def of_figure(row: Any, unit: Unit) -> dict[str, Any]:
    """The same of a figure: NUMBERS that are not empty."""
    if row.value is not None:
        return {"value": in_text(row.value, unit)}
    found: dict[str, Any] = {}
    for name in NUMBERS[1:5]:
        number = getattr(row, name)
        if number is not None:
            found[name] = in_text(number, unit)
    if row.at_least is not None:
        found["bound_reason"] = Missing.TOP_CODED.value
    elif row.at_most is not None:
        found["bound_reason"] = Missing.BOTTOM_CODED.value
    elif row.missing:
        found["missing_reason"] = row.missing
    return found
