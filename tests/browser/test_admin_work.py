"""What editors do that must not lose work, in a browser, on a site of their own."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests import databases
from tests.conftest import new_var
from tests.servers import Site

LIST = "/admin/occupations/occupation/"


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The demonstration data, which these tests change."""
    with django_db_blocker.unblock(), databases.clone(databases.DEMONSTRATION) as name:
        yield name


@pytest.fixture(scope="module")
def site(tmp_path_factory, database, django_db_blocker) -> Iterator[Site]:
    site = Site(new_var(tmp_path_factory))
    with site.serving(DATABASE_URL=databases.address(database)), django_db_blocker.block():
        yield site


@pytest.fixture
def open_as(browser, site: Site) -> Iterator:
    """Opens a page as one of the demonstration's accounts, in a browser of its own."""
    contexts = []

    def open_page(name: str, path: str) -> Page:
        context = browser.new_context(base_url=site.url)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, site, name, path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sign_in(page: Page, site: Site, name: str, path: str) -> None:
    page.goto(f"/admin/login/?next={path}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(site.accounts()[name])
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"**{path}")


def open_occupation(page: Page, title: str) -> str:
    page.goto(f"{LIST}?q={title.replace(' ', '+')}")
    page.locator("#result_list a", has_text=re.compile(f"^{title}$")).first.click()
    page.wait_for_url("**/change/**")
    return page.url


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def test_two_editors_lose_nothing(open_as):
    ada, bob = open_as("editor", LIST), open_as("publisher", LIST)
    address = open_occupation(ada, "Chief of staff")
    bob.goto(address)
    description = "Description:"
    ada.get_by_label(description).fill("What Ada wrote.")
    save(ada)

    bob.get_by_label(description).fill("What Bob wrote.")
    bob.locator("#id_responsibilities-0-text").fill("Bob's first duty.")
    save(bob)

    row = bob.locator(".desk-conflict tbody tr")
    assert row.count() == 1
    assert "What Ada wrote." in row.inner_text()
    assert "What Bob wrote." in row.inner_text()
    row.get_by_label("Keep what is stored").check()
    save(bob)
    assert bob.get_by_label(description).input_value() == "What Ada wrote."
    assert bob.locator("#id_responsibilities-0-text").input_value() == "Bob's first duty."


def test_what_is_typed_survives_the_end_of_the_session(open_as, site: Site):
    page = open_as("editor", LIST)
    address = open_occupation(page, "Lawyer")
    page.get_by_label("Description:").fill("First line.\nSecond line.")
    page.context.clear_cookies(name="sessionid")

    save(page)

    assert page.locator("h1").inner_text() == "You are signed out"
    assert "Second line." in page.locator("dl").inner_text()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    sign_in(opened.value, site, "editor", LIST)
    for _ in range(2):  # signing in has made the token of the form invalid: it is sent once more
        with page.expect_navigation():
            page.get_by_role("button", name="Send it again").click()
    assert page.url == address.partition("?")[0]
    assert page.get_by_label("Description:").input_value() == "First line.\nSecond line."
    assert page.locator(".messagelist .success").is_visible()


def test_what_is_typed_survives_the_database(open_as, database, django_db_blocker):
    page = open_as("editor", LIST)
    open_occupation(page, "Lawyer")
    page.get_by_label("Description:").fill("Typed while it went down.")

    with django_db_blocker.unblock(), databases.unreachable(database):
        save(page)
        assert page.locator("h1").inner_text() == "The database does not answer"
        assert "Typed while it went down." in page.locator("dl").inner_text()

    with page.expect_navigation():
        page.get_by_role("button", name="Send it again").click()
    assert page.get_by_label("Description:").input_value() == "Typed while it went down."
    assert page.locator(".messagelist .success").is_visible()


def test_publish_asks_to_save_and_leaving_asks_too(open_as):
    page = open_as("editor", LIST)
    open_occupation(page, "Chief of staff")
    questions = []
    page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Description:").fill("Not saved yet.")

    page.locator(".desk-steps").get_by_role("link", name="Editions").click()
    page.wait_for_timeout(200)
    assert questions == ["beforeunload"]
    assert "/change/" in page.url

    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("heading", name="Save before publishing?").wait_for()
    assert page.get_by_label("Description:").input_value() == "Not saved yet."
    page.get_by_role("button", name="Save, then publish…").click()
    page.wait_for_url("**/publish/")
    assert "Not saved yet." in page.locator("#content-main").inner_text()
    assert questions == ["beforeunload"]


def test_enter_saves_and_does_not_publish(open_as):
    page = open_as("editor", LIST)
    open_occupation(page, "Chief of staff")

    with page.expect_navigation():
        page.get_by_label("Title:", exact=True).press("Enter")

    assert page.locator(".messagelist .success").is_visible()


def test_many_are_published_with_a_question_and_taken_back(open_as):
    page = open_as("publisher", "/admin/occupations/category/")
    page.get_by_role("link", name="Management", exact=True).click()
    page.get_by_label("Name:").fill("Managers")  # of which all its occupations say something else now
    save(page)
    page.goto(LIST)
    chosen = page.locator("#result_list tbody tr").count()
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("publish_selected")
    page.get_by_role("button", name="Go", exact=True).click()
    page.wait_for_url("**/batches/**")
    assert page.locator("h1", has_text=f"Publish {chosen} occupations").is_visible()
    button = page.locator("input[name=publish]")
    button.wait_for(timeout=30_000)  # the page loads itself again until it is checked
    page.get_by_label("Note:").fill("From the list")
    button.click()
    page.get_by_text("live.", exact=False).first.wait_for(timeout=30_000)
    page.get_by_role("button", name="Take it back").wait_for(timeout=30_000)

    page.get_by_role("button", name="Take it back").click()

    page.get_by_text("taken back;").wait_for()
