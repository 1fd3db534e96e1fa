"""Converts tables with a column for each group of people to figures, one row for each group's share."""

from collections.abc import Mapping, Sequence

import polars as pl

from occupations.importers.tables import RawSheet
from occupations.metrics import Missing
from occupations.metrics.share_totals import MOST


def as_figures(frame: pl.DataFrame, metric: str, labels: Mapping[str, str], missing: Missing) -> pl.DataFrame:
    """Rows of figures from `frame`, which has a column `record`, a column of percentages for each key of `labels`, and
    other columns that are copied to each figure. A record without any shares gives one row without a label, with the
    reason; one without some shares gives such a row for each of them."""
    others = [name for name in frame.columns if name not in labels]
    nothing = pl.all_horizontal(pl.col(name).is_null() for name in labels)
    none = frame.filter(nothing).select(
        *others, pl.lit(None, dtype=pl.String).alias("label"), pl.lit(None, dtype=pl.Decimal(16, 4)).alias("value")
    )
    some = (
        frame.filter(~nothing)
        .rename(dict(labels))
        .unpivot(on=list(labels.values()), index=others, variable_name="label", value_name="value")
    )
    return (
        pl.concat([some.select(none.columns), none])
        .with_columns(
            pl.lit(metric).alias("metric"),
            pl.when(pl.col("value").is_null()).then(pl.lit(missing.value)).alias("missing"),
        )
        .sort("record", maintain_order=True)
    )


def check_whole(sheet: RawSheet, rows: pl.DataFrame, columns: Sequence[str]) -> None:
    """Raises FileError for the first row in which the shares of a whole add up to more than 100 percent."""
    total = pl.sum_horizontal(columns)
    for row, percent in rows.filter(total > MOST).select("row", total).head(1).rows():
        named = f"{columns[0]} … {columns[-1]}"
        raise sheet.fail(
            "is what the row adds up to; expected 100 percent", row=row, column=named, value=f"{percent:.1f}"
        )
