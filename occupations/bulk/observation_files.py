"""Writes observations as files."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from occupations.bulk import frame_files
from occupations.bulk.frame_files import TYPES, Rows, harmless
from occupations.observations.columns import COLUMNS

SCHEMA = {column.name: TYPES[column.type] for column in COLUMNS}
_WORDS = ("record_title", "part", "place_name", "industry_name", "employer_name", "population", "group", "note")
"""Columns with words of the sources, which could begin like a formula of a spreadsheet."""


def write(frames: Iterable[pl.DataFrame], csv: Path, parquet: Path) -> None:
    """`frames`: of text, with the columns of observations."""
    rows = (Rows(harmless(frame, _WORDS), _typed(frame)) for frame in frames)
    frame_files.write(rows, SCHEMA, csv, parquet)


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(_as(pl.col(name), kind) for name, kind in SCHEMA.items())


def _as(column: pl.Expr, kind: Any) -> pl.Expr:
    if kind == pl.Date:
        return column.str.to_date("%Y-%m-%d")
    if kind == pl.List:
        return column.str.split("; ").fill_null([])
    return column.cast(kind)
