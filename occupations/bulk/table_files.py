"""Writes tables as files: compressed CSV and JSON Lines, row by row, and Parquet of the latter."""

import csv
import gzip
import io
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import polars as pl

from occupations.bulk.table import BulkTable, Row, sort_key
from occupations.rendering.formats import inert, to_json

LEVEL = 3  # of compression
_TYPES: dict[str, Any] = {
    "string": pl.String,
    "number": pl.Float64,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "date": pl.String,
    "datetime": pl.String,
    "array": pl.List(pl.String),
}


class TableFiles(ExitStack):
    """The files of a table; the same rows give the same bytes."""

    def __init__(self, folder: Path, table: BulkTable) -> None:
        super().__init__()
        self.table, self._folder = table, folder
        self._lines = self.enter_context(_packed(self, folder / f"{table.name}.jsonl.gz"))
        sheet = self.enter_context(_packed(self, folder / f"{table.name}.csv.gz"))
        self._csv = csv.writer(self.enter_context(io.TextIOWrapper(sheet, "utf-8", newline="")), lineterminator="\r\n")
        self._csv.writerow(table.names)

    def write(self, rows: Iterable[Row]) -> None:
        """Rows that come after those that are written already, in any order."""
        for row in sorted(rows, key=sort_key(self.table)):
            self._csv.writerow([_cell(row[name]) for name in self.table.names])
            values = {name: None if row[name] == "" else row[name] for name in self.table.names}
            self._lines.write(to_json(values) + b"\n")


def _packed(stack: ExitStack, path: Path) -> gzip.GzipFile:
    return gzip.GzipFile("", "wb", LEVEL, mtime=0, fileobj=stack.enter_context(path.open("wb")))


def _cell(value: Any) -> Any:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return inert("; ".join(value))
        case str():
            return inert(value)
    return value


def write_parquet(folder: Path, table: BulkTable) -> None:
    """From the finished JSON Lines."""
    lines = gzip.decompress((folder / f"{table.name}.jsonl.gz").read_bytes())
    schema = {column.name: _TYPES[column.type] for column in table.columns}
    rows = pl.read_ndjson(io.BytesIO(lines), schema=schema) if lines else pl.DataFrame(schema=schema)
    days = [pl.col(one.name).str.to_date("%Y-%m-%d") for one in table.columns if one.type == "date"]
    moments = [
        pl.col(one.name).str.to_datetime(time_unit="us", time_zone="UTC")
        for one in table.columns
        if one.type == "datetime"
    ]
    rows.with_columns(*days, *moments).write_parquet(folder / f"{table.name}.parquet")


def rows_of(parquet: Path) -> int:
    """How many rows a Parquet file says it has."""
    return pl.scan_parquet(parquet).select(pl.len()).collect().item()
