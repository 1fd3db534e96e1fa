"""The highest-paying state, metropolitan area and industry sector of each occupation, from the rows of one pay survey.

Places are ranked by the median, or by the mean if an occupation has no published median; the note says which. If the
file has employment, only places with FLOOR or more employees count; if it has relative standard errors, which are for
means, only those of at most STEADY percent. No place is called the highest while another place that counts is or may be
known only as "the top code or more". The note counts places within NEAR percent of the highest.
"""

from decimal import Decimal

import msgspec
import polars as pl

from occupations.metrics import NEAR, STEADY, Missing
from occupations.metrics import RANKED_FROM as FLOOR
from occupations.profiles import formatting

FEWEST = 2  # places needed for a ranking
RISING = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")


class PlaceRanking(msgspec.Struct, frozen=True):
    metric: str
    column: str  # column of the wages: the place of a row
    singular: str
    plural: str


STATES = PlaceRanking("top_state", "area", "state", "states")
METROS = PlaceRanking("top_metro", "area", "metropolitan area", "metropolitan areas")
SECTORS = PlaceRanking("top_industry", "industry", "sector", "sectors")


class _Terms(msgspec.Struct, frozen=True):
    """The terms of the ranking in one file."""

    ranking: PlaceRanking
    statistic: str  # "annual_mean"
    sized: bool  # the file has employment
    rated: bool  # the file has standard errors of the statistic
    marked: bool  # the file distinguishes top-coded amounts from withheld ones
    top_code: Decimal | None  # US$ a year

    @property
    def word(self) -> str:
        return self.statistic.removeprefix("annual_")

    @property
    def floors(self) -> list[str]:
        """What a place needs besides the amount, in words."""
        size = [f"at least {FLOOR} employees"] if self.sized else []
        of = " of the mean" if self.statistic == "annual_median" else ""
        return size + ([f"a relative standard error{of} of at most {STEADY}%"] if self.rated else [])


def top_figures(
    wages: pl.DataFrame, places: pl.DataFrame, ranking: PlaceRanking, *, marked: bool, top_code: Decimal | None
) -> pl.DataFrame:
    """One figure for each record, with the columns `record`, `metric`, `label`, `value` (US$ a year), `missing`,
    `note`.

    `wages` are rows of WAGES, including those without any amount, because they may be top-coded. `places`: a row for
    each value of the ranking's column, with its `name` and a `remark` for the note if it is the highest. `marked`:
    `top_coded` says which amounts are top-coded; otherwise `_perhaps_capped` interprets blanks.
    """
    has_median = pl.col("annual_median").is_not_null().any() | ~pl.col("annual_mean").is_not_null().any()
    by_median = wages.with_columns(has_median.over("record").alias("by_median"))
    parts = []
    for statistic, chosen in (("annual_median", pl.col("by_median")), ("annual_mean", ~pl.col("by_median"))):
        terms = _Terms(
            ranking,
            statistic,
            sized=wages["employment"].is_not_null().any(),
            rated=wages["mean_rse"].is_not_null().any(),
            marked=marked,
            top_code=top_code,
        )
        if not (rows := by_median.filter(chosen)).is_empty():
            parts.append(_ranked(rows, places, terms))
    order = wages.select("record").unique(maintain_order=True)
    return order.join(pl.concat(parts), on="record", how="left", maintain_order="left")


def _ranked(wages: pl.DataFrame, places: pl.DataFrame, terms: _Terms) -> pl.DataFrame:
    """As `top_figures`, for records ranked by one statistic."""
    ranking, statistic = terms.ranking, terms.statistic
    capped = pl.col("top_coded").list.contains(statistic) if terms.marked else _perhaps_capped(statistic)
    rows = wages.select(
        "record",
        pl.col(ranking.column).alias("place"),
        pl.col(statistic).alias("value"),
        (pl.col(statistic).is_not_null() & _meets(terms, unknown=False)).alias("candidate"),
        # A place of unknown size or accuracy may be a candidate, and a possible candidate prevents a ranking.
        (capped & _meets(terms, unknown=True)).alias("capped"),
        "hourly_only",
    ).join(places, on="place", how="left", validate="m:1")
    outcome = rows.group_by("record", maintain_order=True).agg(
        pl.len().alias("places"),
        pl.col("value").is_not_null().sum().alias("published"),
        pl.col("candidate").sum().alias("candidates"),
        pl.col("capped").sum().alias("capped"),
        pl.col("hourly_only").any(),
    )
    # If several are equal, the first by name is shown and the note counts the others.
    best = (
        rows.filter("candidate")
        .sort("value", "name", descending=[True, False])
        .group_by("record")
        .agg(
            pl.col("name", "value", "remark").first(),
            ((pl.col("value") == pl.col("value").max()).sum() - 1).alias("equals"),
            (
                (pl.col("value") < pl.col("value").max())
                & (pl.col("value") * (100 + NEAR) >= pl.col("value").max() * 100)
            )
            .sum()
            .alias("near"),
        )
    )
    return _figures(outcome.join(best, on="record", how="left", maintain_order="left"), terms)


def _meets(terms: _Terms, *, unknown: bool) -> pl.Expr:
    """Whether the place is large and accurate enough; `unknown` is the answer if the file withholds its size. An amount
    without a standard error counts as accurate."""
    meets = pl.lit(value=True)
    if terms.sized:
        meets &= (pl.col("employment") >= FLOOR).fill_null(unknown)
    if terms.rated:
        meets &= (pl.col("mean_rse") <= STEADY).fill_null(value=True)
    return meets


def _perhaps_capped(statistic: str) -> pl.Expr:
    """Whether a blank amount may be at or above the top code, in a conversion that left both marks blank.

    Not if a higher percentile of the row is published, because percentiles do not decrease. Certainly if a lower one
    is: the national and sector workbooks of May 2020 to 2025 withhold (`*`) all yearly amounts of a row or none, so a
    row in which only the upper part is blank is top-coded there. A row without any amount is taken to be withheld: if
    it were top-coded, nine in ten would have to earn more there than the top code. That is a judgment, not a proof; the
    note says how many rows have no amount.
    """
    position = RISING.index(statistic)
    lower = pl.any_horizontal(pl.col(RISING[:position]).is_not_null())
    higher = pl.any_horizontal(pl.col(RISING[position + 1 :]).is_not_null())
    return pl.col(statistic).is_null() & ~higher & lower


def _figures(outcome: pl.DataFrame, terms: _Terms) -> pl.DataFrame:
    capped = pl.col("capped") > 0
    ranked = ~capped & (pl.col("candidates") >= FEWEST)
    hourly = pl.col("hourly_only") & (pl.col("published") == 0)
    return outcome.select(
        "record",
        pl.lit(terms.ranking.metric).alias("metric"),
        pl.when(ranked).then("name").otherwise(pl.lit("")).alias("label"),
        pl.when(ranked).then("value").alias("value"),
        pl.when(ranked)
        .then(pl.lit(""))
        .when(capped)
        .then(pl.lit(Missing.TOP_CODED.value))
        .when(hourly)
        .then(pl.lit(Missing.HOURLY_ONLY.value))
        .when(pl.col("published") == 0)
        .then(pl.lit(Missing.SUPPRESSED.value))
        .otherwise(pl.lit(Missing.NOT_APPLICABLE.value))
        .alias("missing"),
        pl.when(ranked)
        .then(_ranked_note(terms))
        .when(capped)
        .then(_capped_note(terms))
        .when(hourly)
        .then(pl.lit(f"cannot be ranked: {terms.ranking.plural} are ranked by yearly pay"))
        .otherwise(_few_note(terms))
        .alias("note"),
    )


def _ranked_note(terms: _Terms) -> pl.Expr:
    """ "highest mean of 20 sectors with at least 500 employees …" """
    floors = " and ".join(terms.floors or [f"a published {terms.word}"])
    parts = [pl.format(f"highest {terms.word} of {{}} {terms.ranking.plural} with {floors}", "candidates")]
    if not terms.floors:
        parts.append(_more(pl.col("places") - pl.col("published"), "none"))
    parts.append(_more(pl.col("equals"), f"the same {terms.word}"))
    parts.append(_more(pl.col("near"), f"a {terms.word} within {NEAR}% of it"))
    if not terms.sized:
        parts.append(pl.lit("; this file does not give employment by area"))
    parts.append(pl.when(pl.col("remark") != "").then(pl.format("; {}", "remark")).otherwise(pl.lit("")))
    return pl.concat_str(parts, ignore_nulls=True)


def _more(count: pl.Expr, what: str) -> pl.Expr:
    verb = pl.when(count == 1).then(pl.lit("has")).otherwise(pl.lit("have"))
    return pl.when(count > 0).then(pl.format(f"; {{}} more {{}} {what}", count, verb)).otherwise(pl.lit(""))


def _capped_note(terms: _Terms) -> pl.Expr:
    published, capped = pl.col("published"), pl.col("capped")
    have = (
        pl.when(published == 1)
        .then(pl.lit(f"{terms.ranking.singular} has"))
        .otherwise(pl.lit(f"{terms.ranking.plural} have"))
    )
    lie = pl.when(capped == 1).then(pl.lit("is")).otherwise(pl.lit("are")) if terms.marked else pl.lit("may be")
    without = "" if terms.marked else " without one"
    if terms.top_code is None:
        where = "above a limit that the file does not state"
    else:
        where = f"at {formatting.usd(terms.top_code)} or above"
    return pl.format(
        f"cannot be ranked: {{}} {{}} a published {terms.word}, and {{}}{without} {{}} {where}",
        published,
        have,
        capped,
        lie,
    )


def _few_note(terms: _Terms) -> pl.Expr:
    """The note for no candidate or a single one, which make no ranking."""
    *needed, last = [f"a published {terms.word}", *terms.floors]
    needs = f"{', '.join(needed)} and {last}" if needed else last
    one = pl.col("places") == 1
    noun = pl.when(one).then(pl.lit(terms.ranking.singular)).otherwise(pl.lit(terms.ranking.plural))
    have = pl.when(one | (pl.col("candidates") == 1)).then(pl.lit("has")).otherwise(pl.lit("have"))
    return pl.format(f"cannot be ranked: {{}} of {{}} {{}} {{}} {needs}", "candidates", "places", noun, have)
