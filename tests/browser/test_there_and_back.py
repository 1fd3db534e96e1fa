"""What an editor takes away and gives back is there again, in a browser that has seen it gone."""

import re
from collections.abc import Iterator

import pytest

from tests.conftest import a_site
from tests.servers import Site

LAWYER = "/occupations/lawyer/"


@pytest.fixture
def own_site(tmp_path_factory, django_db_blocker) -> Iterator[Site]:
    """A site that a test may change."""
    with a_site(tmp_path_factory, django_db_blocker) as site:
        yield site


class Desk:
    """The pages of one occupation in the admin, for a publisher."""

    def __init__(self, page, site: Site, title: str) -> None:
        self.page = page
        page.goto("/admin/login/?next=/admin/occupations/occupation/")
        page.get_by_label("Username").fill("publisher")
        page.get_by_label("Password").fill(site.accounts()["publisher"])
        page.get_by_role("button", name="Log in").click()
        page.locator("#result_list a", has_text=re.compile(f"^{title}$")).click()
        self.change = page.url.partition("?")[0]

    def step(self, name: str, button: str, **fields: str) -> None:
        self.page.goto(self.change.replace("/change/", f"/{name}/"))
        self._send(button, fields)

    def rename(self, slug: str) -> None:
        self.page.goto(self.change)
        self.page.locator("summary", has_text="Address and forms").click()
        self._send("Save", {"slug": slug})

    def withdraw(self, reason: str) -> None:
        """Without somebody else's review, which takes a reason of its own."""
        self.page.goto(self.change.replace("/change/", "/withdraw/"))
        self.page.locator("summary", has_text="Withdraw without a review").click()
        self._send("Withdraw without a review", {"reason": reason, "skip_reason": "Nobody else is here."})

    def _send(self, button: str, fields: dict[str, str]) -> None:
        for field, text in fields.items():
            self.page.locator(f"#id_{field}").fill(text)
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).first.click()
        assert self.page.url == self.change, self.page.locator(".errorlist").all_inner_texts()


def test_a_page_comes_back_for_a_browser_that_has_seen_it_go_and_move(browser, own_site):
    contexts = [browser.new_context(base_url=own_site.url) for _ in range(2)]
    desk, reader = Desk(contexts[0].new_page(), own_site, "Lawyer"), contexts[1].new_page()

    def read(path: str) -> tuple[str, str]:
        reader.goto(path)
        return reader.locator("h1").inner_text(), reader.url.removeprefix(own_site.url)

    assert read(LAWYER) == ("Lawyer", LAWYER)
    desk.withdraw("Gone.")
    assert read(LAWYER) == ("Lawyer: no longer available", LAWYER)
    desk.step("reinstate", "Reinstate")
    assert read(LAWYER) == ("Lawyer", LAWYER)

    pair = "/compare/actor-vs-lawyer/"
    assert read(pair) == ("Actor vs Lawyer", pair)
    desk.rename("attorney")
    assert read(LAWYER) == ("Lawyer", "/occupations/attorney/")
    assert read(pair) == ("Actor vs Lawyer", "/compare/actor-vs-attorney/")
    desk.rename("lawyer")
    assert read(LAWYER) == ("Lawyer", LAWYER)
    assert read(pair) == ("Actor vs Lawyer", pair)
    assert read("/occupations/attorney/") == ("Lawyer", LAWYER)
    for context in contexts:
        context.close()
