"""The table of all occupations in a browser: with scripts only the results change, without them a button does it."""

import pytest

pytestmark = pytest.mark.browser


def test_a_changed_filter_refreshes_the_results_and_the_address(new_page):
    page = new_page("/explore/")
    page.evaluate("window.untouched = true")
    page.get_by_label("Words in the title").fill("manager")
    page.get_by_label("Words in the title").press("Tab")
    page.get_by_role("link", name="Title has “manager” (remove)").wait_for()
    assert page.url.endswith("/explore/?q=manager")
    assert page.evaluate("window.untouched")
    assert page.evaluate("document.activeElement.name") == "category"
    titles = page.locator("#results tbody th").all_inner_texts()
    assert titles
    assert all("manager" in title.lower() for title in titles)
    assert page.get_by_role("status").first.inner_text().startswith(f"{len(titles)} of ")
    page.go_back()
    page.wait_for_url("**/explore/")
    page.locator("#results tbody th").nth(len(titles)).wait_for()


def test_a_filter_is_taken_away(new_page):
    page = new_page("/explore/?q=manager&pay_median_min=60000")
    page.get_by_role("link", name="Pay from $60,000 (remove)").click()
    page.wait_for_url("**/explore/?q=manager")


def test_filters_work_without_scripts_on_a_phone(new_page):
    page = new_page("/explore/", width=360, java_script_enabled=False)
    page.get_by_text("Filters and order").click()
    page.get_by_label("Words in the title").fill("manager")
    page.get_by_role("button", name="Apply").click()
    assert page.url.endswith("/explore/?q=manager")
    assert page.get_by_text("Filters and order (1 in use)").is_visible()


def test_filters_stand_open_on_a_desk(new_page):
    assert new_page("/explore/").get_by_label("Words in the title").is_visible()
