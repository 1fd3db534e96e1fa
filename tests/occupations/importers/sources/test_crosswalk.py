"""Which codes stand for which, and how well."""

import datetime
from pathlib import Path

import pytest

from occupations.importers.errors import FileError
from occupations.importers.sources import crosswalk
from occupations.models import RecordLink
from tests.occupations.importers.bls_files import Rows, write_workbook
from tests.real import FILES, needs_files

HEADER: list[str | float | None] = ["Sort Order", "O*NET-SOC Code", "O*NET-SOC Title", "NEM Code",
                                    "National Employment Matrix Occupational Title", "OOH Profile Code"]  # fmt: skip
ROWS: Rows = [
    [1, "35-2014.00", "Cooks", "35-2014", "Cooks, restaurant", "B1"],
    [2, "31-1121.00", "Health Aides", "31-1120", "Home health and care aides", "—"],
    [3, "31-1122.00", "Care Aides", "31-1120", "Home health and care aides", "—"],
    [4, "51-9099.00", "Odd Jobs", "51-9090", "Odd jobs", "—"],
    [5, "51-9099.00", "Odd Jobs", "51-9080", "Even jobs", "—"],
]
TAXONOMY = (
    "O*NET-SOC 2010 Code,O*NET-SOC 2010 Title,O*NET-SOC 2019 Code,O*NET-SOC 2019 Title\n"
    '35-2014.00,"Cooks, Restaurant",35-2014.00,"Cooks, Restaurant"\n'
    "35-9099.00,Old,35-9001.00,New\n"
    "35-9099.00,Old,35-9002.00,Newer\n"
    "51-1000.01,One,51-1000.00,Both\n"
    "51-1000.02,Two,51-1000.00,Both\n"
    "51-1000.02,Two,51-1001.00,Else\n"
)


def book(
    folder: Path, rows: Rows = ROWS, header: list[str | float | None] = HEADER, day: str = "As of 9/6/2023"
) -> Path:
    sheets: dict[str, Rows] = {"ONET to SOC": [["Bureau"], [day], header, *rows], "Definitions": [["x"]]}
    return write_workbook(folder / "any name.xlsx", sheets)


def taxonomy(folder: Path, content: str = TAXONOMY) -> Path:
    path = folder / "any name.csv"
    path.write_bytes(content.encode())
    return path


def complaint(path: Path) -> str:
    with pytest.raises(FileError) as error:
        crosswalk.read([path])
    return str(error.value)


def test_the_matrix_is_linked_with_its_records(tmp_path):
    path = book(tmp_path)
    assert crosswalk.recognise(path)
    [batch] = crosswalk.read([path])
    assert batch.title == "O*NET-SOC to National Employment Matrix crosswalk, 2023"
    assert batch.period == (datetime.date(2023, 9, 6), datetime.date(2023, 9, 6))
    assert batch.records.rows() == [
        ("nem-2024:35-2014", "Cooks, restaurant", "detailed", False),
        ("nem-2024:31-1120", "Home health and care aides", "detailed", False),
        ("nem-2024:51-9090", "Odd jobs", "detailed", False),
        ("nem-2024:51-9080", "Even jobs", "detailed", False),
    ]
    assert batch.links.select("record", "other", "quality", "position").rows() == [
        ("onet-soc-2019:35-2014.00", "nem-2024:35-2014", "exact", 1),
        ("onet-soc-2019:31-1121.00", "nem-2024:31-1120", "shared", 1),
        ("onet-soc-2019:31-1122.00", "nem-2024:31-1120", "shared", 1),
        ("onet-soc-2019:51-9099.00", "nem-2024:51-9090", "broader", 1),
        ("onet-soc-2019:51-9099.00", "nem-2024:51-9080", "broader", 2),
    ]
    assert set(batch.links["quality"]) <= {quality for quality, _ in RecordLink.QUALITIES}
    assert batch.rows_read == 5


def test_the_earlier_taxonomy_is_linked_to_the_later(tmp_path):
    path = taxonomy(tmp_path)
    assert crosswalk.recognise(path)
    [batch] = crosswalk.read([path])
    assert batch.source.title == "O*NET Database"
    assert batch.period == (datetime.date(2019, 1, 1), datetime.date(2019, 12, 31))
    assert batch.records.row(0) == ("onet-soc-2010:35-2014.00", "Cooks, Restaurant", "detailed", False)
    assert batch.links.select("record", "other", "quality").rows() == [
        ("onet-soc-2010:35-2014.00", "onet-soc-2019:35-2014.00", "exact"),
        ("onet-soc-2010:35-9099.00", "onet-soc-2019:35-9001.00", "broader"),
        ("onet-soc-2010:35-9099.00", "onet-soc-2019:35-9002.00", "broader"),
        ("onet-soc-2010:51-1000.01", "onet-soc-2019:51-1000.00", "narrower"),
        ("onet-soc-2010:51-1000.02", "onet-soc-2019:51-1000.00", "approximate"),
        ("onet-soc-2010:51-1000.02", "onet-soc-2019:51-1001.00", "broader"),
    ]


@pytest.mark.parametrize("content", [b"", b"a,b\n", TAXONOMY.encode("utf-16"), b"PK\x03\x04 cut off"])
def test_other_files_are_not_recognised(tmp_path, content):
    path = tmp_path / "2010_to_2019_soc_crosswalk.csv"
    path.write_bytes(content)
    assert not crosswalk.recognise(path)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ({"rows": [*ROWS, [6, "35-2014", "Cooks", "35-2014", "Cooks", "B1"]]},
         r", row 9, column “O*NET-SOC Code”: “35-2014” does not look like “O*NET-SOC Code” (expected an O*NET-SOC code, such as 11-1021.00)"),
        ({"rows": [*ROWS, [6, "35-2015.00", "Cooks", None, "Cooks", "B1"]]},
         ", row 9, column “NEM Code”: is empty; expected text"),
        ({"rows": [*ROWS, ROWS[0]]},
         ", row 9, column “O*NET-SOC Code”: “35-2014.00” appears twice with the same other code"),
        ({"header": [*HEADER[:3], "Code", *HEADER[4:]]},
         ": has no header with “O*NET-SOC Code” and “NEM Code” in its first rows"),
        ({"header": [*HEADER[:4], "Title", *HEADER[5:]]},
         ", row 3: has no column “National Employment Matrix Occupational Title”; the header is “Sort Order”, “O*NET-SOC Code”, "
         "“O*NET-SOC Title”, “NEM Code”, “Title”, “OOH Profile Code”"),
        ({"day": "As of 13/6/2023"}, ", row 2: “As of 13/6/2023” is not a date"),
        ({"day": "New"}, ": does not state its date; expected a line such as “As of 9/6/2023” above the header"),
    ],
)  # fmt: skip
def test_a_wrong_workbook_is_shown_what_and_where(tmp_path, made, expected):
    assert complaint(book(tmp_path, **made)) == f"any name.xlsx, sheet “ONET to SOC”{expected}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", ": is empty"),
        (TAXONOMY.replace("Newer", "Newer,"), ", row 4: has 5 columns; expected 4, as in row 1"),
        (TAXONOMY.replace("35-9002.00", "35-9002"), ", row 4, column “O*NET-SOC 2019 Code”: “35-9002” does not look like “O*NET-SOC "
         r"2019 Code” (expected an O*NET-SOC code, such as 11-1021.00)"),
        (TAXONOMY.replace("2019 Code", "2029 Code"), ": has no header with “O*NET-SOC 2010 Code” and “O*NET-SOC 2019 Code” in its "
         "first rows"),
    ],
)  # fmt: skip
def test_a_wrong_text_is_shown_what_and_where(tmp_path, content, expected):
    assert complaint(taxonomy(tmp_path, content)) == f"any name.csv{expected}"


def test_utf_16_is_refused(tmp_path):
    path = tmp_path / "any name.csv"
    path.write_bytes(TAXONOMY.encode("utf-16"))
    assert complaint(path) == "any name.csv: is UTF-16 or binary; expected plain text in UTF-8"


@needs_files
def test_published_files():
    paths = [path for path in sorted(FILES.rglob("*")) if path.is_file() and crosswalk.recognise(path)]
    assert [path.name for path in paths] == ["nem-onet-to-soc-crosswalk.xlsx", "2010_to_2019_soc_crosswalk.csv"]
    matrix, earlier = crosswalk.read(paths)
    assert (matrix.records.height, matrix.links.height) == (832, 997)
    assert dict(matrix.links.group_by("quality").len().rows()) == {"exact": 748, "shared": 249}
    assert (earlier.records.height, earlier.links.height) == (1110, 1164)
    assert dict(earlier.links.group_by("quality").len().rows()) == {
        "exact": 857, "narrower": 209, "broader": 58, "approximate": 40,
    }  # fmt: skip
