"""The statements that read a page of facts, in the order of observations: releases by their period, then rows.

A selection that an index answers is read whole and put in order; of any other, each release is read in its own order
until the page is full.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from occupations.metrics import FEWEST_FILINGS
from occupations.observations.measured import ANNUAL, EMPLOYEES, HOURLY
from occupations.observations.names import FIGURE, WAGE, ReleaseName
from occupations.observations.selecting import Selection

TABLES = {WAGE: "occupations_wageestimate", FIGURE: "occupations_figure"}


class WageFact(NamedTuple):
    """A row of a wage survey without its amounts."""

    id: int
    record_id: int | None
    occupation_id: int | None
    release_id: int
    method: str
    population: str
    period_start: str | None
    period_end: str | None
    note: str
    sample_size: int | None
    area_id: int | None
    industry_id: int | None
    employer_id: int | None
    annual_only: bool
    hourly_only: bool
    top_coded: str  # names of columns, separated by commas
    suppressed: str
    top_code_annual: Decimal | None
    top_code_hourly: Decimal | None
    mean_rse: str | None
    employment_rse: str | None


class FigureFact(NamedTuple):
    id: int
    record_id: int | None
    occupation_id: int | None
    release_id: int
    method: str
    population: str
    period_start: str | None
    period_end: str | None
    note: str
    sample_size: int | None
    metric: str
    label: str
    part_code: str
    missing: str
    level: str
    group: str
    base: int | None
    value: str | None
    low: str | None
    high: str | None
    at_least: str | None
    at_most: str | None
    standard_error: str | None


_RELEASES = """unnest(
    %(releases)s::bigint[], %(after)s::bigint[], %(period_ends)s::date[], %(release_methods)s::text[]
) WITH ORDINALITY AS r (id, after, period_end, method, place)"""
# Only keys are put in order, and then their rows are read, each by its key: wide rows take long to sort, and a planner
# that were free to choose would rather read the whole table.
_ROWS = """
SELECT {columns} FROM ({keys} ORDER BY place, id LIMIT %(limit)s) k
CROSS JOIN LATERAL (SELECT * FROM {table} WHERE id = k.id OFFSET 0) t ORDER BY k.place, k.id
"""
_NARROW = """SELECT id, place FROM (
    SELECT t.id, r.place FROM {table} t JOIN {releases} ON r.id = t.release_id AND t.id > r.after WHERE {conditions}
    OFFSET 0
) picked"""
# The sum keeps the index of all keys out of it.
_OF_METRICS_IN_TURN = """SELECT t.id, r.place FROM (SELECT * FROM {releases} ORDER BY place) r CROSS JOIN LATERAL (
    SELECT t.id FROM {table} t WHERE t.release_id = r.id AND t.id + 0 > r.after AND {conditions}
    ORDER BY t.id LIMIT %(limit)s
) t"""
# Equality would let the planner read the whole table in the order of its keys until it meets the release.
_ALL_IN_TURN = """
SELECT {columns} FROM (SELECT * FROM {releases} ORDER BY place) r CROSS JOIN LATERAL (
    SELECT {read} FROM {table} t
    WHERE (t.release_id, t.id) > (r.id, r.after) AND t.release_id <= r.id AND {conditions}
    ORDER BY t.release_id, t.id LIMIT %(limit)s
) t ORDER BY r.place, t.id LIMIT %(limit)s
"""
# What a file says of an occupation itself is public as long as the occupation is.
_PUBLIC = """(t.record_id IS NOT NULL OR t.occupation_id IN (
    SELECT id FROM occupations_occupation WHERE live_id IS NOT NULL AND withdrawn_at IS NULL))"""
_OF_YEAR = "extract(year FROM coalesce(t.period_end, r.period_end)) = %(year)s"
_OF_METHODS = "coalesce(nullif(t.method, ''), r.method) = ANY(%(methods)s)"
_OF_METRICS = "t.metric = ANY(%(metrics)s)"
# Lists, days and decimals of many rows cost more to read than all else of a row.
_LISTS = ("top_coded", "suppressed")
_TEXTS = (
    *("period_start", "period_end", "mean_rse", "employment_rse"),
    *("value", "low", "high", "at_least", "at_most", "standard_error"),
)
_SHOWN_WAGES = """t.id IN (SELECT x.wage FROM occupations_shownfacts s, unnest(s.wages, s.wage_columns) x (wage, of)
    WHERE x.of = ANY(%(columns)s))"""
# They are many: to look them up in passing is faster than a join, for which a condition may not be the whole of it.
_SHOWN_FIGURES = "(t.id IN (SELECT unnest(s.figures) FROM occupations_shownfacts s)) IS TRUE"


class Statement(NamedTuple):
    sql: str
    parameters: dict[str, Any]


def of_wages(selection: Selection, columns: Sequence[str], *, all_columns: bool) -> Statement:
    """Reads rows of wage surveys that say something in one of these columns: WageFact, then the columns, as text.
    `all_columns`: whether these are all there are, in one of which each row says something."""
    conditions = [*_conditions(selection), f"(t.employer_id IS NULL OR t.sample_size >= {FEWEST_FILINGS})"]
    if not all_columns:
        conditions.append(_says_something(columns))
    for name, wanted in (
        ("area_id", selection.places),
        ("industry_id", selection.industries),
        ("employer_id", selection.employers),
    ):
        if wanted is not None:
            conditions.append(_is_one_of(name, wanted))
    if selection.shown:
        conditions.append(_SHOWN_WAGES)
    names = [_read(name) for name in WageFact._fields]
    texts = [f"t.{name}::text" if name == EMPLOYEES else f"trim_scale(t.{name})::text" for name in columns]
    parameters = {
        "columns": list(columns),
        **{
            name: [pk for pk in wanted if pk is not None]
            for name, wanted in (
                ("area_id", selection.places),
                ("industry_id", selection.industries),
                ("employer_id", selection.employers),
            )
            if wanted is not None
        },
    }
    return _statement(WAGE, selection, conditions, [*names, *texts], parameters)


def of_figures(selection: Selection, metrics: Sequence[str], *, all_metrics: bool) -> Statement:
    """Reads figures of these metrics: FigureFact."""
    conditions = [*_conditions(selection)]
    if not all_metrics:
        conditions.append(_OF_METRICS)
    if selection.part:
        conditions.append("t.label = %(part)s")
    if selection.part_codes:
        conditions.append("t.part_code = ANY(%(part_codes)s)")
    if selection.shown:
        conditions.append(_SHOWN_FIGURES)
    names = [_read(name) for name in FigureFact._fields]
    parts = {"metrics": list(metrics), "part": selection.part, "part_codes": list(selection.part_codes)}
    return _statement(FIGURE, selection, conditions, names, parts)


def _read(name: str) -> str:
    column = f't."{name}"'
    if name in _LISTS:
        return f"array_to_string({column}, ',')"
    return f"{column}::text" if name in _TEXTS else column


def _statement(
    kind: str, selection: Selection, conditions: list[str], columns: list[str], parameters: dict[str, Any]
) -> Statement:
    if selection.is_narrow(kind):
        form = _ROWS.replace("{keys}", _NARROW)
    else:
        form = _ROWS.replace("{keys}", _OF_METRICS_IN_TURN) if _OF_METRICS in conditions else _ALL_IN_TURN
    sql = form.format(
        table=TABLES[kind],
        conditions=" AND ".join(conditions),
        columns=", ".join(columns),
        read="t.*" if kind == WAGE else ", ".join(f't."{name}"' for name in FigureFact._fields),
        releases=_RELEASES,
    )
    return Statement(
        sql,
        parameters
        | {
            "records": list(selection.records or ()),
            "occupations": list(selection.occupations),
            "methods": sorted(selection.methods),
            "year": selection.year,
        },
    )


def page(statement: Statement, releases: Sequence[ReleaseName], after: int, limit: int) -> Statement:
    """The statement for some rows of these releases, of the first of them those behind a key."""
    return Statement(
        statement.sql,
        statement.parameters
        | {
            "releases": [one.pk for one in releases],
            "after": [after, *[0] * (len(releases) - 1)],
            "period_ends": [one.period_end for one in releases],
            "release_methods": [one.method for one in releases],
            "limit": limit,
        },
    )


def _conditions(selection: Selection) -> list[str]:
    conditions = [_PUBLIC]
    if selection.records is not None:
        own = " OR t.occupation_id = ANY(%(occupations)s)" if selection.occupations else ""
        conditions.append(f"(t.record_id = ANY(%(records)s){own})")
    if selection.year is not None:
        conditions.append(_OF_YEAR)
    if selection.methods:
        conditions.append(_OF_METHODS)
    return conditions


def _is_one_of(name: str, wanted: Sequence[int | None]) -> str:
    some, nothing = f"t.{name} = ANY(%({name})s)", f"t.{name} IS NULL"
    if None not in wanted:
        return some
    return nothing if len(wanted) == 1 else f"({some} OR {nothing})"


def _says_something(columns: Sequence[str]) -> str:
    numbers = ", ".join(f"t.{name}" for name in columns)
    parts = [
        f"num_nonnulls({numbers}) > 0",
        "t.top_coded && %(columns)s::varchar[]",
        "t.suppressed && %(columns)s::varchar[]",
        *(["t.annual_only"] if HOURLY.intersection(columns) else []),
        *(["t.hourly_only"] if ANNUAL.intersection(columns) else []),
    ]
    return f"({' OR '.join(parts)})"
