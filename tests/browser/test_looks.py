"""Every kind of page at two widths and in both themes: nothing scrolls sideways, axe finds nothing, and a picture is
saved."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page

from tests.kinds import DEMONSTRATION


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", DEMONSTRATION)
def test_page_fits_and_is_accessible(browser, site, kind, width):
    with browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(DEMONSTRATION[kind])
        looks = {theme: look(page, theme, f"{kind}-{width}-{theme}.png") for theme in ("light", "dark")}
    assert looks == dict.fromkeys(("light", "dark"), ([], width))


def look(page: Page, theme: str, picture: str) -> tuple[list[tuple[str, list[str]]], int]:
    """What axe finds wrong with the page in that theme, and how wide the page is."""
    page.emulate_media(color_scheme=theme)  # style sheets alone know of themes
    page.screenshot(path=settings.VAR / "screenshots" / picture, full_page=True)
    violations = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in Axe().run(page).response["violations"]
    ]
    return violations, page.evaluate("document.documentElement.scrollWidth")
