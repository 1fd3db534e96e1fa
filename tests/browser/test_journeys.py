"""What visitors and editors do, in Chromium, on the real server. No page of ours for visitors has a script."""

import re

import pytest

from tests.servers import Site, wait_until

PAIR = "/compare/service-manager-vs-client-services-manager/"


def test_picker_leads_to_the_comparison(new_page):
    page = new_page("/")
    page.get_by_label("Occupation", exact=True).fill("Service manager")
    page.get_by_label("Compare with").fill("Client services manager")
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith(PAIR)
    assert page.locator("h1").inner_text() == "Service manager vs Client services manager"


def test_picker_keeps_what_was_typed_and_offers_what_may_be_meant(new_page):
    page = new_page("/")
    page.get_by_label("Occupation", exact=True).fill("servce manger")
    page.get_by_label("Compare with").fill("Registered nurse")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_label("First occupation").input_value() == "servce manger"
    page.get_by_role("link", name="Service manager", exact=True).click()
    assert page.url.endswith("/compare/service-manager-vs-registered-nurse/")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_definition_opens(new_page, how):
    page = new_page(PAIR)
    label = page.locator("#row-salary > summary")
    definition = page.locator("#row-salary .def-body")
    assert not definition.is_visible()
    if how == "mouse":
        label.click()
    else:
        label.focus()
        page.keyboard.press("Enter")
    assert definition.is_visible()
    assert "Mean annual wage." in definition.inner_text()


def test_source_number_leads_to_its_entry(new_page):
    page = new_page(PAIR)
    page.locator("tr", has=page.locator("#row-salary")).locator("a.ref").first.click()
    assert page.url.endswith("#source-1")
    entry = page.locator("#source-1")
    assert entry.is_visible()
    assert "Reference comparison pages, undated" in entry.inner_text()
    # The page glides there.
    assert wait_until(lambda: 0 <= entry.bounding_box()["y"] < 900, 10)


def test_more_duties_are_shown(new_page):
    page = new_page(PAIR)
    block = page.locator("#responsibilities")
    before = [item for item in block.locator("li").all() if item.is_visible()]
    for control in block.locator("summary", has_text=re.compile(r"Show \d+ more")).all():
        control.click()
    after = [item for item in block.locator("li").all() if item.is_visible()]
    assert (len(before), len(after)) == (8, block.locator("li").count())
    assert len(after) > 8


def test_rows_that_are_the_same_fold(new_page):
    page = new_page(PAIR)
    same = page.locator("tr.same")
    assert page.get_by_text("9 of 19 rows are the same").is_visible()
    assert all(row.is_visible() for row in same.all())
    page.get_by_label("Hide the rows that are the same").check()
    assert same.count() > 0
    assert not any(row.is_visible() for row in same.all())


def test_page_works_without_scripts(new_page):
    page = new_page("/", java_script_enabled=False)
    page.get_by_label("Occupation", exact=True).fill("Actor")
    page.get_by_label("Compare with").fill("Lawyer")
    page.get_by_role("button", name="Compare").click()
    page.locator("#row-salary > summary").click()
    assert page.locator("#row-salary .def-body").is_visible()


def test_menu_opens_on_a_phone(new_page):
    page = new_page("/", width=320)
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Careers")
    assert not link.is_visible()
    page.get_by_role("button", name="Menu").click()
    link.click()
    assert page.locator("h1").inner_text() == "Careers from A to Z"


def test_print_shows_definitions_and_all_duties(new_page):
    page = new_page(PAIR)
    page.emulate_media(media="print")
    assert page.locator("#row-salary .def-body").is_visible()
    assert all(item.is_visible() for item in page.locator("#responsibilities li").all())


def test_editor_sees_the_change_page_and_a_preview(new_page, site: Site):
    page = new_page("/admin/login/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(site.accounts()["editor"])
    page.get_by_role("button", name="Log in").click()
    page.goto("/admin/occupations/occupation/?q=service+manager")
    page.locator("#result_list a", has_text=re.compile("^Service manager$")).first.click()
    assert page.get_by_label("Title:", exact=True).input_value() == "Service manager"
    with page.expect_popup() as opened:  # in a tab of its own, because the form may hold what is not saved yet
        page.get_by_role("link", name="Preview").first.click()
    page = opened.value
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "Service manager"
