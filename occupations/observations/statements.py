"""The statements that read a page of facts, in the order of observations: releases by their period, then rows.

A selection that an index answers is read whole and put in order; of any other, each release is read in its own order
until the page is full.
"""

import datetime
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
    period_start: datetime.date | None
    period_end: datetime.date | None
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
    period_start: datetime.date | None
    period_end: datetime.date | None
    note: str
    sample_size: int | None
    metric: str
    label: str
    part_code: str
    missing: str
    level: str
    group: str
    base: int | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    at_least: Decimal | None
    at_most: Decimal | None
    standard_error: Decimal | None


_RELEASES = """unnest(
    %(releases)s::bigint[], %(after)s::bigint[], %(period_ends)s::date[], %(release_methods)s::text[]
) WITH ORDINALITY AS r (id, after, period_end, method, place)"""
_NARROW = """
WITH picked AS MATERIALIZED (
    SELECT t.id, r.place FROM {table} t JOIN {releases} ON r.id = t.release_id AND t.id > r.after WHERE {conditions}
)
SELECT {columns} FROM (SELECT id, place FROM picked ORDER BY place, id LIMIT %(limit)s) k
JOIN {table} t ON t.id = k.id ORDER BY k.place, k.id
"""
_BROAD = """
SELECT {columns} FROM (SELECT * FROM {releases} ORDER BY place) r CROSS JOIN LATERAL (
    SELECT {read} FROM {table} t WHERE {of_release} AND {conditions} ORDER BY {order} LIMIT %(limit)s
) t ORDER BY r.place, t.id LIMIT %(limit)s
"""
# Equality would let the planner read the whole table in the order of its keys until it meets the release.
_IN_ORDER = {"of_release": "(t.release_id, t.id) > (r.id, r.after) AND t.release_id <= r.id",
             "order": "t.release_id, t.id"}  # fmt: skip
_BY_INDEX_OF_METRICS = {"of_release": "t.release_id = r.id AND t.id > r.after", "order": "t.id"}
# What a file says of an occupation itself is public as long as the occupation is.
_PUBLIC = """(t.record_id IS NOT NULL OR t.occupation_id IN (
    SELECT id FROM occupations_occupation WHERE live_id IS NOT NULL AND withdrawn_at IS NULL))"""
_OF_YEAR = "extract(year FROM coalesce(t.period_end, r.period_end)) = %(year)s"
_OF_METHODS = "coalesce(nullif(t.method, ''), r.method) = ANY(%(methods)s)"
_OF_METRICS = "t.metric = ANY(%(metrics)s)"
# Lists and decimals of many rows cost more to read than all else of a row.
_AS_TEXT = {
    "top_coded": "array_to_string(t.{}, ',')",
    "suppressed": "array_to_string(t.{}, ',')",
    "mean_rse": "t.{}::text",
    "employment_rse": "t.{}::text",
}
_SHOWN_WAGES = """t.id IN (SELECT x.wage FROM occupations_shownfacts s, unnest(s.wages, s.wage_columns) x (wage, of)
    WHERE x.of = ANY(%(columns)s))"""
_SHOWN_FIGURES = "t.id IN (SELECT unnest(s.figures) FROM occupations_shownfacts s)"


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
    names = [_AS_TEXT.get(name, "t.{}").format(name) for name in WageFact._fields]
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
    names = [f't."{name}"' for name in FigureFact._fields]
    parts = {"metrics": list(metrics), "part": selection.part, "part_codes": list(selection.part_codes)}
    return _statement(FIGURE, selection, conditions, names, parts)


def _statement(
    kind: str, selection: Selection, conditions: list[str], columns: list[str], parameters: dict[str, Any]
) -> Statement:
    form = _NARROW if selection.is_narrow else _BROAD
    of_release = _BY_INDEX_OF_METRICS if _OF_METRICS in conditions else _IN_ORDER
    sql = form.format(
        table=TABLES[kind],
        conditions=" AND ".join(conditions),
        columns=", ".join(columns),
        read=", ".join(columns) if kind == FIGURE else "t.*",  # wide rows are slow to put in order
        releases=_RELEASES,
        **of_release,
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
