"""One site for all tasks of editors; each test works on rows of its own, and takes away what others would stumble on."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page

from tests.browser import steps
from tests.browser.steps import Count, Hands
from tests.conftest import a_site
from tests.servers import Site

LIST = "/admin/occupations/occupation/"


@pytest.fixture(scope="package")
def site(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Site]:
    """A site with the demonstration data, which these tests change."""
    with a_site(tmp_path_factory, django_db_blocker) as site:
        yield site


@pytest.fixture
def open_as(browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Opens a page as one of the demonstration's accounts, in a browser of its own."""
    contexts = []

    def open_page(name: str, path: str, password: str = "") -> Page:
        context = browser.new_context(base_url=site.url)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, name, password or site.accounts()[name], path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def hands(open_as, record_property) -> Callable:
    """`with hands("Typo", "publisher", LIST) as publisher:`, a signed-in account whose steps are counted as that task."""

    @contextmanager
    def counted(task: str, name: str, path: str) -> Iterator[Hands]:
        working = Hands(open_as(name, path))
        yield working
        record_property(steps.PROPERTY, tuple(working.count(task)))

    return counted


def sign_in(page: Page, name: str, password: str, path: str) -> None:
    page.goto(f"/admin/login/?next={path}")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Log in").click()


def open_occupation(page: Page, title: str) -> str:
    """Its address."""
    page.goto(f"{LIST}?q={title.replace(' ', '+')}")
    page.locator("#result_list a", has_text=re.compile(f"^{title}$")).first.click()
    page.wait_for_url("**/change/**")
    return page.url


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def pytest_terminal_summary(terminalreporter, config) -> None:
    """With `-v`: what each task took."""
    passed = terminalreporter.stats.get("passed", [])
    counts = [Count(*value) for report in passed for name, value in report.user_properties if name == steps.PROPERTY]
    if counts and config.get_verbosity() > 0:
        terminalreporter.write_line(steps.table(counts))
