"""The structure and the definitions of the SOC."""

import datetime
from pathlib import Path

import pytest

from occupations.importers.errors import FileError
from occupations.importers.sources import soc
from tests.occupations.importers.bls_files import Rows, write_workbook
from tests.real import FILES, needs_files

PREAMBLE: Rows = [
    ["Bureau"],
    [],
    ["November 2017 (for reference year January 2018)"],
    ["***The final structure for the 2018 SOC.***"],
    [],
]
STRUCTURE: Rows = [
    ["Major Group", "Minor Group", "Broad Group", "Detailed Occupation"],
    ["35-0000", None, None, None, "Food Occupations"],
    [None, "35-2000", None, None, "Cooks and Helpers"],
    [None, None, "35-2010", None, "Cooks"],
    [None, None, None, "35-2014", "Cooks, Restaurant"],
]
DEFINITIONS: Rows = [
    ["SOC Group", "SOC Code", "SOC Title", "SOC Definition"],
    ["Major", "35-0000", "Food Occupations", None],
    ["Detailed", "35-2014", "Cooks, Restaurant", "Prepare meals to order."],
]
DIRECT_MATCHES: Rows = [
    ["2018 SOC Code", "2018 SOC Title", "2018 SOC Direct Match Title", "Illustrative Example"],
    ["35-2014", "Cooks, Restaurant", "Grill Cook", "x"],
    ["35-2014", "Cooks, Restaurant", "Line Cook", None],
    ["35-2014", "Cooks, Restaurant", "line cook", None],
    ["35-1011", "Chefs and Head Cooks", "Chef", None],
]
HEADER_ROW = len(PREAMBLE) + 1


def book(folder: Path, rows: Rows, preamble: Rows = PREAMBLE) -> Path:
    return write_workbook(folder / "any name.xlsx", {"2018": [*preamble, *rows]})


def changed(rows: Rows, row: int, column: int, value: str | None) -> Rows:
    """The rows with another value in one cell, counted from 0."""
    made = [list(cells) for cells in rows]
    made[row][column] = value
    return made


def complaint(path: Path) -> str:
    with pytest.raises(FileError) as error:
        soc.read([path])
    return str(error.value)


def test_structure_gives_records_of_all_levels(tmp_path):
    path = book(tmp_path, STRUCTURE)
    assert soc.recognise(path)
    [batch] = soc.read([path])
    assert (batch.table, batch.title, batch.rows_read) == ("structure", "Structure, 2018", 4)
    assert batch.period == (datetime.date(2018, 1, 1), datetime.date(2018, 12, 31))
    assert batch.records.rows() == [
        ("soc-2018:35-0000", "Food Occupations", "major", False),
        ("soc-2018:35-2000", "Cooks and Helpers", "minor", False),
        ("soc-2018:35-2010", "Cooks", "broad", False),
        ("soc-2018:35-2014", "Cooks, Restaurant", "detailed", False),
    ]
    assert batch.texts.is_empty()


def test_definitions_give_descriptions_too(tmp_path):
    path = book(tmp_path, DEFINITIONS)
    assert soc.recognise(path)
    [batch] = soc.read([path])
    assert (batch.table, batch.title) == ("definitions", "Definitions, 2018")
    assert batch.records["level"].to_list() == ["major", "detailed"]
    assert batch.texts.rows() == [("soc-2018:35-2014", "description", 1, "Prepare meals to order.")]


def test_direct_match_titles_belong_to_one_code(tmp_path):
    path = book(tmp_path, DIRECT_MATCHES)
    assert soc.recognise(path)
    [batch] = soc.read([path])
    assert (batch.table, batch.title, batch.rows_read) == ("direct match titles", "Direct match titles, 2018", 3)
    assert batch.records["key"].to_list() == ["soc-2018:35-2014", "soc-2018:35-1011"]
    assert batch.texts.rows() == [
        ("soc-2018:35-2014", "direct_match_title", 1, "Grill Cook"),
        ("soc-2018:35-2014", "direct_match_title", 2, "Line Cook"),
        ("soc-2018:35-1011", "direct_match_title", 1, "Chef"),
    ]


def test_other_files_are_not_recognised(tmp_path):
    assert not soc.recognise(book(tmp_path, [["Code", "Title"], ["35-2014", "Cooks"]]))
    text = tmp_path / "soc_structure_2018.xlsx"
    text.write_text("SOC Group\tSOC Code\tSOC Title\tSOC Definition\n")
    assert not soc.recognise(text)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (changed(STRUCTURE, 4, 3, "35-201"), "row 10, column “Detailed Occupation”: “35-201” does not look like “Detailed "
         "Occupation” (expected a code such as 11-1011)"),
        (changed(STRUCTURE, 2, 1, "35-2010"), "row 8, column “Minor Group”: “35-2010” does not look like “Minor Group” (expected "
         "a code such as 15-1200)"),
        (changed(STRUCTURE, 3, 0, "35-0000"), "row 9: has codes in several columns, or in none; expected one"),
        (changed(STRUCTURE, 4, 4, None), "row 10, column “Title”: is empty; expected text"),
        (changed(STRUCTURE, 0, 3, "Occupation"), "row 6: has no column “Detailed Occupation” with one of titles after it"),
        (changed(DEFINITIONS, 2, 0, "Fine"), "row 8, column “SOC Group”: “Fine” does not look like “SOC Group” (expected "
         "Major|Minor|Broad|Detailed)"),
        (changed(DEFINITIONS, 2, 1, "35-0000"), "row 8: “35-0000” appears twice"),
        (changed(DEFINITIONS, 0, 3, "Text"), "row 6: has no column “SOC Definition”; the header is “SOC Group”, “SOC Code”, “SOC "
         "Title”, “Text”"),
        (changed(DEFINITIONS, 0, 1, "Code"), " has none of the headers of the structure, the definitions and the direct match titles of the SOC"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_shown_by_its_place(tmp_path, rows, expected):
    comma = ":" if expected.startswith(" ") else ", "
    assert complaint(book(tmp_path, rows)) == f"any name.xlsx, sheet “2018”{comma}{expected}"


def test_another_edition_is_refused(tmp_path):
    preamble: Rows = [*PREAMBLE[:3], ["This is the structure of the 2028 SOC"], []]
    assert complaint(book(tmp_path, STRUCTURE, preamble)) == (
        "any name.xlsx, sheet “2018”, row 4: “This is the structure of the 2028 SOC” is from a different edition; expected the 2018 SOC"
    )


@needs_files
def test_published_direct_match_titles():
    [batch] = soc.read([path for path in (FILES / "bls_soc").iterdir() if soc.recognise(path)])
    assert (batch.texts.height, batch.records.height) == (6534, 864)


@needs_files
def test_published_files():
    paths = [path for path in sorted((FILES / "bls_crosswalks").iterdir()) if soc.recognise(path)]
    definitions, structure = soc.read(paths)
    assert (definitions.table, structure.table) == ("definitions", "structure")
    assert definitions.records.equals(structure.records)
    levels = dict(structure.records.group_by("level").len().rows())
    assert levels == {"major": 23, "minor": 98, "broad": 459, "detailed": 867}
    assert definitions.texts.height == 867
