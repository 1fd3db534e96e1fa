"""Writes observations as files: CSV, compressed, and Parquet, both in one pass over the rows."""

import io
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from queue import Full, Queue
from typing import Any, BinaryIO

import polars as pl
from polars.io.plugins import register_io_source

from occupations.observations.columns import COLUMNS
from occupations.observations.lines import HEADER
from occupations.rendering.formats import inert

LEVEL = 1  # of compression: each further one takes a second more and saves a few percent
ROWS = 60_000  # of a group in Parquet
_TYPES: dict[str, Any] = {
    "string": pl.String,
    "number": pl.Float64,
    "integer": pl.Int64,
    "date": pl.Date,
    "array": pl.List(pl.String),
}
SCHEMA = {column.name: _TYPES[column.type] for column in COLUMNS}
_WORDS = ("record_title", "part", "place_name", "industry_name", "employer_name", "population", "group", "note")
"""Columns with words of the sources, which could begin like a formula of a spreadsheet."""


def write(frames: Iterable[pl.DataFrame], csv: Path, parquet: Path) -> None:
    """`frames`: of text, with the columns of observations. They are read in this thread, whose connection they need."""
    waiting: Queue[pl.DataFrame | None] = Queue(maxsize=1)

    def handed_over(*pushed_down: Any) -> Iterator[pl.DataFrame]:
        while (frame := waiting.get()) is not None:
            yield frame

    source = register_io_source(handed_over, schema=SCHEMA)
    with csv.open("wb") as file, ThreadPoolExecutor(2) as threads:
        packed = _Packed(file, threads)
        packed.add(lambda: HEADER)
        written = threads.submit(source.sink_parquet, parquet, compression_level=1, row_group_size=ROWS)
        try:
            for frame in frames:
                packed.add(partial(_as_csv, frame))
                _hand_over(_typed(frame), waiting, written)
        finally:
            _hand_over(None, waiting, written)
        written.result()
        packed.end()


def _hand_over(frame: pl.DataFrame | None, waiting: Queue[pl.DataFrame | None], reader: Future[Any]) -> None:
    """Nobody reads any more if the reader has failed; what failed is raised at its end."""
    while not reader.done():
        with suppress(Full):
            waiting.put(frame, timeout=1)
            return


class _Packed:
    """Makes and compresses in another thread what is added, one piece behind. The same pieces give the same bytes."""

    def __init__(self, file: BinaryIO, thread: ThreadPoolExecutor) -> None:
        self._file, self._thread = file, thread
        self._gzip = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
        self._last: Future[Any] | None = None

    def add(self, piece: Callable[[], bytes]) -> None:
        self._wait()
        self._last = self._thread.submit(lambda: self._file.write(self._gzip.compress(piece())))

    def end(self) -> None:
        self._wait()
        self._file.write(self._gzip.flush())

    def _wait(self) -> None:
        if self._last is not None:
            self._last.result()


def _as_csv(frame: pl.DataFrame) -> bytes:
    text = io.BytesIO()
    frame.with_columns(_harmless(frame)).write_csv(text, include_header=False, line_terminator="\r\n")
    return text.getvalue()


def _harmless(frame: pl.DataFrame) -> list[pl.Expr]:
    """The columns in which texts need an apostrophe in front."""
    found = []
    for name in _WORDS:
        texts = [text for text in frame[name].unique().to_list() if text and inert(text) != text]
        if texts:
            found.append(pl.col(name).replace(texts, [inert(text) for text in texts]))
    return found


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(_as(pl.col(name), kind) for name, kind in SCHEMA.items())


def _as(column: pl.Expr, kind: Any) -> pl.Expr:
    if kind == pl.Date:
        return column.str.to_date("%Y-%m-%d")
    if kind == pl.List:
        return column.str.split("; ").fill_null([])
    return column.cast(kind)
