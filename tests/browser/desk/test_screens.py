"""Every screen of the desk is as wide as the window, and assistive technology can read it.

The addresses are those of admin_access.csv, which a test holds against the resolver, with a row of each model.
"""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from occupations.models import PublishingRun
from tests import databases
from tests.browser.desk.pages import found_on, sign_in
from tests.conftest import a_site
from tests.servers import Site
from tests.test_admin_access import TABLE, filled_in, make_rows

NAME, PASSWORD = "ada", "lamp-river-88-Zq"
# What is no screen, or a public page in a frame of its own.
NO_SCREENS = ("autocomplete", "jsi18n", "preview", "edition", "view_on_site", "scheduled_preview", "guide_picture")


class Screens(NamedTuple):
    site: Site
    addresses: dict[str, str]  # by those of the table


def shown() -> list[dict[str, str]]:
    """The rows of the table whose pages administrators see."""
    return [row for row in TABLE if row["administrator GET"] == "200" and not row["name"].endswith(NO_SCREENS)]


@pytest.fixture(scope="module")
def screens(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Screens]:
    """A site with a row of each model and nothing else, and the addresses of its screens."""
    addresses: dict[str, str] = {}

    def fill() -> None:
        rows = make_rows()
        addresses.update({row["address"]: filled_in(row["address"], rows) for row in shown()})
        # While a batch is worked on, its page loads itself again.
        PublishingRun.objects.update(failure="The disk is full.")
        administrator = get_user_model().objects.create_user(NAME, password=PASSWORD, is_staff=True)
        administrator.groups.set(Group.objects.filter(name="Administrators"))

    with a_site(tmp_path_factory, django_db_blocker, databases.EMPTY, fill) as site:
        yield Screens(site, addresses)


APPS = ("occupations/occupation", "occupations", "comparisons", "auth", "")


@pytest.mark.parametrize("app", APPS)
def test_every_screen_fits_and_breaks_no_rule(browser, screens, app):
    """Each is loaded once, and seen at both widths in both themes."""
    mine = [one for one in screens.addresses if next(name for name in APPS if one.startswith(name)) == app]
    context = browser.new_context(base_url=screens.site.url)
    page = context.new_page()
    sign_in(page, NAME, PASSWORD, "/admin/")
    found = {}
    for address in (screens.addresses[one] for one in mine):
        page.goto(address)
        if wrong := found_on(page):
            found[address] = wrong
    context.close()
    assert mine
    assert found == {}
