"""Files that are wrong: each is refused, with file, sheet, row, column, value and what was expected."""

import io
import zipfile

import openpyxl
import pytest

from occupations.admin.spreadsheets import archive, files, reading
from occupations.admin.spreadsheets.cells import LONGEST, TOO_LONG, inert, plain, seen
from occupations.admin.spreadsheets.edits import Edit, edits_of
from occupations.admin.spreadsheets.exports import Exported
from occupations.admin.spreadsheets.reading import Problems
from occupations.admin.spreadsheets.shape import OCCUPATIONS, SHEETS, Cells, Place, RowKey

EXPORT = Exported(
    {
        RowKey("occupations", 12, ""): {"title": "Cook", "category": "Food"},
        RowKey("occupations", 13, ""): {"title": "Baker", "category": "Food"},
        RowKey("titles", 12, "7"): {"item": "7", "text": "Chef"},
        RowKey("responsibilities", 12, "8"): {"item": "8", "text": "Plan."},
        RowKey("responsibilities", 12, "=taste the soup."): {"words": "Taste the soup."},
        RowKey("skills", 12, "9"): {"item": "9", "text": "POS", "share": "12.5"},
    },
    {12: 3, 13: 1},
    {12: "Cook", 13: "Baker"},
)


def rows() -> dict[str, list[Cells]]:
    found: dict[str, list[Cells]] = {sheet: [] for sheet in SHEETS}
    for key, cells in EXPORT.rows.items():
        version, title = str(EXPORT.versions[key.occupation]), EXPORT.titles[key.occupation]
        found[key.sheet].append(
            {"key": str(key.occupation), "export": "1-a", "version": version, "occupation": title, **cells}
        )
    return found


def problems(data: bytes, name: str = "a.xlsx") -> list[str]:
    with pytest.raises(Problems) as found:
        edits_of(reading.read(data, name), name, {"1-a": EXPORT, "1-b": "is an export of another site"})
    return [str(error) for error in found.value.errors]


def edits(**changed: str) -> list[Edit]:
    """Of the responsibility with a number, with other cells."""
    data = files.csv_of(SHEETS["responsibilities"], [{**rows()["responsibilities"][0], **changed}])
    return edits_of(reading.read(data, "a.csv"), "a.csv", {"1-a": EXPORT})


def with_cell(sheet: str, cell: str, value: object, kind: str = "s") -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx_of(rows())))
    book[sheet][cell] = value
    book[sheet][cell].data_type = kind
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The workbook with another part, or with another content of one."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(files.xlsx_of(rows()))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "problem"),
    [
        ("Occupations", "D1", "Titel", "a.xlsx, sheet “Occupations”, row 1: “Titel” is no column; expected “Title”"),
        ("Occupations", "D1", "title", "a.xlsx, sheet “Occupations”, row 1: “title” is no column; expected “Title”"),
        ("Occupations", "D1", "Title ", "a.xlsx, sheet “Occupations”, row 1: “Title” has spaces around it; expected none"),
        ("Occupations", "A2", " 12", "a.xlsx, sheet “Occupations”, row 2, column “Key”: “12” is no key; expected a whole number without spaces or zeros in front"),
        ("Occupations", "A2", "012", "a.xlsx, sheet “Occupations”, row 2, column “Key”: “012” is no key; expected a whole number without spaces or zeros in front"),
        ("Occupations", "A2", "99", "a.xlsx, sheet “Occupations”, row 2, column “Key”: “99” is no occupation of this export; expected one of its keys"),
        ("Occupations", "A2", "13", "a.xlsx, sheet “Occupations”, row 2, column “Version”: “3” was exported as “1”; expected that: was one column sorted alone?"),
        ("Occupations", "B2", "1-b", "a.xlsx, sheet “Occupations”, row 2, column “Export”: “1-b” is an export of another site"),
        ("Occupations", "D2", "x" * 121, f"a.xlsx, sheet “Occupations”, row 2, column “Title”: “{'x' * 59}…” has 121 characters; expected 120 at most"),
        ("Occupations", "K2", "the", "a.xlsx, sheet “Occupations”, row 2, column “Article”: “the” is not known; expected nothing, a, an"),
        ("Occupations", "O2", "see", "a.xlsx, sheet “Occupations”, row 2: “see” is outside the table; expected an empty cell"),
        ("Responsibilities", "D2", "Baker", "a.xlsx, sheet “Responsibilities”, row 2, column “Occupation”: “Baker” was exported as “Cook”; expected that: was one column sorted alone?"),
        ("Responsibilities", "E2", "99", "a.xlsx, sheet “Responsibilities”, row 2, column “Item”: “99” is no item of “Cook” in this export; expected one, or nothing for a new item"),
        ("Responsibilities", "F3", "Taste it.", "a.xlsx, sheet “Responsibilities”, row 3, column “Source’s words”: “Taste it.” is no item of “Cook” in this export; expected one, or nothing for a new item"),
        ("Responsibilities", "H2", "first", "a.xlsx, sheet “Responsibilities”, row 2, column “Place”: “first” is not known; expected a whole number from 1 to 9,999, or nothing"),
        ("Responsibilities", "I2", "left out", "a.xlsx, sheet “Responsibilities”, row 2, column “State”: “left out” is for items of a source; expected nothing: an item of ours goes when its words are emptied"),
        ("Skills", "H2", "101", "a.xlsx, sheet “Skills”, row 2, column “Share”: “101” is not known; expected a percentage from 0 to 100 with two decimals at most, or nothing"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_with_its_place(sheet, cell, value, problem):
    assert problems(with_cell(sheet, cell, value)) == [problem]


@pytest.mark.parametrize(
    ("cell", "value", "kind", "problem"),
    [
        ("D2", "=1+1", "f", "column “Title”: “=1+1” is a formula; expected its value as text"),
        ("D2", 7, "n", "column “Title”: “7” is not text; expected a cell formatted as text"),
        ("D2", True, "b", "column “Title”: “True” is not text; expected a cell formatted as text"),
        ("D2", "#N/A", "e", "column “Title”: “#N/A” is not text; expected a cell formatted as text"),
        ("A2", True, "b", "column “Key”: “True” is no number; expected a whole number"),
        ("A2", 12.5, "n", "column “Key”: “12.5” is no key; expected a whole number without spaces or zeros in front"),
    ],
)
def test_a_cell_of_another_type_is_told(cell, value, kind, problem):
    assert problems(with_cell("Occupations", cell, value, kind)) == [f"a.xlsx, sheet “Occupations”, row 2, {problem}"]


@pytest.mark.parametrize("column", ["D", "F"])
def test_what_is_required_cannot_be_emptied(column):
    [problem] = problems(with_cell("Occupations", f"{column}2", None, "n"))

    assert "is empty; expected text on one line" in problem


def test_whole_numbers_may_be_numbers():
    data = with_cell("Responsibilities", "A2", 12, "n")

    assert edits_of(reading.read(data, "a.xlsx"), "a.xlsx", {"1-a": EXPORT}) == []


def test_a_row_that_is_there_twice_is_told():
    data = files.csv_of(OCCUPATIONS, rows()["occupations"][:1] * 2)

    assert problems(data, "a.csv") == [
        "a.csv, row 3, column “Key”: “12” is about the same as row 2; expected a row for each item"
    ]


def test_a_missing_column_is_told():
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx_of(rows())))
    book["Job titles"].delete_cols(3)

    assert problems(saved(book)) == [
        "a.xlsx, sheet “Job titles”, row 1: has no column “Version”; the header is “Key”, “Export”, “Occupation”, "
        "“Item”, “Job title”, “State”"
    ]


def test_unknown_and_hidden_sheets_are_told():
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx_of(rows())))
    book["Skills"].title = "Skils"
    book["Job titles"].sheet_state = "hidden"

    assert problems(saved(book)) == [
        "a.xlsx, sheet “Job titles”: is hidden; expected no hidden sheets",
        "a.xlsx, sheet “Skils”: is no sheet of an export; expected “Occupations”, “Job titles”, “Responsibilities”, "
        "“Skills”",
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is empty; expected a spreadsheet that was exported here"),
        (b"Key;Export\n", "is no header of an export; expected columns such as “Key” and “Export”, with commas between"),
        (b"\xff\xfeK\x00", "is UTF-16 or binary; expected plain text in UTF-8"),
        (b"Key,Export\n\xe9", "byte 0xe9 is not UTF-8"),
        (b'Key,"Export', "cannot be read from here on (unexpected end of data); expected quotation marks in pairs"),
        (b"PK\x03\x04 and no archive", "is damaged; expected an .xlsx or .csv file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is encrypted or in the format of Excel 97; expected an .xlsx file without a password"),
        (b" " * (archive.MOST_BYTES + 1), "has 20.0 MB; expected 20 MB at most"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_told(data, problem):
    [found] = problems(data)

    assert found.endswith(problem)


def test_a_row_with_too_few_cells_is_told():
    data = files.csv_of(OCCUPATIONS, rows()["occupations"]) + b"12,1-a\r\n"

    assert problems(data, "a.csv") == ["a.csv, row 4: has 2 columns; expected 13, as in row 1"]


@pytest.mark.parametrize(
    ("part", "content", "problem"),
    [
        ("xl/worksheets/sheet1.xml", b" " * 60_000_000, "unfolds to 60 MB, more than 50 times as much as in the file"),
        ("xl/vbaProject.bin", b"x", "has macros; expected a workbook without any"),
        ("xl/externalLinks/externalLink1.xml", b"<a/>", "has links to other workbooks"),
        ("xl/embeddings/oleObject1.bin", b"x", "has embedded files"),
        ("xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "declares entities"),
        ("xl/sharedStrings.xml", '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16"), "or is not UTF-8"),
        ("xl/worksheets/sheet1.xml", b"<worksheet", "is not a readable Excel workbook (damaged?)"),
        ("xl/workbook.xml", b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>', "has no sheets or some without cells"),
    ],
)  # fmt: skip
def test_a_workbook_that_unfolds_runs_or_fetches_is_refused(part, content, problem):
    [found] = problems(with_part(part, content))

    assert problem in found


def test_a_workbook_of_many_unfolding_parts_is_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_RATIO", 10_000)

    [found] = problems(with_part("xl/media/a.png", b" " * 200_000_000))

    assert "expected 200 MB at most" in found


def test_a_zip_archive_is_no_workbook():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("a.txt", "a")

    assert problems(file.getvalue()) == ["a.xlsx: is a zip archive and no workbook; expected an .xlsx or .csv file"]


def test_rows_are_bounded():
    header = ",".join(OCCUPATIONS.headers)
    many = header + "\n" + "1,\n".replace(",", "," * 12) * (reading.MOST_ROWS + 1)

    assert problems(many.encode(), "a.csv") == ["a.csv: has more than 50,000 rows; expected no more"]


def test_a_row_far_below_is_refused_at_once():
    assert problems(with_cell("Occupations", "A1000000", "1")) == [
        "a.xlsx, sheet “Occupations”: has more than 50,000 rows; expected no more"
    ]


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'a", "a=1", "-", "", "\t=", "＝1", "@x", "'’", "'"])
def test_a_text_comes_back_from_its_cell(text):
    assert plain(inert(text)) == text
    assert inert(text)[:1] not in tuple("=+-@\t\r\n＝＋－＠")


def test_a_text_that_has_no_room_in_a_cell_is_not_cut():
    assert seen("x" * LONGEST) == TOO_LONG
    with pytest.raises(Problems, match="stands for a longer text"):
        edits(text=TOO_LONG)


def test_spaces_and_line_ends_around_a_text_are_no_change():
    assert edits(text=" Plan.\n") == []


def test_an_emptied_item_is_removed_and_a_row_without_item_is_new():
    removed = edits(text="")
    added = edits(item="", text="=Serve.")

    place = Place("", 2)
    assert removed == [Edit(RowKey("responsibilities", 12, "8"), "text", "Plan.", "", place, "Plan.")]
    assert added == [Edit(RowKey("responsibilities", 12, "+2"), "text", "", "=Serve.", place, "")]
