"""What is typed is not lost: not to another editor, a closed session, a database or site that is away, or a closed tab."""

import pytest
from playwright.sync_api import Error, Page, expect

from tests import databases
from tests.browser.desk.pages import LIST, looks_right, save, sign_in, step
from tests.servers import Site


def test_two_editors_lose_nothing(open_as, hands, made):
    ada, address = open_as("publisher", LIST), made("Two-editor cook")
    with hands("8. What another editor changed meanwhile is kept", "editor", address) as bob:
        page = bob.page
        ada.goto(address)
        ada.get_by_label("Description:").fill("What Ada wrote.")
        save(ada)

        bob.write(page.get_by_label("Description:"), "What Bob wrote.")
        bob.click(page.get_by_role("button", name="Take over and edit: Plan."))
        bob.replace("Bob's first duty.")
        bob.press("Control+s", leaving=True)
        row = page.locator(".desk-conflict tbody tr")
        assert row.count() == 1
        assert "What Ada wrote." in row.inner_text()
        assert "What Bob wrote." in row.inner_text()
        bob.click(row.get_by_label("Keep what is stored"))
        bob.press("Control+s", leaving=True)
    assert description_of(page) == "What Ada wrote."
    assert page.locator("#id_responsibilities-0-text").input_value() == "Bob's first duty."


def test_two_editors_lose_nothing_by_keyboard(open_as, hands, made):
    ada, address = open_as("publisher", LIST), made("Two-keyboard cook")
    with hands("8. What another editor changed meanwhile is kept", "editor", address) as bob:
        page = bob.page
        ada.goto(address)
        ada.get_by_label("Description:").fill("What Ada wrote.")
        save(ada)

        bob.find(page.locator("label[for=id_description]"))
        bob.press("Tab")
        bob.type("What Bob wrote.")
        bob.find(page.get_by_text("Plan.", exact=True))
        bob.tab_to(page.get_by_role("button", name="Take over and edit: Plan."))
        bob.press("Enter")
        bob.replace("Bob's first duty.")
        bob.press("Control+s", leaving=True)
        bob.tab_to(page.get_by_label("Keep what is stored"))
        bob.press("Space", "Control+s", leaving=True)
        assert bob.keys <= 25
    assert description_of(page) == "What Ada wrote."
    assert page.locator("#id_responsibilities-0-text").input_value() == "Bob's first duty."


def test_what_is_typed_survives_the_end_of_the_session(open_as, made, site: Site):
    page = open_as("editor", LIST)
    address = made("Signed-out cook")
    page.goto(address)
    page.get_by_label("Description:").fill("First line.\nSecond line.")
    page.context.clear_cookies(name="sessionid")

    save(page)

    assert page.locator("h1").inner_text() == "You are signed out"
    assert "Second line." in page.locator("dl").inner_text()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in(opened.value, "editor", site.accounts()["editor"], LIST)
    for _ in range(2):  # signing in has made the token of the form invalid: it is sent once more
        with page.expect_navigation():
            page.get_by_role("button", name="Send it again").click()
    assert page.url.endswith(address)
    assert description_of(page) == "First line.\nSecond line."
    assert page.locator(".messagelist .success").is_visible()


def test_what_is_typed_survives_the_database(open_as, made, site, django_db_blocker):
    page = open_as("editor", LIST)
    page.goto(made("Cook without a database"))
    page.get_by_label("Description:").fill("Typed while it went down.")

    with django_db_blocker.unblock(), databases.unreachable(site.database):
        save(page)
        assert page.locator("h1").inner_text() == "The database is not responding"
        assert "Typed while it went down." in page.locator("dl").inner_text()

    with page.expect_navigation():
        page.get_by_role("button", name="Send it again").click()
    assert description_of(page) == "Typed while it went down."
    assert page.locator(".messagelist .success").is_visible()


def test_what_is_typed_survives_a_site_that_does_not_answer(open_as, made):
    page = open_as("editor", LIST)
    address = made("Unanswered cook")
    page.goto(address)
    offer = page.get_by_text("The site did not answer when you last sent this form")
    page.get_by_label("Description:").fill("Typed while the site was away.")
    page.route("**/change/**", lambda route: route.abort())

    with pytest.raises(Error, match="ERR_FAILED"):
        save(page)
    page.unroute("**/change/**")
    page.goto(address)

    offer.wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Send it again").click()
    assert description_of(page) == "Typed while the site was away."
    assert page.locator(".messagelist .success").is_visible()
    page.goto(address)
    assert offer.count() == 0


def test_leaving_asks_and_publishing_saves(open_as, made):
    page = open_as("editor", LIST)
    page.goto(made("Asked cook"))
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Description:").fill("Not saved yet.")

    page.locator(".desk-steps").get_by_role("link", name="Editions").click()
    page.wait_for_timeout(200)
    assert questions == ["beforeunload"]
    assert "/change/" in page.url

    page.get_by_role("button", name="Save, then publish…").click()
    page.wait_for_url("**/publish/")
    assert "Not saved yet." in page.locator("#content-main").inner_text()
    assert questions == ["beforeunload"]


def test_without_scripts_publishing_asks_to_save(browser, site: Site, made):
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, "editor", site.accounts()["editor"], made("Scriptless cook"))
    page.get_by_label("Description:").fill("Not saved yet.")

    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("heading", name="Save before publishing?").wait_for()
    assert description_of(page) == "Not saved yet."
    page.get_by_role("button", name="Save, then publish…").click()
    page.wait_for_url("**/publish/")
    context.close()


def test_enter_saves_and_does_not_publish(open_as, made):
    page = open_as("editor", LIST)
    page.goto(made("Entering cook"))

    with page.expect_navigation():
        page.get_by_label("Title:", exact=True).press("Enter")

    assert page.locator(".messagelist .success").is_visible()


def test_what_is_typed_is_kept_and_what_was_saved_is_undone(open_as, made):
    page = open_as("publisher", LIST)
    address = made("Kept cook")
    page.goto(address)
    description, kept = page.get_by_label("Description:"), page.locator("#unsaved-work")
    description.fill("Wires houses.")
    expect(kept).to_contain_text("What you typed is kept for you")

    other = page.context.new_page()  # as after a crash: the first page says nothing more
    other.goto(address)
    with other.expect_navigation():
        other.get_by_role("button", name="Continue with it").click()
    assert description_of(other) == "Wires houses."
    save(other)
    other.goto(address)
    assert other.get_by_role("button", name="Continue with it").count() == 0

    other.goto(step(address, "history"))
    for way in ("Compare the two chosen", "Back to the history", "Undo the last save…"):
        with other.expect_navigation():
            other.get_by_text(way, exact=True).click()
        if way != "Back to the history":
            looks_right(other, other.url)
    with other.expect_navigation():
        other.get_by_role("button", name="Undo the last save").click()
    assert description_of(other) == ""


def description_of(page: Page) -> str:
    return page.get_by_label("Description:").input_value()
