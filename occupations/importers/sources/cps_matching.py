"""Which SOC occupations the most detailed rows of the Current Population Survey count, according to `cps_titles.csv`, a
table that this project has compiled and reviewed.

The survey publishes titles without codes. They come from the 2018 Census occupation list, in which every civilian SOC
occupation belongs to exactly one Census occupation; the military (55-0000) is not surveyed. Columns:

- `cps_title`: the title as published, spaces made single. One line for each SOC occupation that it counts.
- `soc_code`: the detailed SOC 2018 occupation; of a group row, the major group.
- `quality`: how the SOC occupation relates to the row, as in Classification.QUALITIES: `exact`, `shared` where the row
  counts several, `none` for rows above the major groups, which no occupation takes figures from.
- `method`: `title` the same title as the detailed occupation; `broad title` the same title as the broad occupation,
  all of which it counts, even where a detailed one has that title too (Cashiers is 41-2010 in the Census list, with
  gambling change persons); `census code list` by the codes that the Census list gives; `group` a row of a whole group.

Checked against table 5.3 of the Employment Projections, which is made from the same Census occupations: no two
occupations that share a row here have different education there.
"""

import csv
from functools import cache
from pathlib import Path

import polars as pl

from occupations.metrics import Level

PATH = Path(__file__).with_name("cps_titles.csv")
COLUMNS = ("cps_title", "soc_code", "quality", "method")
GROUP = "group"


@cache
def titles() -> pl.DataFrame:
    """The reviewed table: COLUMNS, all text; `soc_code` is null if there is none."""
    with PATH.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    return table.with_columns(pl.col("soc_code").replace("", None))


def levels() -> pl.DataFrame:
    """`cps_title` and its level: detailed if the row counts one SOC occupation, broad if it counts several, major for
    groups."""
    codes = pl.col("soc_code").n_unique()
    level = (
        pl.when((pl.col("method") == GROUP).any())
        .then(pl.lit(Level.MAJOR.value))
        .when(codes > 1)
        .then(pl.lit(Level.BROAD.value))
        .otherwise(pl.lit(Level.DETAILED.value))
    )
    return titles().group_by("cps_title", maintain_order=True).agg(level.alias("level"))


def shared_rows() -> pl.DataFrame:
    """`codes` and `cps_title` of the rows that count several SOC occupations; codes in order, joined with "+"."""
    shared = titles().filter(pl.col("quality") == "shared")
    return shared.group_by("cps_title", maintain_order=True).agg(codes=pl.col("soc_code").sort().str.join("+"))


def links(records: pl.DataFrame) -> pl.DataFrame:
    """LINKS from SOC occupations to those `records` (`key`, `title`) that count them."""
    note = "The survey counts a broader group: " + pl.col("cps_title") + "."
    return (
        titles()
        .filter(pl.col("soc_code").is_not_null())
        .join(records, left_on="cps_title", right_on="title", how="inner", maintain_order="left")
        .select(
            record="soc-2018:" + pl.col("soc_code"),
            other="key",
            quality="quality",
            note=pl.when(pl.col("quality") == "shared").then(note),
        )
    )
