"""Ratings in the O*NET database: skills, knowledge, job zones, interests, work styles, technology; and who gave
them."""

import datetime
from collections import Counter

import polars as pl

from occupations.importers import tables
from occupations.importers.batch import AMOUNT, shaped
from occupations.importers.columns import Column, Kind
from occupations.importers.sources.onet_tables import (
    CODE,
    DATE,
    NOT_GIVEN,
    OnetFile,
    OnetTable,
    check_once,
    of_scales,
    record,
)
from occupations.importers.sources.onet_texts import Read
from occupations.metrics import MODEL_AND_EXPERTS, Method

ANALYSTS = "occupational analysts"
PEOPLE = "people working in the occupation"
EXPERTS = "experts on the occupation"
# Domain source of a row → method and raters.
SOURCES = {
    "Incumbent": (Method.RATED, PEOPLE),
    "Occupational Expert": (Method.RATED, EXPERTS),
    "Analyst": (Method.RATED, ANALYSTS),
    "Analyst - Transition": (Method.RATED, f"{ANALYSTS}, carried over from an earlier code"),
    "Analyst - Preliminary": (Method.RATED, f"{ANALYSTS}, preliminary"),
    "Machine Learning": (Method.MODELLED, "a machine-learning model"),
    "Machine Learning/Expert": (Method.MODELLED, "a machine-learning model, checked by experts"),
    "AI/Expert": (Method.MODELLED, MODEL_AND_EXPERTS),
}
METRICS = {
    OnetTable.SKILLS: "skill_importance",
    OnetTable.ESSENTIAL_SKILLS: "essential_skill_importance",
    OnetTable.TRANSFERABLE_SKILLS: "transferable_skill_importance",
    OnetTable.KNOWLEDGE: "knowledge_importance",
}
_SKILL = r"2\.[AB](?:\.\d+)+(?:\.[a-z])?"
ELEMENTS = dict.fromkeys(METRICS, _SKILL) | {OnetTable.KNOWLEDGE: r"2\.C(?:\.\d+)+(?:\.[a-z])?"}
RIASEC = ("Realistic", "Investigative", "Artistic", "Social", "Enterprising", "Conventional")
INTERESTS = tuple(f"1.B.1.{letter}" for letter in "abcdef")  # elements, in the order of RIASEC
HIGH_POINTS = r"1\.B\.1\.[ghi]"
ZONES_MERGED = datetime.date(2026, 2, 1)  # O*NET 30.2
IMPACT, RANK, RANKS = "WI", "DR", 10  # scales of work styles, and the lowest rank

SOURCE = Column(header="Domain Source", name="source", pattern="|".join(SOURCES), coded=True)
ELEMENT_NAME = Column(header="Element Name", name="label", longest=200)


def of_row(usual: str = "") -> list[pl.Expr]:
    """Method, population and period of a figure, from the columns `source` and `date`; the population only if it is not
    the `usual` one, which the release states."""
    first_day = pl.format("01/{}", "date").str.to_date("%d/%m/%Y")
    method, population = (
        pl.col("source").replace_strict(
            {name: rating[place] for name, rating in SOURCES.items()}, return_dtype=pl.String
        )
        for place in (0, 1)
    )
    return [
        method.alias("method"),
        pl.when(population != usual).then(population).alias("population"),
        first_day.alias("period_start"),
        first_day.dt.month_end().alias("period_end"),
    ]


def number(file: OnetFile, header: str, name: str, least: float, most: float | None = None) -> Column:
    """A column that may have "n/a" or, in a workbook, an empty cell, which means the same."""
    return Column(
        header=header,
        name=name,
        kind=Kind.NUMBER,
        least=least,
        most=most,
        marks=(NOT_GIVEN,),
        may_be_empty=file.leaves_empty,
    )


def rating_columns(file: OnetFile, least: float, most: float) -> list[Column]:
    """Columns that skills, knowledge and the distributions of education and experience have in common."""
    size = Column(
        header="N",
        name="sample_size",
        kind=Kind.WHOLE,
        least=0,
        marks=(NOT_GIVEN,),
        may_be_empty=file.leaves_empty,
    )
    suppress = Column(
        header="Recommend Suppress",
        name="suppress",
        pattern=f"Y|N|{NOT_GIVEN}",
        may_be_empty=file.leaves_empty,
        coded=True,
    )
    return [
        CODE,
        ELEMENT_NAME,
        number(file, "Data Value", "value", least, most),
        size,
        number(file, "Standard Error", "standard_error", 0),
        suppress,
        DATE,
        SOURCE,
    ]


def is_suppressed() -> pl.Expr:
    return (pl.col("suppress") == "Y").fill_null(value=False)


def published() -> list[pl.Expr]:
    """Value and standard error, or the reason why they are suppressed."""
    suppressed = (pl.col("suppress") == "Y").fill_null(value=False)
    missing = (
        pl.when(suppressed).then(pl.lit("suppressed")).when(pl.col("value").is_null()).then(pl.lit("not_collected"))
    )
    shown = missing.is_null()
    return [
        *(pl.when(shown).then(pl.col(name)).cast(AMOUNT).alias(name) for name in ("value", "standard_error")),
        missing.alias("missing"),
    ]


def read_importance(file: OnetFile, metric: str) -> Read:
    """Skills or knowledge: importance from 1 to 5."""
    sheet, skipped = of_scales(file, ["IM"], {"LV": "ratings of the level; only importance is used"})
    element = Column(header="Element ID", name="element", pattern=ELEMENTS[file.table])
    frame = tables.table(sheet, [*rating_columns(file, 1, 5), element])
    check_once(sheet, frame, ["code", "label"], ELEMENT_NAME.header)
    usual = "" if file.table is OnetTable.KNOWLEDGE else ANALYSTS
    figures = frame.select(
        "label",
        "sample_size",
        *published(),
        *of_row(usual),
        record=record(),
        metric=pl.lit(metric),
        part_code="element",
    )
    return {"figures": shaped(figures, "figures")}, skipped


def read_job_zones(file: OnetFile) -> Read:
    """Zones 1 to 5."""
    return _zones(file, "job_zone", "[1-5]", pl.format("Job zone {}", "zone"))


def read_merged_zones(file: OnetFile) -> Read:
    """Since O*NET 30.2: zones 1 and 2 are combined as number 2."""
    label = pl.when(pl.col("zone") == "2").then(pl.lit("Job zone 1–2")).otherwise(pl.format("Job zone {}", "zone"))
    return _zones(file, "job_zone_merged", "[2-5]", label)


def _zones(file: OnetFile, metric: str, zones: str, label: pl.Expr) -> Read:
    zone = Column(header="Job Zone", name="zone", pattern=zones, coded=True)
    frame = tables.table(file.sheet, [CODE, zone, DATE, SOURCE])
    check_once(file.sheet, frame, ["code"], CODE.header)
    figures = frame.select(*of_row(ANALYSTS), record=record(), metric=pl.lit(metric), label=label)
    return {"figures": shaped(figures, "figures")}, Counter()


def merges_zones(file: OnetFile, names: OnetFile | None, month: datetime.date) -> bool:
    """Whether zones 1 and 2 are combined in this table: according to the table of their names in the folder; without
    it, if no occupation is in zone 1, according to the month of the release."""
    described = Column(header="Job Zone", name="zone")
    if names is not None:
        return "1" not in tables.table(names.sheet, [described])["zone"]
    return month >= ZONES_MERGED and "1" not in tables.table(file.sheet, [described])["zone"]


def read_interests(file: OnetFile) -> Read:
    """The high points, highest first: names without a value."""
    sheet, skipped = of_scales(file, ["IH"], {"OI": "ratings of each interest; only the highest three are used"})
    element = Column(header="Element ID", name="element", pattern=HIGH_POINTS)
    value = Column(header="Data Value", name="value", kind=Kind.WHOLE, least=0, most=len(RIASEC))
    frame = tables.table(sheet, [CODE, element, value, DATE, SOURCE])
    check_once(sheet, frame, ["code", "element"], element.header)
    label = pl.col("value").replace_strict(dict(enumerate(RIASEC, 1)), default=None)
    named = frame.with_columns(label=label).filter(pl.col("label").is_not_null())
    skipped["high points that the occupation does not have"] = frame.height - named.height
    check_once(sheet, named, ["code", "label"], element.header)
    codes = dict(zip(RIASEC, INTERESTS, strict=True))
    # Sets are shown in row order.
    figures = named.sort("code", "element").select(
        "label",
        *of_row(),
        record=record(),
        metric=pl.lit("interest"),
        part_code=pl.col("label").replace_strict(codes, return_dtype=pl.String),
    )
    return {"figures": shaped(figures, "figures")}, +skipped


def read_technology(file: OnetFile) -> Read:
    """Names of products, in-demand ones first, then hot ones; the note says which they are."""
    example = Column(header="Example", also=("Workplace Example",), name="label", longest=200)
    hot = Column(header="Hot Technology", name="hot", pattern="Y|N", coded=True)
    demand = Column(header="In Demand", name="in_demand", pattern="Y|N", optional=True, coded=True)  # since O*NET 27
    frame = tables.table(file.sheet, [CODE, example, hot, demand])
    named = frame.with_columns((pl.col(name) == "Y").fill_null(value=False) for name in ("hot", "in_demand")).sort(
        "code", "in_demand", "hot", "row", descending=[False, True, True, False]
    )
    once = named.filter(pl.struct("code", pl.col("label").str.to_lowercase()).is_first_distinct())
    notes = pl.concat_str(
        pl.when("in_demand").then(pl.lit("in demand")), pl.when("hot").then(pl.lit("hot technology")),
        separator=", ", ignore_nulls=True,
    )  # fmt: skip
    figures = once.select("label", record=record(), metric=pl.lit("technology"), note=pl.when(notes != "").then(notes))
    skipped = Counter({"technology already given for the same occupation": frame.height - once.height})
    return {"figures": shaped(figures, "figures")}, +skipped


def read_work_styles(file: OnetFile) -> Read:
    """How much each style helps, from -3 to 3. The note marks the styles that the source ranks as most distinctive of
    the occupation. Before O*NET 30 the table had importance ratings of other styles, which are left out."""
    older = {"IM": "importance of work styles, of before O*NET 30; impact is used instead"}
    scale = Column(header="Scale ID", name="scale", pattern=f"{IMPACT}|{RANK}|IM", coded=True)
    scales = tables.table(file.sheet, [CODE, scale])["scale"]
    if scales.eq("IM").all():
        return {}, Counter({older["IM"]: len(scales)})
    element = Column(header="Element ID", name="element", pattern=r"1\.D(?:\.\d+)+(?:\.[a-z])?")
    columns = [CODE, element, ELEMENT_NAME, DATE, SOURCE]
    sheet, skipped = of_scales(file, [IMPACT], {RANK: "ranks of distinctiveness, kept as a mark", **older})
    frame = tables.table(
        sheet, [*columns, Column(header="Data Value", name="value", kind=Kind.NUMBER, least=-3, most=3)]
    )
    check_once(sheet, frame, ["code", "label"], ELEMENT_NAME.header)
    figures = frame.join(_distinctive(file), on=["code", "label"], how="left", maintain_order="left").select(
        "label", *of_row(MODEL_AND_EXPERTS), value=pl.col("value").cast(AMOUNT), record=record(),
        metric=pl.lit("work_style"), note="note", part_code="element",
    )  # fmt: skip
    return {"figures": shaped(figures, "figures")}, skipped


def _distinctive(file: OnetFile) -> pl.DataFrame:
    """`code`, `label` and `note` of the styles with a distinctiveness rank; the rank of the others is 0."""
    scale = Column(header="Scale ID", name="scale")
    rank = Column(header="Data Value", name="rank", kind=Kind.NUMBER)
    rows = tables.table(file.sheet, [CODE, ELEMENT_NAME, scale, rank]).filter(pl.col("scale") == RANK)
    if not (wrong := rows.filter((pl.col("rank") < 0) | (pl.col("rank") > RANKS))).is_empty():
        raise file.sheet.fail(
            f"is not a rank from 0 to {RANKS}",
            row=wrong["row"][0],
            column=rank.header,
            value=str(wrong["rank"][0].normalize()),
        )
    ranked = rows.filter(pl.col("rank") > 0).unique(["code", "label"])
    return ranked.select("code", "label", note=pl.lit("distinctive"))
