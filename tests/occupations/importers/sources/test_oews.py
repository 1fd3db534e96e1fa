"""The pay survey's files: how each mark is stored, which rows make which dataset, and the errors for wrong files."""

import csv
import datetime
import re
import time
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from occupations.importers import run
from occupations.importers.columns import Lost
from occupations.importers.errors import FileError
from occupations.importers.sources import oews
from occupations.metrics.wage_columns import WAGE_COLUMNS
from tests.occupations.importers.oews_files import (
    HEADER,
    NO_PAY,
    PAY,
    converted,
    metro,
    row,
    sector,
    state,
    survey,
    workbook,
)
from tests.real import FILES, needs_files

PLACE = ("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "NAICS", "NAICS_TITLE", "I_GROUP", "OWN_CODE")
NO_PCT_RPT = [name for name in HEADER if name != "PCT_RPT"]
ANNUAL = [name for name in PAY if name.startswith("A_")]
HOURLY = [name for name in PAY if name.startswith("H_")]
TOP_CODED = {"A_MEAN": "250000", "A_PCT90": "#", "A_PCT75": "#", "H_PCT90": "#", "H_PCT75": "#"}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "survey.xlsx"


def only_wage(batch) -> dict:
    [found] = batch.wages.to_dicts()
    return found


def complaint(path: Path) -> str:
    with pytest.raises(FileError) as raised:
        oews.read([path])
    return str(raised.value)


# What rows become


def test_row_of_the_nation_becomes_pay_of_a_record(file):
    rows = [row(OCC_CODE="00-0000", OCC_TITLE="All Occupations", O_GROUP="total", **dict.fromkeys(ANNUAL, "*")), row()]
    [batch] = oews.read([survey(file, rows)])
    assert (batch.source.title, batch.table, batch.title) == (
        "Occupational Employment and Wage Statistics",
        "national",
        "National estimates, May 2024",
    )
    assert batch.period == (datetime.date(2024, 5, 1), datetime.date(2024, 5, 31))
    assert batch.records.rows() == [
        ("oews-2018:00-0000", "All Occupations", "total", True),
        ("oews-2018:35-2014", "Cooks, Restaurant", "detailed", False),
    ]
    found = batch.wages.to_dicts()[1]
    assert {name: value for name, value in found.items() if value is not None} == {
        "record": "oews-2018:35-2014",
        **dict(
            zip(
                WAGE_COLUMNS,
                map(Decimal, (50000, 30000, 38000, 46000, 60000, 75000, 24, 14, 18, 22, 29, 36)),
                strict=True,
            )
        ),
        "mean_rse": Decimal("0.5"),
        "employment": 1_400_000,
        "employment_rse": Decimal("0.7"),
        "annual_only": False,
        "hourly_only": False,
        "top_coded": [],
        "suppressed": [],
        "note": "",
    }
    assert batch.figures.is_empty()


def test_star_is_suppressed(file):
    [batch] = oews.read([survey(file, [row(**NO_PAY | {"MEAN_PRSE": "*"})])])
    found = only_wage(batch)
    assert found["suppressed"] == list(WAGE_COLUMNS)
    assert [found[name] for name in (*WAGE_COLUMNS, "mean_rse")] == [None] * 13
    assert found["employment"] == 1_400_000


def test_a_top_code_that_other_rows_exceed_is_unknown(file):
    higher = row(OCC_CODE="29-1242", OCC_TITLE="Surgeons", A_MEDIAN="300000", A_PCT75="310000", A_PCT90="320000")
    [batch] = oews.read([survey(file, [row(**TOP_CODED), higher])])
    assert batch.wages["top_code_annual"].to_list() == [None, None]
    assert batch.wages["top_code_hourly"].to_list() == [115, None]


@pytest.mark.parametrize(("year", "annual", "hourly"), [(2020, 208_000, 100), (2024, 239_200, 115)])
def test_hash_is_top_coded_at_what_the_workbook_says(file, year, annual, hourly):
    [batch] = oews.read([survey(file, [row(**TOP_CODED)], year=year)])
    found = only_wage(batch)
    assert found["top_coded"] == ["annual_p75", "annual_p90", "hourly_p75", "hourly_p90"]
    assert (found["top_code_annual"], found["top_code_hourly"]) == (annual, hourly)
    assert (found["annual_p90"], found["annual_mean"], found["suppressed"]) == (None, 250_000, [])


@pytest.mark.parametrize(("year", "annual"), [(2015, None), (2016, 208_000), (2021, 208_000), (2022, 239_200)])
def test_hash_without_the_description_is_read_by_the_year(tmp_path, year, annual):
    path = survey(tmp_path / f"national_M{year}_dl.xlsx", [row(**TOP_CODED)], described=False)
    [batch] = oews.read([path])
    assert batch.title == f"National estimates, May {year}"
    assert only_wage(batch)["top_code_annual"] == annual


def test_two_stars_say_that_employment_is_not_published(file):
    [batch] = oews.read([survey(file, [row(TOT_EMP="**", EMP_PRSE="**", PCT_TOTAL="**", PCT_RPT="~", JOBS_1000="**")])])
    found = only_wage(batch)
    assert (found["employment"], found["employment_rse"], found["annual_mean"]) == (None, None, 50_000)
    assert list(found["suppressed"]) == ["employment"]


def test_yearly_pay_only_is_no_suppression_of_the_hourly(file):
    [batch] = oews.read([survey(file, [row(ANNUAL="TRUE", **dict.fromkeys(HOURLY, "*"))])])
    found = only_wage(batch)
    assert (found["annual_only"], found["hourly_only"], found["suppressed"]) == (True, False, [])
    assert (found["annual_mean"], found["hourly_mean"]) == (50_000, None)


def test_hourly_pay_only_that_is_withheld_too_is_suppressed(file):
    [batch] = oews.read([survey(file, [row(HOURLY="TRUE", **NO_PAY)])])
    found = only_wage(batch)
    assert (found["annual_only"], found["hourly_only"]) == (False, True)
    assert found["suppressed"] == [name for name in WAGE_COLUMNS if name.startswith("hourly")]


def test_31_columns_are_read_like_32(tmp_path):
    [old] = oews.read([survey(tmp_path / "old.xlsx", [row()], header=NO_PCT_RPT)])
    [new] = oews.read([survey(tmp_path / "new.xlsx", [row()])])
    assert old.wages.equals(new.wages)


def test_combined_content_counts_once_as_detailed(file):
    combined = {"OCC_CODE": "13-1020", "OCC_TITLE": "Buyers and Purchasing Agents"}
    [batch] = oews.read([survey(file, [row(O_GROUP="broad", **combined), row(O_GROUP="detailed", **combined)])])
    assert batch.records.rows() == [("oews-2018:13-1020", "Buyers and Purchasing Agents", "detailed", False)]
    assert (batch.wages.height, batch.rows_read) == (1, 2)
    assert batch.skipped == Counter({"rows repeated at a finer level or for a wider ownership": 1})


def test_before_may_2019_records_are_of_soc_2010(tmp_path):
    [batch] = oews.read([survey(tmp_path / "national_M2018_dl.xlsx", [row()], described=False)])
    assert batch.records["key"].to_list() == ["oews-2010:35-2014"]


def test_all_data_makes_a_batch_of_each_dataset(file):
    rows = [
        row(),
        row(I_GROUP="cross-industry, ownership", NAICS="000001", OWN_CODE="5"),
        row(I_GROUP="3-digit", NAICS="722000"),
        sector("72", "Accommodation and Food Services"),
        state("1", "Alabama"),
        row(AREA="72", AREA_TITLE="Puerto Rico", AREA_TYPE="3"),
        metro("10180", "Abilene, TX"),
        row(AREA="100001", AREA_TITLE="Northwest Alabama nonmetropolitan area", AREA_TYPE="6"),
    ]
    batches = oews.read([survey(file, rows)])
    assert [(batch.table, batch.wages.height, batch.rows_read) for batch in batches] == [
        ("national", 1, 5),
        ("states", 1, 1),
        ("metropolitan", 1, 1),
        ("sectors", 1, 1),
    ]
    nation, states, metros, sectors = batches
    assert nation.skipped == Counter(
        {
            "rows of industries finer than a sector, or by ownership": 2,
            "rows of territories": 1,
            "rows of nonmetropolitan areas": 1,
        }
    )
    assert states.areas.rows() == [("state:01", "state", "01", "Alabama")]
    assert metros.areas.rows() == [("metro:10180", "metro", "10180", "Abilene, TX")]
    assert sectors.industries.rows() == [("72", "Accommodation and Food Services")]
    assert [only_wage(batch)["area"] for batch in batches] == [None, "state:01", "metro:10180", None]
    assert [only_wage(batch)["industry"] for batch in batches] == [None, None, None, "72"]


def published(path: Path, sheet: str, rows: list[dict[str, str | None]]) -> Path:
    """A workbook of places: one sheet of data with the figures of each place filled in, and the descriptions."""
    places = [cells | {"JOBS_1000": "3.214", "LOC_QUOTIENT": "0.98"} for cells in rows]
    data: list[list[Any]] = [HEADER, *([cells[name] for name in HEADER] for cells in places)]
    return workbook(path, {sheet: data, "Field Descriptions": [["May 2024 OEWS Estimates"]], "UpdateTime": []})


CHEFS = {"OCC_CODE": "35-1011", "OCC_TITLE": "Chefs and Head Cooks"}
ACTORS = {"OCC_CODE": "27-2011", "OCC_TITLE": "Actors", "HOURLY": "TRUE", **dict.fromkeys(ANNUAL, "*")}
HIDDEN = {"TOT_EMP": "**", "EMP_PRSE": "**", "JOBS_1000": "**", "LOC_QUOTIENT": "**"}


def test_workbook_of_states(tmp_path):
    rows = [
        state("1", "Alabama", PRIM_STATE="AL", **CHEFS),
        state("1", "Alabama", PRIM_STATE="AL", **ACTORS),
        state("36", "New York", PRIM_STATE="NY", **CHEFS | {"A_MEDIAN": "50000"}),
        state("36", "New York", PRIM_STATE="NY", **ACTORS | HIDDEN),
        row(AREA="72", AREA_TITLE="Puerto Rico", AREA_TYPE="3", PRIM_STATE="PR", **CHEFS),
    ]
    path = published(tmp_path / "state_M2024_dl.xlsx", "state_M2024_dl", rows)
    assert oews.recognise(path)
    [batch] = oews.read([path])
    assert (batch.table, batch.title, batch.rows_read) == ("states", "State estimates, May 2024", 5)
    assert batch.areas.rows() == [("state:01", "state", "01", "Alabama"), ("state:36", "state", "36", "New York")]
    floors = "with at least 500 employees and a relative standard error of the mean of at most 10%"
    assert batch.figures.select("record", "metric", "label", "value", "missing", "note").rows() == [
        ("oews-2018:35-1011", "top_state", "New York", Decimal(50000), "", f"highest median of 2 states {floors}"),
        (
            "oews-2018:27-2011",
            "top_state",
            "",
            None,
            "hourly_only",
            "cannot be ranked: states are ranked by yearly pay",
        ),
    ]
    assert batch.wages.filter(record="oews-2018:27-2011").select("hourly_only", "employment", "suppressed").rows() == [
        (True, 1_400_000, []),
        (True, None, ["employment"]),
    ]
    assert batch.skipped == Counter({"rows of territories": 1})


def test_workbook_of_metropolitan_areas(tmp_path):
    capped = dict.fromkeys(
        ("A_MEAN", "A_MEDIAN", "A_PCT75", "A_PCT90", "H_MEAN", "H_MEDIAN", "H_PCT75", "H_PCT90"), "#"
    )
    surgeons = {"OCC_CODE": "29-1248", "OCC_TITLE": "Surgeons"}
    abilene, new_york = ("10180", "Abilene, TX"), ("35620", "New York-Newark-Jersey City, NY-NJ")
    rows = [
        metro(*abilene, PRIM_STATE="TX", **CHEFS),
        metro(*abilene, PRIM_STATE="TX", **surgeons, **capped),
        metro(*new_york, PRIM_STATE="NY", **CHEFS | {"A_MEDIAN": "58000", "TOT_EMP": "400"}),
        metro(*new_york, PRIM_STATE="NY", **surgeons | {"A_MEAN": "230000"}),
        metro("35840", "North Port, FL", PRIM_STATE="FL", **CHEFS | {"A_MEDIAN": "50000"}),
        metro("35840", "North Port, FL", PRIM_STATE="FL", **surgeons | NO_PAY),
    ]
    path = published(tmp_path / "MSA_M2024_dl.xlsx", "MSA_M2024_dl", rows)
    [batch] = oews.read([path])
    assert (batch.table, batch.title, batch.wages.height) == (
        "metropolitan", "Metropolitan area estimates, May 2024", 6,
    )  # fmt: skip
    assert batch.areas["key"].to_list() == ["metro:10180", "metro:35620", "metro:35840"]
    given = {key: rest for key, *rest in batch.figures.select("record", "label", "value", "missing").rows()}
    # New York has too few chefs to count, and nobody is highest beside an amount that is only known to be a bound.
    assert given == {
        "oews-2018:35-1011": ["North Port, FL", Decimal(50000), ""],
        "oews-2018:29-1248": ["", None, "top_coded"],
    }


def test_sheet_with_the_header_need_not_be_the_first(file):
    data = [HEADER, [row()[name] for name in HEADER]]
    workbook(file, {"Contents": [["see below"]], "Nothing": [], "All May 2023 data": data})
    assert oews.recognise(file)
    [batch] = oews.read([file])
    assert batch.title == "National estimates, May 2023"


def test_superlative_hangs_on_the_record_at_its_level(file):
    group = {"OCC_CODE": "35-0000", "O_GROUP": "major"}
    [batch] = oews.read(
        [survey(file, [state("01", "Alabama", **group), state("02", "Alaska", A_MEDIAN="50000", **group)])]
    )
    [figure] = batch.figures.select("record", "metric", "label", "value", "missing", "level", "note").rows()
    assert figure == (
        "oews-2018:35-0000", "top_state", "Alaska", Decimal(50000), "", "major",
        "highest median of 2 states with at least 500 employees and a relative standard error of the mean of at most 10%",
    )  # fmt: skip


def test_sector_with_a_definition_for_a_name_is_called_shortly(file):
    government = "Federal, State, and Local Government, excluding State and Local Government Schools and Hospitals and the U.S. Postal Service (OEWS Designation)"
    [batch] = oews.read([survey(file, [sector("99", government, A_MEDIAN="50000"), sector("72", "Food Services")])])
    assert batch.industries.rows() == [("99", government), ("72", "Food Services")]
    assert batch.figures.select("label", "note").row(0) == (
        "Federal, State, and Local Government",
        "highest median of 2 sectors with at least 500 employees and a relative standard error of the mean of at most 10%; excluding public schools, public hospitals and the Postal Service",
    )


# The parquet conversion

BLANK = (None,) * 5


def test_conversion_is_metropolitan_of_may_2024_by_its_areas_and_amounts(tmp_path):
    path = converted(
        tmp_path / "msa.parquet",
        [
            ("00-0000", "47930", 20_000, 30_000, 40_000, 60_000, 90_000),
            ("29-0000", "47930", 40_000, 60_000, 90_000, 150_000, 238_000),
            ("29-1211", "47930", 90_000, 230_000, None, None, None),
            ("29-1211", "10180", *BLANK),
        ],
    )
    assert oews.recognise(path)
    [batch] = oews.read([path])
    assert batch.table == "metropolitan"
    assert batch.title == "Metropolitan area estimates, May 2024 (annual percentiles, from a third-party conversion)"
    assert batch.records.select("key", "level").rows() == [
        ("oews-2018:00-0000", "total"),
        ("oews-2018:29-0000", "major"),
        ("oews-2018:29-1211", "detailed"),
    ]
    assert batch.areas.rows()[0] == ("metro:47930", "metro", "47930", "Town 47930")
    assert batch.wages.select(
        "record", "area", "annual_p25", "annual_median", "top_coded", "suppressed", "note"
    ).rows()[1:] == [
        ("oews-2018:29-0000", "metro:47930", 60_000, 90_000, [], [], ""),
        (
            "oews-2018:29-1211",
            "metro:47930",
            230_000,
            None,
            [],
            [],
            "blank amounts: not published, or $239,200 or more",
        ),
    ]
    assert batch.skipped == Counter({"rows without any amount": 1})
    assert batch.figures.filter(record="oews-2018:29-1211").select("missing", "note").row(0) == (
        "top_coded",
        "cannot be ranked: 0 metropolitan areas have a published median, and 1 without one may be at $239,200 or above",
    )


def test_conversion_knows_who_is_paid_by_the_hour_only(tmp_path):
    rows = [("27-2011", "10180", *BLANK), ("27-2011", "47930", *BLANK), ("27-2012", "10180", *BLANK)]
    [batch] = oews.read([converted(tmp_path / "MSA_M2023.parquet", rows)])
    assert batch.wages.select("record", "area", "hourly_only", "note").rows() == [
        ("oews-2018:27-2011", "metro:10180", True, ""),
        ("oews-2018:27-2011", "metro:47930", True, ""),
    ]
    assert batch.figures.select("record", "missing", "note").rows() == [
        ("oews-2018:27-2011", "hourly_only", "cannot be ranked: metropolitan areas are ranked by yearly pay"),
        ("oews-2018:27-2012", "suppressed", "cannot be ranked: 0 of 1 metropolitan area has a published median"),
    ]


def test_conversion_takes_its_year_from_the_name_as_a_last_resort(tmp_path):
    [batch] = oews.read(
        [converted(tmp_path / "MSA_M2023.parquet", [("35-2014", "10180", 20_000, 25_000, 30_000, 35_000, 40_000)])]
    )
    assert batch.period == (datetime.date(2023, 5, 1), datetime.date(2023, 5, 31))


def test_conversion_without_a_year_is_refused(tmp_path):
    path = converted(tmp_path / "msa.parquet", [("35-2014", "10180", 20_000, 25_000, 30_000, 35_000, 40_000)])
    assert (
        complaint(path)
        == "msa.parquet: does not state its year; expected amounts and areas of May 2024, or “M2024” in the file's name"
    )


def test_conversion_with_falling_percentiles_is_refused(tmp_path):
    path = converted(
        tmp_path / "msa.parquet",
        [
            ("35-2014", "10180", 20_000, 25_000, 30_000, 35_000, 40_000),
            ("35-2015", "10180", 20_000, None, 19_000, 35_000, 40_000),
        ],
    )
    assert (
        complaint(path)
        == "msa.parquet, row 2, column “A_PCT50”: “19000.0” is less than “A_PCT10” of the same row; percentiles may not fall"
    )


def test_conversion_with_another_column_is_refused(tmp_path):
    path = converted(
        tmp_path / "msa.parquet", [], header=("SOC", "AREA", "A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90")
    )
    assert not oews.recognise(path)
    assert complaint(path) == (
        "msa.parquet: has no column “A_PCT50”; the header is “SOC”, “AREA”, “A_PCT10”, “A_PCT25”, “A_MEDIAN”, “A_PCT75”, “A_PCT90”, “OCC_TITLE”, “AREA_NAME”"
    )


def test_truncated_conversion_is_refused(tmp_path):
    path = converted(tmp_path / "msa.parquet", [("35-2014", "10180", 20_000, 25_000, 30_000, 35_000, 40_000)])
    path.write_bytes(path.read_bytes()[:-40])
    assert not oews.recognise(path)
    assert complaint(path) == "msa.parquet: is not a readable parquet file (damaged?)"


# Files that are not what they should be


def test_files_of_others_are_not_recognised(tmp_path):
    text, empty = tmp_path / "national_M2024_dl.xlsx", tmp_path / "empty.xlsx"
    text.write_text("AREA\tAREA_TITLE\n")
    empty.touch()
    other = workbook(
        tmp_path / "national_M2025_dl.xlsx", {"national_M2025_dl": [["Title", "Data Value"], ["Cooks", "3"]]}
    )
    assert [oews.recognise(path) for path in (text, empty, other, tmp_path, tmp_path / "none.xlsx")] == [False] * 5


def test_recognised_by_content_whatever_the_name(tmp_path):
    assert oews.recognise(survey(tmp_path / "download.bin", [row()]))
    assert oews.recognise(survey(tmp_path / "old.bin", [row()], header=NO_PCT_RPT, described=False))


def test_truncated_workbook(file):
    survey(file, [row()])
    file.write_bytes(file.read_bytes()[:-200])
    assert not oews.recognise(file)
    assert complaint(file) == "survey.xlsx: is not a readable Excel workbook (damaged, encrypted or renamed?)"


def test_text_renamed_to_a_workbook(file):
    file.write_text("AREA\tOCC_CODE\n99\t35-2014\n")
    assert complaint(file) == "survey.xlsx: is not a readable Excel workbook (damaged, encrypted or renamed?)"


def test_empty_file(file):
    file.touch()
    assert complaint(file) == "survey.xlsx: is empty; expected an Excel workbook"


def test_header_without_rows(file):
    assert complaint(survey(file, [])) == "survey.xlsx, sheet “national”: has a header but no rows below it"


def test_changed_header(file):
    survey(file, [row()], header=["OCCUPATION" if name == "OCC_CODE" else name for name in HEADER])
    listed = ", ".join(f"“{'OCCUPATION' if name == 'OCC_CODE' else name}”" for name in HEADER)
    assert (
        complaint(file)
        == f"survey.xlsx, sheet “national”, row 1: has no column “OCC_CODE”; the header is {listed[:300]}"
    )


def test_column_twice(file):
    survey(file, [row()], header=[*HEADER, "A_MEAN"])
    assert complaint(file) == "survey.xlsx, sheet “national”, row 1: has 2 columns “A_MEAN”; expected one"


def test_no_year_anywhere(file):
    assert complaint(survey(file, [row()], described=False)) == (
        "survey.xlsx: does not state its year; expected “May 2024 OEWS Estimates” in a sheet “Field Descriptions”, or “M2024” in the name of the sheet or file"
    )


def test_rows_of_no_dataset(file):
    assert complaint(survey(file, [row(AREA_TYPE="6")])) == (
        "survey.xlsx, sheet “national”: has no national, state, metropolitan or sector rows (AREA_TYPE 1, 2 or 4, I_GROUP cross-industry or sector)"
    )


AMOUNT = "is not a number from 1,000 to 10,000,000 (or * or #)"


@pytest.mark.parametrize(
    ("cells", "column", "value", "expected"),
    [
        ({"A_MEAN": "-50000"}, "A_MEAN", "-50000", AMOUNT),
        ({"A_MEAN": "n/a"}, "A_MEAN", "n/a", AMOUNT),
        ({"A_MEAN": "24", "H_MEAN": "50000"}, "A_MEAN", "24", AMOUNT),  # exchanged
        ({"A_MEAN": "**"}, "A_MEAN", "**", AMOUNT),
        ({"H_PCT10": "0"}, "H_PCT10", "0", "is not a number from 1 to 5,000 (or * or #)"),
        ({"TOT_EMP": "-10"}, "TOT_EMP", "-10", "is not a whole number of 0 or more (or **)"),
        ({"TOT_EMP": "0.7", "EMP_PRSE": "1400000"}, "TOT_EMP", "0.7", "is not a whole number of 0 or more (or **)"),
        ({"OCC_CODE": "35-201"}, "OCC_CODE", "35-201", r"does not look like “OCC_CODE” (expected a code of the SOC, such as 11-1021)"),
        ({"OCC_CODE": "Cooks", "OCC_TITLE": "35-2014"}, "OCC_CODE", "Cooks", r"does not look like “OCC_CODE” (expected a code of the SOC, such as 11-1021)"),
        ({"A_PCT75": "45000"}, "A_PCT75", "45000", "is less than “A_MEDIAN” of the same row; percentiles may not fall"),
        ({"A_MEDIAN": "60000", "A_PCT75": "46000"}, "A_PCT75", "46000", "is less than “A_MEDIAN” of the same row; percentiles may not fall"),
        ({"H_PCT75": "#"}, "H_PCT90", "36", "is less than “H_PCT75” of the same row; percentiles may not fall"),
        ({"ANNUAL": "TRUE", "HOURLY": "TRUE"}, "HOURLY", "TRUE", "is set together with “ANNUAL”; expected at most one of them"),
        ({"OCC_CODE": "35-2011"}, "OCC_CODE", "35-2011", "appears twice for the same area, industry and level"),
    ],
)  # fmt: skip
def test_wrong_cell_is_named(file, cells, column, value, expected):
    survey(file, [row(OCC_CODE="35-2011"), row(OCC_CODE="35-2012"), row(**cells)])
    assert complaint(file) == f"survey.xlsx, sheet “national”, row 4, column “{column}”: “{value}” {expected}"


@pytest.mark.parametrize(("column", "word"), [("O_GROUP", "fine"), ("AREA_TYPE", "5"), ("ANNUAL", "yes")])
def test_an_unknown_word_loses_its_row_and_says_of_whom(file, column, word):
    survey(file, [row(OCC_CODE="35-2011"), row(OCC_CODE="35-2012"), row(**{"OCC_CODE": "35-2013", column: word})])
    [batch] = oews.read([file])
    assert batch.records["key"].to_list() == ["oews-2018:35-2011", "oews-2018:35-2012"]
    assert batch.lost == [Lost(column, word, 1, ("35-2013",))]


def test_the_nation_before_2019_names_no_place(tmp_path):
    line = row(OCC_CODE="35-2011")
    old = {"OCC_GROUP" if name == "O_GROUP" else name: cell for name, cell in line.items() if name not in PLACE}
    for path in (tmp_path / "national_M2017_dl.xlsx", tmp_path / "national_M2017_dl.csv"):
        sheet = [list(old), list(old.values())]
        if path.suffix == ".csv":
            with path.open("w", newline="") as out:
                csv.writer(out).writerows(sheet)
        else:
            workbook(path, {"national_dl": sheet})
        assert oews.recognise(path)
        [batch] = oews.read([path])
        assert (batch.table, batch.title) == ("national", "National estimates, May 2017")
        assert batch.wages["record"].to_list() == ["oews-2010:35-2011"]
        assert batch.wages["annual_median"].item() == Decimal(str(line["A_MEDIAN"]))


def test_a_zip_as_published_is_to_be_unzipped(tmp_path):
    path = tmp_path / "oesm25nat.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("oesm25nat/national_M2025_dl.xlsx", "")
    with pytest.raises(FileError) as raised:
        oews.read([path])
    expected = "oesm25nat.zip: is a zip archive of national_M2025_dl.xlsx; unzip it and import these"
    assert str(raised.value) == expected
    with pytest.raises(FileError, match="unzip it"):
        run.recognise([tmp_path])
    (tmp_path / "national_M2025_dl.xlsx").write_bytes((tmp_path / "oesm25nat.zip").read_bytes())
    with pytest.raises(FileError, match=r"national_M2025_dl\.xlsx: is a zip archive"):
        run.recognise([tmp_path])


def test_empty_cell_is_named(file):
    survey(file, [row(OCC_CODE="35-2011"), row(A_MEAN=None)])
    assert complaint(file) == "survey.xlsx, sheet “national”, row 3, column “A_MEAN”: is empty; expected a number"


# The real ones

COUNTS = {  # file → table, year, records, rows of pay, superlatives
    "MSA_M2025_dl.xlsx": ("metropolitan", 2025, 847, 150_023, 847),
    "msa.parquet": ("metropolitan", 2024, 846, 148_730, 846),
    "national_M2019_dl.xlsx": ("national", 2019, 1_316, 1_316, 0),
    "national_M2020_dl.xlsx": ("national", 2020, 1_316, 1_316, 0),
    "national_M2021_dl.xlsx": ("national", 2021, 1_396, 1_396, 0),
    "national_M2022_dl.xlsx": ("national", 2022, 1_395, 1_395, 0),
    "national_M2023_dl.xlsx": ("national", 2023, 1_396, 1_396, 0),
    "national_M2024_dl.xlsx": ("national", 2024, 1_396, 1_396, 0),
    "national_M2025_dl.xlsx": ("national", 2025, 1_394, 1_394, 0),
    "natsector_M2024_dl.xlsx": ("sectors", 2024, 1_396, 16_324, 1_396),
    "natsector_M2025_dl.xlsx": ("sectors", 2025, 1_104, 12_612, 1_104),
    "state_M2025_dl.xlsx": ("states", 2025, 852, 36_396, 852),
}
BEYOND = ("MSA_M2025_dl.xlsx", "state_M2025_dl.xlsx")  # with amounts above what their mark means


@needs_files
def test_real_files():
    folder = FILES / "bls_oews"
    started = time.process_time()
    batches = {path.name: oews.read([path]) for path in sorted(folder.iterdir()) if oews.recognise(path)}
    assert time.process_time() - started < 30  # usually about 12 seconds, most of them for 150,000 rows of places
    found = {
        name: (batch.table, batch.period[0].year, batch.records.height, batch.wages.height, batch.figures.height)
        for name, [batch] in batches.items()
    }
    assert found == COUNTS
    for [batch] in batches.values():
        if batch.table == "national":  # what the conversion takes for granted
            assert set(batch.wages.filter("hourly_only")["record"]) == {
                key for key in batch.wages["record"] if re.fullmatch(f"oews-2018:{oews.HOURLY_ONLY}", key)
            }
    for name, [batch] in batches.items():
        assert batch.rows_read == batch.wages.height + batch.skipped.total(), name
        assert not batch.wages.select("record", "area", "industry").is_duplicated().any(), name
        assert batch.figures["note"].str.len_chars().max() is None or batch.figures["note"].str.len_chars().max() <= 300
        # Nothing published beside the mark lies at or above what the mark means.
        bounds = batch.wages.filter(pl.col("top_coded").list.len() > 0).select(
            pl.col("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90") < pl.col("top_code_annual"),
            pl.col("hourly_p10", "hourly_p25", "hourly_median", "hourly_p75", "hourly_p90") < pl.col("top_code_hourly"),
        )
        assert (bounds.select(pl.all_horizontal(pl.all().all())).item() is False) == (name in BEYOND), name
