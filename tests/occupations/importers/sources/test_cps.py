"""The Current Population Survey: its tables, the reviewed table that matches its titles to the SOC, and bad input."""

import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from occupations.importers.batch import Batch
from occupations.importers.errors import FileError
from occupations.importers.sources import cps, cps_matching
from occupations.importers.tables import read_sheet
from occupations.models import Classification
from tests.occupations.importers import bls_files as bls
from tests.real import FILES, needs_files


def book(path: Path, rows: bls.Rows | None = None) -> Path:
    return bls.write_workbook(path / "any name.xlsx", {"cpsaat11": bls.cps_11() if rows is None else rows})


def changed(row: int, column: int, value: bls.Cell) -> bls.Rows:
    """The occupations of table 11 with another value in one cell, counted from 0."""
    made = [list(cells) for cells in bls.CPS_11]
    made[row][column] = value
    return made


def figures(batch: Batch, code: str, metric: str) -> list[dict[str, Any]]:
    rows = batch.figures.filter(record=f"cps-2018:{code}", metric=metric).drop("record", "metric").rows(named=True)
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def complaint(path: Path) -> str:
    with pytest.raises(FileError) as error:
        cps.read([path])
    return str(error.value)


def test_table_11_gives_sex_and_race(tmp_path: Path):
    [batch] = cps.read([book(tmp_path)])
    assert batch.table == "table 11"
    assert batch.title == "Table 11, employed persons by occupation, sex, race and Hispanic or Latino ethnicity, 2022"
    assert batch.period == (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
    assert (batch.population, batch.method) == ("employed people aged 16 and over", "measured")
    assert (batch.rows_read, batch.skipped) == (11, Counter())
    about = {"level": "detailed", "base": 1_141_000}
    assert figures(batch, "lawyers", "gender") == [
        about | {"label": "Women", "value": Decimal("38.5")},
        about | {"label": "Men", "value": Decimal("61.5")},
    ]
    assert figures(batch, "lawyers", "race_overlapping") == [
        about | {"label": "White", "value": Decimal("87.8")},
        about | {"label": "Black or African American", "value": Decimal("6.3")},
        about | {"label": "Asian", "value": Decimal("3.8")},
        about | {"label": "Hispanic or Latino", "value": Decimal("6.5")},
    ]


def test_levels_groups_and_the_benchmark(tmp_path: Path):
    [batch] = cps.read([book(tmp_path)])
    records = {key.removeprefix("cps-2018:"): row for key, *row in batch.records.rows()}
    assert records["total"] == ["Total, 16 years and over", "total", True]
    group = "management-professional-and-related-occupations"
    assert records[group] == ["Management, professional, and related occupations", "major", False]
    assert records["chief-executives"] == ["Chief executives", "detailed", False]
    assert records["other-mathematical-science-occupations"][1] == "broad"
    assert records["cashiers"][1] == "broad"  # with gambling change persons, in the Census list
    [women, _] = figures(batch, "cashiers", "gender")
    assert (women["level"], women["group"]) == ("broad", "Cashiers")
    [women, _] = figures(batch, "total", "gender")
    assert (women["level"], women.get("group"), women["base"]) == ("total", None, 158_291_000)


def test_dashes_are_small_bases_and_zeros_are_shares(tmp_path: Path):
    [batch] = cps.read([book(tmp_path)])
    small = {"missing": "base_too_small", "level": "detailed", "base": 14_000}
    assert figures(batch, "legislators", "gender") == [small]
    assert figures(batch, "legislators", "race_overlapping") == [small]
    white, _, asian, _ = figures(batch, "marketing-managers", "race_overlapping")
    assert (white["value"], asian["label"], asian["missing"]) == (Decimal("83.9"), "Asian", "base_too_small")
    _, _, asian, _ = figures(batch, "tree-trimmers-and-pruners", "race_overlapping")
    assert asian["value"] == 0
    # A base of 0 thousand is one of fewer than 500: not known, and not nobody.
    [nobody] = figures(batch, "model-makers-and-patternmakers-metal-and-plastic", "gender")
    assert nobody.keys() == {"missing", "level", "group"}


def test_occupations_are_linked_with_a_quality(tmp_path: Path):
    [batch] = cps.read([book(tmp_path)])
    links = {row["record"]: (row["other"], row["quality"], row["note"]) for row in batch.links.rows(named=True)}
    shared = "The survey counts a broader group: "
    assert links["soc-2018:11-1011"] == ("cps-2018:chief-executives", "exact", None)
    assert links["soc-2018:11-0000"] == ("cps-2018:management-occupations", "exact", None)
    assert links["soc-2018:41-2012"] == ("cps-2018:cashiers", "shared", f"{shared}Cashiers.")
    assert links["soc-2018:15-2051"] == (
        "cps-2018:other-mathematical-science-occupations",
        "shared",
        f"{shared}Other mathematical science occupations.",
    )
    assert not batch.links["other"].str.contains("professional").any()  # above the major groups


def test_table_11b_gives_the_median_age(tmp_path: Path):
    [batch] = cps.read([book(tmp_path, bls.cps_11b())])
    assert (batch.table, batch.title) == ("table 11b", "Table 11b, employed people by occupation and age, 2025")
    assert batch.population == ("employed people aged 16 and over; average of eleven months, October was not collected")
    assert figures(batch, "total", "age_median") == [{"value": Decimal("42.1"), "level": "total", "base": 163_493_000}]
    assert figures(batch, "legislators", "age_median") == [
        {"missing": "base_too_small", "level": "detailed", "base": 23_000}
    ]


def test_table_39_is_counted_as_skipped(tmp_path: Path):
    [batch] = cps.read([book(tmp_path, bls.cps_39())])
    assert batch.table == "table 39"
    assert (batch.rows_read, batch.skipped) == (2, Counter({"weekly pay of full-time workers: no metric uses it": 2}))
    assert batch.records.is_empty()
    assert batch.links.is_empty()


def test_recognised_by_content_alone(tmp_path: Path):
    assert cps.recognise(book(tmp_path))
    assert cps.recognise(book(tmp_path, bls.cps_11b()))
    assert cps.recognise(book(tmp_path, bls.cps_39()))
    other = bls.write_workbook(tmp_path / "cpsaat11.xlsx", {"cpsaat11": bls.outlook()})
    blank = bls.write_workbook(tmp_path / "blank.xlsx", {"cpsaat11": []})
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    assert not any(map(cps.recognise, [other, blank, empty, tmp_path, tmp_path / "none.xlsx"]))


def test_a_new_title_is_skipped_and_another_classification_refused(tmp_path: Path):
    [batch] = cps.read([book(tmp_path, bls.cps_11(changed(4, 0, "Chief astronauts")))])
    assert batch.skipped == Counter({"title not in cps_titles.csv: Chief astronauts": 1})
    assert batch.records.height == batch.rows_read - 1
    rows = changed(4, 0, "Chief astronauts")
    rows[5][0] = "Space pilots"
    assert complaint(book(tmp_path, bls.cps_11(rows))) == (
        "any name.xlsx, sheet “cpsaat11”, row 12, column “Occupation”: “Chief astronauts” and 1 more of 11 titles are not "
        "those of the 2018 Census occupations; expected a table of 2020 or later"
    )


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        (1, -5, "column “Total employed”: “-5” is not a whole number from 0 to 400,000 (or – or — or -)"),
        (1, "few", "column “Total employed”: “few” is not a whole number from 0 to 400,000 (or – or — or -)"),
        (1, 1.5, "column “Total employed”: “1.5” is not a whole number from 0 to 400,000 (or – or — or -)"),
        (2, 292, "column “Women”: “292” is not a number from 0 to 100 (or – or — or -)"),
        (4, "n/a", "column “Black or African American”: “n/a” is not a number from 0 to 100 (or – or — or -)"),
        (6, None, "column “Hispanic or Latino”: is empty; expected a number"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, column: int, value: bls.Cell, said: str):
    path = book(tmp_path, bls.cps_11(changed(4, column, value)))
    assert complaint(path) == f"any name.xlsx, sheet “cpsaat11”, row 12, {said}"


def test_a_title_that_stands_there_twice_is_named(tmp_path: Path):
    assert complaint(book(tmp_path, bls.cps_11(changed(4, 0, "Lawyers")))) == (
        "any name.xlsx, sheet “cpsaat11”, row 19, column “Occupation”: “Lawyers” appears twice"
    )


def test_a_table_without_its_total_is_refused(tmp_path: Path):
    assert complaint(book(tmp_path, bls.cps_11(bls.CPS_11[2:]))) == (
        "any name.xlsx, sheet “cpsaat11”, row 8: “Management, professional, and related occupations” is not the row of all "
        "workers (“Total …”)"
    )


def test_a_changed_header_is_named(tmp_path: Path):
    header = [*bls.CPS_11_HEADER[:2], [None, None, "Men", *bls.CPS_11_HEADER[2][3:]]]
    assert complaint(book(tmp_path, bls.cps_11(header=header))) == (
        "any name.xlsx, sheet “cpsaat11”, row 6: has no column “Women”; the header is “Occupation”, “Total employed”, "
        "“Men”, “White”, “Black or African American”, “Asian”, “Hispanic or Latino”"
    )
    header = [["Occupation", "Annual"], *bls.CPS_11_HEADER[1:]]
    assert complaint(book(tmp_path, bls.cps_11(header=header))) == (
        "any name.xlsx, sheet “cpsaat11”, row 4, column “B”: “Annual” is not a year; expected one next to “Occupation”"
    )
    assert complaint(book(tmp_path, bls.cps_11(header=[["Job", 2022], *bls.CPS_11_HEADER[1:]]))) == (
        "any name.xlsx, sheet “cpsaat11”: has no header row that begins with “Occupation”"
    )


def test_another_workbook_is_refused(tmp_path: Path):
    assert complaint(book(tmp_path, bls.outlook())) == (
        "any name.xlsx, sheet “cpsaat11”, row 1: “Table 1.2 Occupational projections, 2024–2034, and worker c…” is not the "
        "title of table 11, 11b or 39 of the Current Population Survey by detailed occupation"
    )
    assert complaint(book(tmp_path, [])) == (
        "any name.xlsx, sheet “cpsaat11”, row 1: “” is not the title of table 11, 11b or 39 of the Current Population "
        "Survey by detailed occupation"
    )


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path):
    assert complaint(book(tmp_path, bls.cps_11()[:12])) == (
        "any name.xlsx, sheet “cpsaat11”, row 12: ends without its “NOTE: …”; is it cut off?"
    )
    assert complaint(book(tmp_path, bls.cps_11()[:6])) == (
        "any name.xlsx, sheet “cpsaat11”, row 4: has headers but no rows below them; is it cut off?"
    )
    whole = book(tmp_path).read_bytes()
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(whole[: len(whole) // 2])
    assert complaint(cut) == "cut.xlsx: is not a readable Excel workbook (damaged, encrypted or renamed?)"
    cut.write_bytes(b"")
    assert complaint(cut) == "cut.xlsx: is empty; expected an Excel workbook"


def test_the_reviewed_table_agrees_with_itself():
    titles = cps_matching.titles()
    assert set(titles["quality"]) <= {key for key, _ in Classification.QUALITIES}
    assert set(titles["method"]) == {"title", "broad title", "census code list", "group"}
    assert titles["soc_code"].drop_nulls().is_unique().all()  # each occupation is counted once
    assert titles["soc_code"].drop_nulls().str.contains(r"^\d\d-\d{4}$").all()
    many = pl.col("soc_code").n_unique().over("cps_title")
    detailed = titles.filter(pl.col("method") != "group")
    assert detailed.filter(many > 1)["quality"].unique().to_list() == ["shared"]
    assert detailed.filter(many == 1)["quality"].unique().to_list() == ["exact"]
    assert titles.filter(pl.col("soc_code").is_null())["quality"].unique().to_list() == ["none"]


@needs_files
def test_the_published_files():
    folder = FILES / "bls_cps"
    paths = sorted(folder.glob("*.xlsx"))
    assert all(map(cps.recognise, paths))
    batches = {(batch.table, batch.period[0].year): batch for batch in cps.read(paths)}
    assert {of: (batch.rows_read, batch.figures.height) for of, batch in batches.items()} == {
        ("table 11", 2022): (595, 2758),
        ("table 11", 2025): (595, 2774),
        ("table 11b", 2025): (595, 595),
        ("table 39", 2025): (595, 0),
    }
    for batch in [batch for (table, _), batch in batches.items() if table != "table 39"]:
        assert batch.skipped == Counter()  # every title is in the reviewed table
        levels = dict(batch.records["level"].value_counts().rows())
        assert levels == {"total": 1, "major": 29, "broad": 135, "detailed": 430}
        assert batch.records["key"].is_unique().all()
        assert batch.records["key"].str.len_chars().max() <= 120 + len("cps-2018:")
        assert batch.links.height == 870


@needs_files
def test_every_civilian_occupation_is_counted_in_one_row():
    sheet = read_sheet(FILES / "bls_crosswalks" / "soc_structure_2018.xlsx")
    codes = set(sheet.cells["3"].drop_nulls()) - {"Detailed Occupation"}
    majors = {code for code in sheet.cells["0"].drop_nulls() if code.endswith("-0000")}
    linked = set(cps_matching.titles()["soc_code"].drop_nulls())
    assert len(codes) == 867
    assert {code[:2] for code in codes - linked} == {"55"}  # the military
    assert linked == {code for code in codes | majors if not code.startswith("55")}
