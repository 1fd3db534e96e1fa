"""Fields of study that lead to occupations."""

import datetime
from pathlib import Path

import pytest

from occupations.importers.errors import FileError
from occupations.importers.sources import cip
from tests.occupations.importers.bls_files import Rows, write_workbook
from tests.real import FILES, needs_files

HEADER: list[str | float | None] = ["CIP2020Code", "CIP2020Title", "SOC2018Code", "SOC2018Title"]
ROWS: Rows = [
    ["12.0503", "Culinary Arts.", "35-2014", "Cooks"],
    ["12.0500", "Cooking and Related Arts, General.", "35-2014", "Cooks"],
    ["12.0599", "CULINARY ARTS", "35-2014", "Cooks"],
    ["12.0501", "Baking", "51-3011", "Bakers"],
    ["01.0508", "Taxidermy.", "99-9999", "NO MATCH"],
    ["99.9999", "NO MATCH", "25-3041", "Tutors"],
]


def book(folder: Path, rows: Rows = ROWS, header: list[str | float | None] = HEADER, sheet: str = "CIP-SOC") -> Path:
    sheets: dict[str, Rows] = {"File Guide": [["File Name", "Description"]], sheet: [header, *rows], "SOC-CIP": [["x"]]}
    return write_workbook(folder / "any name.xlsx", sheets)


def complaint(path: Path) -> str:
    with pytest.raises(FileError) as error:
        cip.read([path])
    return str(error.value)


def test_fields_become_names_on_soc_records(tmp_path):
    path = book(tmp_path)
    assert cip.recognise(path)
    [batch] = cip.read([path])
    assert (batch.table, batch.title) == ("CIP-SOC", "CIP 2020 to SOC 2018")
    assert batch.period == (datetime.date(2020, 1, 1), datetime.date(2020, 12, 31))
    assert batch.figures.select("record", "metric", "label", "part_code", "value", "missing").rows() == [
        ("soc-2018:35-2014", "major_fields", "Culinary Arts", "12.0503", None, None),
        ("soc-2018:35-2014", "major_fields", "Cooking and Related Arts, General", "12.0500", None, None),
        ("soc-2018:51-3011", "major_fields", "Baking", "12.0501", None, None),
    ]
    assert batch.links.select("record", "other", "quality", "position").rows() == [
        ("cip-2020:12.0503", "soc-2018:35-2014", "prepares", 1),
        ("cip-2020:12.0500", "soc-2018:35-2014", "prepares", 1),
        ("cip-2020:12.0599", "soc-2018:35-2014", "prepares", 1),
        ("cip-2020:12.0501", "soc-2018:51-3011", "prepares", 1),
    ]
    assert batch.records["key"].to_list() == [
        f"cip-2020:{code}" for code in ("12.0503", "12.0500", "12.0599", "12.0501", "01.0508")
    ]
    assert batch.rows_read == 6
    assert batch.skipped == {
        "occupations that no field of study is matched to": 1,
        "fields of study that no occupation is matched to": 1,
        "fields of study with the same name and another code": 1,
    }


CODES = """\
"CIPFamily","CIPCode","Action","TextChange","CIPTitle","CIPDefinition","CrossReferences","Examples"
="12",="12","No substantive changes",no,"CULINARY, ENTERTAINMENT, AND PERSONAL SERVICES.","Programs that
focus on food.","",
="12",="12.05","No substantive changes",no,"Cooking and Related Culinary Arts, General.","","",
="12",="12.0503","No substantive changes",no,"Culinary Arts/Chef Training.","","",
"""


def test_codes_of_fields_become_records_of_three_levels(tmp_path):
    path = tmp_path / "any name.csv"
    path.write_text(CODES)
    assert cip.recognise(path)
    [batch] = cip.read([path])
    assert batch.records.select("key", "title", "level").rows() == [
        ("cip-2020:12", "Culinary, entertainment, and personal services", "major"),
        ("cip-2020:12.05", "Cooking and Related Culinary Arts, General", "minor"),
        ("cip-2020:12.0503", "Culinary Arts/Chef Training", "detailed"),
    ]
    path.write_text(CODES + '="12",="12.05","","no","Again.","","",\n')
    assert complaint(path).endswith("column “CIPCode”: “12.05” appears twice")
    path.write_text(CODES + '="12",="12.5","","no","Again.","","",\n')
    assert '“="12.5"” does not look like “CIPCode” (expected a code of the CIP)' in complaint(path)


def test_other_workbooks_are_not_recognised(tmp_path):
    assert not cip.recognise(book(tmp_path, sheet="CIP"))
    broken = tmp_path / "CIP2020_SOC2018_Crosswalk.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut off")
    assert not cip.recognise(broken)
    broken.write_bytes(b"")
    assert not cip.recognise(broken)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({"rows": [*ROWS, ["12.05", "Cooking.", "35-2014", "Cooks"]]},
         r", row 8, column “CIP2020Code”: “12.05” does not look like “CIP2020Code” (expected \d\d\.\d{4})"),
        ({"rows": [*ROWS, ["12.0505", "Cooking.", "35-2014.00", "Cooks"]]},
         r", row 8, column “SOC2018Code”: “35-2014.00” does not look like “SOC2018Code” (expected a code of the SOC, such as 11-1021)"),
        ({"rows": [*ROWS, ["12.0505", None, "35-2014", "Cooks"]]}, ", row 8, column “CIP2020Title”: is empty; expected text"),
        ({"rows": [*ROWS, ROWS[0]]}, ", row 8, column “SOC2018Code”: “35-2014” appears twice for the same field of study"),
        ({"rows": []}, ": has a header but no rows below it"),
        ({"header": ["CIP2030Code", *HEADER[1:]]},
         ", row 1: has no column “CIP2020Code”; the header is “CIP2030Code”, “CIP2020Title”, “SOC2018Code”, “SOC2018Title”"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_shown_by_its_place(tmp_path, made, expected):
    assert complaint(book(tmp_path, **made)) == f"any name.xlsx, sheet “CIP-SOC”{expected}"


def test_another_workbook_is_refused(tmp_path):
    assert complaint(book(tmp_path, sheet="CIP")) == (
        "any name.xlsx: has no sheet “CIP-SOC”; it has File Guide, CIP, SOC-CIP"
    )


@needs_files
def test_published_file():
    codes, batch = cip.read([path for path in sorted((FILES / "nces_cip").iterdir()) if cip.recognise(path)])
    assert codes.records["level"].value_counts(sort=True).rows() == [("detailed", 2325), ("minor", 473), ("major", 50)]
    assert not set(batch.records["key"]) - set(codes.records["key"])
    assert (batch.rows_read, batch.figures.height, batch.skipped.total()) == (6097, 5720, 377)
    assert not batch.figures.select("record", "label").is_duplicated().any()
    assert not batch.figures["label"].str.ends_with(".").any()
