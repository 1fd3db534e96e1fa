"""Filed wages: which filings count, which spellings are one employer, who is named, and the errors for wrong files."""

import csv
import datetime
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from occupations.importers.errors import FileError
from occupations.importers.sources import lca
from tests.real import FILES, needs_files

CELLS = {
    "CASE_NUMBER": "I-200-25001-000001", "SOC_CODE": "35-1011.00", "FULL_TIME_POSITION": "Y", "EMPLOYER_NAME": "Fork & Co",
    "WORKSITE_ADDRESS1": "1 Secret Street", "WORKSITE_CITY": "Hiddenham",
    "WAGE_RATE_OF_PAY_FROM": "50000", "WAGE_RATE_OF_PAY_TO": "90000", "WAGE_UNIT_OF_PAY": "Year", "Year": "2025", "Quarter": "Q2",
}  # fmt: skip
CHEFS = "oews-2018:35-1011"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "filings.csv"


def filing(**cells: str) -> dict[str, str]:
    """A full-time chef at Fork & Co for $50,000 a year, but for the cells named."""
    return CELLS | cells


def filed(path: Path, rows: list[dict[str, str]], *, without: tuple[str, ...] = ()) -> Path:
    columns = [name for name in {name: None for row in rows for name in row} if name not in without]
    with path.open("w", newline="", encoding="utf-8-sig") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def pay(amount: str, unit: str = "Year", **cells: str) -> dict[str, str]:
    return filing(WAGE_RATE_OF_PAY_FROM=amount, WAGE_UNIT_OF_PAY=unit, **cells)


def employer(name: str, amount: str, filings: int = 10, **cells: str) -> list[dict[str, str]]:
    return [pay(amount, EMPLOYER_NAME=name, **cells)] * filings


def wages(path: Path, rows: list[dict[str, str]]) -> list[tuple]:
    [batch] = lca.read([filed(path, rows)])
    return batch.wages.select("record", "employer", "annual_median", "sample_size").rows()


def complaint(path: Path) -> str:
    with pytest.raises(FileError) as raised:
        lca.read([path])
    return str(raised.value)


# What filings become


def test_filings_become_the_median_of_an_employer(file):
    [batch] = lca.read([filed(file, [pay("50000"), pay("60000"), pay("90000")])])
    assert (batch.source.title, batch.table, batch.method) == (
        "Labor Condition Applications",
        "LCA disclosure",
        "filed",
    )
    assert batch.title == "Labor condition applications, January to March 2025 (fiscal year 2025, quarter 2)"
    assert batch.period == (datetime.date(2025, 1, 1), datetime.date(2025, 3, 31))
    [found] = batch.wages.to_dicts()
    assert {name: value for name, value in found.items() if value is not None} == {
        "record": CHEFS,
        "employer": "Fork & Co",
        "annual_median": Decimal(60_000),
        "sample_size": 3,
        "annual_only": False,
        "hourly_only": False,
        "top_coded": [],
        "suppressed": [],
        "note": "filed wages for visa applications, the lower end of what is offered",
    }
    assert batch.records.is_empty()


@pytest.mark.parametrize(
    ("amount", "unit", "year"),
    [("25", "Hour", 52_000), ("1000", "Week", 52_000), ("2000", "Bi-Weekly", 52_000), ("5000", "Month", 60_000)],
)
def test_pay_is_converted_to_a_year_and_says_so(file, amount, unit, year):
    [batch] = lca.read([filed(file, [pay(amount, unit)])])
    assert batch.wages.select("annual_median", "note").rows() == [
        (
            year,
            "filed wages for visa applications, the lower end of what is offered; pay by the hour × 2,080, week × 52, two weeks × 26, month × 12",
        )
    ]


def test_filings_that_do_not_count_are_counted(file):
    rows = [
        filing(CASE_STATUS="Certified"),
        filing(CASE_STATUS="Certified - Withdrawn"),
        filing(CASE_STATUS="Denied", FULL_TIME_POSITION="N"),
        filing(CASE_STATUS="Certified", FULL_TIME_POSITION="N"),
        pay("705000", "Hour", CASE_STATUS="Certified"),
        pay("18.50", "Year", CASE_STATUS="Certified"),
    ]
    [batch] = lca.read([filed(file, rows)])
    assert batch.wages["sample_size"].to_list() == [1]
    assert batch.rows_read == 6
    assert batch.skipped == Counter(
        {
            "filings that were not certified": 2,
            "filings for part-time jobs": 1,
            "filings whose pay comes to less than $15,080 or more than $2,080,000 a year: wrong unit": 2,
        }
    )
    assert batch.population == "full-time jobs for which employers applied for a visa, as in this file"


def test_file_without_a_status_says_so(file):
    [batch] = lca.read([filed(file, [filing()])])
    assert batch.population.endswith("as in this file; which of them were certified is not in this file")


def test_decimals_of_codes_are_one_record(file):
    assert wages(file, [filing(SOC_CODE="35-1011"), filing(SOC_CODE="35-1011.00"), filing(SOC_CODE="35-1011.03")]) == [
        (CHEFS, "Fork & Co", 50_000, 3)
    ]


@pytest.mark.parametrize("code", ["29-2011.00", "29-2012.00"])
def test_codes_that_the_wage_survey_publishes_together_are_one_record(file, code):
    assert [row[0] for row in wages(file, [filing(SOC_CODE=code)])] == ["oews-2018:29-2010"]


def test_filings_that_do_not_count_say_so_of_their_record(file):
    [batch] = lca.read([filed(file, [filing(FULL_TIME_POSITION="N", SOC_CODE="11-1011.00"), *employer("Fork", "1e5")])])
    notes = dict(batch.figures.select("record", "note").rows())
    assert notes["oews-2018:11-1011"] == lca.NONE_COUNTS


def test_worksites_are_not_read(file):
    [batch] = lca.read([filed(file, employer("Fork", "50000", 12) + employer("Spoon", "60000", 12))])
    everything = repr(
        [
            getattr(batch, name).to_dicts()
            for name in ("records", "figures", "wages", "areas", "industries", "texts", "links")
        ]
    )
    assert "Fork" in everything
    assert "Secret" not in everything
    assert "Hiddenham" not in everything


# What makes one employer


@pytest.mark.parametrize(
    ("spellings", "shown"),
    [
        (["MAYO CLINIC", "Mayo Clinic"], "Mayo Clinic"),
        (["MAYO CLINIC", "MAYO CLINIC", "Mayo Clinic"], "MAYO CLINIC"),
        (["1 TO 1 THERAPIES  INC.", "1 to 1 Therapies, Inc"], "1 to 1 Therapies, Inc"),
        (["Fork Incorporated", "Fork, Inc."], "Fork Incorporated"),
        (["Fork L.L.C.", "Fork, LLC", "Fork, LLC"], "Fork, LLC"),
        (["Knife and Co", "Knife & Company"], "Knife & Company"),
        (["St. Mary's Hospital", "ST MARYS HOSPITAL"], "St. Mary's Hospital"),
    ],
)
def test_spellings_of_one_employer(file, spellings, shown):
    assert wages(file, [filing(EMPLOYER_NAME=name) for name in spellings]) == [(CHEFS, shown, 50_000, len(spellings))]


@pytest.mark.parametrize(
    "names", [["Fork Inc.", "Fork LLC"], ["Fork Inc.", "Fork"], ["Fork of Ohio", "Fork of Iowa"], ["***", "---"]]
)
def test_different_employers(file, names):
    assert [name for _, name, _, _ in wages(file, [filing(EMPLOYER_NAME=name) for name in names])] == sorted(names)


# Who is named


def best(path: Path, rows: list[dict[str, str]]) -> tuple:
    [batch] = lca.read([filed(path, rows)])
    [found] = batch.figures.filter(record=CHEFS).to_dicts()
    assert (found["metric"], found["method"]) == ("top_employer", "filed")
    return tuple(found[name] for name in ("label", "value", "missing", "sample_size", "note"))


def test_highest_median_of_employers_with_ten_filings(file):
    rows = employer("Fork", "60000", 11) + employer("Spoon", "50000") + employer("Knife", "900000", 9)
    assert best(file, rows) == (
        "Fork", 60_000, "", 11, "filed wages for visa applications; median of 11 filings; highest of 2 employers with 10 or more filings in this file",
    )  # fmt: skip


def test_equals_are_shown_and_the_first_by_name_is_shown(file):
    assert best(file, employer("Spoon", "60000") + employer("Fork", "60000") + employer("Knife", "50000"))[::4] == (
        "Fork",
        "filed wages for visa applications; median of 10 filings; highest of 3 employers with 10 or more filings in this file; 1 more with the same median",
    )


@pytest.mark.parametrize(
    ("rows", "note"),
    [
        (employer("Fork", "60000") + employer("Spoon", "50000", 9), "cannot be ranked: 1 of 2 employers with filed wages in this file has 10 or more filings"),
        (employer("Fork", "60000", 9) + employer("Spoon", "50000", 9), "cannot be ranked: 0 of 2 employers with filed wages in this file have 10 or more filings"),
        (employer("Fork", "60000", 9), "cannot be ranked: 0 of 1 employer with filed wages in this file has 10 or more filings"),
    ],
)  # fmt: skip
def test_fewer_than_two_employers_make_no_ranking(file, rows, note):
    assert best(file, rows) == ("", None, "not_applicable", None, note)


def test_part_time_filings_do_not_help_to_ten(file):
    rows = (
        employer("Fork", "60000", 9) + employer("Fork", "60000", 5, FULL_TIME_POSITION="N") + employer("Spoon", "50000")
    )
    assert best(file, rows)[2] == "not_applicable"


# Of which quarter


@pytest.mark.parametrize(
    ("year", "quarter", "first", "last"),
    [
        ("2025", "Q1", (2024, 10, 1), (2024, 12, 31)),
        ("2025", "Q3", (2025, 4, 1), (2025, 6, 30)),
        ("2024", "Q4", (2024, 7, 1), (2024, 9, 30)),
    ],
)
def test_quarters_are_of_the_fiscal_year(file, year, quarter, first, last):
    [batch] = lca.read([filed(file, [filing(Year=year, Quarter=quarter)])])
    assert batch.period == (datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize(
    ("day", "start"),
    [("2024-10-01", (2024, 10, 1)), ("2025-03-31 00:00:00", (2025, 1, 1)), ("2025-09-30", (2025, 7, 1))],
)
def test_day_of_decision_shows_the_quarter_where_no_column_does(file, day, start):
    [batch] = lca.read([filed(file, [filing(DECISION_DATE=day)], without=("Year", "Quarter"))])
    assert batch.period[0] == datetime.date(*start)


def test_two_quarters_in_one_file(file):
    assert (
        complaint(filed(file, [filing(), filing(), filing(Quarter="Q3")]))
        == "filings.csv, row 4, column “Quarter”: “2025Q3” is in a different quarter than row 2 (2025Q2)"
    )


def test_impossible_day(file):
    path = filed(file, [filing(DECISION_DATE="2025-02-30")], without=("Year", "Quarter"))
    assert complaint(path) == "filings.csv, row 2, column “DECISION_DATE”: “2025-02-30” is not a date"


def test_no_quarter(file):
    assert (
        complaint(filed(file, [filing()], without=("Year", "Quarter")))
        == "filings.csv, row 1: does not state its period; expected columns “Year” and “Quarter”, or “DECISION_DATE”"
    )


# Files that are not what they should be


def test_recognised_by_header_whatever_the_name(tmp_path):
    utf16, empty, other = tmp_path / "LCA_1.csv", tmp_path / "LCA_2.csv", tmp_path / "LCA_3.csv"
    utf16.write_text("SOC_CODE,EMPLOYER_NAME\n", encoding="utf-16")
    empty.touch()
    other.write_text("SOC_CODE,TITLE\n35-1011,Chefs\n")
    assert [lca.recognise(path) for path in (utf16, empty, other, tmp_path, tmp_path / "none.csv")] == [False] * 5
    assert lca.recognise(filed(tmp_path / "download.bin", [filing()]))


def test_empty_file(file):
    file.touch()
    assert complaint(file) == "filings.csv: is empty"


def test_utf_16(file):
    file.write_text("SOC_CODE,EMPLOYER_NAME\n", encoding="utf-16")
    assert complaint(file) == "filings.csv: is UTF-16 or binary; expected plain text in UTF-8"


def test_changed_header(file):
    listed = ", ".join(f"“{name}”" for name in CELLS if name != "SOC_CODE")
    assert (
        complaint(filed(file, [filing()], without=("SOC_CODE",)))
        == f"filings.csv, row 1: has no column “SOC_CODE”; the header is {listed}"
    )


def test_cell_too_many(file):
    filed(file, [filing(), filing()])
    file.write_text(file.read_text(encoding="utf-8-sig").rstrip("\n") + ",more\n")
    assert complaint(file) == "filings.csv, row 3: has 12 columns; expected 11, as in row 1"


def test_nothing_that_counts(file):
    assert (
        complaint(filed(file, [filing(FULL_TIME_POSITION="N")]))
        == "filings.csv: has no certified, full-time filing with plausible yearly pay"
    )


@pytest.mark.parametrize(("column", "word"), [("FULL_TIME_POSITION", "maybe"), ("WAGE_UNIT_OF_PAY", "Fortnight")])
def test_an_unknown_word_loses_its_filing_and_says_of_whom(file, column, word):
    [batch] = lca.read([filed(file, [pay("50000"), pay("60000"), filing(**{column: word})])])
    assert batch.wages["sample_size"].to_list() == [2]
    assert [(lost.column, lost.word, lost.rows, lost.codes) for lost in batch.lost] == [
        (column, word, 1, (CELLS["SOC_CODE"],))
    ]


@pytest.mark.parametrize("space", ["\n", "\r\n", "\x0b", "\u2028", "\xa0", " \t "])
def test_white_space_within_a_cell_is_one_space(file, space):
    [batch] = lca.read([filed(file, [pay("50000", EMPLOYER_NAME=f"Fork{space}House")])])
    assert batch.wages["employer"].to_list() == ["Fork House"]


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("SOC_CODE", "351011", r"does not look like “SOC_CODE” (expected a code of the SOC, such as 11-1021)"),
        ("WAGE_RATE_OF_PAY_FROM", "-50000", "is not a number of 0 or more"),
        ("WAGE_RATE_OF_PAY_FROM", "a lot", "is not a number of 0 or more"),
        ("Quarter", "Q5", "does not look like “Quarter” (expected Q[1-4])"),
    ],
)
def test_wrong_cell_is_named(file, column, value, expected):
    path = filed(file, [filing(), filing(**{column: value})])
    assert complaint(path) == f"filings.csv, row 3, column “{column}”: “{value}” {expected}"


@needs_files
def test_real_file():
    [path] = [path for path in sorted((FILES / "dol_oflc").iterdir()) if lca.recognise(path)]
    started = time.perf_counter()
    [batch] = lca.read([path])
    assert time.perf_counter() - started < 3  # usually a sixth of a second
    assert (batch.rows_read, batch.wages.height, batch.figures.height) == (8_078, 3_501, 62)
    assert sum(batch.skipped.values()) == 436
    assert batch.wages["sample_size"].sum() == 8_078 - 436
    assert batch.wages["annual_median"].is_between(lca.LEAST, lca.MOST).all()
    assert not batch.wages.select("record", "employer").is_duplicated().any()
    named = batch.figures.filter(missing="")
    assert named["sample_size"].min() >= 10
    beaten = batch.wages.join(named, on="record").filter(
        (pl.col("sample_size") >= 10) & (pl.col("annual_median") > pl.col("value"))
    )
    assert beaten.is_empty()
