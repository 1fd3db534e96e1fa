"""Figures of editors in the place of official ones."""

import re

from playwright.sync_api import expect


def test_a_wage_is_overridden_and_that_is_ended_by_keyboard(hands, made):
    address = made("Overpaid cook", annual_median=30_000)
    with hands("3. A wage overridden, and that ended", "editor", address) as editor:
        page = editor.page
        editor.find(page.get_by_role("heading", name="Official and loaded figures"))
        editor.tab_to(page.get_by_role("button", name="Take over and edit: Median annual wage"))
        editor.press("Enter", leaving=True)
        median = page.locator("#wageestimates-0").get_by_label("Median a year:")
        expect(median).to_be_focused()
        editor.replace("31000")
        editor.tab_to(page.locator("#id_wageestimates-0-reason"))
        editor.type("Our survey of cooks")
        editor.press("Control+s", leaving=True)
        expect(page.locator(".messagelist .success")).to_be_visible()
        expect(page.locator("#id_wageestimates-0-reason")).to_be_focused()
        effects = page.get_by_role("heading", name="Effects of figures entered by editors")
        expect(effects).to_be_visible()

        editor.find(page.get_by_role("heading", name=re.compile("Pay entered by editors")).first)
        editor.tab_to(page.locator("#id_wageestimates-0-DELETE"))
        editor.press("Space", "Control+s", leaving=True)
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(effects).to_have_count(0)
    expect(median).to_have_count(0)
