"""A damaged file in a folder stops the import of the folder; a file that is merely of no use does not."""

import pytest

from occupations.importers import run
from occupations.importers.tables import FileError


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
