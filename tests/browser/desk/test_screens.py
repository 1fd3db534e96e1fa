"""Every screen of the desk is as wide as the window, and assistive technology can read it.

The addresses are those of admin_access.csv, which a test holds against the resolver, with a row of each model.
"""

from collections.abc import Iterator
from itertools import cycle, product
from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from tests import databases
from tests.browser.desk.pages import WIDTHS, fits, sign_in, violations
from tests.conftest import a_site
from tests.kinds import THEMES
from tests.servers import Site
from tests.test_admin_access import TABLE, filled_in, make_rows

NAME, PASSWORD = "ada", "lamp-river-88-Zq"
# What is no screen, or a public page in a frame of its own.
NO_SCREENS = ("autocomplete", "jsi18n", "preview", "edition", "view_on_site", "scheduled_preview")


class Screens(NamedTuple):
    site: Site
    addresses: dict[str, str]  # by those of the table


def shown() -> list[dict[str, str]]:
    """The rows of the table whose pages administrators see."""
    return [row for row in TABLE if row["administrator GET"] == "200" and not row["name"].endswith(NO_SCREENS)]


def kind(row: dict[str, str]) -> str:
    """Screens of one kind are made by one template: lists, forms, histories."""
    return row["name"].rpartition("_")[2] if row["name"].startswith(("occupations_", "auth_")) else row["name"]


@pytest.fixture(scope="module")
def screens(tmp_path_factory, django_db_setup, django_db_blocker) -> Iterator[Screens]:
    """A site with a row of each model and nothing else, and the addresses of its screens."""
    addresses: dict[str, str] = {}

    def fill() -> None:
        rows = make_rows()
        addresses.update({row["address"]: filled_in(row["address"], rows) for row in shown()})
        administrator = get_user_model().objects.create_user(NAME, password=PASSWORD, is_staff=True)
        administrator.groups.set(Group.objects.filter(name="Administrators"))

    with a_site(tmp_path_factory, django_db_blocker, databases.EMPTY, fill) as site:
        yield Screens(site, addresses)


@pytest.mark.parametrize("app", ["occupations/occupation", "occupations", "comparisons", "auth", ""])
def test_every_screen_fits_and_breaks_no_rule(browser, screens, app):
    """At both widths; axe looks at each screen once, and at each kind of screen at both widths in both themes."""
    apps = ["occupations/occupation", "occupations", "comparisons", "auth", ""]
    rows = [row for row in shown() if next(one for one in apps if row["address"].startswith(one)) == app]
    looks = cycle(product(WIDTHS, THEMES))
    kinds: set[str] = set()
    context = browser.new_context(base_url=screens.site.url)
    page = context.new_page()
    sign_in(page, NAME, PASSWORD, "/admin/")
    found = {}
    for row in rows:
        address = screens.addresses[row["address"]]
        for width, theme in [next(looks)] if kind(row) in kinds else product(WIDTHS, THEMES):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            page.goto(address)  # again, because colors change slowly
            if wrong := violations(page):
                found[address, width, theme] = wrong
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            fits(page)
        kinds.add(kind(row))
    context.close()
    assert found == {}
