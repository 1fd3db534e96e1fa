"""Writes tables as files: compressed JSON Lines, row by row, and CSV and Parquet of these."""

import gzip
import io
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path
from typing import Any

import polars as pl

from occupations.bulk import frame_files
from occupations.bulk.frame_files import TYPES, Rows, harmless
from occupations.bulk.packed import Packed
from occupations.bulk.table import BulkTable, Row, sort_key
from occupations.rendering.formats import to_json

PIECE = 2**18  # bytes that are compressed at a time
READ = 2**22  # bytes of JSON Lines that become rows at a time


class TableLines(ExitStack):
    """The JSON Lines of a table; the same rows give the same bytes."""

    def __init__(self, folder: Path, table: BulkTable) -> None:
        super().__init__()
        self.table = table
        self._held: list[bytes] = []
        self._size = 0
        file = self.enter_context(path_of(folder, table, "jsonl.gz").open("wb"))
        self._packed = Packed(file, self.enter_context(ThreadPoolExecutor(1)))
        self.callback(self._end)

    def write(self, rows: Iterable[Row]) -> None:
        """Rows that come after those that are written already, in any order."""
        self.write_lines(json_lines(self.table, rows))

    def write_lines(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            self._held.append(line)
            self._size += len(line)
        if self._size > PIECE:
            self._pass_on()

    def _pass_on(self) -> None:
        lines = self._held
        self._packed.add(lambda: b"".join(lines))
        self._held, self._size = [], 0

    def _end(self) -> None:
        self._pass_on()
        self._packed.end()


def path_of(folder: Path, table: BulkTable, ending: str) -> Path:
    return folder / f"{table.name}.{ending}"


def json_lines(table: BulkTable, rows: Iterable[Row]) -> Iterator[bytes]:
    """In the order of the key. What says nothing is null."""
    names, values_of = table.names, itemgetter(*table.names)
    for row in sorted(rows, key=sort_key(table)):
        values = [None if value == "" else value for value in values_of(row)]
        yield to_json(dict(zip(names, values, strict=True))) + b"\n"


def write_csv_and_parquet(folder: Path, table: BulkTable) -> None:
    """From the finished JSON Lines."""
    schema = {column.name: TYPES[column.type] for column in table.columns}
    csv, parquet = (path_of(folder, table, ending) for ending in ("csv.gz", "parquet"))
    rows = (_rows(frame, schema) for frame in _read(path_of(folder, table, "jsonl.gz"), schema))
    frame_files.write(rows, schema, csv, parquet)


def _read(path: Path, schema: dict[str, Any]) -> Iterator[pl.DataFrame]:
    """The texts and lists of texts; numbers as they are written."""
    as_text = {name: kind if kind == pl.List else pl.String for name, kind in schema.items()}
    with gzip.open(path, "rb") as lines:
        while piece := lines.read(READ):
            whole = b"".join([piece, *lines.readlines(1)])
            yield pl.read_ndjson(io.BytesIO(whole), schema=as_text)


def _rows(frame: pl.DataFrame, schema: dict[str, Any]) -> Rows:
    lists = [name for name, kind in schema.items() if kind == pl.List]
    words = [name for name, kind in schema.items() if kind == pl.String]
    texts = frame.with_columns(pl.col(name).list.join("; ").replace("", None) for name in lists)
    return Rows(harmless(texts, [*words, *lists]), frame.select(_as(pl.col(name), schema[name]) for name in schema))


def _as(column: pl.Expr, kind: Any) -> pl.Expr:
    if kind == pl.Boolean:
        return pl.when(column.is_not_null()).then(column == "true")
    if kind == pl.Date:
        return column.str.to_date("%Y-%m-%d")
    if kind == TYPES["datetime"]:
        return column.str.to_datetime(time_unit="us", time_zone="UTC")
    return column.cast(kind)


def rows_of(parquet: Path) -> int:
    """How many rows a Parquet file says it has."""
    return pl.scan_parquet(parquet).select(pl.len()).collect().item()
