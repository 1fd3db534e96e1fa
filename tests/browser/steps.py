"""Performs tasks as an editor would, and counts what it takes: clicks, key presses, and what is typed apart from them.

Whoever runs `pytest -v tests/browser/desk` gets all of them in a table (see `desk/conftest.py`).
"""

import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Locator, Page, expect

PROPERTY = "steps"


class Count(NamedTuple):
    """What a task took; `typed` is how many characters of text."""

    task: str
    clicks: int
    keys: int
    typed: int

    @property
    def way(self) -> str:
        return "mouse" if self.clicks else "keyboard"


class Hands:
    """The hands of somebody at a page. Where a step leads to another page, it is waited for: `leaving=True`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.keys = self.typed = 0

    # The mouse

    def click(self, target: Locator, *, leaving: bool = False) -> None:
        self._do(target.click, leaving)
        self.clicks += 1

    def choose(self, field: Locator, label: str) -> None:
        """An option of a list: one click opens it, one chooses."""
        field.select_option(label=label)
        self.clicks += 2

    def attach(self, field: Locator, path: Path) -> None:
        """A file of this machine: one click opens the list of them, one chooses."""
        field.set_input_files(path)
        self.clicks += 2

    def drag(self, what: Locator, where: Locator) -> None:
        what.drag_to(where)
        self.clicks += 1

    # The keyboard

    def press(self, *keys: str, leaving: bool = False) -> None:
        """One after the other, wherever the focus is."""
        for number, key in enumerate(keys, start=1):
            self._do(partial(self.page.keyboard.press, key), leaving and number == len(keys))
            self.keys += 1

    def tab_to(self, target: Locator, *, most: int = 60, key: str = "Tab") -> None:
        """With the key Tab, once at least, until the focus is there."""
        for _ in range(most):
            self.press(key)
            if target.evaluate("element => element === document.activeElement"):
                return
        reached = self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        raise AssertionError(f"{most} times {key} do not lead to {target}; the focus is at {reached}")

    def find(self, words: Locator) -> None:
        """The browser's own search: Control+F, some of the words, Escape. The Tab key goes on from where they are."""
        words.evaluate(
            "element => { element.tabIndex = -1; element.focus(); element.blur(); element.removeAttribute('tabindex') }"
        )
        self.keys += 2
        self.typed += 10

    def type(self, text: str) -> None:
        """At the focus."""
        self.page.keyboard.type(text)
        self.typed += len(text)

    def replace(self, text: str) -> None:
        """All of the text at the focus by another."""
        self.press("Control+a")
        self.type(text)

    def pick(self, text: str) -> None:
        """The row that is called so, from the list at the focus, which is searched by typing."""
        self.press("Enter")
        expect(self.page.locator(".select2-search__field")).to_be_focused()
        self.type(text)
        found = self.page.locator(
            ".select2-results__option[aria-selected]", has_text=re.compile(f"^{re.escape(text)}$")
        )
        expect(found).to_be_visible()
        while "--highlighted" not in (found.get_attribute("class") or ""):
            self.press("ArrowDown")
        self.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        """In the place of what is in the field: a click leads into it."""
        self.click(field)
        self.replace(text)

    def _do(self, step: Callable[[], None], leaving: bool) -> None:
        with self.page.expect_navigation() if leaving else nullcontext():
            step()

    def count(self, task: str) -> Count:
        return Count(task, self.clicks, self.keys, self.typed)


def table(counts: list[Count]) -> str:
    """In Markdown, by task; no lines for none."""
    head = ["| task | by | clicks | keys | characters typed |", "|---|---|---|---|---|"]
    rows = [f"| {one.task} | {one.way} | {one.clicks} | {one.keys} | {one.typed} |" for one in sorted(counts)]
    return "\n".join(head + rows if rows else [])
