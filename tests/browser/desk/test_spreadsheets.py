"""Many occupations at once, in a spreadsheet."""

from pathlib import Path

import openpyxl
from playwright.sync_api import expect

from occupations.models import Occupation
from tests.browser.desk.pages import LIST, looks_right_as_it_is
from tests.occupations import factories as make

MANY = 50


def reworded(path: Path) -> Path:
    """The workbook with another description of each occupation in it."""
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook:
        headings = [cell.value for cell in sheet[1]]
        if "Description" in headings:
            for row in sheet.iter_rows(min_row=2):
                row[headings.index("Description")].value = "From a spreadsheet."
    changed = path.with_name("changed.xlsx")
    workbook.save(changed)
    return changed


def test_fifty_occupations_are_changed_by_spreadsheet_and_undone_as_one(hands, in_site, tmp_path):
    with in_site():
        for number in range(MANY):
            make.occupation(f"Tabulated cook {number}", description="By hand.")
    with hands("10. Fifty occupations changed by spreadsheet", "editor", f"{LIST}?q=tabulated") as editor:
        page = editor.page
        editor.click(page.get_by_role("link", name="Export…"), leaving=True)
        with page.expect_download() as download:
            editor.click(page.get_by_role("button", name="Excel"))
        download.value.save_as(tmp_path / "exported.xlsx")
        changed = reworded(tmp_path / "exported.xlsx")
        editor.click(page.get_by_role("link", name="Back to the list"), leaving=True)
        editor.click(page.get_by_role("link", name="Upload a spreadsheet…"), leaving=True)
        with page.expect_file_chooser() as chooser:
            editor.click(page.locator("#id_file"))
        chooser.value.set_files(changed)
        editor.clicks += 1  # the file
        editor.click(page.get_by_role("button", name="Show what changes"), leaving=True)
        expect(page.get_by_text(f"{MANY} cells of {MANY} occupations would change.")).to_be_visible()
        editor.click(page.get_by_role("button", name="Save as drafts"), leaving=True)
        assert editor.clicks <= 8
    assert descriptions(in_site) == {"From a spreadsheet."}

    with hands("10. The fifty undone as one", "editor", page.url) as editor:
        editor.click(editor.page.get_by_label("Give"))
        editor.click(editor.page.get_by_role("button", name="Undo"), leaving=True)
    assert descriptions(in_site) == {"By hand."}


def test_fifty_occupations_are_changed_by_spreadsheet_and_undone_by_keyboard(hands, in_site, tmp_path):
    with in_site():
        for number in range(MANY):
            make.occupation(f"Typed cook {number}", description="By hand.")
    with hands("10. Fifty occupations changed by spreadsheet", "editor", f"{LIST}?q=typed+cook") as editor:
        page = editor.page
        editor.tab_to(page.get_by_role("link", name="Export…"), key="Shift+Tab")
        editor.press("Enter", leaving=True)
        expect(page.get_by_role("button", name="Excel")).to_be_focused()
        with page.expect_download() as download:
            editor.press("Enter")
        download.value.save_as(tmp_path / "exported.xlsx")
        changed = reworded(tmp_path / "exported.xlsx")
        editor.tab_to(page.get_by_role("link", name="Back to the list"))
        editor.press("Enter", leaving=True)
        editor.tab_to(page.get_by_role("link", name="Upload a spreadsheet…"), key="Shift+Tab")
        editor.press("Enter", leaving=True)
        expect(page.locator("#id_file")).to_be_focused()
        with page.expect_file_chooser() as chooser:
            editor.press("Space")
        chooser.value.set_files(changed)
        editor.keys += 2  # the file
        editor.tab_to(page.get_by_role("button", name="Show what changes"))
        editor.press("Enter", leaving=True)
        expect(page.get_by_text(f"{MANY} cells of {MANY} occupations would change.")).to_be_visible()
        looks_right_as_it_is(page)
        editor.find(page.locator("#id_name_helptext"))
        editor.tab_to(page.get_by_role("button", name="Save as drafts"))
        editor.press("Enter", leaving=True)
        assert editor.keys <= 40
    assert descriptions(in_site, "Typed") == {"From a spreadsheet."}

    with hands("10. The fifty undone as one", "editor", page.url) as editor:
        page = editor.page
        looks_right_as_it_is(page)
        editor.find(page.get_by_role("heading").first)
        editor.tab_to(page.get_by_label("Give"))
        editor.press("Space")
        editor.tab_to(page.get_by_role("button", name="Undo"))
        editor.press("Enter", leaving=True)
    assert descriptions(in_site, "Typed") == {"By hand."}


def descriptions(in_site, title: str = "Tabulated") -> set[str]:
    with in_site():
        return set(Occupation.objects.filter(title__startswith=title).values_list("description", flat=True))
