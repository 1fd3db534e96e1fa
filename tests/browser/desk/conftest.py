"""One site for all tests of the desk; each works on rows of its own, and takes away what others would stumble on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page

from occupations.links import occupation_url
from tests import databases
from tests.admin_pages import make_described, page_of
from tests.browser import steps
from tests.browser.desk.pages import sign_in
from tests.browser.steps import Count, Hands
from tests.conftest import a_site
from tests.servers import Site, wait_until

TASKS = ("Plan.", "Cook.", "Serve.")


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
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        # From the beginning: asked for at the last moment, Chromium may get the key that opens the dialog first.
        page.on("filechooser", lambda _: None)
        sign_in(page, name, password or site.accounts()[name], path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def hands(open_as, record_property) -> Callable[..., AbstractContextManager[Hands]]:
    """`with hands("1. Typo", "publisher", LIST) as publisher:`, a signed-in account; what it takes is counted as that task."""

    @contextmanager
    def counted(task: str, name: str, path: str, password: str = "") -> Iterator[Hands]:
        working = Hands(open_as(name, path, password))
        yield working
        record_property(steps.PROPERTY, tuple(working.count(task)))

    return counted


@pytest.fixture
def in_site(site: Site, django_db_blocker) -> Callable[[], AbstractContextManager[None]]:
    """`with in_site():` leads to the rows of the site."""

    @contextmanager
    def connected() -> Iterator[None]:
        with django_db_blocker.unblock(), databases.connected_to(site.database):
            yield

    return connected


@pytest.fixture
def made(in_site, site: Site) -> Callable[..., str]:
    """Makes an occupation that sources describe and that visitors see, and returns the address of its form."""

    def make(title: str, tasks=TASKS, **more) -> str:
        with in_site():
            owner = make_described(title, list(tasks), **more)

        def is_seen() -> bool:
            with suppress(HTTPError), urlopen(site.url + occupation_url(owner.slug)):
                return True
            return False

        assert wait_until(is_seen, 30)  # the site hears of what others publish a moment later
        return page_of(owner)

    return make


def pytest_terminal_summary(terminalreporter, config) -> None:
    """With `-v`: what each task took."""
    passed = terminalreporter.stats.get("passed", [])
    counts = [Count(*value) for report in passed for name, value in report.user_properties if name == steps.PROPERTY]
    if counts and config.get_verbosity() > 0:
        terminalreporter.write_line(steps.table(counts))
