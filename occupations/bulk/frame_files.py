"""Writes rows as files: CSV, compressed, and Parquet, both in one pass, with some rows in memory at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Full, Queue
from typing import Any, NamedTuple

import polars as pl
from polars.io.plugins import register_io_source

from occupations.rendering.formats import inert

LEVEL = 3  # of compression of CSV: each further one takes seconds more and saves a few percent
ROWS = 60_000  # of a group in Parquet
TYPES: dict[str, Any] = {
    "string": pl.String,
    "number": pl.Float64,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "datetime": pl.Datetime("us", "UTC"),
    "array": pl.List(pl.String),
}
Schema = Mapping[str, Any]


class Rows(NamedTuple):
    """The same rows twice: as the text of their cells, for CSV, and with types, for Parquet. A null says nothing."""

    texts: pl.DataFrame
    typed: pl.DataFrame


def write(rows: Iterable[Rows], schema: Schema, csv: Path, parquet: Path) -> None:
    """`rows` are read in this thread, whose connection they may need, while others write those before. `schema`: of the
    columns with types."""
    with ThreadPoolExecutor(2) as threads:
        texts, typed = _Handed(dict.fromkeys(schema, pl.String)), _Handed(schema)
        writing = [threads.submit(_write_csv, texts.rows, csv), threads.submit(_write_parquet, typed.rows, parquet)]
        try:
            for some in rows:
                texts.hand_over(some.texts, writing[0])
                typed.hand_over(some.typed, writing[1])
        finally:
            texts.hand_over(None, writing[0])
            typed.hand_over(None, writing[1])
        for written in writing:
            written.result()


def _write_csv(rows: pl.LazyFrame, path: Path) -> None:
    rows.sink_csv(path, line_terminator="\r\n", compression="gzip", compression_level=LEVEL)


def _write_parquet(rows: pl.LazyFrame, path: Path) -> None:
    rows.sink_parquet(path, compression_level=1, row_group_size=ROWS)


class _Handed:
    """Rows that one thread makes and another reads, some at a time."""

    def __init__(self, schema: Schema) -> None:
        self._waiting: Queue[pl.DataFrame | None] = Queue(maxsize=1)
        self.rows = register_io_source(self._read, schema=dict(schema))

    def _read(self, *pushed_down: Any) -> Iterator[pl.DataFrame]:
        while (frame := self._waiting.get()) is not None:
            yield frame

    def hand_over(self, frame: pl.DataFrame | None, reader: Future[Any]) -> None:
        """None at the end. Nobody reads any more if the reader has failed; what failed is raised at its end."""
        while not reader.done():
            with suppress(Full):
                self._waiting.put(frame, timeout=1)
                return


def harmless(texts: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """An apostrophe in front of what a spreadsheet would read as a formula, in these columns."""
    changed = []
    for name in names:
        found = [text for text in texts[name].unique().to_list() if text and inert(text) != text]
        if found:
            changed.append(pl.col(name).replace(found, [inert(text) for text in found]))
    return texts.with_columns(changed)
