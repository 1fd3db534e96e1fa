"""Every kind of page at two widths and in both themes: nothing scrolls sideways, axe finds nothing, a picture is
kept."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.kinds import DEMONSTRATION


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", DEMONSTRATION)
def test_page_fits_and_is_accessible(browser, site, kind, width, theme):
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}, color_scheme=theme)
    page = context.new_page()
    page.goto(DEMONSTRATION[kind])
    pictures = settings.VAR / "screenshots"
    pictures.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=pictures / f"{kind}-{width}-{theme}.png", full_page=True)
    found = Axe().run(page)
    violations = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in found.response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert violations == []
    assert wide == width
