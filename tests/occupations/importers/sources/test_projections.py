"""The Employment Projections: what is taken of each table, and that nothing wrong comes through unsaid."""

import csv
import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from occupations.importers.batch import Batch
from occupations.importers.errors import FileError
from occupations.importers.sources import projections
from tests.occupations.importers import bls_files as bls
from tests.real import FILES, needs_files

AS_LEVEL = "Doctoral or professional degree"


def occupation_book(path: Path, rows: bls.Rows | None = None) -> Path:
    sheets: dict[str, bls.Rows] = {
        "Index": [["Occupation.xlsx contents"]],
        "Table 1.2": bls.outlook() if rows is None else rows,
    }
    return bls.write_workbook(path / "any name.xlsx", sheets)


def education_book(path: Path, attainment: bls.Rows | None = None, entry: bls.Rows | None = None) -> Path:
    sheets: dict[str, bls.Rows] = {"Table 5.3": attainment or bls.attainment(), "Table 5.4": entry or bls.entry()}
    return bls.write_workbook(path / "education.xlsx", sheets)


def changed(rows: bls.Rows, row: int, column: int, value: bls.Cell) -> bls.Rows:
    """The rows with another value in one cell, counted from 0."""
    made = [list(cells) for cells in rows]
    made[row][column] = value
    return made


def figures(batch: Batch, record: str, metric: str) -> list[dict[str, Any]]:
    rows = batch.figures.filter(record=record, metric=metric).rows(named=True)
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def complaint(*paths: Path) -> str:
    with pytest.raises(FileError) as error:
        projections.read(paths)
    return str(error.value)


def test_table_1_2_gives_growth_jobs_and_openings(tmp_path: Path):
    [batch] = projections.read([occupation_book(tmp_path)])
    assert (batch.table, batch.title) == ("table 1.2", "Table 1.2, occupational projections 2024–34")
    assert batch.period == (datetime.date(2024, 1, 1), datetime.date(2034, 12, 31))
    assert (batch.method, batch.rows_read, batch.skipped) == ("projected", 8, Counter())
    about = {"record": "nem-2024:31-1120", "level": "detailed"}
    assert figures(batch, "nem-2024:31-1120", "growth") == [about | {"metric": "growth", "value": Decimal(17)}]
    assert figures(batch, "nem-2024:31-1120", "openings_annual") == [
        about | {"metric": "openings_annual", "value": Decimal(765800)}
    ]
    assert figures(batch, "nem-2024:31-1120", "jobs") == [
        about
        | {
            "metric": "jobs",
            "value": Decimal(4347700),
            "method": "measured",
            "period_start": datetime.date(2024, 1, 1),
            "period_end": datetime.date(2024, 12, 31),
        }
    ]


def test_levels_come_from_type_and_code(tmp_path: Path):
    [batch] = projections.read([occupation_book(tmp_path)])
    assert batch.records.rows() == [
        ("nem-2024:00-0000", "Total, all occupations", "total", True),
        ("nem-2024:11-0000", "Management occupations", "major", False),
        ("nem-2024:11-1000", "Top executives", "minor", False),
        ("nem-2024:15-1200", "Computer occupations", "minor", False),
        ("nem-2024:29-1210", "Physicians", "broad", False),
        ("nem-2024:29-1024", "Prosthodontists", "detailed", False),
        ("nem-2024:31-1120", "Home health and personal care aides", "detailed", False),
        ("nem-2024:43-2021", "Telephone operators", "detailed", False),
    ]
    [figure] = figures(batch, "nem-2024:29-1210", "growth")
    assert (figure["level"], figure["group"]) == ("broad", "Physicians")


def test_nothing_becomes_zero(tmp_path: Path):
    [batch] = projections.read([occupation_book(tmp_path)])
    small = {"at_most": Decimal(50), "note": "published as 0.0 thousand: fewer than 50"}
    [jobs] = figures(batch, "nem-2024:43-2021", "jobs")
    assert jobs.items() >= small.items()
    assert "value" not in jobs
    [openings] = figures(batch, "nem-2024:29-1024", "openings_annual")
    assert openings.items() >= small.items()
    [growth] = figures(batch, "nem-2024:29-1024", "growth")
    assert growth["value"] == 0
    [unavailable] = figures(batch, "nem-2024:43-2021", "openings_annual")
    assert unavailable.keys() == {"record", "metric", "missing", "level"}
    assert unavailable["missing"] == "suppressed"


def test_horizon_and_vintage_come_from_the_headers(tmp_path: Path):
    header: list[str | float | None] = [
        str(cell).replace("2024", "2028").replace("34", "38") for cell in bls.OUTLOOK_HEADER
    ]
    header[5], header[6] = "Employment change, percent, 2028-2038", "Occupational openings, 2028–38 annual average"
    [batch] = projections.read([occupation_book(tmp_path, bls.outlook(header=header))])
    assert batch.title == "Table 1.2, occupational projections 2028–38"
    assert batch.period == (datetime.date(2028, 1, 1), datetime.date(2038, 12, 31))
    [jobs] = figures(batch, "nem-2028:31-1120", "jobs")
    assert jobs["period_end"] == datetime.date(2028, 12, 31)


def test_a_survey_row_is_stored_once(tmp_path: Path):
    attainment, _ = projections.read([education_book(tmp_path)])
    assert attainment.period == (datetime.date(2022, 1, 1), datetime.date(2023, 12, 31))
    assert attainment.title == "Table 5.3, educational attainment 2022–23 (from the American Community Survey)"
    assert attainment.links.select("record", "other", "quality").rows() == [
        ("nem-2024:00-0000", "acs-2018:00-0000", "exact"),
        ("nem-2024:19-2011", "acs-2018:19-2011+19-2012", "shared"),
        ("nem-2024:19-2012", "acs-2018:19-2011+19-2012", "shared"),
        ("nem-2024:19-2021", "acs-2018:19-2021", "exact"),  # the same percentages, and no mark
        ("nem-2024:15-2021", "acs-2018:15-2021+15-2041+15-2051", "shared"),
        ("nem-2024:15-2041", "acs-2018:15-2021+15-2041+15-2051", "shared"),
        ("nem-2024:15-2051", "acs-2018:15-2021+15-2041+15-2051", "shared"),
        ("nem-2024:31-1120", "acs-2018:31-1120", "approximate"),  # the mark, and alone
        ("nem-2024:23-1023", "acs-2018:23-1023", "approximate"),  # the same percentages in another major group
        ("nem-2024:11-1011", "acs-2018:11-1011", "approximate"),  # without percentages there is nothing to share
        ("nem-2024:11-1031", "acs-2018:11-1031", "approximate"),
    ]
    assert attainment.figures.filter(record="acs-2018:19-2011+19-2012").height == 7
    doctors = {row["record"]: row for row in attainment.figures.filter(label=AS_LEVEL).rows(named=True)}
    shared = doctors["acs-2018:19-2011+19-2012"]
    assert (shared["value"], shared["group"]) == (55, "Astronomers and physicists")  # as the Census list names them
    assert shared["note"] == "one survey row covers: Astronomers; Physicists"
    unnamed = doctors["acs-2018:15-2021+15-2041+15-2051"]
    assert unnamed["group"] == "Mathematicians; Statisticians; Data scientists"
    alone = doctors["acs-2018:31-1120"]
    assert (alone["group"], alone["note"]) == (None, None)
    records = {row["key"]: row for row in attainment.records.rows(named=True)}
    assert records["acs-2018:00-0000"] == {
        "key": "acs-2018:00-0000",
        "title": "Total, all occupations",
        "level": "total",
        "is_total": True,
    }
    assert records["nem-2024:19-2011"]["title"] == "Astronomers"


def test_an_occupation_without_percentages_says_so_once(tmp_path: Path):
    attainment, _ = projections.read([education_book(tmp_path)])
    assert figures(attainment, "acs-2018:11-1031", "education") == [
        {"record": "acs-2018:11-1031", "metric": "education", "missing": "suppressed", "level": "detailed"}
    ]


def test_education_has_the_jobs_of_all_occupations_of_one_survey_row_as_its_base(tmp_path: Path):
    """In thousands: 1.8 and 21.7 of one row, 9.6 of a row of its own; no jobs are known of the statisticians' row."""
    jobs = {"19-2011": 1.8, "19-2012": 21.7, "19-2021": 9.6}
    rows: bls.Rows = [[code, code, "Line item", count, 1, 1, 1, 1] for code, count in jobs.items()]
    _, attainment, _ = projections.read([occupation_book(tmp_path, bls.outlook(rows)), education_book(tmp_path)])
    bases = dict(attainment.figures.select("record", "base").unique().rows())
    assert bases["acs-2018:19-2011+19-2012"] == 23_500
    assert bases["acs-2018:19-2021"] == 9_600
    assert bases["acs-2018:15-2021+15-2041+15-2051"] is None


def test_education_without_table_1_2_beside_it_has_no_base(tmp_path: Path):
    attainment, _ = projections.read([education_book(tmp_path)])
    assert attainment.figures["base"].is_null().all()


def test_long_codes_and_notes_are_shortened(tmp_path: Path):
    many: bls.Rows = [
        [f"Teachers of subject {n:02}, postsecondary[1]", f"25-10{n:02}", 0, 0, 0, 0, 0, 0, 100] for n in range(11, 48)
    ]
    attainment, _ = projections.read([education_book(tmp_path, bls.attainment(many))])
    [key] = attainment.records.filter(pl.col("key").str.starts_with("acs"))["key"]
    assert key == "acs-2018:25-1011..25-1047"
    figure = attainment.figures.row(0, named=True)
    assert figure["group"] == "Teachers of subject 11, postsecondary and 36 related occupations"
    assert figure["note"] == (
        "one survey row covers: 37 occupations from Teachers of subject 11, postsecondary to Teachers of subject 47, "
        "postsecondary"
    )


def test_table_5_4_gives_labels(tmp_path: Path):
    _, entry = projections.read([education_book(tmp_path)])
    assert (entry.table, entry.title) == ("table 5.4", "Table 5.4, education and training assignments 2024")
    assert entry.period == (datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))
    assert entry.figures.filter(record="nem-2024:47-2111").select("metric", "label", "missing").rows() == [
        ("entry_education", "High school diploma or equivalent", None),
        ("entry_experience", "None", None),
        ("entry_training", "Apprenticeship", None),
    ]
    [unavailable] = figures(entry, "nem-2024:11-1031", "entry_education")
    assert unavailable["missing"] == "suppressed"
    assert "label" not in unavailable


def test_tables_that_feed_nothing_are_counted(tmp_path: Path):
    foot = bls.FOOT[-1:]
    ranks: bls.Rows = [
        ["Table 6.5 Percentile rank of occupations, 2024"],
        ["title", "code"],
        ["Actors", "27-2011"],
        *foot,
    ]
    path = bls.write_workbook(tmp_path / "skills.xlsx", {"Table 6.5": ranks})
    assert projections.recognise(path)
    [batch] = projections.read([path])
    assert (batch.rows_read, batch.skipped) == (1, Counter({"percentile ranks of skills: no metric uses them": 1}))
    assert batch.records.is_empty()
    assert batch.figures.is_empty()


def test_recognised_by_content_alone(tmp_path: Path):
    assert projections.recognise(occupation_book(tmp_path))
    assert projections.recognise(education_book(tmp_path))
    other = bls.write_workbook(tmp_path / "occupation.xlsx", {"cpsaat11": bls.cps_11()})
    swapped = bls.write_workbook(tmp_path / "swapped.xlsx", {"Table 1.2": bls.attainment()})
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    text = tmp_path / "text.xlsx"
    text.write_text("Table 1.2 Occupational projections")
    assert not any(map(projections.recognise, [other, swapped, empty, text, tmp_path, tmp_path / "none.xlsx"]))


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (3, "many", "column “Employment, 2024”: “many” is not a number of 0 or more (or —)"),
        (3, -0.8, "column “Employment, 2024”: “-0.8” is not a number of 0 or more (or —)"),
        (3, None, "column “Employment, 2024”: is empty; expected a number"),
        (5, -101, "column “Employment change, percent, 2024–34”: “-101” is not a number of -100 or more (or —)"),
        (
            1,
            "29-10",
            r"column “2024 National Employment Matrix code”: “29-10” does not look like “2024 National Employment "
            r"Matrix code” (expected a code of the SOC, such as 11-1021)",
        ),
        (1, "29-1210", "column “2024 National Employment Matrix code”: “29-1210” appears twice"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, column: int, value: bls.Cell, said: str):
    path = occupation_book(tmp_path, bls.outlook(changed(bls.OUTLOOK, 5, column, value)))
    assert complaint(path) == f"any name.xlsx, sheet “Table 1.2”, row 8, {said}"


def test_a_changed_header_is_named(tmp_path: Path):
    header = [*bls.OUTLOOK_HEADER[:2], "Type", "Employed", "Employment, 2034", "Change", *bls.OUTLOOK_HEADER[6:]]
    assert complaint(occupation_book(tmp_path, bls.outlook(header=header))) == (
        "any name.xlsx, sheet “Table 1.2”, row 2: has no column like “Employment change, percent, 2024–34”; the header is "
        "“2024 National Employment Matrix title”, “2024 National Employment Matrix code”, “Type”, “Employed”, "
        "“Employment, 2034”, “Change”, “Occupational openings, 2024–34 annual average”, “Median annual wage, dollars, "
        "2024[1]”"
    )
    header = [*bls.ATTAINMENT_HEADER[:-1], "PhD"]
    assert complaint(education_book(tmp_path, bls.attainment(header=header))).startswith(
        "education.xlsx, sheet “Table 5.3”, row 2: has no column “Doctoral or professional degree”; the header is “2024 "
    )


def test_an_unknown_label_is_named(tmp_path: Path):
    rows = [[*row[:3], "Some", *row[4:]] for row in bls.ENTRY]
    path = education_book(tmp_path, entry=bls.entry(rows))
    assert complaint(path) == (
        "education.xlsx, sheet “Table 5.4”, row 3, column “Work experience in a related occupation”: “Some” does not look "
        r"like “Work experience in a related occupation” (expected one of: None; Less than 5 years; 5 years or more; —)"
    )


def test_an_unknown_label_loses_its_row_where_others_are_known(tmp_path: Path):
    path = education_book(tmp_path, entry=bls.entry([*bls.ENTRY, ["Dreamers", "19-2099", *bls.ENTRY[0][2:4], "Some"]]))
    *_, made = projections.read([path])
    assert [(lost.word, lost.codes) for lost in made.lost] == [("Some", ("19-2099",))]
    assert "nem-2024:19-2099" not in made.records["key"].to_list()


def test_the_layout_of_2021_and_before_is_read(tmp_path: Path):
    header = ["2021 National Employment Matrix title", "2021 National Employment Matrix code", "Occupation type",
              "Employment, 2021", "Percent employment change, 2021-31", "Occupational openings, 2021-31 annual average"]  # fmt: skip
    rows: bls.Rows = [
        ["Total, all occupations", "00-0000", "Summary", 1000, 10, 50],
        ["Cooks", "35-2014", "Line item", 10, -10, 0.5],
    ]
    title = ["Table 1.2 Employment by detailed occupation, 2021 and projected 2031 (Numbers in thousands)"]
    path = bls.write_workbook(tmp_path / "occupation.xlsx", {"Table 1.2": [title, header, *rows]})
    [batch] = projections.read([path])
    assert batch.title == "Table 1.2, occupational projections 2021–31"
    assert batch.figures.filter(record="nem-2021:35-2014").select("metric", "value").rows() == [
        ("growth", -10),
        ("jobs", 10_000),
        ("openings_annual", 500),
    ]


def test_a_table_saved_as_comma_separated_text(tmp_path: Path):
    path = tmp_path / "outlook.csv"
    width = max(map(len, bls.outlook()))
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([*row, *[None] * (width - len(row))] for row in bls.outlook())
    assert projections.recognise(path)
    [text], [workbook, *_] = projections.read([path]), projections.read([occupation_book(tmp_path)])
    assert text.figures.equals(workbook.figures)


def test_percentages_that_are_more_than_all_are_named(tmp_path: Path):
    path = education_book(tmp_path, bls.attainment(changed(bls.ATTAINMENT, 3, 2, 99)))
    said = complaint(path)
    assert said.startswith(
        "education.xlsx, sheet “Table 5.3”, row 6, column “Less than high school diploma … Doctoral or"
    )
    assert said.endswith("is what the row adds up to; expected 100 percent")


def test_a_percentage_beyond_100_is_named(tmp_path: Path):
    path = education_book(tmp_path, bls.attainment(changed(bls.ATTAINMENT, 3, 8, 550)))
    assert complaint(path) == (
        "education.xlsx, sheet “Table 5.3”, row 6, column “Doctoral or professional degree”: “550” is not a number from 0 to 100 (or —)"
    )


def test_marks_without_their_footnote_are_refused(tmp_path: Path):
    foot = [row for row in bls.ACS_FOOT if "ACS" not in str(row[0])]
    assert complaint(education_book(tmp_path, bls.attainment(foot=foot))) == (
        "education.xlsx, sheet “Table 5.3”, row 4: marks titles, and has no one footnote that says “not an exact match "
        "with ACS”: what shares a survey row is not known"
    )


def test_a_workbook_that_is_another_is_refused(tmp_path: Path):
    other = bls.write_workbook(tmp_path / "occupation.xlsx", {"cpsaat11": bls.cps_11()})
    assert (
        complaint(other) == "occupation.xlsx: has none of the tables 1.2, 5.3, 5.4, 6.5, 2.1; its sheets are cpsaat11"
    )
    swapped = bls.write_workbook(tmp_path / "swapped.xlsx", {"Table 1.2": bls.attainment()})
    assert complaint(swapped) == (
        "swapped.xlsx, sheet “Table 1.2”, row 1, column “A”: “Table 5.3 Educational attainment for workers 25 years and "
        "o…” is not the title of Table 1.2"
    )
    half = bls.write_workbook(tmp_path / "half.xlsx", {"Table 5.3": bls.attainment(), "Sheet2": bls.entry()})
    assert complaint(half) == "half.xlsx: has no sheet “Table 5.4”; it has Table 5.3, Sheet2"


def test_a_title_without_its_years_is_refused(tmp_path: Path):
    untitled = changed(bls.entry(), 0, 0, "Table 5.4 Education and training assignments")
    assert complaint(education_book(tmp_path, entry=untitled)) == (
        "education.xlsx, sheet “Table 5.4”, row 1, column “A”: “Table 5.4 Education and training assignments” does not "
        "name its year at the end"
    )


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path):
    assert complaint(occupation_book(tmp_path, bls.outlook()[:6])) == (
        "any name.xlsx, sheet “Table 1.2”, row 6: ends without its line “Source: …”; is it cut off?"
    )
    assert complaint(occupation_book(tmp_path, bls.outlook(rows=[]))) == (
        "any name.xlsx, sheet “Table 1.2”: has a header but no rows below it"
    )
    whole = occupation_book(tmp_path).read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    assert complaint(cut) == "cut.xlsx: is not a readable Excel workbook (damaged, encrypted or renamed?)"
    cut.write_bytes(b"")
    assert complaint(cut) == "cut.xlsx: is empty; expected an Excel workbook"


@needs_files
def test_the_published_files():
    folder = FILES / "bls_ep_2024_34"
    paths = [folder / f"{name}.xlsx" for name in ("occupation", "education", "skills", "industry")]
    assert all(map(projections.recognise, paths))
    outlook, attainment, entry, skills, industry = projections.read(paths)
    assert (outlook.records.height, outlook.figures.height) == (1113, 3 * 1113)
    assert outlook.figures["at_most"].count() == 4
    assert (entry.records.height, entry.figures.height) == (832, 3 * 832)
    assert (skills.rows_read, industry.rows_read) == (832, 24)
    qualities = dict(attainment.links["quality"].value_counts().rows())
    assert qualities == {"shared": 456, "approximate": 3, "exact": 374}
    rows = attainment.figures.unique("record")
    assert (rows.height, rows["group"].count()) == (521, 144)
    # What tells rows apart is sound: marks and percentages agree, and no row spans two major groups.
    values = attainment.figures.group_by("record", "group").agg("value")
    assert values.filter(pl.col("group").is_not_null())["value"].is_unique().all()
    assert attainment.records["key"].is_unique().all()
    assert attainment.records["key"].str.len_chars().max() <= 120 + len("acs-2018:")
    assert attainment.figures["note"].str.len_chars().max() <= 300
    assert entry.figures["missing"].count() == outlook.figures["missing"].count() == 0
