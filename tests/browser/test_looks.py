"""Every kind of page at two widths and in both themes: nothing scrolls sideways, and axe finds nothing."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.kinds import DEMONSTRATION, THEMES

EVERY_RULE: dict = {"resultTypes": ["violations"]}
# A theme changes colors and nothing else, so these rules alone can find something new in the second one.
OF_COLORS = EVERY_RULE | {"runOnly": ["color-contrast", "link-in-text-block"]}


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", DEMONSTRATION)
def test_page_fits_and_is_accessible(browser, site, kind, width):
    with browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(DEMONSTRATION[kind])
        looks = {theme: look(page, theme, rules) for theme, rules in zip(THEMES, (EVERY_RULE, OF_COLORS), strict=True)}
    assert looks == dict.fromkeys(THEMES, ([], width))


LONG = "Sales representative, wholesale and manufacturing, except technical and scientific products"
RIGHT = """heading => {
  const range = document.createRange();
  range.selectNodeContents(heading);
  return Math.max(...[...range.getClientRects()].map(part => part.right)) - heading.getBoundingClientRect().right;
}"""


@pytest.mark.parametrize("title", [LONG, "Wholesale" * 12])
def test_a_long_heading_stays_in_its_column(new_page, title):
    page = new_page(DEMONSTRATION["comparison"], width=320)
    heading = page.locator("h1")
    heading.evaluate("(heading, title) => heading.querySelectorAll('.name').forEach(one => one.append(title))", title)
    assert heading.evaluate(RIGHT) <= 0.5
    heading.evaluate("heading => heading.parentElement.style.display = 'grid'")  # which is as wide as its longest word
    assert heading.evaluate(RIGHT) <= 0.5
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def look(page: Page, theme: Literal["light", "dark"], rules: dict) -> tuple[list[tuple[str, list[str]]], int]:
    """What axe finds wrong with the page in that theme by these rules, and how wide the page is."""
    page.emulate_media(color_scheme=theme)  # style sheets alone know of themes
    violations = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in Axe().run(page, options=rules).response["violations"]
    ]
    return violations, page.evaluate("document.documentElement.scrollWidth")
