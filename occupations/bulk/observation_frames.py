"""The observations of a release as tables of text, some ten thousand rows at a time.

They say what the API says (occupations/observations/): the same statements find the rows, and the same functions say
what is in the cells. These are asked once for all rows that have the same to say, so millions of rows take seconds.
"""

import datetime
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl
from django.db import connection

from occupations.bulk.standard_errors import standard_error
from occupations.metrics import FIGURE_METRICS
from occupations.observations import cells, reading
from occupations.observations.columns import NAMES
from occupations.observations.lines import CSV
from occupations.observations.measured import WAGE_METRIC, statistic
from occupations.observations.names import Names, ReleaseName
from occupations.observations.numbers import NUMBERS, UNIT_OF, of_wage
from occupations.observations.selecting import Selection
from occupations.observations.statements import WAGE, WageFact, of_wages, page

WIDE = 4_000  # rows of a wage survey at a time, about ten times as many observations
LONG = 20_000  # figures at a time
_ALL = 2**62
_PAY = frozenset(WAGE_METRIC.values())
_COLUMNS = tuple(WAGE_METRIC)
_NUMBERED = ("id", "record_id", "occupation_id", "release_id", "area_id", "industry_id", "employer_id")
_SCHEMA = {name: pl.Int64 if name in _NUMBERED else pl.String for name in (*WageFact._fields, *_COLUMNS)}


class Marks(NamedTuple):
    """What a row of a survey says of its amounts, as `of_wage` reads it, which is not asked for standard errors."""

    top_coded: str
    suppressed: str
    annual_only: bool
    hourly_only: bool
    top_code_annual: Decimal | None
    top_code_hourly: Decimal | None


class Observations:
    """Reads observations with the names that are public now."""

    def __init__(self, names: Names) -> None:
        self._names = names
        # First of all: a connection does nothing else while it copies.
        self._pages = _pages(names)

    def frames(self, release: ReleaseName, metrics: frozenset[str]) -> Iterator[pl.DataFrame]:
        """The observations of these metrics in the order of the API. A null says nothing. Of the metrics of pay, all
        are asked for, or none."""
        selection = Selection(metrics, (release,))
        if metrics >= _PAY:
            found = page(of_wages(selection, _COLUMNS, all_columns=True), (release,), 0, _ALL)
            for text in _copied(f"COPY ({found.sql}) TO STDOUT (FORMAT csv)", found.parameters):
                yield _long(_wide(_read(text, _SCHEMA), self._names), self._pages)
        if figures := metrics.intersection(FIGURE_METRICS) - _PAY:
            yield from _figures(selection._replace(metrics=figures), self._names)


def _figures(selection: Selection, names: Names) -> Iterator[pl.DataFrame]:
    form = CSV._replace(encode=_quoted)
    after = None
    while True:
        found = reading.read(selection, names, form, LONG, after)
        if found.lines:
            yield _read(b"".join(found.lines), dict.fromkeys(NAMES, pl.String))
        if (after := found.after) is None:
            return


def _quoted(value: Any) -> bytes:
    """Text as it is, also where a spreadsheet would read a formula."""
    return b'"%s"' % _text(value).replace('"', '""').encode()


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, (list, tuple)):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _read(text: bytes, schema: Mapping[str, Any]) -> pl.DataFrame:
    return pl.read_csv(io.BytesIO(text), has_header=False, schema=dict(schema))


def _copied(sql: str, parameters: Mapping[str, Any]) -> Iterator[bytes]:
    """The rows of a COPY, WIDE at a time."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(sql, parameters) as copy:
        held: list[bytes] = []
        for row in copy:
            held.append(bytes(row))
            if len(held) == WIDE:
                yield b"".join(held)
                held = []
        if held:
            yield b"".join(held)


def _wide(rows: pl.DataFrame, names: Names) -> pl.DataFrame:
    """Rows of a survey with the cells that all of their observations have; a cell is in the column “=name”."""
    rows = _with(rows, ("record_id", "occupation_id"), cells.OWNER, lambda *key: cells.owner(names, *key))
    of_place = ("area_id", "industry_id", "employer_id", "release_id")
    rows = _with(rows, of_place, cells.PLACE, lambda *key: cells.place(names, *key))
    of_origin = ("release_id", "period_start", "period_end")
    rows = _with(rows, of_origin, cells.ORIGIN, lambda *key: cells.origin(names, *key))
    rows = _with(rows, ("release_id", "population", "method"), cells.MADE, lambda *key: cells.made(names, *key))

    def level(record: int | None) -> dict[str, str]:
        return dict(zip(cells.LEVEL, cells.level_and_group(names.records.get(record or 0)), strict=True))

    rows = _with(rows, ("record_id",), cells.LEVEL, level)
    note = pl.when(pl.col("note") != "").then(pl.col("note"))
    return rows.with_columns(pl.col("sample_size").alias("=sample_size"), note.alias("=note"))


def _long(rows: pl.DataFrame, pages: pl.DataFrame) -> pl.DataFrame:
    """An observation for each amount of which a row says something."""
    found = _of_each(rows, ["id", *Marks._fields])
    found = _with(found, ("column", *Marks._fields), NUMBERS, _without_number, pl.col("number").is_null())
    found = found.with_columns(pl.coalesce("number", "=value").alias("=value"))
    found = found.filter(pl.any_horizontal(pl.col("=value", "=at_least", "=missing_reason").is_not_null()))
    found = _with(found, ("column",), ("metric", "statistic", "unit"), _measured)
    found = found.with_columns(pl.format("w{}-{}", "id", "column").alias("=key"))
    shown = pages.filter(pl.col("id").is_in(rows["id"].implode()))
    found = found.join(shown, on=["id", "column"], how="left", maintain_order="left")
    found = found.hstack(rows.select(pl.col("^=.*$").gather(found["row"])))
    return found.select(
        (pl.col(f"={name}") if f"={name}" in found.columns else pl.lit(None)).cast(pl.String).alias(name)
        for name in NAMES
    )


def _of_each(rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The amounts in the order of rows and columns: `row`, `column`, `number`, its standard error, and these cells of
    the row."""
    height, width = rows.height, len(_COLUMNS)
    at = pl.int_range(height * width, eager=True)
    numbers = rows.select(
        pl.concat_list(_COLUMNS).alias("number").explode(),
        pl.concat_list(map(standard_error, _COLUMNS)).alias("=standard_error").explode(),
    )
    columns = pl.Series("column", _COLUMNS).gather(at % width)
    beside = rows.select(pl.col(names).gather(at // width))
    return numbers.with_columns(columns, (at // width).alias("row")).hstack(beside)


def _with(
    rows: pl.DataFrame,
    keys: Sequence[str],
    names: Sequence[str],
    make: Callable[..., Mapping[str, Any]],
    where: pl.Expr | None = None,
) -> pl.DataFrame:
    """The rows with cells of these names, which `make` says for each combination of keys. `where`: of which rows."""
    combinations = (rows if where is None else rows.filter(where)).select(keys).unique()
    said = [make(*key) for key in combinations.iter_rows()]
    added = {f"={name}": [None if one.get(name) in (None, "") else _text(one[name]) for one in said] for name in names}
    if where is not None:
        rows = rows.with_columns(where.alias("asked"))
        combinations = combinations.with_columns(pl.lit(True).alias("asked"))
        keys = [*keys, "asked"]
    known = combinations.hstack(pl.DataFrame(added, schema=dict.fromkeys(added, pl.String)))
    return rows.join(known, on=keys, how="left", nulls_equal=True, maintain_order="left").drop("asked", strict=False)


def _measured(column: str) -> dict[str, str]:
    metric = WAGE_METRIC[column]
    return {"metric": metric, "statistic": statistic(metric), "unit": UNIT_OF[column].key}


def _without_number(column: str, *marks: str | None) -> Mapping[str, Any]:
    top_coded, suppressed, annual_only, hourly_only, *bounds = marks
    annual, hourly = (None if bound is None else Decimal(bound) for bound in bounds)
    row = Marks(top_coded or "", suppressed or "", annual_only == "t", hourly_only == "t", annual, hourly)
    return (of_wage(column, None, row) or ({},))[0]


def _pages(names: Names) -> pl.DataFrame:
    """The occupations whose pages show an amount."""
    return pl.DataFrame(
        [(fact, column, _text(slugs)) for (fact, column), slugs in reading.shown_by(WAGE, None, names).items()],
        schema={"id": pl.Int64, "column": pl.String, "=shown_by": pl.String},
        orient="row",
    )
