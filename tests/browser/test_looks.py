"""Every kind of page at two widths and in both themes: nothing scrolls sideways, axe finds nothing, a picture is
kept."""

import pytest
from django.conf import settings

axe_playwright_python = pytest.importorskip("axe_playwright_python.sync_playwright")

KINDS = {
    "home": "/",
    "picker": "/compare/?a=servce+manger&b=",
    "comparison": "/compare/service-manager-vs-client-services-manager/",
    "comparison-official": "/compare/registered-nurse-vs-software-developer/",
    "comparison-one-record": "/compare/software-developer-vs-net-developer/",
    "comparison-five": "/compare/actor-vs-lawyer-vs-machinist-vs-airline-pilot-vs-prompt-engineer/",
    "occupation": "/occupations/registered-nurse/",
    "a-to-z": "/occupations/",
    "categories": "/categories/",
    "category": "/categories/computer-and-mathematical/",
    "companies": "/companies/",
    "best-companies": "/companies/best/",
    "search": "/search/?q=manager",
    "search-nothing": "/search/?q=zzzz",
    "job-description": "/for-employers/?occupation=registered-nurse",
    "method": "/method/",
    "sources": "/sources/",
    "not-found": "/compare/servise-manager-vs-actor/",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_page_fits_and_is_accessible(browser, site, kind, width, theme):
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 900}, color_scheme=theme)
    page = context.new_page()
    page.goto(KINDS[kind])
    pictures = settings.VAR / "screenshots"
    pictures.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=pictures / f"{kind}-{width}-{theme}.png", full_page=True)
    found = axe_playwright_python.Axe().run(page)
    violations = [
        (violation["id"], [node["html"][:120] for node in violation["nodes"]])
        for violation in found.response["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert violations == []
    assert wide == width
