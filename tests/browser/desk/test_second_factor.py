"""Signing in with a second factor, which is lost and given back."""

import base64
import time

from django_otp.oath import TOTP

from tests.browser.steps import Hands
from tests.servers import Site


def test_a_second_factor_is_set_up_used_and_reset(open_as, hands, site: Site):
    users, password = "/admin/auth/user/", "lamp-river-88-Zq"
    made = site.manage(
        *("createsuperuser", "--noinput", "--username=chief", "--email=chief@example.org"),
        DJANGO_SUPERUSER_PASSWORD=password,
        **site.variables,
    )
    assert made.returncode == 0, made.stderr
    with hands("17. A second factor set up", "chief", users, password) as chief:
        page = chief.page
        chief.tab_to(page.get_by_role("link", name="Set up a second factor"))
        chief.press("Enter", leaving=True)
        assert page.get_by_role("img", name="QR code").evaluate("image => image.naturalWidth") > 0
        secret = page.locator("p code").inner_text()
        give_code(chief, "12345")
        assert "This code is wrong." in page.locator(".errorlist").inner_text()
        page.wait_for_timeout(1_100)  # a wrong code slows the next one down
        give_code(chief, code_of(secret))
        code, *others = page.locator("li code").all_inner_texts()
        assert len(others) == 9

    with hands("17. Signed in with one of the recovery codes", "chief", users, password) as chief:
        give_code(chief, code)
        assert chief.page.url.endswith(users)
    with hands("17. Reset for somebody who has lost it", "chief", users, password) as chief:
        page = chief.page
        give_code(chief, code)
        assert "This code is wrong." in page.locator(".errorlist").inner_text()
        page.wait_for_timeout(1_100)
        give_code(chief, others[0])
        chief.tab_to(page.get_by_role("link", name="chief", exact=True))
        chief.press("Enter", leaving=True)
        chief.find(page.get_by_text("Second factor", exact=False).last)
        chief.tab_to(page.get_by_role("link", name="Reset it"))
        chief.press("Enter", leaving=True)
        chief.find(page.get_by_role("heading").first)
        chief.tab_to(page.get_by_role("button", name="Reset"))
        chief.press("Enter", leaving=True)
        assert "The second factor of chief is reset" in page.locator(".messagelist").inner_text()
    page.goto(page.url.replace("/change/", "/history/"))
    assert "Reset the second factor and lifted locks." in page.locator("#change-history").inner_text()
    assert open_as("chief", users, password).url.endswith(users)


def give_code(chief: Hands, code: str) -> None:
    field = chief.page.get_by_label("Code")
    if not field.evaluate("element => element === document.activeElement"):
        chief.tab_to(field)
    chief.replace(code)
    chief.press("Enter", leaving=True)


def code_of(secret: str) -> str:
    """What an app shows for the secret."""
    totp = TOTP(base64.b32decode(secret.replace(" ", "")))
    totp.time = time.time()
    return f"{totp.token():06}"
