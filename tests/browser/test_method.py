"""The page about the method in a browser: contents first, chapters folded, and no way in that leads to a closed one."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def height(page) -> int:
    return page.evaluate("document.documentElement.scrollHeight")


def test_chapters_are_folded_and_open_without_scripts(new_page):
    page = new_page("/method/", width=360, java_script_enabled=False)
    inside = page.get_by_text("Median pay and percentiles", exact=True)
    assert not inside.is_visible()
    page.get_by_text("How sampling error is worked out").click()
    assert inside.is_visible()


def test_the_folded_page_is_short_on_a_phone(new_page):
    assert height(new_page("/method/", width=360)) < 5_000


@pytest.mark.parametrize("fragment", ["errors", "titles", "about-pay", "wage_annual_median"])
def test_a_link_to_a_chapter_or_to_a_figure_in_it_opens_it(new_page, fragment):
    page = new_page(f"/method/#{fragment}", width=360)
    expect(page.locator(f"[id={fragment}]")).to_be_in_viewport()


def test_a_link_of_the_contents_opens_its_chapter(new_page):
    page = new_page("/method/", width=360, java_script_enabled=False)
    page.get_by_label("On this page").get_by_role("link", name="Time to become").click()
    assert page.locator("#time-to-become").is_visible()


def test_print_has_all_chapters(new_page):
    page = new_page("/method/")
    folded = height(page)
    page.emulate_media(media="print")
    assert height(page) > folded + 2_000
