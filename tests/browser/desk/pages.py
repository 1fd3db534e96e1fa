"""Ways through the desk that are no task of their own. Free of Django, for programs that only look at pages."""

from collections.abc import Sequence
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.kinds import THEMES

LIST = "/admin/occupations/occupation/"
WIDTHS = (390, 1280)
AXE = Axe().axe_script
# The rules about what differs by width or theme.
LOOKS = ("color-contrast", "link-in-text-block", "scrollable-region-focusable")


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
    page.goto(address)
    looks_right_as_it_is(page)


def looks_right_as_it_is(page: Page) -> None:
    """At both widths and in both themes: nothing is wider than the window, and axe finds nothing."""
    assert (page.url, found_on(page)) == (page.url, {})


def found_on(page: Page) -> dict[tuple[int, str], list[tuple[str, list[str]]]]:
    """What is wrong with the page that is shown, by width and theme. What axe reads from structure alone, which is the
    same in all of them, is read once."""
    found: dict[tuple[int, str], list[tuple[str, list[str]]]] = {}
    for number, (width, theme) in enumerate((width, theme) for width in WIDTHS for theme in THEMES):
        show(page, width, theme)
        wrong = violations(page, [] if number == 0 else LOOKS)
        if sideways := too_wide(page):
            wrong.append(("wider than the window", [f"{sideways} px"]))
        if wrong:
            found[width, theme] = wrong
    return found


def show(page: Page, width: int, theme: Literal["light", "dark"]) -> None:
    """The same page at that width and in that theme, at once: colors change slowly, and half-way are no colors of ours."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)
    page.evaluate("document.getAnimations().forEach(one => one.finish())")


def too_wide(page: Page) -> int:
    """How many pixels of the page, or of the rows that are edited on it, can only be seen by scrolling sideways."""
    return page.evaluate("""
        Math.max(0, document.documentElement.scrollWidth - innerWidth,
            ...[...document.querySelectorAll('.inline-group')].map(one => one.scrollWidth - one.clientWidth))
    """)


def violations(page: Page, rules: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
    """What axe finds: the rule, and the beginnings of the elements that break it. `rules`: these alone, or all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("options => axe.run(options).then(results => results.violations)", options)
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
