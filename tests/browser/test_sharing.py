"""Comparisons on paper, in frames of other sites, and on the clipboard."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator

import pytest

PAIR = "/compare/registered-nurse-vs-software-developer/"
PAIRS = (
    PAIR,
    "/compare/service-manager-vs-client-services-manager/",
    "/compare/software-developer-vs-dot-net-developer/",
    "/compare/actor-vs-lawyer-vs-machinist/",
    "/compare/actor-vs-lawyer-vs-machinist-vs-airline-pilot/",
    "/compare/actor-vs-lawyer-vs-machinist-vs-airline-pilot-vs-prompt-engineer/",
)
SMALLEST = """() => Math.min(...[...document.querySelectorAll(".handout *")]
  .filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.mark.parametrize("pair", PAIRS)
def test_a_sheet_is_one_page_of_letter_and_of_a4_and_nothing_is_smaller_than_10_points(new_page, pair):
    page = new_page(f"{pair}sheet/")
    for paper in ("Letter", "A4"):
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper))) == 1
    page.emulate_media(media="print")
    assert page.evaluate(SMALLEST) >= 13.3  # CSS pixels
    assert page.locator(".ruled").bounding_box()["height"] > 40, "there is room for notes"
    assert not page.locator(".masthead").is_visible()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def foreign(tmp_path) -> Iterator[tuple]:
    """The folder and the address of another site."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_another_site_shows_the_card_and_no_other_page(browser, site, foreign):
    folder, address = foreign
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site.url}{PAIR}")
        code = page.locator("#share textarea").input_value()
        (folder / "index.html").write_text(
            f'<!doctype html><title>School</title>{code}<iframe src="{site.url}{PAIR}"></iframe>'
            f'<iframe src="{site.url}{PAIR}sheet/"></iframe>'
        )
        page.goto(f"{address}/index.html")
        page.wait_for_load_state("networkidle")
        card, whole, sheet = page.frames[1:]
        assert card.locator("h1").inner_text() == "Registered nurse vs Software developer"
        assert card.locator("table").is_visible()
        assert card.evaluate("getComputedStyle(document.body).borderTopWidth") == "4px", "its style sheet is there"
        for frame in (whole, sheet):
            assert frame.url.startswith("chrome-error:")
        with context.expect_page() as opened:
            card.locator("footer a").last.click()
        assert opened.value.url == f"{site.url}{PAIR}"


def test_the_link_is_copied_where_the_browser_can(browser, site):
    with browser.new_context(base_url=site.url, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(PAIR)
        page.get_by_role("button", name="Copy link").click()
        page.locator(".share [role=status]", has_text="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}{PAIR}"


def test_without_scripts_there_are_no_buttons_to_share(new_page):
    page = new_page(PAIR, java_script_enabled=False)
    assert not page.get_by_role("button", name="Copy link").is_visible()
    assert page.get_by_role("link", name="One page to print").is_visible()
    page.goto("/occupations/registered-nurse/")
    assert not page.get_by_role("button", name="Copy link").is_visible()
    assert page.locator("#share summary", has_text="this page").is_visible()
