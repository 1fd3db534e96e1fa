"""A damaged file in a folder stops the import of the folder; a file that is merely of no use does not."""

import time
import zipfile

import pytest

from occupations.importers import run
from occupations.importers.errors import FileError
from occupations.importers.tables import read_sheet
from tests.occupations.importers.oews_files import workbook


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("tasks.txt", "Task\tID\n".encode("utf-16"), "tasks.txt: is UTF-16 or binary; expected plain text in UTF-8"),
        ("tasks.txt", b"", "tasks.txt: is empty"),
        ("pay.xlsx", b"", "pay.xlsx: is empty"),
        ("pay.xlsx", b"PK\x03\x04 cut off", "pay.xlsx: is not a readable Excel workbook"),
        ("pay.parquet", b"nothing of the kind", "pay.parquet: is not a readable parquet file"),
        ("pay.parquet", b"PAR1 cut off", "pay.parquet: is not a readable parquet file"),
        (
            "Job Zones.txt",
            b"Code\tZone\n1\t2\n",
            "Job Zones.txt, row 1: is not a table of the O*NET database that we read",
        ),
        ("national_M2024_dl.csv", b"AREA,CODE\n1,2\n", "national_M2024_dl.csv, row 1: has no column"),
        ("LCA_FY2025_Q2.csv", b"CASE,NAME\n1,2\n", "LCA_FY2025_Q2.csv, row 1: has no column"),
    ],
)
def test_a_damaged_file_is_named(tmp_path, name, data, word):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(FileError) as caught:
        run.recognise([tmp_path])
    assert str(caught.value).startswith(word)


def test_a_file_of_no_use_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("Read these files.\n")
    (tmp_path / "picture.png").write_bytes(b"")
    assert {path.name for path in run.recognise([tmp_path]).unknown} == {"notes.txt", "picture.png"}


# Workbooks that were made to do harm

WIDE = "XFD"  # the last column of a sheet: the 16,384th


def sheet_of(path, xml: str):
    """A workbook whose only sheet is this XML."""
    workbook(path, {"national": []})
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, xml if "worksheets/" in name else data)
    return path


def rows_of(content: str) -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{content}</sheetData></worksheet>'


def cell(text: str, at: str = "A1") -> str:
    return f'<row><c r="{at}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def test_a_workbook_that_unfolds_to_hundreds_of_times_its_size_is_refused_at_once(tmp_path):
    path = sheet_of(tmp_path / "national_M2024_dl.xlsx", rows_of(cell("a" * 60) * 200_000))
    assert path.stat().st_size < 200_000
    start = time.thread_time()
    with pytest.raises(FileError, match="that unfolds to 2. MB, more than 100 times as much as in the file"):
        run.recognise([tmp_path])
    assert time.thread_time() - start < 1


@pytest.mark.parametrize(
    "entity", ['<!ENTITY a SYSTEM "file:///etc/passwd">', '<!ENTITY b "haha"><!ENTITY a "&b;&b;&b;&b;&b;&b;&b;">']
)
def test_entities_of_a_workbook_are_not_followed(tmp_path, entity):
    path = sheet_of(tmp_path / "pay.xlsx", f"<!DOCTYPE x [{entity}]>{rows_of(cell('&a;'))}")
    with pytest.raises(FileError, match="unrecognized entity `&a;`"):
        read_sheet(path)


def test_a_sheet_with_all_columns_there_are_is_refused(tmp_path):
    path = sheet_of(tmp_path / "pay.xlsx", rows_of(cell("x", f"{WIDE}1") + cell("x", "A2")))
    with pytest.raises(FileError, match="has 16,384 columns; expected 1,000 at most"):
        read_sheet(path)


def test_archives_within_archives_are_named_and_not_opened(tmp_path):
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
        for number in range(1_000):
            archive.writestr(f"{number}.csv", "a,b")
    with zipfile.ZipFile(tmp_path / "pay.xlsx", "w") as archive:
        archive.write(tmp_path / "inner.zip", "inner.zip")
    with pytest.raises(FileError, match="pay.xlsx: is a zip archive of inner.zip; unzip it and import these"):
        run.recognise([tmp_path / "pay.xlsx"])


def test_text_that_is_called_a_workbook_is_no_workbook_and_the_other_way_round(tmp_path):
    (tmp_path / "pay.xlsx").write_text("a,b")
    with pytest.raises(FileError, match="pay.xlsx: is not a readable Excel workbook"):
        run.recognise([tmp_path])
    (tmp_path / "pay.xlsx").unlink()
    workbook(tmp_path / "notes.csv", {"national": [["a", "b"], ["1", "2"]]})
    with pytest.raises(FileError, match=r"notes.csv: is UTF-16 or binary"):
        run.recognise([tmp_path])
