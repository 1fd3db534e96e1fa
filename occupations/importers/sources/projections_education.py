"""Tables 5.3 (education that workers have) and 5.4 (education, experience and training to enter) of education.xlsx.

Table 5.3 comes from the American Community Survey, which has fewer occupations than the National Employment Matrix. If
several occupations of the Matrix are one in the survey, the survey's row is repeated for each, and each title has the
mark of the footnote "not an exact match with ACS". The table does not say which of them share a row. We assume that
occupations share a row if they have the mark, belong to one major group, and have seven equal percentages. Such a row
is stored once, as record "acs-2018:19-2011+19-2012", and each of its occupations is linked to it as `shared`. In the
2024-34 release these are 456 of 833 lines, in 144 rows; no marked line has the same percentages as an unmarked one, and
equal ones are never in two major groups. Seven percentages with one decimal do not agree by chance, except for 100% in
one level (physicians and surgeons), where the table does not separate the occupations in any case. Such a row has the
name that the Current Population Survey gives the same occupations, if it has one (both use the Census list).

A marked line with unique percentages (13-1020, 21-1018, 31-1120: several occupations of the survey are one in the
Matrix) is a row of its own, linked as `approximate`. All others are `exact`.
"""

import re
from collections.abc import Sequence

import polars as pl

from occupations.importers import share_tables
from occupations.importers.batch import Batch, shaped
from occupations.importers.columns import Column, Kind
from occupations.importers.sources import cps_matching
from occupations.importers.sources.projections_workbook import (
    TOTAL,
    UNAVAILABLE,
    batch,
    footnotes,
    occupations,
    years_of_title,
)
from occupations.importers.tables import RawSheet
from occupations.metrics import Level, Method, Missing

LEVELS = (
    "Less than high school diploma",
    "High school diploma or equivalent",
    "Some college, no degree",
    "Associate's degree",
    "Bachelor's degree",
    "Master's degree",
    "Doctoral or professional degree",
)
NO_MATCH = "not an exact match with ACS"
MEMBERS = {"codes": "code", "titles": "title", "nems": "nem"}
DETAILED = pl.lit(Level.DETAILED.value)
CODE_LENGTH = 120  # of StatisticalRecord.code
NOTE_LENGTH = 300
NAMED = 3  # up to this many occupations are all named in the title of the row that they share

# The values allowed in table 5.4, by column name.
ENTRY = {
    "entry_education": (
        "Typical education needed for entry",
        ("No formal educational credential", *LEVELS[1:3], "Postsecondary nondegree award", *LEVELS[3:]),
    ),
    "entry_experience": (
        "Work experience in a related occupation",
        ("None", "Less than 5 years", "5 years or more"),
    ),
    "entry_training": (
        "Typical on-the-job training needed to attain competency in the occupation",
        (
            "None",
            "Short-term on-the-job training",
            "Moderate-term on-the-job training",
            "Long-term on-the-job training",
            "Apprenticeship",
            "Internship/residency",
        ),
    ),
}


def attainment(sheet: RawSheet) -> Batch:
    """Table 5.3: education, in percent of workers aged 25 and over."""
    columns = [
        Column(header=level, name=level, kind=Kind.NUMBER, least=0, most=100, marks=UNAVAILABLE) for level in LEVELS
    ]
    lines = occupations(sheet, *columns)
    share_tables.check_whole(sheet, lines, LEVELS)
    rows = _survey_rows(lines, _mark(sheet, lines))
    first, last = years_of_title(sheet, r"\b(\d{4})[–-](\d{2,4})\b", "the years of the survey, such as 2022–23")
    result = batch(
        sheet,
        "Table 5.3",
        f"Table 5.3, educational attainment {first}–{last % 100:02} (from the American Community Survey)",
        (first, last),
        method=Method.MEASURED.value,
        population="workers aged 25 and over",
        rows_read=lines.height,
    )
    lines = lines.join(rows.select("level", nem="nems").explode("nem"), on="nem", maintain_order="left")
    is_total = pl.col("code") == TOTAL
    records = pl.concat(
        [
            lines.select("title", "level", key="nem", is_total=is_total),
            rows.select("title", "level", key="record", is_total=is_total),
        ]
    )
    shown = rows.select("record", "level", "group", "note", *LEVELS)
    figures = share_tables.as_figures(shown, "education", {name: name for name in LEVELS}, Missing.SUPPRESSED)
    result.records, result.figures = shaped(records, "records"), shaped(figures, "figures")
    result.links = shaped(_links(rows), "links")
    return result


def _mark(sheet: RawSheet, lines: pl.DataFrame) -> str | None:
    """The number of the footnote that marks shared survey rows."""
    notes = footnotes(sheet)["0"]
    found = notes.filter(notes.str.contains(NO_MATCH, literal=True)).str.extract(r"^\[(\d+)\]")
    marked = lines.filter(pl.col("mark").is_not_null())
    if marked.height and found.len() != 1:
        raise sheet.fail(
            f"marks titles, and has no one footnote that says “{NO_MATCH}”: what shares a survey row is not known",
            row=marked["row"][0],
        )
    return found[0] if found.len() else None


def _survey_rows(lines: pl.DataFrame, mark: str | None) -> pl.DataFrame:
    """One row for each survey row: `record`, `code`, `title`, `level`, `group` and `note` if it is shared, LEVELS,
    `marked`, and `nems`, the keys of its occupations."""
    # Null, and so a row of its own, if the table has no percentages.
    alike = pl.concat_str(pl.col("code").str.head(2), *LEVELS, separator="|")
    marked = pl.col("mark").eq_missing(mark) & pl.lit(mark is not None)
    lines = lines.with_columns(marked=marked, same=pl.coalesce(pl.when(marked).then(alike), "code"))
    inside = {name: pl.col(column).sort_by("code") for name, column in MEMBERS.items()}
    rows = lines.group_by("same", maintain_order=True).agg(pl.col(*LEVELS, "marked").first(), many=pl.len(), **inside)
    shared = pl.col("many") > 1
    ends = pl.col("codes").list.first() + ".." + pl.col("codes").list.last()
    joined = pl.col("codes").list.join("+")
    few = pl.when(pl.col("many") <= NAMED).then(pl.col("titles").list.join("; "))
    rest = pl.format("{} and {} related occupations", pl.col("titles").list.first(), pl.col("many") - 1)
    first, last = pl.col("titles").list.first(), pl.col("titles").list.last()
    full = pl.format("one survey row covers: {}", pl.col("titles").list.join("; "))
    brief = pl.format("one survey row covers: {} occupations from {} to {}", "many", first, last)
    rows = rows.join(cps_matching.shared_rows(), left_on=joined, right_on="codes", how="left", maintain_order="left")
    return rows.with_columns(
        code=pl.when(joined.str.len_chars() <= CODE_LENGTH).then(joined).otherwise(ends),
        title=pl.coalesce("cps_title", few.otherwise(rest)),
        level=pl.when(pl.col("codes").list.first() == TOTAL).then(pl.lit(Level.TOTAL.value)).otherwise(DETAILED),
    ).with_columns(
        record="acs-2018:" + pl.col("code"),
        group=pl.when(shared).then("title"),
        note=pl.when(shared).then(pl.when(full.str.len_chars() <= NOTE_LENGTH).then(full).otherwise(brief)),
    )


def add_bases(batches: Sequence[Batch]) -> None:
    """Adds to the shares of table 5.3 their base: the jobs in table 1.2 of all occupations that share the survey's row.
    Without that table they have no base."""
    jobs = pl.concat(
        [result.figures.filter(pl.col("metric") == "jobs").select("record", "value") for result in batches]
    )
    for result in batches:
        if result.figures["metric"].eq("education").any():
            people = result.links.join(jobs, on="record").group_by("other").agg(pl.col("value").sum().cast(pl.Int64))
            figures = result.figures.drop("base").join(
                people.rename({"other": "record", "value": "base"}), on="record", how="left", maintain_order="left"
            )
            result.figures = shaped(figures.with_columns(pl.col("base").replace(0, None)), "figures")


def _links(rows: pl.DataFrame) -> pl.DataFrame:
    shared = pl.col("many") > 1
    quality = pl.when(shared).then(pl.lit("shared")).when("marked").then(pl.lit("approximate"))
    note = (
        pl.when(shared)
        .then(pl.lit("One survey row covers several occupations."))
        .when("marked")
        .then(pl.lit("The source says that the survey has no exact match for this occupation."))
    )
    rows = rows.select("nems", other="record", quality=quality.otherwise(pl.lit("exact")), note=note)
    return rows.explode("nems").rename({"nems": "record"})


def entry(sheet: RawSheet) -> Batch:
    """Table 5.4: what is typically needed to enter, as labels."""
    columns = [
        Column(
            header=header,
            name=name,
            pattern="|".join(map(re.escape, (*labels, *UNAVAILABLE))),
            says=f"one of: {'; '.join((*labels, *UNAVAILABLE))}",
            coded=True,
        )
        for name, (header, labels) in ENTRY.items()
    ]
    lines = occupations(sheet, *columns)
    year, _ = years_of_title(sheet, r", (\d{4})$", "its year at the end")
    result = batch(
        sheet,
        "Table 5.4",
        f"Table 5.4, education and training assignments {year}",
        (year, year),
        method=Method.RATED.value,
        population="people entering the occupation",
        rows_read=lines.height,
    )
    lines = lines.with_columns(DETAILED.alias("level"))
    result.records = shaped(lines.select("title", "level", key="nem", is_total=False), "records")
    unavailable = pl.col("label").is_in(UNAVAILABLE)
    figures = (
        lines.rename({"nem": "record"})
        .unpivot(on=list(ENTRY), index=["record", "level"], variable_name="metric", value_name="label")
        .with_columns(
            label=pl.when(~unavailable).then("label"),
            missing=pl.when(unavailable).then(pl.lit(Missing.SUPPRESSED.value)),
        )
    )
    result.figures = shaped(figures, "figures")
    return result
