"""import_release and import_all: what they say, how they end, and what is there afterwards."""

import datetime
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from occupations.importers import run as running
from occupations.management.commands.import_release import Command
from occupations.models import Occupation, RecordText, Release, StatisticalRecord, WageEstimate
from tests.occupations.importers import bls_files, oews_files, onet_files

pytestmark = pytest.mark.django_db

STRUCTURE: bls_files.Rows = [
    ["Major Group", "Minor Group", "Broad Group", "Detailed Occupation"],
    ["35-0000", None, None, None, "Food Preparation Occupations"],
    [None, None, None, "35-2014", "Cooks, Restaurant"],
]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A classification, occupations of O*NET, a pay survey, and what no source reads."""
    bls_files.write_workbook(tmp_path / "structure.xlsx", {"2018": STRUCTURE})
    (tmp_path / "onet").mkdir()
    onet_files.read_me(tmp_path / "onet")
    cooks = [onet_files.COOK, "Cooks, Restaurant", "Prepare meals to order."]
    onet_files.text(tmp_path / "onet" / "Occupation Data.txt", onet_files.OCCUPATIONS, cooks)
    oews_files.survey(tmp_path / "national.xlsx", [oews_files.row()])
    (tmp_path / "onet" / "Work Values.txt").write_text("O*NET-SOC Code\tWork Value\n35-2014.00\tRest\n")
    (tmp_path / "notes.md").write_text("Downloaded today.\n")
    return tmp_path


def said(name: str, *arguments: str | Path, **options) -> str:
    out = io.StringIO()
    call_command(name, *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def refused(name: str, *arguments: str | Path) -> tuple[int, str]:
    """The exit code, and what the command says."""
    with pytest.raises(CommandError) as raised:
        said(name, *arguments)
    return raised.value.returncode, str(raised.value)


def stored() -> list[int]:
    tables = (Release, StatisticalRecord, WageEstimate, RecordText, Occupation)
    return [table.objects.count() for table in tables]


def test_import_all_finds_orders_and_imports_and_names_what_it_leaves_alone(folder):
    lines = said("import_all", folder).splitlines()
    assert lines[:2] == [
        "skipped, because no source recognizes it: notes.md",
        "skipped, because no source recognizes it: onet/Work Values.txt",
    ]
    assert [line for line in lines[2:] if not line.startswith(" ")] == [
        "Standard Occupational Classification, structure: Structure, 2018",
        "O*NET Database, occupation data: Occupations (O*NET 30.1)",
        "Occupational Employment and Wage Statistics, national: National estimates, May 2024",
        "1 occupations added, 3 mappings to records added",
    ]
    assert stored() == [3, 4, 1, 1, 1]
    assert Occupation.objects.public().count() == 0


def test_import_all_a_second_time_changes_nothing(folder):
    said("import_all", folder)
    before = stored()
    lines = said("import_all", folder).splitlines()
    assert lines.count("  identical to an earlier import; nothing changes") == 3
    assert lines[-1] == "0 occupations added, 0 mappings to records added"
    assert stored() == before


def test_dry_run_shows_and_leaves_nothing(folder):
    lines = said("import_all", folder, "--dry-run").splitlines()
    assert "  1 rows read; written: 1 wage estimates" in lines
    assert lines[-1] == "1 occupations added, 3 mappings to records added"
    assert Occupation.objects.count() == 0
    assert stored() == [0, 0, 0, 0, 0]


def test_json_is_one_object_a_line_and_nothing_else(folder):
    *reported, mapped = [json.loads(line) for line in said("import_all", folder, "--json").splitlines()]
    assert (len(mapped["added"]), mapped["classified"], mapped["conflicts"]) == (1, 3, [])
    assert [(one["rows_read"], one["rows_written"], one["unchanged"]) for one in reported] == [
        (2, {}, False),
        (1, {"record texts": 1}, False),
        (1, {"wage estimates": 1}, False),
    ]
    reports = [Release.objects.get(dataset__key=one["dataset"]).report for one in reported]
    assert [report.pop("mapped", None) for report in reports] == [None, mapped, None]
    assert reports == reported
    assert stored() == [3, 4, 1, 1, 1]


def test_quiet_imports_and_says_nothing(folder):
    assert said("import_all", folder, "--quiet") == ""
    assert stored() == [3, 4, 1, 1, 1]


def test_import_release_takes_the_files_of_its_source_only(folder):
    lines = said("import_release", "oews", folder).splitlines()
    assert lines[0] == "Occupational Employment and Wage Statistics, national: National estimates, May 2024"
    assert lines[1] == "  1 rows read; written: 1 wage estimates"
    assert stored() == [1, 1, 1, 0, 0]
    assert "identical to an earlier import" in said("import_release", "oews", folder / "national.xlsx")


def test_a_file_of_another_source_named_directly_is_refused(folder):
    code, word = refused("import_release", "soc", folder / "national.xlsx")
    assert (code, word) == (
        1,
        "national.xlsx, sheet “national”: has none of the headers of the structure, the definitions "
        "and the direct match titles of the SOC. Nothing was written.",
    )
    assert stored() == [0, 0, 0, 0, 0]


def test_one_wrong_cell_stops_all_before_anything_is_written(folder):
    oews_files.survey(folder / "national.xlsx", [oews_files.row(A_MEAN="-5")])
    code, word = refused("import_all", folder)
    assert (code, word) == (
        1,
        "national.xlsx, sheet “national”, row 2, column “A_MEAN”: “-5” is not a number from 1,000 to 10,000,000 (or * or #). Nothing was written.",
    )
    assert stored() == [0, 0, 0, 0, 0]


def test_the_day_of_the_download_is_kept_with_the_release(folder):
    said("import_release", "oews", folder, "--retrieved", "2026-05-04")
    said("import_all", folder)
    days = Release.objects.order_by("pk").values_list("dataset__table", "retrieved")
    assert dict(days) == {"national": datetime.date(2026, 5, 4), "structure": None, "occupation data": None}


def test_a_day_that_was_not_known_is_added_once(folder):
    said("import_all", folder)
    Occupation.objects.update(changed=False)
    reported = "  identical to an earlier import; only the download date is new"
    assert said("import_release", "oews", folder, "--retrieved", "2026-05-04").splitlines()[1] == reported
    assert Occupation.objects.get().changed is True
    nothing = "  identical to an earlier import; nothing changes"
    assert said("import_release", "oews", folder, "--retrieved", "2026-05-05").splitlines()[1] == nothing
    release = Release.objects.get(dataset__table="national")
    assert (release.retrieved, release.report["rows_written"]) == (datetime.date(2026, 5, 4), {"wage estimates": 1})


@pytest.mark.parametrize(
    ("day", "word"),
    [("4 May", "“4 May” is not a day such as 2026-11-22"), ("2999-01-01", "“2999-01-01” is in the future")],
)
def test_a_day_that_cannot_be_that_of_the_download_is_refused(folder, day, word):
    with pytest.raises(CommandError) as raised:
        said("import_all", folder, "--retrieved", day)
    assert str(raised.value) == f"Error: argument --retrieved: {word}"
    assert stored() == [0, 0, 0, 0, 0]


def test_files_with_the_same_name_are_named_with_their_folders(folder):
    for place in ("old", "new"):
        (folder / place).mkdir()
        oews_files.survey(folder / place / "national.xlsx", [oews_files.row(A_MEAN="-5" if place == "old" else "5000")])
    wrong = "sheet “national”, row 2, column “A_MEAN”: “-5” is not a number"
    assert refused("import_all", folder)[1].startswith(f"old/national.xlsx, {wrong}")
    assert refused("import_release", "oews", folder)[1].startswith(f"old/national.xlsx, {wrong}")
    assert refused("import_release", "oews", folder / "old" / "national.xlsx")[1].startswith(f"national.xlsx, {wrong}")
    files = [folder / place / "national.xlsx" for place in ("new", "old")]
    assert refused("import_release", "oews", *files)[1].startswith(f"{files[1]}, {wrong}")
    (folder / "new" / "cut.xlsx").write_bytes(b"PK")
    assert refused("import_all", folder)[1].startswith("new/cut.xlsx: is not a readable Excel workbook")


def test_a_source_that_is_not_known_is_refused(capsys):
    with pytest.raises(SystemExit) as raised:
        Command().run_from_argv(["manage.py", "import_release", "census", "file.xlsx"])
    assert raised.value.code == 2
    assert "invalid choice: 'census'" in capsys.readouterr().err


def test_nothing_to_import(tmp_path):
    assert refused("import_all", tmp_path) == (1, "there is no file to import. Nothing was written.")
    missing = tmp_path / "elsewhere"
    assert refused("import_all", missing) == (1, f"{missing}: there is no such file or folder. Nothing was written.")
    (tmp_path / "notes.md").write_text("Nothing yet.\n")
    (tmp_path / "~$national.xlsx").write_bytes(b"lock of an office program")
    assert refused("import_all", tmp_path) == (1, f"{tmp_path}: no source recognizes any file in this folder.")
    assert refused("import_release", "oews", tmp_path) == (
        1,
        f"no file of “oews” in {tmp_path}. Nothing was written.",
    )


def test_interrupted_keeps_the_releases_before_and_nothing_of_the_one_at_work(folder, monkeypatch):
    write = running.write

    def interrupt(batch, reported):
        if batch.table == "national":
            write(batch, reported)
            raise KeyboardInterrupt
        return write(batch, reported)

    monkeypatch.setattr(running, "write", interrupt)
    code, word = refused("import_all", folder)
    assert (code, word) == (130, "Interrupted; the release in progress was rolled back.")
    assert stored() == [2, 3, 0, 1, 0]


def test_interrupted_while_reading_writes_nothing(folder, monkeypatch):
    def interrupt(files):
        raise KeyboardInterrupt

    monkeypatch.setattr(running.oews, "read", interrupt)
    for name, *arguments in (("import_all", folder), ("import_release", "oews", folder)):
        code, word = refused(name, *arguments)
        assert (code, word) == (130, "Interrupted; the release in progress was rolled back.")
    assert stored() == [0, 0, 0, 0, 0]
