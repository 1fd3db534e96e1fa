"""Long pages that are folded: short on a phone, and no link leads to what is closed."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_link_to_a_resource_of_the_api_opens_it(new_page):
    page = new_page("/api/", width=360)
    article = page.locator("article").first
    expect(article).not_to_be_visible()
    page.goto(f"{page.url}#{article.get_attribute('id')}")
    expect(article).to_be_in_viewport()


def test_text_is_copied_where_the_browser_can(new_page):
    page = new_page("/for-employers/?occupation=registered-nurse", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Description, in Markdown").fill("# Nurse")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "# Nurse"


def test_pay_is_updated_and_files_downloaded_without_scripts(new_page):
    page = new_page("/for-employers/?occupation=registered-nurse", width=360, java_script_enabled=False)
    text = page.get_by_label("Description, in Markdown")
    text.fill(f"{text.input_value()}Our own line")
    page.get_by_label("Pay range").select_option("none")
    page.get_by_role("button", name="Update pay").click()
    assert "Our own line" in text.input_value()
    assert "- [Pay range]" in text.input_value()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as text").click()
    assert download.value.suggested_filename == "job-description-registered-nurse.txt"
    assert download.value.path().read_text().startswith("Registered nurse")
