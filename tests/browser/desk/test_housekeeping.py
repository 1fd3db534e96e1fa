"""Two occupations become one, one gets another title, and what is used is not deleted."""

import re
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.desk.conftest import LIST, open_occupation

CATEGORIES, SKILLS = "/admin/occupations/category/", "/admin/occupations/skill/"


@pytest.fixture
def duplicate(open_as):
    """Makes an occupation of its own, which is not published, and takes it away."""
    page = open_as("publisher", CATEGORIES)
    category = key_in(page.locator("#result_list th a").first.get_attribute("href"))
    keys = []

    def make(title: str) -> None:
        page.goto(f"{LIST}add/?{urlencode({'title': title, 'category': category})}")
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).click()
        keys.append(key_in(page.url))

    yield make
    for key in keys:
        page.goto(f"{LIST}{key}/delete/")
        with page.expect_navigation():
            page.get_by_role("button", name="Yes, I’m sure").click()


def key_in(address: str | None) -> str:
    return re.findall(r"/(\d+)/", address or "")[0]


def looks_right(page) -> None:
    """Accessible and without sideways scrolling, in both sizes and themes."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, page.url)


def test_two_occupations_are_merged_and_one_renamed(hands, duplicate):
    duplicate("Cupbearer of the king")
    duplicate("Cupbearer")
    with hands("15. Two occupations merged", "publisher", LIST) as publisher:
        page = publisher.page
        open_occupation(page, "Cupbearer of the king")
        publisher.click(page.get_by_role("link", name="Merge into another…"), leaving=True)
        looks_right(page)
        publisher.type("Cupbearer")
        publisher.press("Enter", leaving=True)
        expect(page.get_by_role("cell", name="Cupbearer of the king: added")).not_to_be_visible()
        looks_right(page)
        publisher.click(page.get_by_role("button", name="Merge", exact=True), leaving=True)
        assert publisher.clicks + publisher.keys <= 4
    expect(page.locator(".messagelist")).to_contain_text("Cupbearer of the king was merged into Cupbearer.")

    with hands("15. An occupation renamed", "publisher", LIST) as publisher:
        page = publisher.page
        open_occupation(page, "Cupbearer")
        publisher.click(page.get_by_role("link", name="Rename…"), leaving=True)
        publisher.replace("Cup carrier")
        publisher.press("Enter", leaving=True)
        looks_right(page)
        publisher.press("Enter", leaving=True)
        assert publisher.clicks + publisher.keys <= 5
    expect(page.locator(".messagelist")).to_contain_text("“Cupbearer” is now “Cup carrier”.")


def test_what_is_used_is_not_deleted_but_merged(hands):
    with hands("16. A used skill: not deleted, but merged", "publisher", SKILLS) as publisher:
        page = publisher.page
        page.goto(f"{SKILLS}add/")
        page.get_by_label("Name:").fill("Cup carrying")
        page.get_by_role("button", name="Save", exact=True).click()
        page.goto(SKILLS)
        used = page.locator("#result_list tr", has=page.locator(".field-uses a")).first
        name = used.locator("th").inner_text()
        looks_right(page)
        publisher.click(used.locator("th a"), leaving=True)
        looks_right(page)
        publisher.click(page.get_by_role("link", name="Delete"), leaving=True)
        expect(page.locator(".errorlist")).to_contain_text(f"“{name}” is used by")
        looks_right(page)
        publisher.click(page.get_by_role("link", name="Merge it into another…"), leaving=True)
        publisher.type("Cup carrying")
        publisher.press("Enter", leaving=True)
        looks_right(page)
        publisher.press("Enter", leaving=True)
        assert publisher.clicks + publisher.keys <= 6
    expect(page.locator(".messagelist")).to_contain_text(f"“{name}” was merged into “Cup carrying”.")
    page.get_by_label("Name:").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
