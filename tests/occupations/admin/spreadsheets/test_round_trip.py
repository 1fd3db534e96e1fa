"""A spreadsheet that comes back as it went out changes nothing; what is changed in it, and only that, is written."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from occupations.models import (
    AlternateTitle,
    Category,
    Occupation,
    OccupationSkill,
    Responsibility,
    Skill,
    SpreadsheetBatch,
)
from occupations.publishing import publish
from tests.admin_pages import form_of, make_occupation, signed_in, text_of

pytestmark = pytest.mark.django_db

EXPORT = reverse("admin:occupations_occupation_export")
UPLOAD = reverse("admin:occupations_occupation_upload")
ODD = [
    "=1+1",
    "'=1+1",
    "''=1+1",
    "'quoted'",
    "+49 30",
    "-5",
    "@SUM(A1)",
    "007",
    "1e5",
    "TRUE",
    "Non\u00a0breaking",
    "Emoji 👩‍🚒 and 日本",
    'Say "hello", twice; or not',
    "_x0041_ is no letter",
    "#N/A",
    "＝full width",
]


@pytest.fixture
def editor(client) -> Client:
    return signed_in("Editors")


def odd_occupation() -> Occupation:
    owner = make_occupation("=HYPERLINK(1)", tuple(ODD), tuple(text[:80] for text in ODD))
    owner.description = "First line\n\n- a list\n- “more”\ttab\r\n" + "long " * 6000
    owner.plural, owner.article = "+plural", "an"
    owner.save()
    Occupation.objects.filter(pk=owner.pk).update(running="\x0bcontrol\r")
    for text in ODD:
        AlternateTitle.objects.create(occupation=owner, title=text, hidden=text == "007")
    OccupationSkill.objects.filter(position=2).update(share="12.50")
    return owner


def exported(client: Client, kind: str = "xlsx", query: str = "") -> bytes:
    answer = client.post(EXPORT + query, {"format": kind})
    assert answer.status_code == 200
    return answer.content


def upload(client: Client, data: bytes, name: str = "occupations.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data)}, follow=True)


def changed(data: bytes, sheet: str, row: int, **cells: str) -> bytes:
    """The workbook with other cells in one row; headers with `_` for spaces."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    page = book[sheet]
    headers = {cell.value.replace(" ", "_").replace("’", ""): cell.column for cell in page[1]}
    for header, text in cells.items():
        page.cell(row, headers[header], text).data_type = "s"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(data: bytes, sheet: str) -> list[dict[str, str]]:
    header, *rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in rows]


def everything() -> list:
    models = (Occupation, AlternateTitle, Responsibility, OccupationSkill, Skill, Category)
    return [list(model.objects.order_by("pk").values()) for model in models]


@pytest.mark.parametrize("kind", ["xlsx", "occupations", "titles", "responsibilities", "skills"])
def test_a_file_that_comes_back_unchanged_changes_nothing(editor, kind):
    odd_occupation()
    before = everything()

    page = upload(editor, exported(editor, kind), "occupations.csv")

    assert "changes nothing: all is as it is here." in text_of(page)
    assert everything() == before
    assert not SpreadsheetBatch.objects.exists()


def test_a_workbook_that_a_program_saved_changes_nothing(editor):
    odd_occupation()
    before = everything()
    saved = changed(exported(editor), "Occupations", 2)

    assert "changes nothing" in text_of(upload(editor, saved))
    assert everything() == before


@pytest.mark.parametrize("kind", ["occupations", "titles", "responsibilities", "skills"])
def test_no_cell_is_a_formula(editor, kind):
    odd_occupation()

    lines = list(csv.reader(io.StringIO(exported(editor, kind).decode("utf-8-sig"), newline="")))
    book = openpyxl.load_workbook(io.BytesIO(exported(editor)))

    assert not [cell for line in lines for cell in line if cell[:1] in tuple("=+-@\t\r\n")]
    assert {cell.data_type for page in book for row in page for cell in row} <= {"s", "n"}


def test_a_list_is_exported_as_it_is_filtered(editor):
    make_occupation("Cook")
    make_occupation("Baker")

    data = exported(editor, query="?q=cook")

    assert [row["Title"] for row in rows_of(data, "Occupations")] == ["Cook"]


def test_what_changed_is_shown_and_then_written(editor):
    owner = make_occupation("Cook", ("Plan.", "Serve."), ("POS",))
    publish.publish(owner)
    data = changed(exported(editor), "Responsibilities", 2, Our_words="Plan the week.")
    data = changed(data, "Occupations", 2, Description="Feeds *customers* happily.")

    page = upload(editor, data)
    text = text_of(page)

    assert "2 cells of 1 occupation would change. Once published, 1 page and 0 comparisons of two change" in text
    assert "<ins> the week</ins>" in page.content.decode()
    assert Responsibility.objects.get(position=1).text == "Plan."

    done = editor.post(page.request["PATH_INFO"], {**form_of(page), "name": "Better words", "save": "1"}, follow=True)

    assert "2 cells of 1 occupation changed." in text_of(done)
    owner.refresh_from_db()
    assert (owner.description, owner.version, owner.changed) == ("Feeds *customers* happily.", 2, True)
    assert list(Responsibility.objects.values_list("text", flat=True)) == ["Plan the week.", "Serve."]
    batch = SpreadsheetBatch.objects.get()
    assert (batch.name, batch.cells, batch.occupations) == ("Better words", 2, [owner.pk])
