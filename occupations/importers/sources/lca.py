"""Labor condition applications: the pay that employers state when they apply for a worker's H-1B, H-1B1 or E-3 visa.

Published each quarter of a fiscal year at https://www.dol.gov/agencies/eta/foreign-labor/performance
(LCA_Disclosure_Data_FY2025_Q2), with a row for each application; read as comma-separated text, complete or an extract.
Used for the highest filed wage of an occupation. Nothing here assumes that a file is complete. Worksite addresses, job
titles and names of people are not in the columns that are read.
"""

import csv
import datetime
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from occupations.importers import soc_codes, tables
from occupations.importers.batch import AMOUNT, Batch, SourceEntry, shaped
from occupations.importers.columns import Column, Kind
from occupations.importers.tables import RawSheet
from occupations.metrics import FEWEST_FILINGS, Level, Method, Missing
from occupations.profiles import formatting

SOURCE = SourceEntry(
    title="Labor Condition Applications",
    publisher="US Department of Labor, Office of Foreign Labor Certification",
    url="https://www.dol.gov/agencies/eta/foreign-labor/performance",
    license="US public domain",
    attribution="US Department of Labor, Employment and Training Administration, Office of Foreign Labor Certification",
)
# Units of pay and how many make a year of full-time work: 40 hours in each of 52 weeks.
UNITS = {"Year": 1, "Month": 12, "Bi-Weekly": 26, "Week": 52, "Hour": 2080}
# US$ a year. Below the federal minimum wage or above $1,000 an hour, a filing must have the wrong unit, such as
# $705,000 an hour.
LEAST, MOST = 15_080, 2_080_000
# SOC codes that the wage survey publishes only together, under the code of their broad group.
TOGETHER = {
    "13-1020": ("13-1021", "13-1022", "13-1023"),
    "13-2020": ("13-2022", "13-2023"),
    "29-2010": ("29-2011", "29-2012"),
    "31-1120": ("31-1121", "31-1122"),
    "39-7010": ("39-7011", "39-7012"),
    "47-4090": ("47-4091", "47-4099"),
    "51-2090": ("51-2092", "51-2099"),
}
PUBLISHED_AS = {code: group for group, codes in TOGETHER.items() for code in codes}
FEWEST_EMPLOYERS = 2  # employers needed for a ranking
NONE_COUNTS = "cannot be ranked: no filing in this file is for a full-time job with plausible yearly pay"

NEEDED = (
    Column(header="SOC_CODE", name="soc", **soc_codes.SOC_OR_FINER),
    Column(header="FULL_TIME_POSITION", name="full_time", pattern="[YN]", coded=True),
    Column(header="EMPLOYER_NAME", name="employer", longest=200),
    Column(header="WAGE_RATE_OF_PAY_FROM", name="pay", kind=Kind.NUMBER, least=0),
    Column(header="WAGE_UNIT_OF_PAY", name="unit", pattern="|".join(UNITS), coded=True),
)
COLUMNS = (
    *NEEDED,
    Column(header="CASE_STATUS", name="status", optional=True),
    Column(header="DECISION_DATE", name="decided", pattern=r"\d{4}-\d\d-\d\d.*", optional=True),
    Column(header="Year", name="year", pattern=r"20\d\d", optional=True),
    Column(header="Quarter", name="quarter", pattern="Q[1-4]", optional=True),
)


def recognise(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader([file.readline(10_000)]), [])
    except (OSError, UnicodeDecodeError, csv.Error):
        return False
    return {column.header for column in NEEDED} <= {cell.strip() for cell in header}


def read(paths: Sequence[Path]) -> list[Batch]:
    return [_read(path) for path in paths]


def _read(path: Path) -> Batch:
    sheet = tables.read_text(path, tables.COMMAS)
    frame = tables.table(sheet, COLUMNS)
    year, quarter = _quarter(sheet, frame)
    certified = frame["status"].is_not_null().any()
    usable, skipped = _usable(frame)
    if usable.is_empty():
        raise sheet.fail("has no certified, full-time filing with plausible yearly pay")
    wages = _wages(usable)
    start, end = _fiscal_quarter(year, quarter)
    status = "" if certified else "; which of them were certified is not in this file"
    return Batch(
        source=SOURCE,
        table="LCA disclosure",
        geography="United States",
        title=f"Labor condition applications, {start:%B} to {end:%B %Y} (fiscal year {year}, quarter {quarter})",
        period=(start, end),
        method=Method.FILED.value,
        population=f"full-time jobs for which employers applied for a visa, as in this file{status}",
        files=(tables.digest(path),),
        wages=shaped(wages, "wages"),
        figures=shaped(_top_employers(wages, frame), "figures"),
        rows_read=frame.height,
        skipped=skipped,
        lost=list(sheet.lost.values()),
    )


def _quarter(sheet: RawSheet, frame: pl.DataFrame) -> tuple[int, int]:
    """The fiscal year and quarter, the same in all rows: from the columns of that name, else from the decision
    dates."""
    if frame["year"].is_not_null().all() and frame["quarter"].is_not_null().all():
        stated, column = pl.format("{}{}", "year", "quarter"), "Quarter"
    elif frame["decided"].is_not_null().all():
        day = pl.col("decided").str.head(10).str.to_date(strict=False)
        if not (wrong := frame.filter(day.is_null())).is_empty():
            raise sheet.fail("is not a date", row=wrong["row"][0], column="DECISION_DATE", value=wrong["decided"][0])
        fiscal = day.dt.offset_by("3mo")  # the fiscal year begins in October
        stated, column = pl.format("{}Q{}", fiscal.dt.year(), fiscal.dt.quarter()), "DECISION_DATE"
    else:
        raise sheet.fail("does not state its period; expected columns “Year” and “Quarter”, or “DECISION_DATE”", row=1)
    quarters = frame.select("row", stated.alias("stated"))
    first = quarters["stated"][0]
    other = quarters.filter(pl.col("stated") != first)
    if not other.is_empty():
        row, found = other.row(0)
        raise sheet.fail(f"is in a different quarter than row 2 ({first})", row=row, column=column, value=found)
    year, _, quarter = first.partition("Q")
    return int(year), int(quarter)


def _fiscal_quarter(year: int, quarter: int) -> tuple[datetime.date, datetime.date]:
    """The first and last day of a quarter. The first quarter is October to December of the year before."""
    start = datetime.date(year - 1, 10, 1) if quarter == 1 else datetime.date(year, 3 * quarter - 5, 1)
    after = datetime.date(year, 3 * quarter - 2, 1)
    return start, after - datetime.timedelta(days=1)


def _usable(frame: pl.DataFrame) -> tuple[pl.DataFrame, Counter[str]]:
    """The filings that count, with `annual` pay in US$, and how many do not count, by reason. If an employer states a
    range, only the lower end is certain to be offered."""
    rate = pl.col("unit").replace_strict({unit: float(times) for unit, times in UNITS.items()})
    annual = frame.with_columns((pl.col("pay").cast(pl.Float64) * rate).alias("annual"))
    least, most = formatting.usd(LEAST), formatting.usd(MOST)
    reason = (
        pl.when(pl.col("status").is_not_null() & (pl.col("status").str.to_lowercase() != "certified"))
        .then(pl.lit("filings that were not certified"))
        .when(pl.col("full_time") != "Y")
        .then(pl.lit("filings for part-time jobs"))
        .when(~pl.col("annual").is_between(LEAST, MOST))
        .then(pl.lit(f"filings whose pay comes to less than {least} or more than {most} a year: wrong unit"))
    )
    judged = annual.with_columns(reason.alias("reason"))
    skipped = judged.drop_nulls("reason").group_by("reason").len().rows()
    return judged.filter(pl.col("reason").is_null()), Counter(dict(skipped))


def _same_employer(name: pl.Expr) -> pl.Expr:
    """A key that all spellings of an employer share: without case or punctuation, with one form of "Inc.",
    "Corporation" and the like. Legal forms stay: an Inc. and an LLC of the same name are two employers."""
    key = name.str.to_lowercase().str.replace_all("&", " and ", literal=True).str.replace_all(r"[.'’]", "")
    key = key.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
    for long, short in (
        ("incorporated", "inc"),
        ("corporation", "corp"),
        ("company", "co"),
        ("limited", "ltd"),
        ("l l c", "llc"),
        ("p c", "pc"),
    ):
        key = key.str.replace(rf"\b{long}$", short)
    return pl.when(key == "").then(name).otherwise(key)


def _named_once(filings: pl.DataFrame) -> pl.DataFrame:
    """Replaces `employer` with its most frequent spelling, of equally frequent ones one that is not all capitals."""
    spelt = filings.with_columns(pl.col("employer").str.replace_all(r"\s+", " ").str.strip_chars())
    keyed = spelt.with_columns(_same_employer(pl.col("employer")).alias("key"))
    chosen = (
        keyed.group_by("key", "employer")
        .len()
        .with_columns((pl.col("employer") == pl.col("employer").str.to_uppercase()).alias("shouted"))
        .sort("key", "len", "shouted", "employer", descending=[False, True, False, False])
        .unique("key", keep="first", maintain_order=True)
    )
    return keyed.drop("employer").join(chosen.select("key", "employer"), on="key")


def _record() -> pl.Expr:
    """The record of the wage survey for the SOC code without O*NET's decimals, or for the group that the survey
    publishes instead."""
    return pl.format("oews-2018:{}", pl.col("soc").str.head(7).replace(PUBLISHED_AS)).alias("record")


def _wages(filings: pl.DataFrame) -> pl.DataFrame:
    """Rows of WAGES: median pay by SOC code (without O*NET's decimals) and employer."""
    converted = "pay by the hour × 2,080, week × 52, two weeks × 26, month × 12"
    return (
        _named_once(filings)
        .with_columns(_record())
        .group_by("record", "employer")
        .agg(
            pl.col("annual").median().round(2).cast(AMOUNT).alias("annual_median"),
            pl.len().cast(pl.Int64).alias("sample_size"),
            (pl.col("unit") != "Year").any().alias("converted"),
        )
        .sort("record", "employer")
        .select(
            pl.exclude("converted"),
            *(pl.lit(value=False).alias(flag) for flag in ("annual_only", "hourly_only")),
            *(pl.lit([], dtype=pl.List(pl.String)).alias(marks) for marks in ("top_coded", "suppressed")),
            pl.format(
                "filed wages for visa applications, the lower end of what is offered{}",
                pl.when("converted").then(pl.lit(f"; {converted}")).otherwise(pl.lit("")),
            ).alias("note"),
        )
    )


def _top_employers(wages: pl.DataFrame, filings: pl.DataFrame) -> pl.DataFrame:
    """A row of FIGURES for each record with `filings`: the employer with the highest median, or the reason there is
    none: too few employers have enough filings, or no filing counts."""
    ranked = wages.filter(pl.col("sample_size") >= FEWEST_FILINGS)
    best = (
        ranked.sort("record", "annual_median", "employer", descending=[False, True, False])
        .group_by("record", maintain_order=True)
        .agg(
            pl.col("employer", "annual_median", "sample_size").first(),
            pl.len().alias("employers"),
            ((pl.col("annual_median") == pl.col("annual_median").max()).sum() - 1).alias("equals"),
        )
    )
    counted = wages.group_by("record").agg(pl.len().alias("all"))
    figures = (
        filings.select(_record())
        .unique()
        .sort("record")
        .join(counted, on="record", how="left", maintain_order="left")
        .join(best, on="record", how="left", maintain_order="left")
        .with_columns(pl.col("all", "employers", "equals").fill_null(0))
    )
    enough = pl.col("employers") >= FEWEST_EMPLOYERS
    equals = pl.when(pl.col("equals") > 0).then(pl.format("; {} more with the same median", "equals"))
    top = pl.format(
        f"filed wages for visa applications; median of {{}} filings; highest of {{}} employers with {FEWEST_FILINGS} "
        "or more filings in this file{}",
        "sample_size",
        "employers",
        equals.otherwise(pl.lit("")),
    )
    few = pl.format(
        f"cannot be ranked: {{}} of {{}} with filed wages in this file {{}} {FEWEST_FILINGS} or more filings",
        "employers",
        pl.when(pl.col("all") == 1).then(pl.lit("1 employer")).otherwise(pl.format("{} employers", "all")),
        pl.when((pl.col("employers") == 1) | (pl.col("all") == 1)).then(pl.lit("has")).otherwise(pl.lit("have")),
    )
    return figures.select(
        "record",
        pl.lit("top_employer").alias("metric"),
        pl.when(enough).then("employer").otherwise(pl.lit("")).alias("label"),
        pl.when(enough).then("annual_median").alias("value"),
        pl.when(enough).then(pl.lit("")).otherwise(pl.lit(Missing.NOT_APPLICABLE.value)).alias("missing"),
        pl.lit(Level.DETAILED.value).alias("level"),
        pl.when(enough).then("sample_size").alias("sample_size"),
        pl.lit(Method.FILED.value).alias("method"),
        pl.when(enough).then(top).when(pl.col("all") == 0).then(pl.lit(NONE_COUNTS)).otherwise(few).alias("note"),
    )
