"""Small batches, as readers give them."""

import datetime
import hashlib
from typing import Any

import polars as pl

from occupations.importers.batch import TABLES, Batch, SourceEntry, shaped


def batch(of: str = "wages", year: int = 2024, *, files: str = "", **tables: list[dict[str, Any]]) -> Batch:
    """A release of the table `of` for that year; `figures=[{…}, …]` and the like are its rows."""
    period = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
    frames: dict[str, Any] = {
        name: shaped(pl.DataFrame(rows, infer_schema_length=None), name) for name, rows in tables.items()
    }
    return Batch(
        source=SourceEntry("Survey", "Bureau", "https://survey.example", "public domain", "Bureau, Survey"),
        table=of,
        geography="nation",
        title=f"{of} {year}",
        period=period,
        method="measured",
        population="employees",
        files=((f"{of}.txt", hashlib.sha256(f"{of} {year} {files}".encode()).hexdigest()),),
        rows_read=sum(map(len, tables.values())),
        **frames,
    )


def described(**codes: str) -> Batch:
    """O*NET-SOC records with a description each: `described(**{"11-1011.00": "Cooks"})`."""
    keys = {f"onet-soc-2019:{code}": title for code, title in codes.items()}
    return batch(
        "occupation data",
        records=[{"key": key, "title": title} for key, title in keys.items()],
        texts=[
            {"record": key, "kind": "description", "position": 1, "text": f"Work of {title}."}
            for key, title in keys.items()
        ],
    )


def structure(**titles: str) -> Batch:
    """The SOC structure: `structure(**{"11-0000": "Management Occupations"})`."""
    return batch("structure", records=[{"key": f"soc-2018:{code}", "title": title} for code, title in titles.items()])


__all__ = ["TABLES", "batch", "described", "structure"]
