"""Ways through the desk that are no task of their own. Free of Django, for programs that only look at pages."""

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.kinds import THEMES

LIST = "/admin/occupations/occupation/"
WIDTHS = (390, 1280)
AXE = Axe().axe_script


def sign_in(page: Page, name: str, password: str, path: str) -> None:
    page.goto(f"/admin/login/?next={path}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def step(address: str, name: str) -> str:
    """Another page about the occupation whose form has that address."""
    return address.replace("/change/", f"/{name}/")


def looks_right(page: Page, address: str) -> None:
    """At both widths and in both themes: nothing is wider than the window, and axe finds nothing."""
    for width in WIDTHS:
        for theme in THEMES:
            show(page, width, theme)
            page.goto(address)
            _is_right(page, width, theme)


def looks_right_as_it_is(page: Page) -> None:
    """The same of a page that is shown, and that opening its address might not show again."""
    for width in WIDTHS:
        for theme in THEMES:
            show(page, width, theme)
            _is_right(page, width, theme)


def show(page: Page, width: int, theme: Literal["light", "dark"]) -> None:
    """The same page at that width and in that theme, at once: colors change slowly, and half-way are no colors of ours."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.evaluate("document.getAnimations().forEach(one => one.finish())")


def _is_right(page: Page, width: int, theme: str) -> None:
    assert too_wide(page) == 0, (page.url, width, theme)
    assert violations(page) == [], (page.url, width, theme)


def too_wide(page: Page) -> int:
    """How many pixels of the page can only be seen by scrolling sideways."""
    return page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)")


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds: the rule, and the beginnings of the elements that break it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] }).then(results => results.violations)")
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
