"""A sheet saved as comma-separated text is read as the workbook is, and known by its content, too."""

import csv
from pathlib import Path

import pytest

from occupations.importers import run
from occupations.importers.batch import TABLES
from occupations.importers.tables import read_sheet
from tests.occupations.importers import bls_files as bls
from tests.occupations.importers.oews_files import row, survey
from tests.occupations.importers.sources import test_cip, test_crosswalk, test_soc


def copied(path: Path, name: str | int = 0) -> Path:
    """The sheet of a workbook, saved as text."""
    copy = path.with_name("copy, M2024.csv")  # the sheet that tells the year of pay is not in it
    with copy.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(read_sheet(path, name).cells.drop("row").rows())
    return copy


@pytest.mark.parametrize(
    ("source", "made", "sheet"),
    [
        ("cps", lambda folder: bls.write_workbook(folder / "a.xlsx", {"cpsaat11": bls.cps_11()}), 0),
        ("cip", test_cip.book, "CIP-SOC"),
        ("soc", lambda folder: test_soc.book(folder, test_soc.STRUCTURE), 0),
        ("soc", lambda folder: test_soc.book(folder, test_soc.DEFINITIONS), 0),
        ("crosswalk", test_crosswalk.book, 0),
        ("oews", lambda folder: survey(folder / "a.xlsx", [row()], year=2024), 0),
        ("projections", lambda folder: bls.write_workbook(folder / "a.xlsx", {"Table 1.2": bls.outlook()}), 0),
    ],
)
def test_a_copy_is_read_as_its_workbook(tmp_path, source, made, sheet):
    workbook = made(tmp_path)
    copy = copied(workbook, sheet)
    assert {name: [path.name for path in paths] for name, paths in run.recognise([copy]).files.items()} == {
        source: [copy.name]
    }
    [text], [whole] = run.read(source, [copy]), run.read(source, [workbook])
    assert (text.table, text.title, text.period) == (whole.table, whole.title, whole.period)
    for table in TABLES:
        assert getattr(text, table).equals(getattr(whole, table)), table
