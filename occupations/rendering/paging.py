"""Which page of a long ranking an address asks for."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest

ROWS = 50
_NUMBER = re.compile(r"[1-9][0-9]{0,5}", re.ASCII)


class Which(NamedTuple):
    """`number` from 1; `error`: "" or what was wrong with the number asked for."""

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
        """An address; "" where there is none."""
        if self.number == 1:
            return ""
        return self.address if self.number == 2 else self._at(self.number - 1)

    @property
    def next(self) -> str:
        return self._at(self.number + 1) if self.number < self.last else ""

    def _at(self, number: int) -> str:
        return f"{self.address}{'&' if '?' in self.address else '?'}page={number}"


def which_page(request: HttpRequest, total: int, rows: int = ROWS, address: str = "") -> Which:
    """`total`: rows of the longest list on the page; `address`: of the first page, where that is not the path alone."""
    last = max(1, -(-total // rows))
    asked = request.GET.get("page", "").strip()
    known = not asked or (_NUMBER.fullmatch(asked) and int(asked) <= last)
    error = "" if known else f"There is no page “{asked[:20]}” here; this is the first of {last}."
    return Which(int(asked) if asked and known else 1, last, error, address or request.path, rows)
