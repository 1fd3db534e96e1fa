"""What every test may use: collected static files, a real site with the demonstration data, and a browser."""

import fcntl
import gc
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from tests import chromium, databases, local_copy, machine
from tests.servers import Site

# Fixtures that several tests of a module share, each of which takes many seconds.
COSTLY = {"crawl", "files", "looked", "node", "screens"}
# What takes longest and cannot be shared begins first, so that at the end no worker waits long for the others.
LONGEST = {
    "test_admin_access.py", "test_admin_hostile.py", "test_interrupted.py", "test_killed.py", "test_second_factor.py",
    "test_slots.py", "test_touched.py",
}  # fmt: skip


def pytest_configure() -> None:
    machine.use_profile()
    # Playwright keeps an event loop in the thread of the tests. Django would take its neighbours for coroutines, and give
    # them other connections than those that were opened before the browser, with their transactions and wrappers.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    connections._connections = threading.local()  # type: ignore[attr-defined]
    # Each test client makes the middleware anew; WhiteNoise need not read the whole directory each time.
    settings.WHITENOISE_AUTOREFRESH = True
    # All tests of a process are one client, and make more requests than one is allowed.
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    local_copy.use_own_folder()
    # What tests write may be lost in a power cut.
    settings.DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Templates name static files by their hashes, so these must exist; xdist's workers come later and find them."""
    if not hasattr(session.config, "workerinput"):
        from careersite.management.commands.serve import collect_static_files

        collect_static_files()


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share what takes long to make go to the same worker, which is then the only one to make it."""
    items.sort(key=lambda item: item.path.name not in LONGEST)
    for item in items:
        for costly in COSTLY & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(costly))


def pytest_collection_finish() -> None:
    """All modules of all tests are there, and stay. Looking so often whether they are garbage took a tenth of the time."""
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """In the place of pytest-django's, which migrates for every worker."""
    with (
        databases.unblocked_at_its_ends(django_db_blocker, databases.clone(databases.EMPTY)) as name,
        databases.connected_to(name),
        local_copy.as_fresh_as_the_database(),
    ):
        yield


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    local_copy.changed()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that leaves a transaction open fails itself, and not all tests after it."""
    shared = nextitem is not None and nextitem.path == item.path  # by a module, which may keep one open
    try:
        result = yield
    finally:
        left = [] if shared else databases.left_open()
    if left:
        pytest.fail(f"A transaction was left open on {' and '.join(left)}.", pytrace=False)
    return result


@pytest.fixture
def _in_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that says how far the worker is would see nothing of what a test has not committed."""
    monkeypatch.setattr("occupations.worker.beats.EVERY", 3600)


def new_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `var/` for a site, with the static files: seconds of compressing, done once."""
    var = tmp_path_factory.mktemp("site")
    shutil.copytree(settings.STATIC_ROOT, var / "static")
    return var


@contextmanager
def _titles_as_they_are(var: Path) -> Iterator[None]:
    """A site that was served for a minute would build a model of titles, and then answers some of them differently."""
    with (var / "titles.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def a_site(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker,
    template: str = databases.DEMONSTRATION,
    fill: Callable[[], None] = lambda: None,
) -> Iterator[Site]:
    """A site with the demonstration data in a database of its own, served; or with what `fill` puts into an empty one."""
    site = Site(new_var(tmp_path_factory))
    with (
        _titles_as_they_are(site.var),
        databases.unblocked_at_its_ends(django_db_blocker, databases.clone(template)) as name,
    ):
        with django_db_blocker.unblock():
            address = databases.address(name)
            with databases.connected_to(name):
                fill()
        site.database = name
        with site.serving(DATABASE_URL=address):
            yield site


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_blocker) -> Iterator[Site]:
    """`manage.py serve`, with granian, its own database and the demonstration data, which tests must not change."""
    with a_site(tmp_path_factory, django_db_blocker) as site:
        yield site
    assert site.process.returncode == 0


@pytest.fixture(scope="session")
def browser():
    """Chromium. Without one the test is skipped, or fails in CI."""
    with chromium.running(machine.program(*chromium.NAMES, package="chromium")) as running:
        yield running


@pytest.fixture
def new_page(browser, site: Site) -> Iterator[Callable]:
    """Opens pages, `new_page("/", width=320, theme="dark")`; none may log an error or break the policy."""
    contexts, complaints = [], []

    def open_page(path: str = "/", *, width: int = 1280, theme: str = "light", **options):
        context = browser.new_context(
            base_url=site.url, viewport={"width": width, "height": 900}, color_scheme=theme, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend([message.text] if message.type == "error" else []))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: Callable):
    """The home page on a desk."""
    return new_page("/")
