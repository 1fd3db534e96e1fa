"""The lists of an occupation: its duties and skills, moved, added to and taken from."""

from tests.browser.desk.conftest import LIST, open_occupation


def test_twelve_duties_are_added_and_moved_by_keyboard(hands):
    with hands("4. Twelve duties added and saved", "editor", LIST) as editor:
        page = editor.page
        open_occupation(page, "Lawyer")
        editor.tab_to(page.locator(".desk-sections a[href='#responsibilities']"))
        editor.press("Enter")
        editor.tab_to(page.locator("#id_responsibilities-lines"))
        for number in range(12):
            editor.type(f"Do the {number}th thing.")
            editor.press("Enter")
        editor.press("Control+s", leaving=True)
        assert editor.keys <= 60
    rows = page.locator("[data-list='responsibilities'] .desk-item:visible")
    assert rows.last.locator("textarea").input_value() == "Do the 11th thing."

    rows.last.locator("[data-do='up']").focus()
    page.keyboard.press("Enter")
    assert rows.last.locator("textarea").input_value() == "Do the 10th thing."
    assert page.locator("[data-do='up']:focus").get_attribute("aria-label") == "Move up: Do the 11th thing."
    assert page.locator("[data-unsaved-count]").inner_text() == "2 unsaved changes"
