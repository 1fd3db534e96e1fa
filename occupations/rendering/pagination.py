"""Pagination of a long list: the requested page, and links to the others."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest

ROWS = 50


_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)
AROUND = 1  # pages linked on either side of the current one


class Link(NamedTuple):
    """`url` is empty for the current page, `text` for a gap."""

    text: str
    url: str


class Pagination(NamedTuple):
    """The context of components/pagination.html; `previous` and `next` are URLs, "" if there is none."""

    summary: str
    links: list[Link]
    previous: str
    next: str


def paginate(page: int, size: int, total: int, address: Callable[[int], str]) -> Pagination | None:
    """None if everything is on one page."""
    last = -(-total // size)
    if last < 2:
        return None
    near = {1, last, *range(page - AROUND, page + AROUND + 1)}
    links: list[Link] = []
    before = 0
    for number in sorted(number for number in near if 1 <= number <= last):
        if number > before + 1:
            links.append(Link("", ""))
        links.append(Link(str(number), "" if number == page else address(number)))
        before = number
    first, final = (page - 1) * size + 1, min(page * size, total)
    return Pagination(
        f"{first:,} to {final:,} of {total:,}",
        links,
        address(page - 1) if page > 1 else "",
        address(page + 1) if page < last else "",
    )


class Which(NamedTuple):
    """`number`: from 1; `error`: "" or the error in the requested number."""

    number: int
    last: int
    error: str
    address: str  # of the first page
    rows: int  # of a page

    def of(self, rows: Sequence[Any]) -> Sequence[Any]:
        """The rows of this page."""
        return rows[(self.number - 1) * self.rows : self.number * self.rows]

    @property
    def previous(self) -> str:
        """A URL; "" if there is none."""
        if self.number == 1:
            return ""
        return self.address if self.number == 2 else self._at(self.number - 1)

    @property
    def next(self) -> str:
        return self._at(self.number + 1) if self.number < self.last else ""

    def _at(self, number: int) -> str:
        return f"{self.address}{'&' if '?' in self.address else '?'}page={number}"


def which_page(request: HttpRequest, total: int, rows: int = ROWS, address: str = "") -> Which:
    """`total`: rows of the longest list on the page; `address`: the URL of the first page, if it is not just the
    path."""
    last = max(1, -(-total // rows))
    requested = request.GET.get("page", "").strip()
    known = not requested or (_NUMBER.fullmatch(requested) and int(requested) <= last)
    error = "" if known else f"There is no page “{requested[:20]}”; this is page 1 of {last}."
    return Which(int(requested) if requested and known else 1, last, error, address or request.path, rows)
