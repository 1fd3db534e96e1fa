"""Writes rows as a workbook with a sheet of each kind, or as text with commas. Pure."""

import csv
from collections.abc import Iterable, Mapping
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from occupations.admin.spreadsheets.cells import inert
from occupations.admin.spreadsheets.shape import FIXED, SHEETS, Cells, Kind, Sheet

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


def csv_of(sheet: Sheet, rows: Iterable[Cells]) -> bytes:
    """With a byte order mark, by which Excel knows that it is UTF-8."""
    text = StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(sheet.headers)
    lines.writerows([inert(row.get(column.key, "")) for column in sheet.columns] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_of(rows: Mapping[str, Iterable[Cells]]) -> bytes:
    """`rows`: by key of the sheet. Every cell is a text and formatted as one, so that zeros in front stay."""
    book = Workbook(write_only=True)
    for key, sheet in SHEETS.items():
        page = book.create_sheet(sheet.name)
        page.freeze_panes = "A2"
        for number, column in enumerate(sheet.columns, start=1):
            page.column_dimensions[get_column_letter(number)].width = column.width
        page.append([_header(page, column.header) for column in sheet.columns])
        cells = [WriteOnlyCell(page) for _ in sheet.columns]
        for cell, column in zip(cells, sheet.columns, strict=True):
            cell.number_format = "@"
            cell.alignment = Alignment(vertical="top", wrap_text=column.width > 30)
            if column.kind in (Kind.KEY, *FIXED):
                cell.font = Font(color="FF767676")
        for row in rows.get(key, ()):
            for cell, column in zip(cells, sheet.columns, strict=True):
                text = inert(row.get(column.key, ""))
                cell.value = text or None
                cell.data_type = "s" if text else "n"
            page.append(cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _header(page, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, text)
    cell.font = Font(bold=True)
    return cell
