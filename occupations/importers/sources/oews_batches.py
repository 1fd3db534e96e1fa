"""Converts checked rows of OEWS files to batches: records, pay, places, and the highest-paying places."""

import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path

import msgspec
import polars as pl

from occupations.importers import tables
from occupations.importers.batch import AREAS, FIGURES, INDUSTRIES, Batch, SourceEntry, empty, shaped
from occupations.importers.best_paying_places import METROS, SECTORS, STATES, PlaceRanking, top_figures
from occupations.importers.sources.oews_layout import LEVELS
from occupations.metrics import EMPLOYEES, Level, Method
from occupations.metrics.wage_columns import PERCENTILES, WAGE_COLUMNS
from occupations.profiles import formatting

SOURCE = SourceEntry(
    title="Occupational Employment and Wage Statistics",
    publisher="US Bureau of Labor Statistics",
    url="https://www.bls.gov/oes/",
    license="US public domain",
    attribution="US Bureau of Labor Statistics, Occupational Employment and Wage Statistics",
)


class OewsDataset(msgspec.Struct, frozen=True):
    """The rows that make a dataset."""

    table: str
    title: str
    area_type: str
    industry_level: str
    area_kind: str = ""  # of AREAS; empty: the nation
    ranking: PlaceRanking | None = None


NATIONAL = OewsDataset("national", "National estimates", "1", "cross-industry")
STATE = OewsDataset("states", "State estimates", "2", "cross-industry", "state", STATES)
METROPOLITAN = OewsDataset("metropolitan", "Metropolitan area estimates", "4", "cross-industry", "metro", METROS)
SECTOR = OewsDataset("sectors", "National estimates by industry sector", "1", "sector", "", SECTORS)
DATASETS = (NATIONAL, STATE, METROPOLITAN, SECTOR)

# Names for rankings if the file's own name is a definition: industry code → name, addition to the note.
SHORT_NAMES = {
    "99": ("Federal, State, and Local Government", "excluding public schools, public hospitals and the Postal Service")
}


def make_batch(
    path: Path,
    dataset: OewsDataset,
    year: int,
    rows: pl.DataFrame,
    top_codes: tuple[Decimal | None, Decimal | None],
    *,
    marked: bool,
) -> Batch:
    once = _once(rows)
    top_codes = _bounds(once, top_codes)
    records = _records(once, year)
    areas, industries, places = _places(once, dataset)
    wages = _wages(once, dataset, year, top_codes, marked=marked)
    figures = empty(FIGURES)
    if dataset.ranking:
        top = top_figures(wages, places, dataset.ranking, marked=marked, top_code=top_codes[0])
        figures = shaped(top.join(records.select(record="key", level="level"), on="record", how="left"), "figures")
    published = wages.filter(_says_something())
    skipped = Counter(
        {
            "rows repeated at a finer level or for a wider ownership": rows.height - once.height,
            "rows without any amount": wages.height - published.height,
        }
    )
    conversion = "" if marked else " (annual percentiles, from a third-party conversion)"
    return Batch(
        source=SOURCE,
        table=dataset.table,
        geography="United States",
        title=f"{dataset.title}, May {year}{conversion}",
        period=(datetime.date(year, 5, 1), datetime.date(year, 5, 31)),
        method=Method.MEASURED.value,
        population=EMPLOYEES,
        files=(tables.digest(path),),
        # Estimates for May are published in about April of the next year.
        next_expected=datetime.date(year + 2, 4, 1),
        records=records,
        figures=figures,
        wages=published,
        areas=areas,
        industries=industries,
        rows_read=rows.height,
        skipped=+skipped,
    )


def _bounds(
    rows: pl.DataFrame, top_codes: tuple[Decimal | None, Decimal | None]
) -> tuple[Decimal | None, Decimal | None]:
    """What "#" means, US$ a year and an hour. Unknown where the file publishes a percentile above what it says that the
    mark means, as those of May 2025 do for states and areas: a bound that other rows exceed is no bound."""
    annual, hourly = top_codes
    return _bound(rows, "annual", annual), _bound(rows, "hourly", hourly)


def _bound(rows: pl.DataFrame, period: str, code: Decimal | None) -> Decimal | None:
    highest = rows.select(pl.max_horizontal(f"{period}_{percentile}" for percentile in PERCENTILES).max()).item()
    return None if code is None or (highest is not None and highest > code) else code


def _once(rows: pl.DataFrame) -> pl.DataFrame:
    """One row for each code in an area and industry. If a code has two levels, as combined codes do (13-1020 as both a
    broad and a detailed occupation, with the same figures), the finer level is used."""
    return (
        rows.with_columns(
            pl.col("level").replace_strict(LEVELS, range(len(LEVELS)), return_dtype=pl.Int8).alias("rank")
        )
        .sort("rank", -pl.col("ownership").str.len_chars().cast(pl.Int8), "row")
        .unique(["area_code", "industry", "code"], keep="first", maintain_order=True)
        .sort("row")
    )


def _records(rows: pl.DataFrame, year: int) -> pl.DataFrame:
    records = (
        rows.sort("rank", "row")
        .unique("code", keep="first", maintain_order=True)
        .sort("code")
        .select(_key(year), "title", "level", (pl.col("level") == Level.TOTAL.value).alias("is_total"))
    )
    return shaped(records.rename({"record": "key"}), "records")


def _key(year: int) -> pl.Expr:
    """Estimates use SOC 2018 since May 2019 (until 2021 with combined codes), and SOC 2010 before."""
    return pl.format(f"oews-{2018 if year >= 2019 else 2010}:{{}}", "code").alias("record")


def _area_key(dataset: OewsDataset) -> pl.Expr:
    if not dataset.area_kind:
        return pl.lit(None, dtype=pl.String)
    width = 2 if dataset.area_kind == "state" else 5
    return pl.format(f"{dataset.area_kind}:{{}}", pl.col("area_code").str.zfill(width))


def _places(rows: pl.DataFrame, dataset: OewsDataset) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """AREAS and INDUSTRIES of the dataset, and their names in rankings: `place`, `name`, `remark`."""
    areas, industries = empty(AREAS), empty(INDUSTRIES)
    places = pl.DataFrame(schema=dict.fromkeys(("place", "name", "remark"), pl.String))
    if dataset.area_kind:
        key = _area_key(dataset)
        areas = rows.unique("area_code", keep="first", maintain_order=True).select(
            key.alias("key"),
            pl.lit(dataset.area_kind).alias("kind"),
            key.str.split(":").list.last().alias("code"),
            pl.col("area_name").alias("name"),
        )
        places = areas.select(pl.col("key").alias("place"), "name", pl.lit("").alias("remark"))
    elif dataset.ranking:
        industries = rows.unique("industry", keep="first", maintain_order=True).select(
            pl.col("industry").alias("code"), pl.col("industry_name").alias("name")
        )
        short = {code: name for code, (name, _) in SHORT_NAMES.items()}
        remarks = {code: remark for code, (_, remark) in SHORT_NAMES.items()}
        places = industries.select(
            pl.col("code").alias("place"),
            pl.coalesce(pl.col("code").replace_strict(short, default=None, return_dtype=pl.String), "name").alias(
                "name"
            ),
            pl.col("code").replace_strict(remarks, default="").alias("remark"),
        )
    return shaped(areas, "areas"), shaped(industries, "industries"), places


def _wages(
    rows: pl.DataFrame,
    dataset: OewsDataset,
    year: int,
    top_codes: tuple[Decimal | None, Decimal | None],
    *,
    marked: bool,
) -> pl.DataFrame:
    """Rows of WAGES in US$, including rows without amounts. A `*` in the hourly columns of an occupation with yearly
    pay only (or the other way round) does not mean suppressed; the flag gives the reason."""
    annual_only, hourly_only = pl.col("annual_only").is_not_null(), pl.col("hourly_only").is_not_null()
    spared = {"annual": hourly_only, "hourly": annual_only}
    top_coded = _named({column: pl.col(f"{column}_mark") == "#" for column in WAGE_COLUMNS})
    withheld = {column: (pl.col(f"{column}_mark") == "*") & ~spared[column.split("_")[0]] for column in WAGE_COLUMNS}
    if marked:
        withheld["employment"] = pl.col("employment_mark") == "**"
    suppressed = _named(withheld)
    any_top_coded = pl.any_horizontal(
        (pl.col(f"{column}_mark") == "#").fill_null(value=False) for column in WAGE_COLUMNS
    )
    note = pl.lit("")
    if not marked:
        blank = pl.any_horizontal(pl.col(f"annual_{percentile}").is_null() for percentile in PERCENTILES)
        top = top_codes[0]
        bound = "above the publishing limit" if top is None else f"{formatting.usd(top)} or more"
        note = pl.when(blank & ~hourly_only).then(pl.lit(f"blank amounts: not published, or {bound}")).otherwise(note)
    wages = rows.select(
        _key(year),
        _area_key(dataset).alias("area"),
        (pl.col("industry") if dataset is SECTOR else pl.lit(None)).alias("industry"),
        *WAGE_COLUMNS,
        "mean_rse",
        "employment",
        "employment_rse",
        annual_only,
        hourly_only,
        top_coded.alias("top_coded"),
        suppressed.alias("suppressed"),
        pl.when(any_top_coded).then(pl.lit(top_codes[0])).alias("top_code_annual"),
        pl.when(any_top_coded).then(pl.lit(top_codes[1])).alias("top_code_hourly"),
        note.alias("note"),
    )
    return shaped(wages, "wages")


def _named(conditions: dict[str, pl.Expr]) -> pl.Expr:
    """The list of the names whose condition holds."""
    return pl.concat_list(
        pl.when(condition).then(pl.lit(name)) for name, condition in conditions.items()
    ).list.drop_nulls()


def _says_something() -> pl.Expr:
    """The constraints of a wage estimate in the database."""
    return (
        pl.any_horizontal(pl.col(*WAGE_COLUMNS, "employment").is_not_null())
        | pl.col("annual_only")
        | pl.col("hourly_only")
        | (pl.col("top_coded").list.len() > 0)
        | (pl.col("suppressed").list.len() > 0)
    )
