"""The pictures of docs/editors.md, from the demonstration, into docs/editors/: small enough to be committed."""

import base64
from collections.abc import Callable

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.desk.pages import LIST, save, sign_in
from tests.servers import ROOT, Site

PICTURES = ROOT / "docs" / "editors"
SIZE = ViewportSize(width=1120, height=760)
LARGEST = 60_000  # bytes
OCCUPATION = "Registered nurse"


def take_desk(site: Site, browser: Browser) -> int:
    """Returns how many."""
    PICTURES.mkdir(exist_ok=True)
    context = browser.new_context(base_url=site.url, viewport=SIZE, color_scheme="light")
    page = context.new_page()
    sign_in(page, "publisher", site.accounts()["publisher"], "/admin/")
    for name, show in PICTURED.items():
        show(page)
        page.wait_for_load_state("networkidle")
        take(page, name)
    context.close()
    return len(PICTURED)


def take(page: Page, name: str) -> None:
    """As WebP, which Chromium makes at the asking of its own protocol alone."""
    chromium = page.context.new_cdp_session(page)
    for quality in (80, 60, 40):
        shot = chromium.send("Page.captureScreenshot", {"format": "webp", "quality": quality})
        picture = base64.b64decode(shot["data"])
        if len(picture) <= LARGEST:
            break
    (PICTURES / f"{name}.webp").write_bytes(picture)


def at(address: str, anchor: str = "") -> Callable[[Page], None]:
    def show(page: Page) -> None:
        page.goto(address)
        if anchor:
            page.locator(anchor).first.evaluate("element => element.scrollIntoView()")

    return show


def the_form(anchor: str) -> Callable[[Page], None]:
    def show(page: Page) -> None:
        page.goto(f"{LIST}?q={OCCUPATION}")
        page.get_by_role("link", name=OCCUPATION, exact=True).click()
        page.locator(anchor).first.evaluate("element => element.scrollIntoView()")

    return show


def publishing(page: Page) -> None:
    the_form("#words")(page)
    page.get_by_label("Description:").fill("Registered nurses plan and give care, and teach patients and families.")
    save(page)
    page.get_by_role("button", name="Publish…").click()


def history(page: Page) -> None:
    the_form("body")(page)
    page.locator(".desk-steps").get_by_role("link", name="History").click()


PICTURED: dict[str, Callable[[Page], None]] = {
    "today": at("/admin/"),
    "list": at(f"{LIST}?q=nurse"),
    "form": the_form("body"),
    "responsibilities": the_form("#responsibilities"),
    "figures": the_form("#figures"),
    "publish": publishing,
    "history": history,
    "spreadsheet": at(f"{LIST}export/"),
    "pair": at("/admin/comparisons/pairnote/add/"),
    "second-factor": at("/admin/second-factor/set-up/"),
}
