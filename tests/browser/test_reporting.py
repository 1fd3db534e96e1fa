"""Reporting an error, citing, and looking back, in Chromium; pages that say something to machines break no policy."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe

PAIR = "/compare/service-manager-vs-client-services-manager/"
FASTEST = 3_200  # milliseconds until a form is believed to be a person's


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_reader_reports_an_error_in_a_source(new_page, scripts):
    page = new_page(f"{PAIR}#row-growth", java_script_enabled=scripts)  # which opens its section
    page.locator("#outlook .from button, #row-growth .ref").first.click()
    line = page.locator(":popover-open li", has_text="Projected growth").first
    line.get_by_role("button", name="Report").click()
    assert page.locator("h1").inner_text() == "Report an error"
    assert page.locator("main a").first.inner_text() == "Service manager vs client services manager"
    assert page.get_by_label("Source (optional)").input_value() == "Reference comparison pages, undated"
    assert (
        page.get_by_label("Which figure or text (optional)").input_value()
        == "Projected growth: Service manager 6.0%; Client services manager 6.0%"
    )
    page.get_by_label("What is wrong?").fill("The pay is that of last year.")
    page.wait_for_timeout(FASTEST)
    page.get_by_role("button", name="Send report").click()
    assert page.url.endswith("/corrections/thanks/")
    assert page.locator("h1").inner_text() == "Thank you"
    assert page.context.cookies() == []


def test_reader_reports_an_error_with_the_keyboard_alone(new_page):
    page = new_page("/corrections/report/?page=/occupations/registered-nurse/")
    page.get_by_label("What is wrong?").focus()
    page.keyboard.type("A word is missing.")
    page.wait_for_timeout(FASTEST)
    seen = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.type"))
    # The field that people do not see is not on the way.
    assert seen == ["source", "figure", "email", "submit"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/corrections/thanks/")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_form_with_something_wrong_fits_and_is_accessible(new_page, width, theme):
    page = new_page("/corrections/report/?page=/occupations/registered-nurse/", width=width, theme=theme)
    page.get_by_label("Email (optional)").fill("nobody")
    page.wait_for_timeout(FASTEST)
    page.get_by_role("button", name="Send report").click()
    message = page.get_by_label("What is wrong?")
    assert message.get_attribute("aria-invalid") == "true"
    described = [page.locator(f"#{name}").inner_text() for name in message.get_attribute("aria-describedby").split()]
    assert "Tell us what is wrong and, if you can, what would be right." in described
    assert page.get_by_label("Email (optional)").input_value() == "nobody"
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_visitor_says_that_an_answer_was_not_meant_and_what_was(new_page, scripts):
    page = new_page("/search/?q=senior+manager", width=320, java_script_enabled=scripts)
    page.get_by_role("button", name="Not what I meant").click()
    assert page.locator("h1").inner_text() == "Thank you"
    if scripts:
        assert Axe().run(page).response["violations"] == []
    choice = page.locator(".meant-form label").first
    meant = choice.inner_text().splitlines()[0]
    choice.click()
    page.get_by_role("button", name="Send").click()
    assert f"By “senior manager” you meant {meant}." in page.locator("main").inner_text()
    page.get_by_role("link", name="Back to the answer").click()
    assert page.url.endswith("/search/?q=senior+manager")
    assert page.context.cookies() == []


def test_an_answer_in_the_form_for_comparisons_is_rejected_and_enter_still_compares(new_page):
    page = new_page("/compare/?a=senior+managr&b=zzzzqq", java_script_enabled=False)
    page.get_by_role("button", name="Not what I meant").click()
    assert page.locator("h1").inner_text() == "Thank you"
    assert "“senior managr”" in page.locator("main").inner_text()
    page.go_back()
    page.locator("#field-b").fill("Actor")
    page.locator("#field-a").fill("Lawyer")
    page.locator("#field-a").press("Enter")
    page.wait_for_url("**/compare/lawyer-vs-actor/")


def test_reader_follows_a_citation_to_the_day_and_back(new_page):
    page = new_page(PAIR)
    page.locator("#share summary", has_text="this page").click()
    page.locator("#cite a").first.click()
    assert "?as_of=" in page.url
    assert page.locator(".past").inner_text().startswith("As published on ")
    page.get_by_role("link", name="See the current page").click()
    assert page.url.endswith(PAIR)
    assert page.locator(".past").count() == 0


NOTE = "addEventListener('securitypolicyviolation', event => console.error(event.blockedURI))"


@pytest.mark.parametrize("kind", ["Occupation", "Dataset"])
def test_data_for_machines_is_read_and_breaks_no_policy(new_page, kind):
    page = new_page("/")  # fails on any error that is logged
    page.add_init_script(NOTE)
    page.goto("/occupations/registered-nurse/")
    if kind == "Dataset":
        page.locator("#next a").first.click()
    data = json.loads(page.locator('script[type="application/ld+json"]').text_content())
    assert [thing["@type"] for thing in data["@graph"]] == ["BreadcrumbList", kind]
